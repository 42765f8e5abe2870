import { whyNotUntil } from '../../../../base/guest-until.ts'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { readStream } from '../../../../platform/ledger/read.ts'
import { inviteGuest as makeGuest } from '../../../register/people/public/guests.ts'
import { getMember } from '../../../register/people/public/people.ts'
import * as contract from '../contract/circle.ts'
import { getAccess, listAccessEver, listSuspects, saveAccess } from '../store/circle.ts'
import { getIncident, getIncidentToChange } from '../store/incidents.ts'
import { circleOf } from './restrict-incident.ts'

export const inviteGuest = action(
  contract.inviteGuest,
  async (context, { id, name, email, phone, access, endsAt }) => {
    const incident = await getIncidentToChange(context, id)
    const until = readUntil(context, endsAt)
    const { memberId, inviteUrl } = await makeGuest(context, { name, email, phone })
    refuseUnless(
      !(await listSuspects(context, id)).includes(memberId),
      'conflict',
      'The case is about this person, who cannot see it.',
    )
    await saveAccess(context, {
      incidentId: id,
      memberId,
      isGuest: true,
      mayWrite: access === 'write',
      endsAt: until,
    })
    context.record({
      stream: id,
      kind: 'guest.invite',
      fields: { member: memberId, name, access, endsAt: until.toISOString() },
    })
    return { circle: await circleOf(context, incident), memberId, inviteUrl }
  },
)

export const changeGuest = action(contract.changeGuest, async (context, { id, member, access, endsAt }) => {
  const incident = await getIncidentToChange(context, id)
  const row = await getAccess(context, id, member)
  refuseUnless(
    row.isGuest,
    'conflict',
    'This person is no guest. A named person sees the case without a date.',
  )
  const until = readUntil(context, endsAt)
  await saveAccess(context, { ...row, mayWrite: access === 'write', endsAt: until })
  const { name } = await getMember(context, member)
  context.record({
    stream: id,
    kind: 'guest.invite',
    fields: { member, name, access, endsAt: until.toISOString() },
  })
  return circleOf(context, incident)
})

/** Each time a guest was let in has a stream of its own; they are read one after the other, the newest first. */
export const listReadings = action(
  contract.listGuestReadings,
  async (context, { id, member, limit, cursor }) => {
    await getIncident(context, id)
    const times = (await listAccessEver(context, id, member)).toReversed()
    refuseUnless(times.length > 0, 'not_found', 'This person was not let into this incident by name.')
    const [turn, from] = cursor === undefined ? [0, undefined] : readCursor(cursor)
    const stream = times[turn]?.id
    const leaves =
      stream === undefined
        ? []
        : await readStream(context.tx.$client, {
            stream,
            limit: limit + 1,
            order: 'newest',
            ...(from !== undefined && { from }),
          })
    const shown = leaves.slice(0, limit)
    const last = shown.at(-1)?.number
    const isMore = leaves.length > limit && last !== undefined
    const nextTurn = turn + 1 < times.length ? encodeCursor([turn + 1, 0]) : null
    return {
      items: shown.map(({ number, at, fields }) => ({
        number,
        at: at.toISOString(),
        by: fields['by'] ?? '',
        action: fields['action'] ?? '',
      })),
      next: isMore ? encodeCursor([turn, last]) : nextTurn,
    }
  },
)

/** Which of the times, and below which number; 0 stands for the newest. */
function readCursor(cursor: string): [turn: number, from: number | undefined] {
  const [turn, from] = decodeCursor(cursor, 2) ?? []
  const isOurs = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2_147_483_647
  if (!isOurs(turn) || !isOurs(from)) refuse('invalid', 'This page is not known. Start again from the first.')
  return [turn, from === 0 ? undefined : from]
}

function readUntil(context: Context, endsAt: string): Date {
  const until = new Date(endsAt)
  const why = whyNotUntil(until, context.now)
  if (why !== undefined) refuse('invalid', why, { faults: [{ path: 'endsAt', message: why }] })
  return until
}
