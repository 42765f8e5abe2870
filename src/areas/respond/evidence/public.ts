import { refuseUnless } from '../../../base/refusal.ts'
import type { Readable } from 'node:stream'
import type { Context } from '../../../platform/action.ts'
import { openOrAlarm } from './actions.ts'
import { evidenceField } from './rules.ts'
import { countKnown, getEvidence } from './store.ts'

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

/**
 * Opens sealed evidence for another room as a person's opening is: on custody, and its hash checked before the first
 * byte. Whoever calls has asked for the incident before.
 */
export async function openEvidenceFor(
  context: Context,
  incidentId: string,
  id: string,
): Promise<{ name: string; size: number; body: Readable }> {
  const record = await getEvidence(context, incidentId, id)
  context.record({
    stream: incidentId,
    kind: 'evidence.open',
    fields: { evidence: id, file: evidenceField(record) },
  })
  return { name: record.name, size: record.size, body: await openOrAlarm(context, record) }
}
