import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { readStream } from '../../../../platform/ledger/read.ts'
import { getMember, namesOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/lanes.ts'
import { laneOwner, whyNotInLane } from '../rules/lanes.ts'
import { isInside, listSuspects } from '../store/circle.ts'
import { getIncident } from '../store/incidents.ts'
import {
  addLane,
  addLanePerson,
  getLane,
  listLanePeople,
  listLanes,
  removeLanePerson,
  type LaneRecord,
} from '../store/lanes.ts'

export const list = action(contract.listLanes, async (context, { id }) => {
  await getIncident(context, id)
  return { items: await lanesOf(context, await listLanes(context, id)), next: null }
})

/** The leaf of the opening stands in the lane's own stream: the incident's record does not say that there is one. */
export const open = action(
  contract.openLane,
  async (context, { id: incidentId, kind, people, counselId }) => {
    await getIncident(context, incidentId)
    const opener = await ownPerson(context)
    const counsel = counselId === undefined ? undefined : await getMember(context, counselId)
    const owner = laneOwner(kind, opener, counsel)
    if (typeof owner === 'string')
      refuse('invalid', owner, { faults: [{ path: 'counselId', message: owner }] })
    const ids = [...new Set([owner.id, opener.id, ...people])]
    for (const memberId of ids) await refuseOutsider(context, incidentId, memberId)
    const lane = { id: context.newId(), incidentId, kind, openedAt: context.now, openedBy: opener.name }
    await addLane(
      context,
      lane,
      ids.map((memberId) => ({ memberId, isOwner: memberId === owner.id })),
    )
    const names = await namesOf(context, ids)
    context.record({
      stream: lane.id,
      kind: 'lane.open',
      fields: {
        incident: incidentId,
        kind,
        owner: owner.name,
        people: ids.map((each) => names.get(each) ?? '').join('\n'),
      },
    })
    return laneOf(context, await getLane(context, incidentId, lane.id))
  },
)

export const entries = action(
  contract.listLaneEntries,
  async (context, { id, lane: laneId, limit, cursor }) => {
    await getIncident(context, id)
    const { id: stream } = await getLane(context, id, laneId)
    const from = cursor === undefined ? undefined : readCursor(cursor)
    const leaves = await readStream(context.tx.$client, {
      stream,
      limit: limit + 1,
      order: 'newest',
      ...(from !== undefined && { from }),
    })
    const shown = leaves.slice(0, limit)
    return {
      items: shown.map(({ number, kind, at, fields }) => {
        const { by = '', actor: _actor, incident: _incident, ...rest } = fields
        return { number, kind, at: at.toISOString(), by, fields: rest }
      }),
      next: leaves.length > limit ? encodeCursor([shown.at(-1)?.number ?? 0]) : null,
    }
  },
)

/** A lane outlives its case: counsel writes on after the closing. */
export const add = action(contract.addToLane, async (context, { id, lane: laneId, text }) => {
  await getIncident(context, id)
  const lane = await getLane(context, id, laneId)
  context.record({ stream: lane.id, kind: 'lane.note', fields: { text } })
  return laneOf(context, lane)
})

export const decide = action(
  contract.decideOnNotice,
  async (context, { id, lane: laneId, duty, decision, reason }) => {
    await getIncident(context, id)
    const lane = await getLane(context, id, laneId)
    refuseUnless(
      lane.kind === 'legal',
      'conflict',
      'Whether a notice is due is decided in the legal lane. Open one, or ask counsel.',
    )
    const signer = await ownPerson(context)
    context.record({
      stream: lane.id,
      kind: 'lane.decide',
      fields: { duty, decision, reason, signedBy: signer.name, signedAs: signer.role },
    })
    return laneOf(context, lane)
  },
)

export const nameInLane = action(contract.nameInLane, async (context, { id, lane: laneId, memberId }) => {
  const lane = await getOwnLane(context, id, laneId)
  const person = await getMember(context, memberId)
  await refuseOutsider(context, id, memberId)
  const inside = await listLanePeople(context, [lane.id])
  refuseUnless(
    !inside.some((each) => each.memberId === memberId),
    'conflict',
    `${person.name} is in this lane already.`,
  )
  await addLanePerson(context, lane.id, memberId)
  context.record({ stream: lane.id, kind: 'lane.name', fields: { member: memberId, name: person.name } })
  return laneOf(context, lane)
})

export const leave = action(contract.leaveLane, async (context, { id, lane: laneId, member }) => {
  const lane = await getOwnLane(context, id, laneId)
  const inside = await listLanePeople(context, [lane.id])
  const row = inside.find((each) => each.memberId === member)
  if (row === undefined) refuse('not_found', 'There is no such person in this lane.')
  refuseUnless(
    !row.isOwner,
    'conflict',
    'The owner of a lane stays in it, so that somebody can answer for it.',
  )
  const { name } = await getMember(context, member)
  await removeLanePerson(context, lane.id, member)
  context.record({ stream: lane.id, kind: 'lane.leave', fields: { member, name } })
  return laneOf(context, lane)
})

async function getOwnLane(context: Context, incidentId: string, laneId: string): Promise<LaneRecord> {
  await getIncident(context, incidentId)
  const lane = await getLane(context, incidentId, laneId)
  const me = (await ownPerson(context)).id
  const people = await listLanePeople(context, [lane.id])
  const isOwner = people.some((person) => person.isOwner && person.memberId === me)
  refuseUnless(isOwner, 'forbidden', 'Only the owner of this lane says who is in it. Ask them.')
  return lane
}

/** Whoever is in a lane sees its case; a lane cannot be the way around a restriction. */
async function refuseOutsider(context: Context, incidentId: string, memberId: string): Promise<void> {
  const person = await getMember(context, memberId)
  const why = whyNotInLane(person, {
    isInside: await isInside(context, incidentId, { memberId, role: person.role }),
    isSuspect: (await listSuspects(context, incidentId)).includes(memberId),
  })
  refuseUnless(why === undefined, 'conflict', why ?? '')
}

async function ownPerson(context: Context) {
  const { actor } = context
  if (actor.kind === 'member') return getMember(context, actor.memberId)
  refuse('forbidden', 'Only a person can work in a sealed lane. Sign in to do it.')
}

async function laneOf(context: Context, lane: LaneRecord): Promise<z.input<typeof contract.Lane>> {
  const [shown] = await lanesOf(context, [lane])
  return shown ?? refuse('not_found', 'There is no such lane in this incident.')
}

async function lanesOf(
  context: Context,
  lanes: readonly LaneRecord[],
): Promise<z.input<typeof contract.Lane>[]> {
  const people = await listLanePeople(
    context,
    lanes.map(({ id }) => id),
  )
  const names = await namesOf(
    context,
    people.map(({ memberId }) => memberId),
  )
  const me = context.actor.kind === 'member' ? context.actor.memberId : undefined
  return lanes.map(({ id, incidentId, kind, openedAt, openedBy }) => {
    const inside = people.filter(({ laneId }) => laneId === id)
    return {
      id,
      incidentId,
      kind,
      openedAt: openedAt.toISOString(),
      openedBy,
      people: inside.map(({ memberId, isOwner }) => ({ memberId, name: names.get(memberId) ?? '', isOwner })),
      can: { name: inside.some(({ memberId, isOwner }) => isOwner && memberId === me) },
    }
  })
}

function readCursor(cursor: string): number {
  const number = decodeCursor(cursor, 1)?.[0]
  const isOurs =
    typeof number === 'number' && Number.isInteger(number) && number > 0 && number <= 2_147_483_647
  return isOurs ? number : refuse('invalid', 'This page is not known. Start again from the first.')
}
