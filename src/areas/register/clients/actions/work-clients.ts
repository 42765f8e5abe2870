import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, doorAction } from '../../../../platform/action.ts'
import { findCarer, setCarers, staffWithAccounts } from '../../people/public/carers.ts'
import { maySetUpClients } from '../../people/public/organisation.ts'
import { organisationFor } from '../../people/public/people.ts'
import * as contract from '../contract/clients.ts'
import { entryHours, rankWord } from '../rules.ts'
import { addEntry, listClientRows, setStaff, staffOf } from '../store/agreements.ts'
import { listClientStandings, listClientWaits, readTotals, type After } from '../store/standings.ts'
import { getCare, getRunningCare, sidesOf } from './two-sides.ts'

const othersAtMost = 200

export const listClients = action(contract.listClients, async (context, { limit, cursor, q }) => {
  const rows = await listClientStandings(context, { q, after: afterOf(cursor), limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const mayManage = context.can('client.manage')
  const me = context.actor.kind === 'member' ? context.actor.memberId : ''
  const wanted = { limit: othersAtMost + 1, q, notOf: me }
  const all = mayManage && cursor === undefined ? await listClientRows(context, wanted) : []
  const staff = mayManage
    ? await staffOf(context, [...all.map(({ id }) => id), ...shown.map(({ id }) => id)])
    : new Map<string, readonly string[]>()
  return {
    items: shown.map(({ rank, rankAt: _at, madeAt, clockAt, enteredUntil, ...row }) => ({
      ...row,
      rank: rankWord(rank),
      madeAt: madeAt?.toISOString() ?? null,
      clockAt: clockAt?.toISOString() ?? null,
      enteredUntil: enteredUntil?.toISOString() ?? null,
      staff: [...(staff.get(row.id) ?? [])],
    })),
    next: nextOf(rows, limit, ({ id }) => id),
    totals: await readTotals(context),
    others: all
      .slice(0, othersAtMost)
      .map(({ id, name }) => ({ id, name, staff: [...(staff.get(id) ?? [])] })),
    hasMoreOthers: all.length > othersAtMost,
    can: { manage: mayManage, add: mayManage && (await maySetUpClients(context)) },
  }
})

export const listClientWork = action(contract.listClientWork, async (context, { limit, cursor, q, kind }) => {
  const rows = await listClientWaits(context, { q, kind, after: afterOf(cursor), limit: limit + 1 })
  return {
    items: rows.slice(0, limit).map(({ rank, rankAt, due, ...row }) => ({
      ...row,
      rank: rankWord(rank) ?? 'later',
      at: rankAt.toISOString(),
      dueAt: due?.toISOString() ?? null,
    })),
    next: nextOf(rows, limit, ({ key }) => key),
  }
})

function nextOf<Row extends { readonly rank: number; readonly rankAt: Date }>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => string,
): string | null {
  const last = rows[limit - 1]
  return rows.length > limit && last !== undefined
    ? encodeCursor([last.rank, last.rankAt.getTime(), keyOf(last)])
    : null
}

function afterOf(cursor: string | undefined): After | undefined {
  if (cursor === undefined) return undefined
  const [rank, at, key] = decodeCursor(cursor, 3) ?? []
  const isOurs = typeof rank === 'number' && typeof at === 'number' && typeof key === 'string'
  const isSound =
    isOurs &&
    Number.isInteger(rank) &&
    rank >= 0 &&
    rank <= 9 &&
    Math.abs(at) < 8e15 &&
    /^[0-9a-f-]{36}/.test(key)
  if (!isSound) return refuse('invalid', 'Start the list again: this cursor is not one of ours.')
  return { rank, at: new Date(at), key }
}

export const assignClientStaff = doorAction(contract.assignClientStaff, async (door, { id, memberIds }) => {
  const { own, inOther, ownName } = await sidesOf(door)
  const wanted = [...new Set(memberIds)]
  const { care, people } = await own.look(async (context) => {
    const known = await staffWithAccounts(context)
    const found = wanted.map((memberId) => known.get(memberId))
    refuseUnless(
      found.every((person) => person !== undefined),
      'not_found',
      'Choose people of your organisation who have joined.',
    )
    return { care: await getCare(context, id), people: found.filter((person) => person !== undefined) }
  })
  await inOther(care.otherTenant, async (context) => {
    const { role } = await getRunningCare(context, id)
    const { came, went } = await setCarers(context, { careId: id, role, provider: ownName, people })
    for (const { id: member, name } of came)
      context.record({ stream: 'audit', kind: 'care.join', fields: { member, name, role, agreement: id } })
    for (const { id: member, name } of went)
      context.record({ stream: 'audit', kind: 'care.leave', fields: { member, name, agreement: id } })
  })
  await own.step(async (context) => {
    // Held, so that two who assign at once do so one after the other; and it may have ended meanwhile.
    await getCare(context, id)
    await setStaff(context, id, wanted)
    const names = people.map(({ name }) => name).join(', ')
    context.record({
      stream: 'audit',
      kind: 'client.staff',
      fields: { agreement: id, name: care.otherName, people: names },
    })
  })
  return { memberIds: wanted }
})

export const enterClient = doorAction(contract.enterClient, async (door, { id, reason }) => {
  const { own, inOther, actor } = await sidesOf(door)
  const care = await own.look((context) => getCare(context, id))
  const untilAt = new Date(door.now.getTime() + entryHours * 3_600_000)
  // The client's record first: nobody is inside of whom it does not say so.
  const slug = await inOther(care.otherTenant, async (context) => {
    await getRunningCare(context, id)
    const carer = await findCarer(context, { careId: id, userId: actor.userId })
    if (carer === undefined)
      return refuse('not_found', 'This client was not given to you. Ask whoever assigns people to clients.')
    const { id: memberId, name } = carer
    const entry = { id: context.newId(), agreementId: id, memberId, reason, enteredAt: context.now, untilAt }
    await addEntry(context, entry)
    const fields = {
      actor: `u:${memberId}`,
      by: name,
      member: memberId,
      reason,
      until: untilAt.toISOString(),
    }
    context.record({ stream: 'audit', kind: 'care.enter', fields })
    return (await organisationFor(context)).slug
  })
  await own.step(async (context) => {
    // Why stands on the client's record alone: it may name a case of theirs.
    const fields = { agreement: id, name: care.otherName }
    context.record({ stream: 'audit', kind: 'client.enter', fields })
  })
  return { slug, untilAt: untilAt.toISOString() }
})
