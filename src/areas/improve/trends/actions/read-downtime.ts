import { listOutages } from '../../../respond/containment/public.ts'
import { listCountedIds, type Frame } from '../../../respond/incidents/public/figures.ts'
import { hoursDownByCase } from '../../../respond/investigation/public.ts'
import { downtimeOf } from '../rules/downtime.ts'
import type { Reading } from './frame.ts'

/** How long work stood still: by the functions of the business, and by the scope sheet where no function was named. */
export async function downtimeIn(context: Reading, frame: Frame) {
  const [outages, sheet] = [await listOutages(context), await hoursDownByCase(context)]
  const ids = [...outages, ...sheet].map(({ incidentId }) => incidentId)
  const counted = await listCountedIds(context, frame, ids)
  return downtimeOf(
    outages.filter(({ incidentId }) => counted.has(incidentId)),
    sheet.filter(({ incidentId }) => counted.has(incidentId)),
    context.now,
  )
}
