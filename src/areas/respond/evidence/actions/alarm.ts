import { Refusal, refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { FileDamaged } from '../../../../platform/files/file-store.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import { evidenceField } from '../rules.ts'
import type { EvidenceRecord } from '../store/evidence.ts'

/**
 * Reads the bytes of a sealed thing. Where they are gone or are not those that were sealed, the alarm is raised: its leaf
 * stands and the leaders hear of it, whatever was asked for.
 * @throws Refusal `conflict` with the reason `evidence_damaged` or `evidence_missing`
 */
export async function alarmed<T>(
  context: Pick<Context, 'services' | 'separately'>,
  record: EvidenceRecord,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    context.services.log.error({ evidence: record.id, fault }, 'sealed evidence cannot be read any more')
    await context.separately('File check', (alarm) => raiseAlarm(alarm, record, fault))
    return refuse('conflict', sentences[fault], { reason: `evidence_${fault}`, cause: error })
  }
}

type Fault = 'damaged' | 'missing'

const sentences: Readonly<Record<Fault, string>> = {
  damaged:
    'This file does not match the hash it was sealed with, so it is not handed out. Restore it from a backup, or upload the same bytes again.',
  missing:
    'The bytes of this file are not in the store any more. Restore them from a backup, or upload the same file again.',
}

function faultOf(error: unknown): Fault | undefined {
  if (error instanceof FileDamaged) return 'damaged'
  return error instanceof Refusal && error.detail.reason === 'file_missing' ? 'missing' : undefined
}

async function raiseAlarm(
  context: Context,
  { id, incidentId, name, ...file }: EvidenceRecord,
  fault: Fault,
): Promise<void> {
  const { number } = await incidentFor(context, incidentId)
  context.record({
    stream: incidentId,
    kind: 'evidence.alarm',
    fields: { evidence: id, file: evidenceField({ ...file, name }), fault },
  })
  await context.announce({ kind: 'evidence.alarmed', incidentId, number, evidenceId: id, name })
}
