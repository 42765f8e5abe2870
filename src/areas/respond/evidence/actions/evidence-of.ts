import type * as z from 'zod'
import type { Context } from '../../../../platform/action.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import type * as contract from '../contract/evidence.ts'
import { mayGive, whyNotRemovable, type Actor } from '../rules.ts'
import type { EvidenceRecord } from '../store/evidence.ts'

/** A sealed thing as it is answered, with what this actor may do with it. */
export async function evidenceFor(
  context: Context,
  record: EvidenceRecord,
): Promise<z.input<typeof contract.Evidence>> {
  const { heldAt } = await incidentFor(context, record.incidentId)
  return evidenceOf(context, record, heldAt !== null)
}

/** The same, where the incident is at hand. */
export function evidenceOf(
  context: Context,
  record: EvidenceRecord,
  isCaseHeld: boolean,
): z.input<typeof contract.Evidence> {
  const { id, incidentId, name, mediaType, size, sha256, acquiredBy, where, why, addedBy } = record
  const { sensitivity, isSample, copyOf, copyNumber, sourceId, path, hold } = record
  const isThere = record.removedAt === null
  const isOpen = isThere && context.can('evidence.read')
  return {
    ...{ id, incidentId, name, mediaType, size, sha256, acquiredBy, where, why, addedBy },
    ...{ sensitivity, isSample, copyOf, copyNumber, sourceId, path },
    dates: record.originDates,
    acquiredAt: record.acquiredAt.toISOString(),
    addedAt: record.addedAt.toISOString(),
    retainUntil: record.retainUntil?.toISOString() ?? null,
    hold: hold && { reason: hold.reason, placedAt: hold.placedAt.toISOString(), placedBy: hold.placedBy },
    custodian: record.custodian ?? addedBy,
    removed: record.removedAt && {
      at: record.removedAt.toISOString(),
      by: record.removedBy ?? '',
      reason: record.removalReason ?? '',
    },
    can: {
      open: isOpen,
      openPlain: isOpen && !isSample,
      unpack: isThere && context.can('evidence.add') && isArchiveName(name),
      copy: isThere && context.can('evidence.add'),
      hand: isThere && context.can('evidence.hand') && mayGive(record, actorIn(context)),
      keep: isThere && context.can('evidence.keep'),
      release: hold !== null && context.can('evidence.remove'),
      remove:
        context.can('evidence.remove') && whyNotRemovable(record, context.now, isCaseHeld) === undefined,
    },
  }
}

/** Who acts, as the rules of custody ask. */
export function actorIn({ actor }: Context): Actor {
  const isMember = actor.kind === 'member'
  return { memberId: isMember ? actor.memberId : undefined, isOwner: isMember && actor.role === 'owner' }
}

function isArchiveName(name: string): boolean {
  return /\.(?:zip|tar|tgz|tar\.gz)$/i.test(name)
}
