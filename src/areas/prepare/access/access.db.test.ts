import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMember, world, type World } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem } from '../../../platform/action.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as functions from '../../register/assets/actions/manage-functions.ts'
import { suspendMemberWith } from '../../register/people/actions/members.ts'
import { answer } from './actions/answer-accounts.ts'
import { start } from './actions/campaigns.ts'
import { check } from './actions/check-leavers.ts'
import { get, list } from './actions/read-access.ts'
import { save } from './actions/save-accounts.ts'
import { accessDates, failingAccess, heldAccess } from './public.ts'

describe('who has access', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
    // Noon, so that no test runs past midnight.
    w.setNow(new Date((Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000 + 11 * 3_600_000))
  })
  afterAll(() => w.close())

  const today = () => dayIn(w.house.now(), 'Europe/Vienna')
  const suspend = suspendMemberWith({ heldBy: async () => [] })
  const system = async (name: string) =>
    (await w.perform(assets.add, w.lead, { name, kind: 'cloud_service', ownerId: w.responder.memberId })).id
  const account = async (id: string, login: string, rest: object = {}) => {
    await w.perform(save, w.responder, { id, how: 'one', login, ...rest })
    const found = (await w.perform(get, w.auditor, { id, limit: 200 })).items.find(
      (one) => one.login === login,
    )
    return found ?? expect.fail('the account was kept')
  }
  const dates = () => asSystem(w.house, w.tenantId, 'Test', accessDates)
  const failures = () => asSystem(w.house, w.tenantId, 'Test', failingAccess)
  const shown = (id: string, who = w.auditor) => w.perform(get, who, { id })

  test('R101 the share of accounts with a second factor is shown system by system, and unknown stays unknown', async () => {
    const id = await system('Mail')
    const empty = await system('Shop page')
    await account(id, 'anna', { secondFactor: 'yes' })
    await account(id, 'ben', { secondFactor: 'no' })
    await account(id, 'till')
    expect((await shown(id)).system).toMatchObject({ accounts: 3, yes: 1, no: 1, unknown: 1 })
    // Nobody wrote down who gets in: that is no system with nobody in it.
    expect((await shown(empty)).system).toMatchObject({ accounts: 0, listedAt: null })
    const { totals } = await w.perform(list, w.auditor, {})
    expect(totals).toMatchObject({ accounts: 3, yes: 1, no: 1, unknown: 1, listed: 1, unlisted: 1 })
    await expect(w.perform(list, w.staff, {})).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(get, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(w.perform(save, w.auditor, { id, how: 'people' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('R101 a list out of the system is taken in whole, and an account that it does not show any more is gone with its proof', async () => {
    const id = await system('Bookkeeping')
    const csv =
      'userPrincipalName,displayName,isMfaRegistered\nmo@firm.example,Mo,True\nlu@firm.example,Lu,False'
    expect(await w.perform(save, w.responder, { id, how: 'list', csv })).toMatchObject({ added: 2, gone: 0 })
    const [lu = expect.fail('two accounts')] = (await shown(id)).items
    expect(lu).toMatchObject({ login: 'lu@firm.example', holder: 'Lu', secondFactor: 'no', source: 'list' })
    await w.perform(answer, w.responder, { id: lu.id, verdict: 'remove', reason: 'Works elsewhere' })
    expect((await w.perform(list, w.lead, {})).tasks).toMatchObject([{ login: 'lu@firm.example' }])
    const later = 'login,holder\nmo@firm.example,'
    expect(await w.perform(save, w.responder, { id, how: 'list', csv: later })).toMatchObject({
      same: 1,
      gone: 1,
    })
    // What the second list has no column for stays known.
    expect((await shown(id)).items).toMatchObject([{ holder: 'Mo', secondFactor: 'yes' }])
    expect((await w.perform(list, w.lead, {})).tasks).toEqual([])
    const bad = w.perform(save, w.responder, { id, how: 'list', csv: 'login\nmo\nmo' })
    await expect(bad).rejects.toMatchObject({ kind: 'invalid', detail: { faults: [{ path: 'row 3' }] } })
  })

  test('R101 a campaign ends when somebody has answered for every account, and a removal is a task until its proof', async () => {
    const id = await system('Wages')
    const blind = await system('Web host')
    const [keep, go] = [await account(id, 'keep'), await account(id, 'go')]
    const wanted = { name: 'Autumn', dueOn: dayAfter(today(), 14) }
    const systems = [
      { assetId: id, reviewerId: w.responder.memberId },
      { assetId: blind, reviewerId: w.lead.memberId },
    ]
    await expect(w.perform(start, w.auditor, { ...wanted, systems })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const unfit = [{ assetId: id, reviewerId: w.staff.memberId }]
    await expect(w.perform(start, w.lead, { ...wanted, systems: unfit })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await w.perform(start, w.lead, { ...wanted, systems })
    await expect(w.perform(start, w.lead, { ...wanted, systems })).rejects.toMatchObject({ kind: 'conflict' })
    expect((await dates()).filter(({ kind }) => kind === 'access_review')).toHaveLength(2)
    expect(
      await asSystem(w.house, w.tenantId, 'Test', (c) => heldAccess(c, w.responder.memberId)),
    ).toHaveLength(1)
    const other = await addMember(w.house, w.tenantId, 'responder')
    const said = { id: keep.id, verdict: 'keep' as const }
    await expect(w.perform(answer, other, said)).rejects.toMatchObject({ kind: 'forbidden' })
    await w.perform(answer, w.responder, said)
    await expect(w.perform(answer, w.responder, { id: go.id, verdict: 'remove' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await w.perform(answer, w.responder, { id: go.id, verdict: 'remove', reason: 'Not needed' })
    expect((await shown(id)).system.review).toMatchObject({ open: 0, isDone: true })
    // A system of which nobody keeps a list has not been gone through.
    expect((await w.perform(list, w.lead, {})).campaign).toMatchObject({ systems: 2, done: 1 })
    const late = await account(blind, 'root')
    await w.perform(answer, w.lead, { id: late.id, verdict: 'keep' })
    const { campaign, past } = await w.perform(list, w.lead, {})
    expect([campaign, past[0]?.name]).toEqual([null, 'Autumn'])
    expect((await dates()).find(({ kind }) => kind === 'access_campaign')).toMatchObject({
      everyMonths: 6,
      day: dayAfter(today(), 6, 'months'),
    })

    const due = (await dates()).find(({ key }) => key === go.id)
    expect(due).toMatchObject({ kind: 'access_change', day: dayAfter(today(), 7) })
    await expect(w.perform(answer, w.lead, { id: go.id, verdict: 'done' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await w.perform(answer, w.lead, { id: go.id, verdict: 'done', proof: 'Tried it: refused' })
    expect((await shown(id)).items.map(({ login }) => login)).toEqual(['keep'])
    const kinds = (await w.leaves()).map(({ kind }) => kind)
    for (const kind of [
      'access_review.start',
      'access_review.answer',
      'access_review.done',
      'access_review.end',
    ])
      expect(kinds).toContain(kind)
    await expect(w.perform(answer, w.lead, { id: go.id, verdict: 'keep' })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  test('R101 a person who left and still gets in somewhere is shown, and that they get in nowhere is proved only once it is so', async () => {
    const [id, door] = [await system('Cash desk'), await system('Door')]
    await w.perform(functions.add, w.lead, { name: 'Sell', priority: 1, assetIds: [id, door] })
    const gone = await addMember(w.house, w.tenantId, 'responder')
    const held = await account(id, 'gone@elsewhere.example', { memberId: gone.memberId })
    // By name alone, as a list out of a system has it.
    const named = await account(door, 'key 7', { holder: gone.name.toUpperCase() })
    const proof = () => w.perform(check, w.responder, { memberId: gone.memberId, note: 'Keys are back' })
    await expect(proof()).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(suspend, w.owner, { id: gone.memberId, reason: 'Left' })
    const leaver = async () =>
      (await w.perform(list, w.auditor, {})).leavers.find(({ memberId }) => memberId === gone.memberId)
    expect((await leaver())?.holds.map(({ system: name }) => name).toSorted()).toEqual(['Cash desk', 'Door'])
    expect((await shown(id)).items[0]).toMatchObject({ isLeaver: true })
    const mine = async () => (await failures()).filter(({ name }) => name === gone.name)
    expect(await mine()).toMatchObject([{ kind: 'access_leaver' }])
    await expect(proof()).rejects.toMatchObject({ kind: 'conflict' })
    for (const one of [held, named]) {
      await w.perform(answer, w.lead, { id: one.id, verdict: 'remove', reason: 'Left' })
      await expect(proof()).rejects.toMatchObject({ kind: 'conflict' })
      await w.perform(answer, w.lead, { id: one.id, verdict: 'done', proof: 'Switched off' })
    }
    expect(await mine()).toEqual([])
    expect((await leaver())?.checkedAt).toBeNull()
    const shownNow = await proof()
    expect(shownNow).toMatchObject({ removed: 2, oldestListOn: today(), checkedBy: w.responder.name })
    // The proof says what nobody could look at.
    expect(shownNow.unlisted).toContain('Cash desk')
    expect((await leaver())?.checkedAt).toBe(shownNow.checkedAt)
    const stranger = { memberId: gone.memberId }
    await expect(w.perform(check, w.stranger, stranger)).rejects.toMatchObject({ kind: 'not_found' })
    // A typed name would miss the accounts that belong to the person.
    await expect(w.perform(check, w.lead, { name: gone.name })).rejects.toMatchObject({ kind: 'invalid' })
    // Somebody who never had an account in here.
    const temp = await account(door, 'temp', { holder: 'Tim Temp' })
    await expect(w.perform(check, w.lead, { name: 'tim temp' })).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(answer, w.lead, { id: temp.id, verdict: 'remove', reason: 'Season is over' })
    await w.perform(answer, w.lead, { id: temp.id, verdict: 'done', proof: 'Key is back' })
    expect(await w.perform(check, w.lead, { name: 'Tim Temp' })).toMatchObject({ memberId: null, removed: 1 })
  })

  test('R101 a campaign ends when a system lost its only account or went out of use, and says which has none', async () => {
    const [id, old] = [await system('Fax'), await system('Old shop')]
    const only = await account(id, 'fax')
    await account(old, 'root', { secondFactor: 'no' })
    const before = (await w.perform(list, w.auditor, {})).totals
    const systems = [id, old].map((assetId) => ({ assetId, reviewerId: w.responder.memberId }))
    await w.perform(start, w.lead, { name: 'Winter', dueOn: dayAfter(today(), 14), systems })
    await w.perform(answer, w.responder, { id: only.id, verdict: 'remove', reason: 'Nobody faxes' })
    await w.perform(answer, w.responder, { id: only.id, verdict: 'done', proof: 'Line is dead' })
    expect((await w.perform(list, w.lead, {})).campaign).toMatchObject({ systems: 2, done: 1 })
    await w.perform(assets.retire, w.lead, { id: old, reason: 'Replaced' })
    const { totals } = await w.perform(list, w.auditor, {})
    expect(totals).toMatchObject({
      accounts: before.accounts - 2,
      no: before.no - 1,
      listed: before.listed - 2,
    })
    expect((await dates()).filter(({ kind }) => kind === 'access_review')).toEqual([])
    const next = await system('Till')
    const wanted = { name: 'Spring', dueOn: dayAfter(today(), 14) }
    const retired = [{ assetId: old, reviewerId: w.responder.memberId }]
    await expect(w.perform(start, w.lead, { ...wanted, systems: retired })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await w.perform(start, w.lead, { ...wanted, systems: [{ assetId: next, reviewerId: w.lead.memberId }] })
    expect((await w.perform(list, w.lead, {})).past.map(({ name }) => name)).toContain('Winter')
    const ends = (await w.leaves()).filter(({ kind }) => kind === 'access_review.end')
    expect(JSON.stringify(ends)).toContain('Fax')
    // A system that had its only account taken away while its campaign runs.
    const till = await account(next, 'till')
    await w.perform(answer, w.lead, { id: till.id, verdict: 'remove', reason: 'Gone' })
    expect((await w.perform(list, w.lead, {})).campaign).toBeNull()
  })

  test('two people who add the same account at once are told that it is there, and nothing breaks', async () => {
    const id = await system('Parcel desk')
    const add = (who: typeof w.lead) => w.perform(save, who, { id, how: 'one', login: 'desk' })
    const both = await Promise.allSettled([add(w.lead), add(w.responder), add(w.owner)])
    for (const one of both)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'conflict' })
    expect((await shown(id)).items).toHaveLength(1)
  })
})
