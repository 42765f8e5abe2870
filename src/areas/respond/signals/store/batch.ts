/**
 * The statements of a batch: many rows each, prepared once for each connection. They name the tenant themselves,
 * since the column's default would check the signature again for every row.
 */
import type { Context } from '../../../../platform/action.ts'
import type { SignalRow } from '../intake/fold.ts'
import type { Episode } from '../rules/episodes.ts'
import { countedTime, tickOf } from '../rules/moments.ts'

type Reach = Pick<Context, 'tx'>

export interface DeliveryRow {
  readonly id: string
  readonly sourceId: string | null
  readonly sha256: Buffer
  readonly payload: Buffer
  readonly mediaType: string
  readonly firstAt: Date
  lastAt: Date
  count: number
}

/** Keeps the bytes; the same ones again are counted. Answers the id of each, in no order. */
export async function saveDeliveries(
  { tx }: Reach,
  rows: readonly DeliveryRow[],
): Promise<{ id: string; sourceId: string; sha256: Buffer }[]> {
  const saved = await tx.$client.query<{ id: string; sourceId: string; sha256: Buffer }>({
    name: 'signals-deliveries',
    text: `insert into app.delivery as d (tenant_id, id, source_id, sha256, payload, media_type, count, first_at, last_at)
           select (select wall.tenant()), r.* from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::text[],
             $6::bigint[], $7::timestamptz[], $8::timestamptz[]) as r
           on conflict (tenant_id, source_id, sha256) do update
             set count = d.count + excluded.count, last_at = greatest(d.last_at, excluded.last_at)
           returning d.id, d.source_id as "sourceId", d.sha256`,
    values: columns(rows, (row) => [
      row.id,
      row.sourceId,
      row.sha256,
      row.payload,
      row.mediaType,
      row.count,
      row.firstAt,
      row.lastAt,
    ]),
  })
  return saved.rows
}

export interface GroupRow {
  readonly id: string
  readonly sourceId: string | null
  readonly key: string
  readonly title: string
  readonly because: string
  readonly words: string
  readonly firstAt: Date
  lastAt: Date
  count: number
}

/** Adds to the groups, and makes those that are new. Answers the id of each, in no order. */
export async function saveGroups(
  { tx }: Reach,
  rows: readonly GroupRow[],
): Promise<{ id: string; sourceId: string; key: string }[]> {
  const saved = await tx.$client.query<{ id: string; sourceId: string; key: string }>({
    name: 'signals-groups',
    text: `insert into app.alert_group as g
             (tenant_id, id, source_id, key, title, because, signals, firing, count, first_at, last_at, search)
           select (select wall.tenant()), r.id, r.source_id, r.key, r.title, r.because, 0, 0, r.count, r.first_at, r.last_at,
             array_to_tsvector(string_to_array(r.words, ' '))
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
             $8::timestamptz[], $9::timestamptz[])
             as r(id, source_id, key, title, because, words, count, first_at, last_at)
           on conflict (tenant_id, source_id, key) do update
             set count = g.count + excluded.count, last_at = greatest(g.last_at, excluded.last_at)
           returning g.id, g.source_id as "sourceId", g.key`,
    values: columns(rows, (row) => [
      row.id,
      row.sourceId,
      row.key,
      row.title,
      row.because,
      row.words,
      row.count,
      row.firstAt,
      row.lastAt,
    ]),
  })
  return saved.rows
}

const remembered = 8

/** The latest episodes of each of these things, newest first. */
export async function readEpisodes(
  { tx }: Reach,
  things: readonly { readonly sourceId: string; readonly fingerprint: string }[],
): Promise<(Episode & { sourceId: string; fingerprint: string })[]> {
  const { rows } = await tx.$client.query<Episode & { sourceId: string; fingerprint: string }>({
    name: 'signals-episodes',
    text: `select t.source_id as "sourceId", t.fingerprint, e.*
           from unnest($1::uuid[], $2::text[]) as t(source_id, fingerprint)
           cross join lateral (
             select s.episode, s.state, s.said_at as "saidAt", s.resolved_at as "resolvedAt", s.last_at as "lastAt"
             from app.signal s where s.source_id = t.source_id and s.fingerprint = t.fingerprint
             order by coalesce(s.said_at, s.first_at) desc, s.id desc limit ${remembered}) as e`,
    values: columns(things, (thing) => [thing.sourceId, thing.fingerprint]),
  })
  return rows
}

/**
 * Writes signals: a new episode is a row, a repeat raises counters, and an end stays an end whatever arrives late.
 * @returns ids of the rows
 */
export async function saveSignals({ tx }: Reach, rows: readonly SignalRow[]): Promise<string[]> {
  const saved = await tx.$client.query<{ id: string }>({
    name: 'signals-save',
    text: saveSignalsText,
    values: columns(rows, (row) => [
      row.id,
      row.sourceId,
      row.groupId,
      row.deliveryId,
      row.fingerprint,
      row.episode,
      row.title,
      row.summary,
      row.state,
      row.severity,
      row.severityWord,
      row.labels,
      row.count,
      row.saidAt,
      row.saidText,
      row.saidLastAt,
      row.firstAt,
      row.lastAt,
      row.resolvedAt,
      row.words,
    ]).concat(newsOf(rows)),
  })
  return saved.rows.map(({ id }) => id)
}

