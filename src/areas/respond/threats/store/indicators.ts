/** The statements of many rows name the tenant themselves: the column's default would check the signature for each row. */
import type { ObservableKind } from '../../../../base/observables.ts'
import type { Tlp } from '../../../../base/tlp.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Indicator } from '../contract/indicators.ts'
import type { TakenRow } from '../rules/warning.ts'

type Reach = Pick<Context, 'tx'>

export interface IndicatorRow {
  readonly id: string
  readonly exchangeId: string
  readonly externalId: string
  readonly part: number
  readonly kind: ObservableKind
  readonly value: string
  readonly title: string
  readonly note: string
  readonly tlp: Tlp | null
  readonly tags: readonly string[]
  readonly firstSeen: Date | null
  readonly lastSeen: Date | null
  readonly endsAt: Date
  readonly endedAt: Date | null
}

const columns = `i.id, i.exchange_id as "exchangeId", i.external_id as "externalId", i.part, i.kind, i.value, i.title, i.note,
  i.tlp, i.tags, i.first_seen as "firstSeen", i.last_seen as "lastSeen", i.ends_at as "endsAt", i.ended_at as "endedAt"`

/** Writes what is watched; what its server spoke of anew stands with what it says now. */
export async function saveIndicators(
  { tx, now, newId }: Pick<Context, 'tx' | 'now' | 'newId'>,
  exchangeId: string,
  rows: readonly TakenRow[],
): Promise<void> {
  if (rows.length === 0) return
  const sent = rows.map(({ externalId, part, kind, value, endsAt, warning }) => ({
    ...{ id: newId(), external_id: externalId, part, kind, value, ends_at: endsAt },
    ...{ title: warning.title, note: warning.note, tlp: warning.tlp, tags: warning.tags },
    ...{ first_seen: warning.firstSeen, last_seen: warning.lastSeen, said_at: warning.saidAt },
  }))
  await tx.$client.query({
    name: 'threats-save',
    text: `insert into app.threat_indicator as i (tenant_id, exchange_id, id, external_id, part, kind, value, title, note, tlp,
             tags, first_seen, last_seen, said_at, added_at, changed_at, ends_at, ended_at)
           select (select wall.tenant()), $1, r.id, r.external_id, r.part, r.kind, r.value, r.title, r.note, r.tlp,
             r.tags, r.first_seen, r.last_seen, r.said_at, $3, $3, r.ends_at, null
           from jsonb_to_recordset($2::jsonb) as r(id uuid, external_id text, part integer, kind text, value text,
             title text, note text, tlp text, tags text[], first_seen timestamptz, last_seen timestamptz,
             said_at timestamptz, ends_at timestamptz)
           on conflict (tenant_id, exchange_id, external_id, part) do update
             set kind = excluded.kind, value = excluded.value, title = excluded.title, note = excluded.note,
               tlp = excluded.tlp, tags = excluded.tags, first_seen = excluded.first_seen,
               last_seen = excluded.last_seen, said_at = excluded.said_at, changed_at = excluded.changed_at,
               ends_at = excluded.ends_at, ended_at = null`,
    values: [exchangeId, JSON.stringify(sent), now],
  })
  // A warning that named two things and names one now.
  await tx.$client.query(
    `update app.threat_indicator set ended_at = $3, changed_at = $3
     where exchange_id = $1 and external_id = any($2) and changed_at < $3 and ended_at is null`,
    [exchangeId, [...new Set(rows.map(({ externalId }) => externalId))], now],
  )
}

/** @returns how many ended by it */
export async function endIndicators(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  exchangeId: string,
  externalIds: readonly string[],
): Promise<number> {
  if (externalIds.length === 0) return 0
  const { rowCount } = await tx.$client.query(
    `update app.threat_indicator set ended_at = $3, changed_at = $3
     where exchange_id = $1 and external_id = any($2) and ended_at is null`,
    [exchangeId, externalIds, now],
  )
  return rowCount ?? 0
}

/** Of one server, all; or what ended before that moment. A part at a time, so that nothing else waits long. */
export async function dropIndicators(
  { tx }: Reach,
  { exchangeId = null, endedBefore = null }: { exchangeId?: string | null; endedBefore?: Date | null },
): Promise<void> {
  await tx.$client.query(
    `delete from app.threat_indicator where (tenant_id, id) in (select tenant_id, id from app.threat_indicator
       where ($1::uuid is null or exchange_id = $1) and ($2::timestamptz is null or least(ends_at, ended_at) < $2)
       limit ${endedBefore === null ? 1_000_000 : 5000})`,
    [exchangeId, endedBefore],
  )
}

/** How many are watched, by server. */
export async function countWatched({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<Map<string, number>> {
  const { rows } = await tx.$client.query<{ id: string; count: number }>(
    `select exchange_id as id, count(*)::int as count from app.threat_indicator
     where ended_at is null and ends_at > $1 group by 1`,
    [now],
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** Counted up to one more than that. */
export async function countIndicators({ tx }: Reach, atMost: number): Promise<number> {
  const { rows } = await tx.$client.query<{ count: number }>(
    'select count(*)::int as count from (select 1 from app.threat_indicator limit $1) as few',
    [atMost + 1],
  )
  return rows[0]?.count ?? 0
}

const rowsAtOnce = 2000

/** Whoever warns of one of these values, all of them, newest first. */
export async function indicatorsOf(
  { tx }: Reach,
  { values, watchedAt = null }: { values: readonly string[]; watchedAt?: Date | null },
): Promise<IndicatorRow[]> {
  if (values.length === 0) return []
  const found: IndicatorRow[] = []
  for (let below: string | null = null; ;) {
    const { rows }: { rows: IndicatorRow[] } = await tx.$client.query<IndicatorRow>(
      `select ${columns} from app.threat_indicator i
       where i.value = any($1) and ($2::timestamptz is null or (i.ended_at is null and i.ends_at > $2))
         and ($3::uuid is null or i.id < $3)
       order by i.id desc limit $4`,
      [values, watchedAt, below, rowsAtOnce],
    )
    found.push(...rows)
    below = rows.at(-1)?.id ?? null
    if (rows.length < rowsAtOnce) return found
  }
}

export interface ListedRow extends IndicatorRow {
  readonly hit: {
    readonly count: number
    readonly firstAt: string
    readonly lastAt: string
    readonly signalId: string
    readonly sighting: NonNullable<Indicator['hit']>['sighting']
  } | null
}

interface Sought {
  readonly exchangeId: string | null
  /** Its beginning. */
  readonly value: string | null
  readonly isSeen: boolean
  readonly below: string | null
  readonly limit: number
}

/** Newest first, one more than a page. */
export async function listIndicatorRows(
  { tx }: Reach,
  { exchangeId, value, isSeen, below, limit }: Sought,
): Promise<ListedRow[]> {
  const { rows } = await tx.$client.query<ListedRow>(
    `select ${columns}, case when h.id is null then null else json_build_object('count', h.count, 'firstAt', h.first_at,
         'lastAt', h.last_at, 'signalId', h.signal_id, 'sighting', h.sighting) end as hit
     from app.threat_indicator i ${isSeen ? '' : 'left'} join app.threat_hit h
       on h.exchange_id = i.exchange_id and h.external_id = i.external_id and h.part = i.part
     where ($1::uuid is null or i.exchange_id = $1) and ($2::uuid is null or i.id < $2)
       and ($3::text is null or (i.value >= $3 and i.value < $3 || chr(1114111)))
     order by i.id desc limit $4`,
    [exchangeId, below, value, limit + 1],
  )
  return rows
}
