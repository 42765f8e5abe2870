import { dayAfter } from '../../../../base/calendar-day.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, doorAction, type Context } from '../../../../platform/action.ts'
import { newLinkToken } from '../../../../platform/link-token.ts'
import { carersOf, setCarers } from '../../people/public/carers.ts'
import { becomeProvider } from '../../people/public/organisation.ts'
import { namesOf, organisationFor, todayOf } from '../../people/public/people.ts'
import * as contract from '../contract/agreements.ts'
import { codeDays, isFairEnd, stateOf } from '../rules.ts'
import {
  addAgreement,
  changeAgreement,
  findAgreement,
  findByCode,
  lastEntries,
  listAgreementRows,
  lockAgreement,
  setStaff,
  staffOf,
  type AgreementRow,
} from '../store/agreements.ts'
import { sidesOf, type Sides } from './two-sides.ts'

export const listAgreements = action(contract.listAgreements, async (context, { limit, cursor }) => {
  const rows = await listAgreementRows(context, { after: pageAfter(cursor), limit: limit + 1 })
  const ids = rows.map(({ id }) => id)
  const carers = await carersOf(context, ids)
  const staff = await staffOf(context, ids)
  const entries = await lastEntries(context, ids)
  const names = await namesOf(context, [
    ...[...staff.values()].flat(),
    ...entries.map(({ memberId }) => memberId),
  ])
  const page = pageOfRows(rows, limit, (row) => ({
    ...shownAgreement(row, context.now),
    people:
      row.side === 'client'
        ? carers.flatMap(({ careId, name }) => (careId === row.id ? [name] : []))
        : (staff.get(row.id) ?? []).flatMap((id) => names.get(id) ?? []),
    entries: entries.flatMap(({ agreementId, memberId, reason, enteredAt, untilAt }) => {
      const times = { enteredAt: enteredAt.toISOString(), untilAt: untilAt.toISOString() }
      return agreementId === row.id ? [{ by: names.get(memberId) ?? '', reason, ...times }] : []
    }),
  }))
  return { ...page, can: { manage: context.can('agreement.manage') } }
})

function shownAgreement(row: AgreementRow, now: Date) {
  const { id, side, otherName: other, role, endsAt, proposedAt, proposedBy } = row
  return {
    id,
    side,
    other,
    role,
    state: stateOf(row, now),
    endsAt: endsAt.toISOString(),
    proposedAt: proposedAt.toISOString(),
    proposedBy,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    acceptedBy: row.acceptedBy ?? '',
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBy: row.endedBy ?? '',
    endedReason: row.endedReason ?? '',
  }
}

export const proposeAgreement = action(contract.proposeAgreement, async (context, { role, endsOn }) => {
  refuseUnless(isFairEnd(endsOn, await todayOf(context)), 'invalid', 'Choose another last day.', {
    faults: [{ path: 'endsOn', message: 'must be today or later, and two years ahead at most' }],
  })
  const id = context.newId()
  const { token, hash } = newLinkToken()
  await addAgreement(context, {
    id,
    kind: 'care',
    side: 'client',
    otherName: '',
    role,
    endsAt: endOf(endsOn),
    codeHash: hash,
    codeExpiresAt: new Date(context.now.getTime() + codeDays * 86_400_000),
    proposedAt: context.now,
    proposedBy: context.actor.name,
  })
  context.record({
    stream: 'audit',
    kind: 'agreement.propose',
    fields: { agreement: id, role, until: endsOn },
  })
  return { id, code: token }
})

/** The midnight, UTC, after that day. */
export function endOf(day: string): Date {
  return new Date(`${dayAfter(day, 1)}T00:00:00Z`)
}

export const acceptAgreement = doorAction(contract.acceptAgreement, async (door, { code, isAgreed }) => {
  const sides = await sidesOf(door)
  const found = await findByCode(door.house, code, door.now)
  if (found === undefined || found.tenantId === sides.actor.tenantId) return refuseCode()
  const { id, tenantId } = found
  const terms = await sides.inOther(tenantId, (context) => accept(context, { id, isAgreed, sides }))
  const answer = { id, other: terms.name, role: terms.role, endsAt: terms.endsAt.toISOString() }
  if (!isAgreed) return { ...answer, isAccepted: false }
  await sides.own.step((context) => keepAsClient(context, { id, tenantId, terms }))
  return { ...answer, isAccepted: true }
})

