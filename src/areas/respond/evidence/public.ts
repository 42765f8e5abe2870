import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { inCases } from '../incidents/public/search.ts'
import { refuseUnless } from '../../../base/refusal.ts'
import type { Readable } from 'node:stream'
import type { Context, LongWork } from '../../../platform/action.ts'
import type { SealedFile } from '../../../platform/files/file-store.ts'
import { openIncidentFor } from '../incidents/public/incidents.ts'
import { opened, openOrAlarm, sealed } from './actions/seal-evidence.ts'
import { sensitivities } from './contract/evidence.ts'
import { countKnown, evidenceNames, getEvidence, listCasesOfHolds, searchEvidence } from './store/evidence.ts'

export { evidenceNames, listCasesOfHolds }
export { refuseUnreadGuide } from './actions/read-guide.ts'

/**
 * Seals for another room what came to it and lies in the store already: a piece of evidence as any other.
 * @throws Refusal `conflict` when the incident is closed
 */
export async function sealFor(
  context: Context,
  wanted: {
    readonly incidentId: string
    readonly file: SealedFile
    readonly name: string
    readonly mediaType: string
    readonly where: string
    readonly why: string
    /** What nobody should open by accident. */
    readonly isSample?: boolean
  },
): Promise<{ readonly id: string; readonly name: string }> {
  const { incidentId, file, mediaType, name, where, why, isSample = false } = wanted
  const acquisition = { name, acquiredAt: context.now.toISOString(), where, why, isSample }
  return sealed(context, { incidentId, acquisition, mediaType, file })
}

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
 * When this evidence was acquired, as it was sealed.
 * @throws Refusal `not_found` unless this incident holds it, `conflict` when its bytes were removed
 */
export async function acquiredAtOf(context: Context, incidentId: string, id: string): Promise<Date> {
  const { acquiredAt, removedAt, name } = await getEvidence(context, incidentId, id)
  refuseUnless(removedAt === null, 'conflict', `${name} was removed, so it shows nothing any more.`)
  return acquiredAt
}

/** Name, hash and time of what this incident keeps sealed; refuses `not_found` for one that it does not hold. */
export async function sealedFor(
  context: Context,
  incidentId: string,
  ids: readonly string[],
): Promise<{ name: string; sha256: string; acquiredAt: Date }[]> {
  const sealed = []
  for (const id of new Set(ids)) {
    const { name, sha256, acquiredAt } = await getEvidence(context, incidentId, id)
    sealed.push({ name, sha256, acquiredAt })
  }
  return sealed
}

/**
 * Opens sealed evidence for another room as a person's opening is: on custody, and its hash checked before the first
 * byte. The hash of a large file takes its time, so nothing is locked and no transaction open meanwhile.
 * @param atMostBytes what is larger is refused before a byte of it is read, and its opening is not recorded
 */
export async function openEvidenceFor(
  work: LongWork,
  { incidentId, id, atMostBytes }: { incidentId: string; id: string; atMostBytes: number },
): Promise<{ name: string; size: number; body: Readable }> {
  const record = await work.step(async (context) => {
    await openIncidentFor(context, incidentId)
    const { size } = await getEvidence(context, incidentId, id)
    refuseUnless(
      size <= atMostBytes,
      'invalid',
      `The file is larger than ${Math.round(atMostBytes / 2 ** 20)} MB. Cut it to what matters.`,
      { status: 413, reason: 'too_large' },
    )
    return opened(context, { id: incidentId, evidence: id, as: 'text for the investigation' })
  })
  return { name: record.name, size: record.size, body: await openOrAlarm(work, record) }
}

type Kept = Awaited<ReturnType<typeof getEvidence>>

/**
 * What is known of a piece before it may leave with a message, as the strictest of it and of all that it is a copy of:
 * what is marked on an original later holds for its copies. Refuses `not_found` for one that this incident does not hold.
 */
export async function pieceFor(
  context: Context,
  incidentId: string,
  id: string,
): Promise<Pick<Kept, 'name' | 'size' | 'sha256' | 'copyOf' | 'isSample' | 'sensitivity'>> {
  const piece = await getEvidence(context, incidentId, id)
  let { isSample, sensitivity } = piece
  const seen = new Set([id])
  for (let { copyOf } = piece; copyOf !== null && !seen.has(copyOf);) {
    seen.add(copyOf)
    const above = await getEvidence(context, incidentId, copyOf)
    isSample ||= above.isSample
    if (sensitivities.indexOf(above.sensitivity) > sensitivities.indexOf(sensitivity))
      sensitivity = above.sensitivity
    copyOf = above.copyOf
  }
  return { ...piece, isSample, sensitivity }
}

/** The bytes of a piece that leaves with a message: opened on custody, with whom it goes to; whole, or the alarm. */
export async function openToSend(
  context: Context,
  { incidentId, id, to }: { readonly incidentId: string; readonly id: string; readonly to: string },
): Promise<Readable> {
  return openOrAlarm(context, await opened(context, { id: incidentId, evidence: id, as: `mail to ${to}` }))
}

export const evidenceSearch: SearchSource = {
  kind: 'evidence',
  permission: 'evidence.read',
  find: async (context, sought) => inCases(context, await searchEvidence(context, sought)),
}
