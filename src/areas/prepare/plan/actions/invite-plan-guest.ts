import type * as z from 'zod'
import { whyNotUntil } from '../../../../base/guest-until.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { tenantStreams, readStream } from '../../../../platform/ledger/read.ts'
import { inviteGuest } from '../../../register/people/public/guests.ts'
import { peopleFor } from '../../../register/people/public/people.ts'
import * as contract from '../contract/guests.ts'
import {
  addGuest,
  endGuests,
  findOpenGuest,
  getGuest,
  listGuests,
  type GuestRecord,
} from '../store/guests.ts'
import { getVersion, listPublications } from '../store/versions.ts'
import { bookletFile, copyOf } from './print-plan.ts'

export const list = action(contract.listPlanGuests, async (context, { version }) => {
  await getVersion(context, version)
  return guestsOf(context, version)
})

export const invite = action(contract.invitePlanGuest, async (context, { version, name, email, endsAt }) => {
  await getVersion(context, version)
  const isPublished = (await listPublications(context)).some((one) => one.version === version)
  refuseUnless(isPublished, 'conflict', 'This version is not published. Choose one that counts or counted.')
  const until = new Date(endsAt)
  const why = whyNotUntil(until, context.now)
  if (why !== undefined) refuse('invalid', why, { faults: [{ path: 'endsAt', message: why }] })
  const { memberId, inviteUrl } = await inviteGuest(context, { name, email, phone: '' })
  const ended = await endGuests(context, { memberId }, byNow(context))
  for (const one of ended.filter((row) => row.endsAt > context.now)) recordEnd(context, one)
  const id = context.newId()
  const grantedBy = context.actor.name
  await addGuest(context, { id, memberId, version, grantedAt: context.now, grantedBy, endsAt: until })
  const fields = { guest: id, member: memberId, name, version, endsAt: until.toISOString() }
  context.record({ stream: 'audit', kind: 'plan.admit', fields })
  return { guests: await guestsOf(context, version), inviteUrl }
})

/** From this moment on the organisation does not know them, unless a case is open to them. */
export const end = action(contract.endPlanGuest, async (context, { guest }) => {
  const row = await getGuest(context, guest)
  refuseUnless(stateOf(row, context.now) === 'open', 'conflict', 'This access is over already.')
  await endGuests(context, { id: guest }, byNow(context))
  recordEnd(context, row)
  return guestsOf(context, row.version)
})

/** Looked at by each Today of a guest: no reading of the plan, and no refusal where none is open. */
export const find = action(contract.findGuestPlan, async (context) => {
  const { actor } = context
  const open = actor.kind === 'member' ? await findOpenGuest(context, actor.memberId) : undefined
  return { opening: open ? { version: open.version, endsAt: open.endsAt.toISOString() } : null }
})

/** Each reading is on the record, by the law of the house for guests. */
export const read = action(contract.readGuestPlan, async (context) => {
  const { version, endsAt } = await openedTo(context)
  const { document, code } = await copyOf(context, version)
  return { version, endsAt: endsAt.toISOString(), code, document }
})

export const print = action(contract.printGuestPlan, async (context, { form }) => {
  const { id, version } = await openedTo(context)
  context.record({ stream: 'audit', kind: 'plan.export', fields: { version, form, guest: id } })
  return bookletFile(context, await copyOf(context, version), form)
})

function byNow({ now, actor }: Context) {
  return { endedAt: now, endedBy: actor.name }
}

function recordEnd(context: Context, { id, memberId, version }: GuestRecord): void {
  const fields = { guest: id, member: memberId, version }
  context.record({ stream: 'audit', kind: 'plan.dismiss', fields })
}

async function openedTo(context: Context): Promise<GuestRecord> {
  const { actor } = context
  const open = actor.kind === 'member' ? await findOpenGuest(context, actor.memberId) : undefined
  return open ?? refuse('not_found', 'No plan is open to you here. Ask whoever let you in.')
}

type Guests = z.input<typeof contract.listPlanGuests.output>

async function guestsOf(context: Context, version: number): Promise<Guests> {
  const rows = await listGuests(context, version)
  const people = await peopleFor(
    context,
    rows.map(({ memberId }) => memberId),
  )
  const trail = await trailOf(context)
  return {
    items: rows.map((row) => ({
      ...{ id: row.id, version, grantedBy: row.grantedBy, endedBy: row.endedBy },
      name: people.get(row.memberId)?.name ?? '',
      email: people.get(row.memberId)?.email ?? '',
      grantedAt: row.grantedAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      state: stateOf(row, context.now),
      readings: trail
        .filter(
          ({ by, at }) =>
            by === `u:${row.memberId}` && at >= row.grantedAt && at <= (row.endedAt ?? row.endsAt),
        )
        .slice(0, 100)
        .map(({ at, action }) => ({ at: at.toISOString(), action })),
    })),
    next: null,
  }
}

/** So many readings of all guests are looked through for one list. */
const trailAtMost = 1000

/** Who read or took the plan along, the newest first; from the organisation's own record. */
async function trailOf(context: Context) {
  const { $client } = context.tx
  const { audit: stream } = await tenantStreams($client)
  const wanted = { stream, limit: trailAtMost, order: 'newest' } as const
  const readings = await readStream($client, {
    ...{ ...wanted, kinds: ['guest.read'] },
    having: { field: 'action', value: 'readGuestPlan' },
  })
  const taken = await readStream($client, { ...wanted, kinds: ['plan.export'] })
  return [...readings, ...taken.filter(({ fields }) => fields['guest'] !== undefined)]
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .map(({ at, kind, fields }) => ({
      at,
      by: fields['actor'] ?? '',
      action: kind === 'guest.read' ? ('read' as const) : ('taken' as const),
    }))
}

function stateOf({ endsAt, endedAt }: GuestRecord, now: Date): 'open' | 'over' {
  return endedAt === null && endsAt > now ? 'open' : 'over'
}