/** What grouping will read: the row's place, the five minutes, how often; and an id for all of it. */
function newsOf(rows: readonly SignalRow[]): unknown[] {
  const said = rows.flatMap((row, index) =>
    [...(row.ticks ?? [[tickOf(countedTime(row.saidAt, row.lastAt)), row.count] as const])].map(
      ([tick, count]) => [index + 1, tick, count] as const,
    ),
  )
  return [
    said.map(([place]) => place),
    said.map(([, tick]) => tick),
    said.map(([, , count]) => count),
    rows[0]?.id,
  ]
}

const saveSignalsText = `
  with incoming as materialized (
    select *
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::bigint[], $14::timestamptz[], $15::text[],
      $16::timestamptz[], $17::timestamptz[], $18::timestamptz[], $19::timestamptz[], $20::text[]) with ordinality
      as r(id, source_id, group_id, delivery_id, fingerprint, episode, title, summary, state, severity, severity_word,
        labels, count, said_at, said_text, said_last_at, first_at, last_at, resolved_at, words, place)),
  -- The source is locked, so nobody else ends these meanwhile.
  ending as materialized (
    select s.id from incoming r join app.signal s
      on s.source_id = r.source_id and s.fingerprint = r.fingerprint and s.episode = r.episode
    where r.state = 'resolved' and s.state = 'firing'),
  written as (
    insert into app.signal as s (tenant_id, id, source_id, group_id, delivery_id, fingerprint, episode, title, summary,
      state, status, severity, severity_word, labels, count, said_at, said_text, said_last_at, first_at, last_at,
      resolved_at, search)
    select (select wall.tenant()), r.id, r.source_id, r.group_id, r.delivery_id, r.fingerprint, r.episode, r.title,
      r.summary, r.state, 'new', r.severity, r.severity_word, r.labels, r.count, r.said_at, r.said_text,
      r.said_last_at, r.first_at, r.last_at, r.resolved_at, array_to_tsvector(string_to_array(r.words, ' '))
    from incoming as r
    on conflict (tenant_id, source_id, fingerprint, episode) do update set
      count = s.count + excluded.count,
      last_at = greatest(s.last_at, excluded.last_at),
      said_text = case when excluded.said_at < s.said_at then excluded.said_text else s.said_text end,
      said_at = least(s.said_at, excluded.said_at),
      said_last_at = greatest(s.said_last_at, excluded.said_last_at),
      severity = case when excluded.state = 'firing' then excluded.severity else s.severity end,
      severity_word = case when excluded.state = 'firing' then excluded.severity_word else s.severity_word end,
      state = case when 'resolved' in (s.state, excluded.state) then 'resolved' else s.state end,
      resolved_at = least(s.resolved_at, excluded.resolved_at)
    returning s.id, s.group_id, s.state, s.source_id, s.fingerprint, s.episode, (s.xmax = 0) as is_new),
  news as (
    insert into app.alert_news (tenant_id, id, signals, ticks, counts)
    select (select wall.tenant()), $24, array_agg(w.id), array_agg(t.tick), array_agg(t.count)
    from unnest($21::integer[], $22::integer[], $23::integer[]) as t(place, tick, count)
    join incoming r on r.place = t.place
    join written w on w.fingerprint = r.fingerprint and w.episode = r.episode
      and coalesce(w.source_id, $24::uuid) = coalesce(r.source_id, $24::uuid)
    having count(*) > 0),
  grown as (
    update app.alert_group g set signals = g.signals + n.signals, firing = g.firing + n.firing
    from (
      select w.group_id, count(*) filter (where w.is_new) as signals,
        count(*) filter (where w.is_new and w.state = 'firing') - count(e.id) as firing
      from written w left join ending e on e.id = w.id group by w.group_id) as n
    where g.id = n.group_id and (n.signals <> 0 or n.firing <> 0))
  select id from written`

export interface QuarantineRow {
  readonly id: string
  readonly sourceId: string
  readonly deliveryId: string
  readonly part: number
  readonly reason: string
  readonly at: Date
  count: number
}

/** The same part of the same bytes again is counted. */
export async function saveQuarantine({ tx }: Reach, rows: readonly QuarantineRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$client.query({
    name: 'signals-quarantine',
    text: `insert into app.quarantine as q (tenant_id, id, source_id, delivery_id, part, reason, count, first_at, last_at)
           select (select wall.tenant()), r.id, r.source_id, r.delivery_id, r.part, r.reason, r.count, r.at, r.at
           from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::bigint[], $7::timestamptz[])
             as r(id, source_id, delivery_id, part, reason, count, at)
           on conflict (tenant_id, delivery_id, part) do update set count = q.count + excluded.count,
             last_at = greatest(q.last_at, excluded.last_at), reason = excluded.reason`,
    values: columns(rows, (row) => [
      row.id,
      row.sourceId,
      row.deliveryId,
      row.part,
      row.reason,
      row.count,
      row.at,
    ]),
  })
}

/** Keeps what the batch leaf stands for, so that a single payload can be shown to be under its root. */
export async function saveBatch(
  { tx }: Reach,
  batch: { id: string; at: Date; hashes: Buffer },
): Promise<void> {
  await tx.$client.query({
    name: 'signals-batch',
    text: 'insert into app.intake_batch (id, at, hashes) values ($1, $2, $3)',
    values: [batch.id, batch.at, batch.hashes],
  })
}

/** Rows turned into the columns that `unnest` takes. */
function columns<Row>(rows: readonly Row[], cells: (row: Row) => readonly unknown[]): unknown[][] {
  const width = rows[0] === undefined ? 0 : cells(rows[0]).length
  const turned: unknown[][] = Array.from({ length: width }, () => [])
  for (const row of rows) cells(row).forEach((cell, index) => turned[index]?.push(cell))
  return turned
}
