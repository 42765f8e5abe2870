import type { Context } from '../../../../platform/action.ts'
import { functionsFor } from '../../../register/assets/public.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import type { ContinuityPlan, Invocation } from '../contract.ts'
import { aimOf, downMinutes, isWithinAim, nextTrial } from '../rules/downtime.ts'
import { invocationsOf, type InvocationRecord, type PlanRecord } from '../store.ts'

/** How many uses of a plan are shown; the record keeps all. */
const shownUses = 10

/** Plans as they are shown, each with its business function and its last uses. */
export async function plansOf(
  context: Pick<Context, 'tx' | 'now'>,
  rows: readonly PlanRecord[],
): Promise<ContinuityPlan[]> {
  const today = await todayOf(context)
  const work = await functionsFor(
    context,
    rows.flatMap(({ functionId }) => (functionId === null ? [] : [functionId])),
  )
  const uses = await invocationsOf(
    context,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const { tenantId: _tenant, addedAt: _added, endedAt: _ended, ...plan } = row
    const known = row.functionId === null ? undefined : work.get(row.functionId)
    const nextReviewOn = nextTrial(row, today)
    return {
      ...plan,
      work: known?.name ?? '',
      aimMinutes: aimOf(row.aimMinutes, known?.longestOutageMinutes ?? null),
      isOwnAim: row.aimMinutes !== null,
      nextReviewOn,
      isReviewDue: nextReviewOn <= today,
      invocations: uses
        .filter(({ planId }) => planId === row.id)
        .slice(0, shownUses)
        .map((use) => invocationOf(use, context.now)),
    }
  })
}

export async function planOf(context: Pick<Context, 'tx' | 'now'>, row: PlanRecord): Promise<ContinuityPlan> {
  const [plan] = await plansOf(context, [row])
  if (plan === undefined) throw new Error('one row gives one plan')
  return plan
}

function invocationOf(row: InvocationRecord, now: Date): Invocation {
  const { tenantId: _tenant, planId: _plan, invokedAt, downSince, restoredAt, ...rest } = row
  return {
    ...rest,
    invokedAt: invokedAt.toISOString(),
    downSince: downSince.toISOString(),
    restoredAt: restoredAt?.toISOString() ?? null,
    downMinutes: downMinutes(row, now),
    isWithinAim: isWithinAim(row, now),
  }
}
