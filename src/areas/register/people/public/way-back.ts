import type { Context } from '../../../../platform/action.ts'
import { listActiveRows } from '../store/members.ts'
import { hasRole } from '../rules.ts'

/** Whether an active owner gets in by a password and a second factor of their own, whatever becomes of a provider. */
export async function hasWayBack(context: Pick<Context, 'tx' | 'services'>): Promise<boolean> {
  const { sessions } = context.services
  const owners = (await listActiveRows(context)).filter((row) => hasRole(row, 'owner'))
  const users = await sessions.withPassword(owners.flatMap(({ userId }) => userId ?? []))
  return users.length > 0 && (await sessions.countSecondFactors(users)) > 0
}
