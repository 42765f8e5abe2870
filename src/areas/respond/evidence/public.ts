import { refuseUnless } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { countKnown } from './store/evidence.ts'

/** Refuses `not_found` unless this incident holds every one of these. */
export async function refuseUnknownEvidence(
  context: Context,
  incidentId: string,
  ids: readonly string[],
): Promise<void> {
  const distinct = [...new Set(ids)]
  if (distinct.length === 0) return
  refuseUnless(
    (await countKnown(context, incidentId, distinct)) === distinct.length,
    'not_found',
    'There is no such evidence in this incident.',
  )
}
