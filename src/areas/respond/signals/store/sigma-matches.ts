/** Events that rules of correlations found, kept while they may be part of a span. */
import type { Context } from '../../../../platform/action.ts'
import type { Match } from '../rules/sigma/correlation.ts'

type Reach = Pick<Context, 'tx'>

export interface NewMatch extends Match {
  readonly ruleId: string
  readonly groupKey: string
  readonly forgetAt: Date
}

/** Of one correlation; the oldest go first. */
const mostKept = 50_000

export async function addMatches({ tx }: Reach, rows: readonly NewMatch[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$client.query(
    `insert into app.sigma_match (tenant_id, id, rule_id, part, group_key, value, at, forget_at)
     select (select wall.tenant()), r.*
     from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[]) as r`,
    [
      rows.map(({ id }) => id),
      rows.map(({ ruleId }) => ruleId),
      rows.map(({ part }) => part),
      rows.map(({ groupKey }) => groupKey),
      rows.map(({ value }) => value),
      rows.map(({ at }) => new Date(at)),
      rows.map(({ forgetAt }) => forgetAt),
    ],
  )
}

/** A group, and the times between which it is looked at, each included. */
export interface Around {
  readonly groupKey: string
  readonly from: number
  readonly to: number
}

/** What of these groups no alert was raised about yet; a group of which nothing is left is absent. */
export async function openMatches(
  { tx }: Reach,
  ruleId: string,
  groups: readonly Around[],
): Promise<Map<string, Match[]>> {
  const { rows } = await tx.$client.query<Omit<Match, 'at'> & { at: Date; groupKey: string }>(
    `select m.id, m.part, m.value, m.at, m.group_key as "groupKey"
     from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as g(key, from_at, to_at)
     join app.sigma_match m on m.group_key = g.key and m.at between g.from_at and g.to_at
     where m.rule_id = $1 and not m.is_raised order by m.group_key, m.at, m.id limit ${mostKept}`,
    [
      ruleId,
      groups.map(({ groupKey }) => groupKey),
      groups.map(({ from }) => new Date(from)),
      groups.map(({ to }) => new Date(to)),
    ],
  )
  const open = new Map<string, Match[]>()
  for (const { groupKey, at, ...match } of rows) {
    const known = open.get(groupKey)
    const read = { ...match, at: at.getTime() }
    if (known === undefined) open.set(groupKey, [read])
    else known.push(read)
  }
  return open
}

export async function markRaised({ tx }: Reach, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.$client.query('update app.sigma_match set is_raised = true where id = any($1::uuid[])', [ids])
}

/** What can be part of no span any more, and what is more than is kept of these correlations. */
export async function forgetMatches(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  touched: readonly string[],
): Promise<void> {
  await tx.$client.query('delete from app.sigma_match where forget_at < $1', [now])
  for (const ruleId of touched)
    await tx.$client.query(
      `delete from app.sigma_match where rule_id = $1 and at <
         (select at from app.sigma_match where rule_id = $1 order by at desc offset ${mostKept} limit 1)`,
      [ruleId],
    )
}

/** It was switched off, or its text changed: what it saw until then counts no more. */
export async function dropMatches({ tx }: Reach, ruleId: string): Promise<void> {
  await tx.$client.query('delete from app.sigma_match where rule_id = $1', [ruleId])
}
