/** What sources spoke of, and when last. Written by grouping, as the program; read by who asks what is watched. */
import type { Context } from '../../../../platform/action.ts'
import type { Heard } from '../rules/coverage.ts'

type Reach = Pick<Context, 'tx'>

/** More than a firm's machines and accounts: names that a sender makes up push out the oldest, never grow without end. */
const mostNames = 50_000

/** Remembered when it was not within the hour: a storm about one machine writes one row once. */
export async function saveHeard({ tx }: Reach, rows: readonly Heard[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$client.query({
    name: 'heard-save',
    text: `insert into app.heard_thing as h (tenant_id, name, short_name, source_id, last_at)
           select (select wall.tenant()), r.* from unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[]) as r
           on conflict (tenant_id, name, source_id) do update set last_at = excluded.last_at
             where excluded.last_at > h.last_at + interval '1 hour'`,
    values: [
      rows.map(({ name }) => name),
      rows.map(({ shortName }) => shortName),
      rows.map(({ sourceId }) => sourceId),
      rows.map(({ lastAt }) => lastAt),
    ],
  })
}

/** What was heard under these names, in lower case, of sources that are not removed. */
export async function readHeard({ tx }: Reach, names: readonly string[]): Promise<Heard[]> {
  if (names.length === 0) return []
  const { rows } = await tx.$client.query<Heard>(
    `with wanted as (select unnest($1::text[]) as name)
     select h.name, h.short_name as "shortName", h.source_id as "sourceId", h.last_at as "lastAt"
     from wanted w join app.heard_thing h on h.name = w.name
     join app.source s on s.id = h.source_id and s.removed_at is null
     union
     select h.name, h.short_name, h.source_id, h.last_at
     from wanted w join app.heard_thing h on h.short_name = w.name
     join app.source s on s.id = h.source_id and s.removed_at is null
     order by "lastAt" desc limit ${mostNames}`,
    [names],
  )
  return rows
}

export async function forgetHeard({ tx }: Reach, before: Date): Promise<void> {
  await tx.$client.query(
    `delete from app.heard_thing where last_at < greatest($1,
       (select last_at from app.heard_thing order by last_at desc offset ${mostNames} limit 1))`,
    [before],
  )
}
