/**
 * The statements of grouping. They run as the program, which sees every case, one organisation at a time: the row of
 * `alert_grouping` is locked from the first to the last.
 */
import type { Context } from '../../../../platform/action.ts'
import type { Quiet } from '../rules/quiet.ts'

type Reach = Pick<Context, 'tx'>

export interface GroupingState {
  readonly isDue: boolean
  readonly watches: Readonly<Record<string, { fromHour: number; toHour: number }>>
  readonly groupedAt: Date | null
}

/** @returns undefined when somebody else groups here, or judges a group, and this one would rather not wait */
export async function lockGrouping(
  { tx }: Reach,
  { isPatient }: { readonly isPatient: boolean },
): Promise<GroupingState | undefined> {
  await tx.$client.query('insert into app.alert_grouping default values on conflict (tenant_id) do nothing')
  const { rows } = await tx.$client.query<GroupingState>({
    name: isPatient ? 'grouping-lock' : 'grouping-lock-or-leave',
    text: `select is_due as "isDue", watches, grouped_at as "groupedAt" from app.alert_grouping
           for update ${isPatient ? '' : 'skip locked'}`,
  })
  return rows[0]
}

export async function saveGrouping(
  { tx }: Reach,
  state: { watches: object; ordinary: object; at: Date },
): Promise<void> {
  await tx.$client.query({
    name: 'grouping-save',
    text: 'update app.alert_grouping set is_due = false, watches = $1, ordinary = $2, grouped_at = $3',
    values: [JSON.stringify(state.watches), JSON.stringify(state.ordinary), state.at],
  })
}

/** What stands together changed without a signal: the next grouping looks at everything again. */
export async function markGroupingDue({ tx }: Reach): Promise<void> {
  await tx.$client.query(
    'insert into app.alert_grouping (is_due) values (true) on conflict (tenant_id) do update set is_due = true',
  )
}

export interface NewsRow {
  readonly signals: string[]
  readonly ticks: number[]
  readonly counts: number[]
}

/** Takes the news of so many batches away, the oldest first. */
export async function takeNews({ tx }: Reach, batches: number): Promise<NewsRow[]> {
  const { rows } = await tx.$client.query<NewsRow>({
    name: 'grouping-news',
    text: `delete from app.alert_news where id in (select n.id from app.alert_news n order by n.id limit $1)
           returning signals, ticks, counts`,
    values: [batches],
  })
  return rows
}

export interface TraitRow {
  readonly signalId: string
  readonly kind: string
  readonly name: string
  readonly things: string[]
  readonly sourceId: string | null
}

/** What is known of these signals, and of the others what it can be read from. */
export async function readTraits({ tx }: Reach, ids: readonly string[]) {
  const { rows } = await tx.$client.query<{
    id: string
    title: string
    summary: string
    labels: Record<string, string>
    sourceId: string | null
    kind: string | null
    name: string | null
    things: string[] | null
  }>({
    name: 'grouping-traits',
    text: `select s.id, s.title, s.summary, s.source_id as "sourceId", t.kind, t.name, t.things,
             case when t.signal_id is null then s.labels else '{}'::jsonb end as labels
           from unnest($1::uuid[]) as wanted(id) join app.signal s on s.id = wanted.id
           left join app.alert_trait t on t.signal_id = s.id`,
    values: [ids],
  })
  return rows
}

export async function saveTraits({ tx }: Reach, rows: readonly TraitRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$client.query({
    name: 'grouping-traits-save',
    text: `insert into app.alert_trait (tenant_id, signal_id, kind, name, things)
           select (select wall.tenant()), r.id, r.kind, r.name, r.things::text[]
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as r(id, kind, name, things)
           on conflict (tenant_id, signal_id) do nothing`,
    values: [
      rows.map(({ signalId }) => signalId),
      rows.map(({ kind }) => kind),
      rows.map(({ name }) => name),
      rows.map(({ things }) => arrayText(things)),
    ],
  })
}

/** A list inside a list: `unnest` would flatten it, so it travels as the text of an array. */
export function arrayText(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`
}

export interface MomentCount {
  readonly signalId: string
  readonly kind: string
  readonly tick: number
  readonly count: number
}

export async function addMoments({ tx }: Reach, rows: readonly MomentCount[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$client.query({
    name: 'grouping-moments',
    text: `insert into app.alert_moment as m (tenant_id, signal_id, tick, kind, count)
           select (select wall.tenant()), r.* from unnest($1::uuid[], $2::integer[], $3::uuid[], $4::integer[]) as r
           on conflict (tenant_id, signal_id, tick) do update set count = least(m.count::bigint + excluded.count, 2147483647)`,
    values: [
      rows.map(({ signalId }) => signalId),
      rows.map(({ tick }) => tick),
      rows.map(({ kind }) => kind),
      rows.map(({ count }) => count),
    ],
  })
}

export interface HabitRow {
  readonly kind: string
  /** Days since 1970. */
  readonly day: number
  readonly sourceId: string | null
  readonly name: string
  readonly place: string
  /** Counts of its 24 hours. */
  readonly hours: number[]
}

/** Adds to the hours of these days. */
export async function addHabits({ tx }: Reach, rows: readonly HabitRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$client.query({
    name: 'grouping-habits',
    text: `insert into app.alert_habit as h (tenant_id, kind, day, source_id, name, place, hours)
           select (select wall.tenant()), r.kind, r.day, r.source_id, r.name, r.place, r.hours::integer[]
           from unnest($1::uuid[], $2::integer[], $3::uuid[], $4::text[], $5::text[], $6::text[])
             as r(kind, day, source_id, name, place, hours)
           on conflict (tenant_id, kind, day) do update set hours = (
             select array_agg(least(one::bigint + two, 2147483647)::integer order by place)
             from unnest(h.hours, excluded.hours) with ordinality as t(one, two, place))`,
    values: [
      rows.map(({ kind }) => kind),
      rows.map(({ day }) => day),
      rows.map(({ sourceId }) => sourceId),
      rows.map(({ name }) => name),
      rows.map(({ place }) => place),
      rows.map(({ hours }) => `{${hours.join(',')}}`),
    ],
  })
}

/** The habits of every kind that came on one of these days, over a longer time. */
export async function readHabits(
  { tx }: Reach,
  days: { fromDay: number; seenFromDay: number },
): Promise<HabitRow[]> {
  const { rows } = await tx.$client.query<HabitRow>({
    name: 'grouping-habits-read',
    text: `select kind, day, source_id as "sourceId", name, place, hours from app.alert_habit
           where day >= $1 and kind in (select h.kind from app.alert_habit h where h.day >= $2)`,
    values: [days.fromDay, days.seenFromDay],
  })
  return rows
}

export async function readQuiet({ tx }: Reach): Promise<Quiet[]> {
  const { rows } = await tx.$client.query<Quiet>({
    name: 'grouping-quiet',
    text: `select id, sort, source_id as "sourceId", name, thing, starts_at as "startsAt", ends_at as "endsAt"
           from app.alert_quiet where ended_at is null and is_active`,
  })
  return rows
}
