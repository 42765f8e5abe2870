import type { Context } from '../../../platform/action.ts'
import { incidentFor } from '../../respond/incidents/public/incidents.ts'
import type { Ending } from '../../respond/incidents/public/ports.ts'
import { lookDates } from './actions/looks.ts'
import { asksForGrade } from './rules/closing.ts'
import { findWaiver, isGraded } from './store/cases.ts'

export { lookDates }

/**
 * What this room wants in order before an incident is closed: how at least one control did, or the word of a person
 * that nobody can say. The shape is the port that the incidents room declares.
 */
export const controlCondition = {
  key: 'controls',
  async findOpen(
    context: Context,
    incidentId: string,
    { disposition }: Ending,
  ): Promise<readonly { sentence: string; where: string }[]> {
    if (disposition !== 'resolved') return []
    const { severity, mode, leadId } = await incidentFor(context, incidentId)
    const isLed = leadId !== null || context.actor.kind !== 'key'
    if (!asksForGrade({ disposition, severity, mode, isLed })) return []
    if (await isGraded(context, incidentId)) return []
    if ((await findWaiver(context, incidentId)) !== undefined) return []
    return [
      {
        sentence:
          'Say how at least one protection did: worked, failed, bypassed or absent. Or say why nobody can.',
        where: `/incidents/${incidentId}?part=more`,
      },
    ]
  },
}
