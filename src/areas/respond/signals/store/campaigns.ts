import { sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { searchWords } from '../rules/said.ts'

type Reach = Pick<Context, 'tx'>

/** One campaign at a time: of two mails that come together, the second finds what the first one left. */
export async function lockCampaigns({ tx }: Reach): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('mail campaigns ' || wall.tenant()::text, 0))`,
  )
}

/** The oldest group that has one of these marks, with the mark; marks last seen before `since` count no more. */
export async function findCampaign(
  { tx }: Reach,
  marks: readonly string[],
  since: Date,
): Promise<{ groupId: string; mark: string } | undefined> {
  const { rows } = await tx.$client.query<{ groupId: string; mark: string }>(
    `select group_id as "groupId", mark from app.mail_mark
     where mark = any($1::text[]) and last_at >= $2 order by group_id, mark limit 1`,
    [marks, since],
  )
  return rows[0]
}

/** Marks that lead elsewhere or are old lead here from now on. */
export async function keepMarks(
  { tx }: Reach,
  { marks, groupId, at, since }: { marks: readonly string[]; groupId: string; at: Date; since: Date },
): Promise<void> {
  await tx.$client.query(
    `insert into app.mail_mark as m (mark, group_id, last_at) select mark, $2, $3 from unnest($1::text[]) as mark
     on conflict (tenant_id, mark) do update set last_at = greatest(m.last_at, excluded.last_at),
       group_id = case when m.last_at < $4 then excluded.group_id else m.group_id end`,
    [marks, groupId, at, since],
  )
  await tx.$client.query('delete from app.mail_mark where last_at < $1', [since])
}

/** The signal leaves its group for the campaign's; a group that was left empty is gone from the list by its counters. */
export async function joinCampaign(
  { tx }: Reach,
  { signalId, groupId, at }: { signalId: string; groupId: string; at: Date },
): Promise<void> {
  const { rows } = await tx.$client.query<{ before: string }>(
    `with old as materialized (select id, group_id from app.signal where id = $1 for update)
     update app.signal s set group_id = $2 from old where s.id = old.id and old.group_id <> $2 returning old.group_id as before`,
    [signalId, groupId],
  )
  const before = rows[0]?.before
  if (before === undefined) return
  await tx.$client.query(
    `update app.alert_group set signals = signals - 1, count = greatest(0, count - 1) where id = $1`,
    [before],
  )
  await tx.$client.query(
    `update app.alert_group set signals = signals + 1, count = count + 1, last_at = greatest(last_at, $2) where id = $1`,
    [groupId, at],
  )
}

/** What a group is called, and why its signals stand together. */
export async function describeGroup(
  { tx }: Reach,
  { groupId, title, because }: { groupId: string; title: string; because: string },
): Promise<void> {
  await tx.$client.query(
    `update app.alert_group set title = $2, because = $3, search = array_to_tsvector(string_to_array($4, ' ')) where id = $1`,
    [groupId, title, because, searchWords(title, because).join(' ')],
  )
}

/** The group that a signal stands in. */
export async function groupOf({ tx }: Reach, signalId: string): Promise<string> {
  const { rows } = await tx.$client.query<{ id: string }>(
    'select group_id as id from app.signal where id = $1',
    [signalId],
  )
  return rows[0]?.id ?? ''
}

/** Bytes of people without a source: the same again are one row. */
export async function findPlainDelivery({ tx }: Reach, hash: Buffer): Promise<string | undefined> {
  const { rows } = await tx.$client.query<{ id: string }>(
    `select id from app.delivery where source_id is null and sha256 = $1 and media_type = 'message/rfc822' limit 1`,
    [hash],
  )
  return rows[0]?.id
}
