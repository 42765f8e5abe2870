import type { Context } from '../../../../platform/action.ts'
import type { SignalStatus } from '../contract/signals.ts'

type Reach = Pick<Context, 'tx'>

/** What the signals of a group, or one signal, name; the most frequent first. */
export async function thingsNamed(
  { tx }: Reach,
  of: { readonly signalId: string } | { readonly groupId: string },
): Promise<{ things: string[]; signalIds: string[] }> {
  const { rows } = await tx.$client.query<{ signalId: string; things: string[] }>({
    name: 'signalId' in of ? 'relations-signal' : 'relations-group',
    text:
      'signalId' in of
        ? 'select signal_id as "signalId", things from app.alert_trait where signal_id = $1'
        : `select t.signal_id as "signalId", t.things from app.alert_trait t where t.signal_id in (
             select m.signal_id from app.alert_cluster p join app.alert_moment m on m.cluster_id = p.id
             where p.id = $1 or p.merged_into = $1) limit 500`,
    values: ['signalId' in of ? of.signalId : of.groupId],
  })
  const counts = new Map<string, number>()
  for (const { things } of rows) for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1)
  const things = [...counts].toSorted(([, one], [, other]) => other - one).map(([thing]) => thing)
  return { things, signalIds: rows.map(({ signalId }) => signalId) }
}

/** The newest signal of the group, or of what was merged into it, that names this account. */
export async function signalsNamingAccount(
  { tx }: Reach,
  { groupId, account }: { groupId: string; account: string },
): Promise<string | undefined> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'relations-account',
    text: `select t.signal_id as id from app.alert_trait t where t.things && $2::text[] and t.signal_id in (
             select m.signal_id from app.alert_cluster p join app.alert_moment m on m.cluster_id = p.id
             where p.id = $1 or p.merged_into = $1) order by t.signal_id desc limit 1`,
    values: [groupId, [`account ${account}`, `email ${account}`]],
  })
  return rows[0]?.id
}

export interface RelatedSignal {
  readonly id: string
  readonly title: string
  readonly status: SignalStatus
  readonly lastAt: Date
  readonly incidentId: string | null
  readonly incidentNumber: number | null
  readonly things: string[]
}

/** The newest signals that name one of these things; the wall takes away those of cases that the reader may not see. */
export async function signalsNaming(
  { tx }: Reach,
  wanted: { things: readonly string[]; atMost: number },
): Promise<RelatedSignal[]> {
  if (wanted.things.length === 0) return []
  const { rows } = await tx.$client.query<RelatedSignal>({
    name: 'relations-naming',
    text: `select s.id, s.title, s.status, s.last_at as "lastAt", s.incident_id as "incidentId",
             s.incident_number as "incidentNumber", t.things
           from app.signal s join app.alert_trait t on t.signal_id = s.id
           where s.id in (select wall.signals_about($1, $2))`,
    values: [wanted.things, wanted.atMost],
  })
  return rows
}

export interface Naming {
  readonly count: number
  readonly lastAt: Date | null
}

/** So many alerts that name one thing are counted; of a thing that more name, the newest. */
const namingAtMost = 1000

/**
 * How many alerts named each of these things since a time of its own, in the order of the question.
 * The wall takes away those of cases that the reader may not see.
 */
export async function countNaming(
  { tx }: Reach,
  asked: readonly { readonly thing: string; readonly since: Date }[],
): Promise<Naming[]> {
  if (asked.length === 0) return []
  const { rows } = await tx.$client.query<{ count: string; lastAt: Date | null }>({
    name: 'relations-count',
    text: `select count(s.last_at) as count, max(s.last_at) as "lastAt"
           from unnest($1::text[], $2::timestamptz[]) with ordinality as asked(thing, since, place)
           left join lateral (
             select s.last_at from wall.signals_about(array[asked.thing], ${namingAtMost}) as found(id)
             join app.signal s on s.id = found.id where s.last_at >= asked.since) as s on true
           group by asked.place order by asked.place`,
    values: [asked.map(({ thing }) => thing), asked.map(({ since }) => since)],
  })
  return rows.map(({ count, lastAt }) => ({ count: Number(count), lastAt }))
}
