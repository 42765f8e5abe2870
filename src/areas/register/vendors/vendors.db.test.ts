import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import * as assets from '../assets/actions/manage-assets.ts'
import * as imports from './actions/import-vendors.ts'
import * as contracts from './actions/manage-contracts.ts'
import * as vendors from './actions/manage-vendors.ts'
import { announceNotices } from './jobs.ts'
import { vendorStanding } from './public.ts'

describe('suppliers and the contracts with them', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  test('R21 a contact counts as confirmed only after somebody tried it, and not when the number changed since', async () => {
    const till = await w.perform(assets.add, w.lead, { name: 'Till', kind: 'computer' })
    const made = await w.perform(vendors.add, w.responder, {
      name: 'Till Care',
      does: 'Looks after the tills',
      access: 'remote',
      assetIds: [till.id],
    })
    await expect(
      w.perform(vendors.addContact, w.lead, { id: made.id, name: 'Hotline' }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    const known = await w.perform(vendors.addContact, w.lead, {
      id: made.id,
      name: 'Hotline',
      phone: '+43 1 1',
      nightPhone: '+43 1 2',
    })
    const [contact = expect.fail('a contact was added')] = known.contacts
    expect(contact).toMatchObject({ isStale: true, confirmedAt: null })
    const tried = await w.perform(vendors.confirmContact, w.lead, {
      id: made.id,
      contact: contact.id,
      how: 'called',
    })
    expect(tried.contacts).toMatchObject([
      { isStale: false, confirmedBy: w.lead.name, confirmedHow: 'called' },
    ])
    const ways = { name: 'Hotline', phone: '+43 1 1', nightPhone: '+43 1 3' }
    const changed = await w.perform(vendors.changeContact, w.lead, {
      id: made.id,
      contact: contact.id,
      ...ways,
    })
    expect(changed.contacts).toMatchObject([{ isStale: true, confirmedAt: null }])
    await expect(w.perform(vendors.list, w.staff, {})).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(vendors.get, w.stranger, { id: made.id })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  test('R109 the owner of a contract hears of its notice date 60, 30 and 7 days ahead, once each, until it is decided', async () => {
    const { id: vendorId } = await w.perform(vendors.add, w.lead, { name: 'Host' })
    const today = w.house.now()
    const inDays = (days: number) => new Date(today.getTime() + days * 86_400_000)
    const made = await w.perform(contracts.addContract, w.lead, {
      vendorId,
      name: 'Hosting',
      ownerId: w.responder.memberId,
      endsOn: inDays(150).toISOString().slice(0, 10),
      renewsMonths: 12,
      noticeValue: 90,
      noticeUnit: 'days',
    })
    expect(made.daysLeft).toBeGreaterThanOrEqual(59)
    const heard: unknown[] = []
    w.house.announcer.on('date.near', async (_context, event) => void heard.push(event))
    const run = (days: number) =>
      asSystem(w.house, w.tenantId, 'vendors.notice', (context) =>
        announceNotices({ ...context, now: inDays(days) }),
      )
    for (const days of [-10, 1, 2, 31, 32, 54, 55, 70]) await run(days)
    expect(heard).toMatchObject([
      { what: 'contract_notice', memberId: w.responder.memberId, path: `/vendors/${vendorId}` },
      { daysLeft: expect.any(Number) },
      { what: 'contract_notice', title: 'Host: Hosting' },
    ])
    const standing = () => asSystem(w.house, w.tenantId, 'Test', (context) => vendorStanding(context))
    expect((await standing()).contracts).toMatchObject([{ vendor: 'Host', isDecided: false }])
    await w.perform(contracts.decide, w.lead, { id: made.id, what: 'leave', reason: 'Too slow at night' })
    expect((await standing()).contracts).toMatchObject([{ isDecided: true }])
  })

  test('R109 an owner who leaves cannot end the contract while access or data is still with them', async () => {
    const { items } = await w.perform(contracts.listContracts, w.auditor, { q: 'host' })
    const [{ id, vendorId } = expect.fail('the contract stands')] = items
    await expect(w.perform(contracts.endContract, w.lead, { id, reason: 'Left' })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('access_removed'),
    })
    await expect(w.perform(vendors.archive, w.lead, { id: vendorId, reason: 'Left' })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('Hosting'),
    })
    await expect(
      w.perform(contracts.moveExit, w.lead, { id, step: 'devices_back', state: 'not_needed' }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    const steps = ['replacement', 'access_removed', 'secrets_changed', 'data_back', 'data_deleted'] as const
    for (const step of steps) await w.perform(contracts.moveExit, w.lead, { id, step, state: 'done' })
    const none = { id, step: 'devices_back', state: 'not_needed', note: 'They never had any' } as const
    await w.perform(contracts.moveExit, w.lead, none)
    expect(await w.perform(contracts.endContract, w.lead, { id, reason: 'Left' })).toMatchObject({
      endedAt: expect.any(String),
    })
    await w.perform(vendors.archive, w.lead, { id: vendorId, reason: 'Left' })
    // The archive keeps what was agreed, and gives the name back.
    expect(await w.perform(vendors.get, w.auditor, { id: vendorId })).toMatchObject({
      archivedAt: expect.any(String),
      contracts: [{ name: 'Hosting', decision: { what: 'leave', by: w.lead.name } }],
    })
    await w.perform(vendors.add, w.lead, { name: 'Host' })
  })

  test('N6 an office manager takes suppliers and contracts in as they were given out, with the duties both ways', async () => {
    const csv = `name,does,access,owner,assets,contact,phone\nBooks Ltd,Accounts,remote,${w.lead.name},Till,Desk,+43 2 2\nPower,,none,,,,`
    expect(await w.perform(imports.takeInVendors, w.owner, { csv })).toEqual({
      added: 2,
      changed: 0,
      same: 0,
    })
    const again = csv.replace('+43 2 2', '+43 2 9')
    expect(await w.perform(imports.takeInVendors, w.owner, { csv: again })).toEqual({
      added: 0,
      changed: 1,
      same: 1,
    })
    // What a list says nothing of stays.
    const fewer = { csv: 'name,note\nBooks Ltd,Send bills by post' }
    expect(await w.perform(imports.takeInVendors, w.owner, fewer)).toMatchObject({ changed: 1 })
    expect((await w.perform(vendors.list, w.owner, { q: 'books' })).items).toMatchObject([
      {
        does: 'Accounts',
        access: 'remote',
        ownerId: w.lead.memberId,
        assetIds: [expect.any(String)],
        note: 'Send bills by post',
        contacts: [{ name: 'Desk', phone: '+43 2 9' }],
      },
    ])
    const list =
      'name,vendor,theyTellValue,theyTellUnit,weTellValue,present,missing\nBooks 2026,Books Ltd,24,hours,72,breach_notice,liability|audit'
    expect(await w.perform(imports.takeInContracts, w.owner, { csv: list })).toMatchObject({ added: 1 })
    expect(await w.perform(imports.takeInContracts, w.owner, { csv: list })).toMatchObject({ same: 1 })
    const { items } = await w.perform(contracts.listContracts, w.owner, { q: 'books' })
    expect(items).toMatchObject([
      {
        vendor: 'Books Ltd',
        theyTell: { value: 24, unit: 'hours' },
        weTell: { value: 72 },
        clauses: { breach_notice: { state: 'present' }, liability: { state: 'missing' } },
      },
    ])
    const before = await w.leaves()
    const faulty = 'name,vendor\nX,Nobody Known'
    await expect(w.perform(imports.takeInContracts, w.owner, { csv: faulty })).rejects.toMatchObject({
      kind: 'invalid',
      detail: { faults: [{ path: 'row 2, vendor' }] },
    })
    expect(await w.leaves()).toHaveLength(before.length)
  })

  test('a contract that contradicts itself is refused at the field, and of two with one name one is', async () => {
    const { id: vendorId } = await w.perform(vendors.add, w.lead, { name: 'Odd terms' })
    const add = (fields: object) =>
      w.perform(contracts.addContract, w.lead, { vendorId, name: 'C', ...fields })
    await expect(add({ noticeValue: 3 })).rejects.toMatchObject({
      detail: { faults: [{ path: 'noticeValue' }] },
    })
    await expect(add({ startsOn: '2026-02-01', endsOn: '2026-01-01' })).rejects.toMatchObject({
      detail: { faults: [{ path: 'endsOn' }] },
    })
    await expect(add({ renewsMonths: 12 })).rejects.toMatchObject({
      detail: { faults: [{ path: 'endsOn' }] },
    })
    const { id } = await add({})
    await expect(add({ name: 'c' })).rejects.toMatchObject({ kind: 'conflict' })
    const judged = await w.perform(contracts.judge, w.lead, { id, clause: 'audit', state: 'missing' })
    expect(judged.clauses).toEqual({ audit: { state: 'missing', note: '' } })
  })
})