function refuseCode(): never {
  return refuse('not_found', 'This code is not valid any more, or it is your own. Ask for a new one.')
}

interface Terms extends Pick<AgreementRow, 'role' | 'endsAt' | 'proposedAt' | 'proposedBy'> {
  readonly name: string
}

/**
 * On the client's side. Who took the code and broke off before they had it on their own side takes it again; nobody
 * else does.
 */
async function accept(
  context: Context,
  { id, isAgreed, sides }: { readonly id: string; readonly isAgreed: boolean; readonly sides: Sides },
): Promise<Terms> {
  const row = await lockAgreement(context, id)
  const { tenantId } = sides.actor
  if (row.otherTenant !== null && row.otherTenant !== tenantId) return refuseCode()
  // Somebody may have taken it back since the code was found.
  if (row.endedAt !== null || row.endsAt <= context.now) return refuseCode()
  const { role, endsAt, proposedAt, proposedBy } = row
  const { name } = await organisationFor(context)
  if (isAgreed && row.acceptedAt === null) {
    const taken = { otherTenant: tenantId, otherName: sides.ownName }
    const acceptedBy = `${sides.actor.name} (${sides.ownName})`
    await changeAgreement(context, id, { ...taken, acceptedAt: context.now, acceptedBy })
    const fields = { agreement: id, name: sides.ownName, role }
    context.record({ stream: 'audit', kind: 'agreement.accept', fields })
  }
  return { role, endsAt, proposedAt, proposedBy, name }
}

/** On the provider's side. */
export async function keepAsClient(
  context: Context,
  { id, tenantId, terms }: { readonly id: string; readonly tenantId: string; readonly terms: Terms },
): Promise<void> {
  const { role, endsAt, proposedAt, proposedBy, name } = terms
  if ((await findAgreement(context, id)) === undefined)
    await addAgreement(context, {
      id,
      kind: 'care',
      side: 'provider',
      otherTenant: tenantId,
      otherName: name,
      role,
      endsAt,
      proposedAt,
      proposedBy,
      acceptedAt: context.now,
      acceptedBy: context.actor.name,
    })
  await becomeProvider(context)
  context.record({ stream: 'audit', kind: 'agreement.accept', fields: { agreement: id, name, role } })
}

export const endAgreement = doorAction(contract.endAgreement, async (door, { id, reason }) => {
  const sides = await sidesOf(door)
  const row = await sides.own.look((context) => lockAgreement(context, id))
  refuseUnless(row.endedAt === null, 'conflict', 'This agreement has ended already.')
  const own = () => sides.own.step((context) => endHere(context, { id, reason }))
  const other = async () => {
    if (row.otherTenant === null) return
    await sides.inOther(row.otherTenant, (context) => endHere(context, { id, reason }))
  }
  // The client's side decides who may come in, so it goes first.
  for (const end of row.side === 'provider' ? [other, own] : [own, other]) await end()
  return { ended: true as const }
})

/** Ends it on this side; on the client's, whoever was in by it is out. What has ended already stays as it ended. */
export async function endHere(
  context: Context,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<void> {
  const row = await lockAgreement(context, id)
  if (row.endedAt !== null) return
  await changeAgreement(context, id, {
    endedAt: context.now,
    endedBy: context.actor.name,
    endedReason: reason,
    codeHash: null,
    codeExpiresAt: null,
  })
  if (row.side === 'provider') await setStaff(context, id, [])
  else await letOut(context, row)
  const fields = { agreement: id, name: row.otherName, reason }
  context.record({ stream: 'audit', kind: 'agreement.end', fields })
}

async function letOut(context: Context, { id, role, otherName }: AgreementRow): Promise<void> {
  const { went } = await setCarers(context, { careId: id, role, provider: otherName, people: [] })
  for (const { id: member, name } of went)
    context.record({ stream: 'audit', kind: 'care.leave', fields: { member, name, agreement: id } })
}
