import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/parties.ts'
import { whyNotToldThen } from '../rules/telling.ts'
import { addParty, changeParty, getParty, listParties, type PartyRecord } from '../store/scope.ts'
import { refuseFull } from './refuse-full.ts'

export const list = action(contract.listParties, async (context, { id }) => {
  await incidentFor(context, id)
  return { items: (await listParties(context, id)).map(partyOf), next: null }
})

export const add = action(contract.addParty, async (context, { id: incidentId, name, audience }) => {
  await openIncidentFor(context, incidentId)
  refuseFull((await listParties(context, incidentId)).length)
  const id = context.newId()
  const added = await addParty(context, { id, incidentId, name, audience, addedAt: context.now })
  context.record({ stream: incidentId, kind: 'party.add', fields: { party: id, name, audience } })
  return partyOf(added)
})

export const tell = action(contract.tellParty, async (context, { id, party, toldAt, toldBy, how, note }) => {
  const why = whyNotToldThen(new Date(toldAt), context.now)
  if (why !== undefined) refuse('invalid', why, { faults: [{ path: 'toldAt', message: why }] })
  await openIncidentFor(context, id)
  const before = await getParty(context, id, party)
  const by = toldBy === undefined || toldBy === '' ? context.actor.name : toldBy
  const after = await changeParty(context, party, {
    toldAt: new Date(toldAt),
    toldBy: by,
    toldHow: how,
    toldNote: note,
    silenceReason: null,
    silenceBy: null,
    silenceAt: null,
  })
  context.record({
    stream: id,
    kind: 'party.tell',
    fields: { party, name: before.name, toldAt, toldBy: by, how, note },
  })
  return partyOf(after)
})

export const leaveUntold = action(contract.leavePartyUntold, async (context, { id, party, reason }) => {
  await openIncidentFor(context, id)
  const before = await getParty(context, id, party)
  refuseUnless(before.toldAt === null, 'conflict', `${before.name} was told already.`)
  const after = await changeParty(context, party, {
    silenceReason: reason,
    silenceBy: context.actor.name,
    silenceAt: context.now,
  })
  context.record({ stream: id, kind: 'party.leave', fields: { party, name: before.name, reason } })
  return partyOf(after)
})

function partyOf(record: PartyRecord): z.input<typeof contract.Party> {
  const { id, name, audience, toldBy, toldHow, toldNote, silenceReason, silenceBy } = record
  return {
    id,
    name,
    audience,
    addedAt: record.addedAt.toISOString(),
    toldAt: record.toldAt?.toISOString() ?? null,
    toldBy,
    toldHow,
    toldNote,
    silenceReason,
    silenceBy,
    silenceAt: record.silenceAt?.toISOString() ?? null,
  }
}
