import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import { guideEdition } from '../content/guide.ts'
import * as contract from '../contract/guide.ts'
import { addReading, listReadings } from '../store/guide.ts'

export const readings = action(contract.listGuideReadings, async (context, { id }) => {
  await incidentFor(context, id)
  return readingsOf(context, id)
})

export const confirm = action(contract.confirmGuide, async (context, { id }) => {
  await openIncidentFor(context, id)
  const { ref: reader, name } = context.actor
  const isNew = await addReading(context, {
    incidentId: id,
    reader,
    name,
    edition: guideEdition,
    readAt: context.now,
  })
  refuseUnless(isNew, 'conflict', 'You have said so already in this case. Go on.', { reason: 'already_read' })
  context.record({ stream: id, kind: 'guide.read', fields: { edition: guideEdition } })
  return readingsOf(context, id)
})

/**
 * A person reads the guide once in each case before they wipe anything there; a program is told by those who wrote it.
 * @throws Refusal `conflict`, reason `guide_unread`, with the page that puts it right
 */
export async function refuseUnreadGuide(context: Context, incidentId: string): Promise<void> {
  if (context.actor.kind !== 'member') return
  if ((await readingsOf(context, incidentId)).hasRead) return
  const message = 'This step wipes traces. Read the short guide to evidence first, and say that you did.'
  refuse('conflict', message, {
    reason: 'guide_unread',
    faults: [{ path: `/incidents/${incidentId}/evidence-guide`, message }],
  })
}

async function readingsOf(context: Context, id: string): Promise<z.input<typeof contract.GuideReadings>> {
  const rows = await listReadings(context, id)
  return {
    edition: guideEdition,
    hasRead: rows.some(({ reader, edition }) => reader === context.actor.ref && edition === guideEdition),
    items: rows.map(({ name, edition, readAt }) => ({ name, edition, readAt: readAt.toISOString() })),
    next: null,
  }
}
