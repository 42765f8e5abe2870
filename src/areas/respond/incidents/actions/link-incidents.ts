import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/links.ts'
import { whyNotReopened, whyNotUnmerged } from '../rules/endings.ts'
import { seenBy } from '../store/circle.ts'
import {
  findIncidentByNumber,
  getBothToChange,
  getIncident,
  type IncidentRecord,
} from '../store/incidents.ts'
import { addLink, findMerge, getLink, listLinks, removeLink } from '../store/links.ts'

export const list = action(contract.listIncidentLinks, async (context, { id }) =>
  linksOf(context, await getIncident(context, id)),
)

/** Closed cases can be linked: that they belong together is often seen in the look back. */
export const link = action(contract.linkIncident, async (context, { id, number, kind }) => {
  const incident = await getIncident(context, id)
  const other = await getOther(context, number)
  refuseUnless(other.id !== id, 'invalid', 'An incident cannot be linked to itself.')
  const isNew = await addLink(context, {
    id: context.newId(),
    incidentId: id,
    otherId: other.id,
    kind,
    linkedAt: context.now,
    linkedBy: context.actor.name,
  })
  refuseUnless(isNew, 'conflict', `INC-${number} is linked so already.`)
  recordOnBoth(context, 'incident.link', [incident, other], { kind })
  return linksOf(context, incident)
})

export const unlink = action(contract.unlinkIncident, async (context, { id, link: linkId }) => {
  const found = await getLink(context, id, linkId)
  const otherId = found.incidentId === id ? found.otherId : found.incidentId
  // Locked, so that no hold is put while the link goes.
  const [incident, other] = await getBothToChange(context, [id, otherId])
  refuseUnless(
    found.kind !== 'merged' && found.kind !== 'split',
    'conflict',
    'This link tells of a merge or a split and stays. Undo the merge instead.',
  )
  refuseUnless(
    incident.heldAt === null && other.heldAt === null,
    'conflict',
    'One of the two is under legal hold: nothing of it may be removed.',
  )
  if (!(await removeLink(context, linkId)))
    refuse('not_found', 'Somebody took this link back at the same moment.')
  recordOnBoth(context, 'incident.unlink', [incident, other], { kind: found.kind })
  return linksOf(context, incident)
})

/** The case with this number, as far as one may see it. @param path where the number stood */
export async function getOther(context: Context, number: number, path = 'number'): Promise<IncidentRecord> {
  const found = await findIncidentByNumber(context, number)
  return (
    found ??
    refuse('invalid', `There is no incident INC-${number} here.`, {
      faults: [{ path, message: 'There is no incident with this number.' }],
    })
  )
}

/** On the record of both; but the record of an open case never names a restricted one. */
function recordOnBoth(
  context: Context,
  kind: 'incident.link' | 'incident.unlink',
  [one, two]: readonly [IncidentRecord, IncidentRecord],
  fields: { kind: string },
): void {
  const told = [
    { here: one, there: two },
    { here: two, there: one },
  ].filter(({ here, there }) => here.isRestricted || !there.isRestricted)
  for (const { here, there } of told)
    context.record({ stream: here.id, kind, fields: { ...fields, incident: there.id, number: there.number } })
}

async function linksOf(
  context: Context,
  incident: IncidentRecord,
): Promise<z.input<typeof contract.IncidentLinks>> {
  const rows = await listLinks(context, incident.id)
  const merge = incident.mergedInto === null ? undefined : await findMerge(context, incident.id)
  const target = rows.find(({ other }) => other.id === incident.mergedInto)?.other
  const whyMerged =
    merge === undefined || target === undefined
      ? 'It was not merged into a case that one may see.'
      : whyNotUnmerged(
          { ...incident, seenBy: await seenBy(context, incident.id) },
          { ...target, seenBy: await seenBy(context, target.id) },
          merge.mergedAt,
          context.now,
        )
  const isOpen = incident.status === 'open'
  const isHeld = incident.heldAt !== null
  return {
    items: rows.map(({ link: row, other }) => ({
      id: row.id,
      kind: row.kind,
      isFromHere: row.incidentId === incident.id,
      incident: { id: other.id, number: other.number, title: other.title, status: other.status },
      linkedAt: row.linkedAt.toISOString(),
      linkedBy: row.linkedBy,
    })),
    next: null,
    recurrences: rows.filter(({ link: row }) => row.kind === 'same_root').length,
    can: {
      link: context.can('incident.link'),
      merge: context.can('incident.merge') && isOpen && !isHeld,
      unmerge: context.can('incident.merge') && whyMerged === undefined,
      split: context.can('incident.merge') && isOpen && !isHeld,
      reopen: context.can('incident.reopen') && whyNotReopened(incident, context.now) === undefined,
    },
  }
}
