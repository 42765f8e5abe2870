/** What is never watched here: what the organisation is itself, and what somebody put on the list. */
import type { Context } from '../../../../platform/action.ts'
import { ownDomains } from '../../signals/public.ts'
import { groundOf, type Ground } from '../rules/harmless.ts'
import { readWatch } from '../store/hits.ts'

export async function harmlessGround(context: Context): Promise<Ground> {
  return groundOf((await readWatch(context)).harmless, await ownDomains(context))
}
