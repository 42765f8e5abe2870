import type { Context } from '../../../../platform/action.ts'
import { listActiveRows } from '../store/members.ts'

/** How many of those who sign in here have a second factor, of how many. */
export async function secondFactorShare(
  context: Pick<Context, 'tx' | 'services'>,
): Promise<{ readonly count: number; readonly of: number }> {
  const users = (await listActiveRows(context)).flatMap(({ userId }) => userId ?? [])
  if (users.length === 0) return { count: 0, of: 0 }
  return { count: await context.services.sessions.countSecondFactors(users), of: users.length }
}
