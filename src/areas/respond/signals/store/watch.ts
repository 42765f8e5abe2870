import type { Context } from '../../../../platform/action.ts'
import type { Mapping } from '../contract/mapping.ts'
import type { RuleId } from '../contract/detection-rules.ts'
import type { Route } from '../contract/attention.ts'
import type { SourceKind } from '../contract/signals.ts'
import type { Facts } from '../rules/detections/rule.ts'

type Reach = Pick<Context, 'tx'>

export interface WatchRow {
  readonly rulesOn: readonly RuleId[]
  readonly routes: readonly Route[]
  /** Up to which delivery rules have looked, and up to which signal people were asked. */
  readonly deliveryMark: string | null
  readonly signalMark: string | null
  /** After how many days without a signal an asset counts as not watched. */
  readonly unheardDays: number
}

const columns = `rules_on as "rulesOn", routes, delivery_mark as "deliveryMark", signal_mark as "signalMark", unheard_days as "unheardDays"`

/** What is watched; the defaults where nobody changed anything. */
export async function readWatch({ tx }: Reach): Promise<WatchRow> {
  const { rows } = await tx.$client.query<WatchRow>(`select ${columns} from app.signal_watch`)
  return rows[0] ?? { rulesOn: [], routes: [], deliveryMark: null, signalMark: null, unheardDays: 30 }
}

/** The same, locked until the transaction ends: of two processes that look, the second goes on where the first ended. */
export async function getWatchToChange({ tx }: Reach): Promise<WatchRow> {
  await tx.$client.query('insert into app.signal_watch default values on conflict do nothing')
  const { rows } = await tx.$client.query<WatchRow>(`select ${columns} from app.signal_watch for update`)
  const [row] = rows
  if (row === undefined) throw new Error('what was just made is not there')
  return row
}

export async function changeWatch({ tx }: Reach, change: Partial<WatchRow>): Promise<void> {
  await tx.$client.query(
    `update app.signal_watch set rules_on = coalesce($1, rules_on), routes = coalesce($2::jsonb, routes),
       delivery_mark = coalesce($3, delivery_mark), signal_mark = coalesce($4, signal_mark),
       unheard_days = coalesce($5, unheard_days)`,
    [
      change.rulesOn ?? null,
      change.routes === undefined ? null : JSON.stringify(change.routes),
      change.deliveryMark ?? null,
      change.signalMark ?? null,
      change.unheardDays ?? null,
    ],
  )
}

export interface SeenDelivery {
  readonly id: string
  readonly sourceId: string
  readonly kind: SourceKind
  readonly mapping: Mapping | null
  readonly payload: Buffer
  readonly firstAt: Date
  /** Its source speaks for nobody any more. */
  readonly isRemoved: boolean
}

/** What came after the mark and before `until`, oldest first: at most so many, and about 8 MB. */
export async function deliveriesAfter(
  { tx }: Reach,
  { mark, until, atMost }: { mark: string; until: Date; atMost: number },
): Promise<SeenDelivery[]> {
  const { rows } = await tx.$client.query<SeenDelivery>(
    `with few as (
       select d.id, d.source_id, d.first_at, octet_length(d.payload) as bytes from app.delivery d
       where d.id > $1 and d.source_id is not null and d.first_at < $2 order by d.id limit $3),
     fitting as (select id, sum(bytes) over (order by id) - bytes as before from few)
     select d.id, d.source_id as "sourceId", s.kind, s.mapping, d.payload, d.first_at as "firstAt",
       s.removed_at is not null as "isRemoved"
     from fitting f join app.delivery d on d.id = f.id join app.source s on s.id = d.source_id
     where f.before < 8000000 order by d.id`,
    [mark, until, atMost],
  )
  return rows
}

export async function readMemory(
  { tx }: Reach,
  wanted: readonly { readonly rule: RuleId; readonly subject: string }[],
): Promise<{ rule: RuleId; subject: string; facts: Facts }[]> {
  if (wanted.length === 0) return []
  const { rows } = await tx.$client.query<{ rule: RuleId; subject: string; facts: Facts }>(
    `select m.rule, m.subject, m.facts from app.rule_memory m
     join (select distinct rule, subject from unnest($1::text[], $2::text[]) as w(rule, subject)) w using (rule, subject)`,
    [wanted.map(({ rule }) => rule), wanted.map(({ subject }) => subject)],
  )
  return rows
}

/** Everything that one rule remembers; for what is noticed because nothing comes. */
export async function listMemory({ tx }: Reach, rule: RuleId) {
  const { rows } = await tx.$client.query<{ subject: string; facts: Facts }>(
    'select subject, facts from app.rule_memory where rule = $1 order by subject limit 2000',
    [rule],
  )
  return rows
}

export async function keepMemory(
  { tx }: Reach,
  rows: readonly {
    readonly rule: RuleId
    readonly subject: string
    readonly facts: Facts
    readonly at: Date
  }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.$client.query(
    `insert into app.rule_memory as m (tenant_id, rule, subject, facts, last_at)
     select (select wall.tenant()), r.* from unnest($1::text[], $2::text[], $3::jsonb[], $4::timestamptz[]) as r
     on conflict (tenant_id, rule, subject) do update set facts = excluded.facts, last_at = excluded.last_at`,
    [
      rows.map(({ rule }) => rule),
      rows.map(({ subject }) => subject),
      rows.map(({ facts }) => JSON.stringify(facts)),
      rows.map(({ at }) => at),
    ],
  )
}

/** What was not spoken of for so long counts no more. */
export async function forgetMemory({ tx }: Reach, before: Date): Promise<void> {
  await tx.$client.query('delete from app.rule_memory where last_at < $1', [before])
}

/** When each rule last raised an alert, tests left out. */
export async function lastRaised({ tx }: Reach): Promise<Map<string, Date>> {
  const { rows } = await tx.$client.query<{ rule: string; at: Date }>(
    `select labels ->> 'rule' as rule, max(last_at) as at from app.signal
     where source_id in (select id from app.source) and fingerprint >= 'muster:rule:' and fingerprint < 'muster:rule;'
       and not labels ? 'test' group by 1`,
  )
  return new Map(rows.map(({ rule, at }) => [rule, at]))
}
