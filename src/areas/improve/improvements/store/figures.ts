import { sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { openStates } from '../rules/steps.ts'
import { improvement } from '../tables.ts'

export interface CarriedOut {
  readonly done: number
  readonly verified: number
  readonly open: number
}

/**
 * How many improvements were carried out in a span, how many of them somebody else checked, and how many are open now;
 * in one statement.
 * @param cases those whose improvements others may not be told of
 */
export async function countCarriedOut(
  { tx }: Pick<Context, 'tx'>,
  span: { readonly from: Date; readonly to: Date },
  cases: readonly string[],
): Promise<CarriedOut> {
  const [from, to] = [span.from.toISOString(), span.to.toISOString()]
  const isIn = sql`${improvement.doneAt} >= ${from}::timestamptz and ${improvement.doneAt} < ${to}::timestamptz
    and ${improvement.state} in ('done', 'verified')`
  const { rows } = await tx.execute<{ done: number; verified: number; open: number }>(sql`
    select count(*) filter (where ${isIn})::int as done,
      count(*) filter (where ${isIn} and ${improvement.state} = 'verified')::int as verified,
      count(*) filter (where ${improvement.state} = any(${sql.param([...openStates])}))::int as open
    from ${improvement}
    where ${improvement.incidentId} is null or not ${improvement.incidentId} = any(${sql.param([...cases])}::uuid[])`)
  return rows[0] ?? { done: 0, verified: 0, open: 0 }
}
