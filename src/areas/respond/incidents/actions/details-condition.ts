import { wordsIn } from '../../../../base/own-fields.ts'
import { formFor } from '../../../register/fields/public.ts'
import type { ClosureCondition } from '../public/ports.ts'
import { unansweredNeeds } from '../rules/details.ts'
import { getIncident } from '../store/incidents.ts'
import { standingOf } from './settle-details.ts'

/** Fields of one's own that must be answered; where nothing was resolved there is nothing to answer. */
export const detailsCondition: ClosureCondition = {
  key: 'details',
  async findOpen(context, incidentId, { disposition }) {
    if (disposition !== 'resolved') return []
    const { form } = await formFor(context)
    if (!form.fields.some(({ isNeeded }) => isNeeded)) return []
    const { kind, severity } = await getIncident(context, incidentId)
    const standing = await standingOf(context, incidentId)
    return unansweredNeeds({ fields: form.fields, kind, severity, standing }).map(({ name }) => ({
      sentence: `“${wordsIn(name, 'en')}” is not answered yet. Your organisation asks it before closing.`,
      where: `/incidents/${incidentId}?part=more`,
    }))
  },
}
