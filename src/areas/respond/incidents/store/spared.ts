import { eq, isNotNull, ne, or } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { incident } from '../tables/incident.ts'

/** Cases that run, are held or restricted. */
export async function listSpared({ tx }: Pick<Context, 'tx'>) {
  const { id, status, heldAt, isRestricted } = incident
  return tx
    .select({ id, status, heldAt, isRestricted })
    .from(incident)
    .where(or(ne(status, 'closed'), isNotNull(heldAt), eq(isRestricted, true)))
}
