import type { Context } from '../../../../platform/action.ts'
import { userOf } from '../../people/public/entering.ts'

/** Whoever came in by the provider comes in anew: it is trusted no more, or for another person. */
export async function endEntered(context: Context, memberId?: string): Promise<void> {
  const { services, tenantId } = context
  const userId = memberId === undefined ? null : await userOf(context, memberId)
  if (memberId !== undefined && userId === null) return
  const end = () => services.sessions.endEntered({ tenantId, userId })
  await end()
  // Somebody may have been on their way in while this was not committed yet.
  context.afterCommit(end)
}
