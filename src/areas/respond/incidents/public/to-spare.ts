import type { Context } from '../../../../platform/action.ts'
import { listSpared } from '../store/spared.ts'

/** Cases of which nothing is taken away: those that run, those under legal hold, and those that are closed to others. */
export async function sparedCases(
  context: Pick<Context, 'tx'>,
): Promise<{ running: string[]; held: string[]; restricted: string[] }> {
  const rows = await listSpared(context)
  const idsOf = (isMeant: (row: (typeof rows)[number]) => boolean) => rows.filter(isMeant).map(({ id }) => id)
  return {
    running: idsOf(({ status }) => status !== 'closed'),
    held: idsOf(({ heldAt }) => heldAt !== null),
    restricted: idsOf(({ isRestricted }) => isRestricted),
  }
}
