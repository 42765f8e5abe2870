import type * as z from 'zod'
import { refuse } from '../../../base/refusal.ts'
import { action, doorAction, uploadAction, type Context, type Download } from '../../../platform/action.ts'
import { FileDamaged } from '../../../platform/files/file-store.ts'
import { makeBundle as bundleOf } from '../../../platform/ledger/bundle.ts'
import { readVerifierKey } from '../../../platform/ledger/checkpoint.ts'
import { incidentFor, openIncidentFor } from '../incidents/public.ts'
import * as contract from './contract.ts'
import { cleanFileName, evidenceField, largestFileBytes, whyNotAcquired } from './rules.ts'
import { addEvidence, getEvidence, listEvidence, type EvidenceRecord } from './store.ts'

/** The bytes are sealed in the store before this runs; if it refuses, the sweep takes them away again. */
export const add = uploadAction(
  contract.addEvidence,
  async (context, { id, acquisition }) => {
    await openIncidentFor(context, id)
    const why = whyNotAcquired(new Date(acquisition.acquiredAt), context.now)
    if (why !== undefined)
      refuse('invalid', why, { faults: [{ path: 'acquisition.acquiredAt', message: why }] })
    return { maxBytes: largestFileBytes }
  },
  async (context, { id: incidentId, acquisition, mediaType }, { sha256, size }) => {
    await openIncidentFor(context, incidentId)
    const id = context.newId()
    const name = cleanFileName(acquisition.name)
    const { where, why } = acquisition
    const acquiredBy = acquisition.acquiredBy ?? context.actor.name
    const record = await addEvidence(context, {
      id,
      incidentId,
      name,
      mediaType,
      size,
      sha256,
      acquiredBy,
      where,
      why,
      acquiredAt: new Date(acquisition.acquiredAt),
      addedAt: context.now,
      addedBy: context.actor.name,
    })
    context.record({
      stream: incidentId,
      kind: 'evidence.add',
      fields: {
        evidence: id,
        file: evidenceField(record),
        acquiredAt: acquisition.acquiredAt,
        acquiredBy,
        where,
        why,
      },
    })
    return evidenceOf(context, record)
  },
)

export const list = action(contract.listEvidence, async (context, { id }) => {
  await incidentFor(context, id)
  const records = await listEvidence(context, id)
  return { items: records.map((record) => evidenceOf(context, record)), next: null }
})

/** Every opening is custody: its leaf is committed before a byte leaves. The hash is checked before that byte, too. */
export const openContent = action(
  contract.openEvidence,
  async (context, { id, evidence }): Promise<Download> => {
    await incidentFor(context, id)
    const record = await getEvidence(context, id, evidence)
    context.record({ stream: id, kind: 'evidence.open', fields: { evidence, file: evidenceField(record) } })
    return {
      name: record.name,
      mediaType: 'application/octet-stream',
      size: record.size,
      open: () => openOrAlarm(context, record),
    }
  },
)

/** The verified bytes; a mismatch with the hash raises the alarm and is refused. */
export async function openOrAlarm(context: Context, record: EvidenceRecord) {
  try {
    return await context.services.files.open(context.tenantId, record)
  } catch (error) {
    if (!(error instanceof FileDamaged)) throw error
    context.services.log.error({ evidence: record.id }, 'sealed evidence does not match its hash any more')
    await context.separately('File check', (alarm) => raiseAlarm(alarm, record))
    refuse(
      'conflict',
      'This file does not match the hash it was sealed with, so it is not handed out. Restore it from a backup, or upload the same bytes again.',
      { reason: 'evidence_damaged' },
    )
  }
}

async function raiseAlarm(
  context: Context,
  { id, incidentId, name, ...file }: EvidenceRecord,
): Promise<void> {
  const { number } = await incidentFor(context, incidentId)
  context.record({
    stream: incidentId,
    kind: 'evidence.alarm',
    fields: { evidence: id, file: evidenceField({ ...file, name }) },
  })
  await context.announce({ kind: 'evidence.alarmed', incidentId, number, evidenceId: id, name })
}

export const bundle = action(contract.makeBundle, async (context, { id }): Promise<Download> => {
  const { number } = await incidentFor(context, id)
  const text = await context.recordNow(({ signer, fields }) =>
    bundleOf(context.tx.$client, signer, {
      stream: id,
      fields: { ...fields, incident: number },
      now: context.now,
    }),
  )
  return download(`INC-${number}-bundle.json`, 'application/json', text)
})

export const ledgerKey = action(contract.readLedgerKey, async (context): Promise<Download> => {
  const key = await readVerifierKey(context.tx.$client, context.services.signer)
  return download('muster-ledger.pub', 'text/plain; charset=utf-8', `${key}\n`)
})

/** The stand-alone verifier, as it was built with this program. */
export const verifier = doorAction(contract.readVerifier, async ({ house }): Promise<Download> =>
  download('muster-verify.mjs', 'text/javascript', await house.services.readVerifier()),
)

function download(name: string, mediaType: string, text: string): Download {
  const body = Buffer.from(text)
  return { name, mediaType, size: body.length, open: async () => body }
}

function evidenceOf(context: Context, record: EvidenceRecord): z.input<typeof contract.Evidence> {
  const { id, incidentId, name, mediaType, size, sha256, acquiredBy, where, why, addedBy } = record
  return {
    id,
    incidentId,
    name,
    mediaType,
    size,
    sha256,
    acquiredBy,
    where,
    why,
    addedBy,
    acquiredAt: record.acquiredAt.toISOString(),
    addedAt: record.addedAt.toISOString(),
    can: { open: context.can('evidence.read') },
  }
}
