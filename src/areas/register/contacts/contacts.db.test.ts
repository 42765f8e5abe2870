import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem, type Download } from '../../../platform/action.ts'
import * as vendors from '../vendors/actions/manage-vendors.ts'
import * as tree from './actions/call-tree.ts'
import * as lists from './actions/import-contacts.ts'
import * as keeping from './actions/keep-contacts.ts'
import * as trials from './actions/reach-test.ts'
import { remindOfTrial } from './jobs.ts'

const held = new Map<string, string[]>()
const ports = { takenOn: async () => held }
const list = keeping.listContactsWith(ports)
const get = keeping.getContactWith(ports)
const remove = keeping.removeContactWith(ports)
const undo = lists.undoImportWith(ports)

describe('whom to reach, and who calls whom', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  test('an owner finds people, suppliers and authorities in one list, each changed where it belongs', async () => {
    const vendor = await w.perform(vendors.add, w.lead, { name: 'Aardvark Hosting', does: 'Servers' })
    await w.perform(vendors.addContact, w.lead, { id: vendor.id, name: 'Desk', nightPhone: '+43 1 2' })
    const police = await w.perform(keeping.add, w.lead, {
      kind: 'authority',
      name: 'Police, cybercrime desk',
      ways: [{ kind: 'phone', value: '133', atNight: true, whenDown: true }],
    })
    expect(police).toMatchObject({ source: 'own', freshness: 'never', languages: [] })
    const all = await w.perform(list, w.lead, {})
    expect(all.items[0]).toMatchObject({ name: 'Aardvark Hosting', path: `/vendors/${vendor.id}` })
    expect(all.items.map(({ id }) => id)).toContain(w.responder.memberId)
    expect(all.items.map(({ id }) => id)).not.toContain(w.guest.memberId)
    const found = await w.perform(list, w.auditor, { q: 'cyber desk', kind: 'authority' })
    expect(found.items.map(({ id }) => id)).toEqual([police.id])
    const first = await w.perform(list, w.lead, { limit: 2 })
    const rest = await w.perform(list, w.lead, { cursor: first.next ?? '' })
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id))
    await expect(w.perform(list, w.staff, {})).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(get, w.stranger, { id: police.id })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(w.perform(remove, w.lead, { id: vendor.id, reason: 'x' })).rejects.toMatchObject({
      message: expect.stringContaining('Put the supplier into the archive'),
    })
  })

  test('a lead adds private ways to a colleague, who counts as confirmed until these ways change', async () => {
    const id = w.responder.memberId
    const mobile = { kind: 'mobile', value: '+43 660 1', atNight: true, whenDown: true } as const
    const changed = await w.perform(keeping.change, w.lead, {
      id,
      ways: [mobile],
      languages: ['DE'],
      away: [{ from: '2020-01-01', to: '2199-01-01' }],
    })
    expect(changed).toMatchObject({
      name: w.responder.name,
      source: 'member',
      isAway: true,
      languages: ['de'],
    })
    await w.perform(keeping.confirm, w.lead, { id, how: 'called' })
    const same = await w.perform(keeping.change, w.lead, { id, ways: [{ ...mobile, value: '+436601' }] })
    expect(same).toMatchObject({ freshness: 'fresh', confirmedBy: w.lead.name, confirmedHow: 'called' })
    const other = await w.perform(keeping.change, w.lead, { id, ways: [{ ...mobile, value: '+43 660 2' }] })
    expect(other).toMatchObject({ freshness: 'never', confirmedBy: null })
    await expect(
      w.perform(keeping.change, w.lead, { id, away: [{ from: '2026-02-02', to: '2026-02-01' }] }),
    ).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('two people who would stand in for each other are refused with the reason, also when it is tried at once', async () => {
    const add = (name: string, deputyId: string | null = null) =>
      w.perform(keeping.add, w.lead, { kind: 'staff', name, deputyId })
    const [carla, dora] = [await add('Carla'), await add('Dora')]
    const change = (id: string, deputyId: string) => w.perform(keeping.change, w.lead, { id, deputyId })
    const both = await Promise.allSettled([change(carla.id, dora.id), change(dora.id, carla.id)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((one) => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('nobody is left when both are away'),
    })
    await expect(change(carla.id, carla.id)).rejects.toMatchObject({ detail: { reason: 'circle' } })
  })

  test('a person who holds something is not taken off the list; one who is gone leaves no number behind', async () => {
    const { id } = await w.perform(keeping.add, w.lead, {
      kind: 'helper',
      name: 'Helping Hand',
      ways: [{ kind: 'private_mail', value: 'secret@home.example' }],
    })
    held.set(id, ['Role: technical lead'])
    await expect(w.perform(remove, w.lead, { id, reason: 'left' })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('Role: technical lead'),
    })
    expect(await w.perform(get, w.lead, { id })).toMatchObject({
      holds: ['Role: technical lead'],
      isTeam: true,
    })
    held.clear()
    await w.perform(remove, w.lead, { id, reason: 'left' })
    await expect(w.perform(get, w.lead, { id })).rejects.toMatchObject({ kind: 'not_found' })
    const left = await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query<{ ways: unknown }>('select ways from app.contact where id = $1', [id]),
    )
    expect(left.rows).toEqual([{ ways: [] }])
  })

  test('a list is looked at first, then taken in row by row, and taken back but for who was changed since', async () => {
    const email = (await w.perform(get, w.lead, { id: w.counsel.memberId })).ways[0]?.value ?? ''
    const csv = `name,mobile,work_mail\nImport One,+43 660 91,\nImport Two,+43 660 92,\nAdviser,+43 660 93,${email}\nBad,12,\n`
    const send = (trial: 'yes' | 'no') =>
      w.perform(lists.takeIn, w.lead, { trial, name: 'people.csv' }, { upload: { body: bytesOf(csv) } })
    const looked = await send('yes')
    expect(looked).toMatchObject({ importId: null, added: 3, changed: 1, same: 0, refused: 0 })
    expect(looked.rows[0]).toMatchObject({
      name: 'Bad',
      remarks: ['"12" is no telephone number and was left out.'],
    })
    expect((await w.perform(list, w.lead, { q: 'import' })).items).toEqual([])
    const taken = await send('no')
    expect(await send('yes')).toMatchObject({ added: 0, changed: 0, same: 4 })
    const counsel = await w.perform(get, w.lead, { id: w.counsel.memberId })
    expect(counsel.ways.map(({ value }) => value)).toEqual([email, '+43 660 93'])
    const [one, two] = (await w.perform(list, w.lead, { q: 'import' })).items
    await w.perform(keeping.confirm, w.lead, { id: one?.id ?? '', how: 'met' })
    await w.perform(keeping.change, w.lead, { id: two?.id ?? '', job: 'Changed by hand' })
    const id = taken.importId ?? ''
    expect(await w.perform(undo, w.lead, { id })).toEqual({ removed: 2, restored: 1, kept: ['Import Two'] })
    expect((await w.perform(get, w.lead, { id: w.counsel.memberId })).ways).toHaveLength(1)
    expect((await w.perform(list, w.lead, { q: 'import' })).items.map(({ name }) => name)).toEqual([
      'Import Two',
    ])
    await expect(w.perform(undo, w.lead, { id })).rejects.toMatchObject({ kind: 'conflict' })
    expect((await w.perform(lists.listTaken, w.auditor, {})).items).toMatchObject([
      { fileName: 'people.csv', canUndo: false },
    ])
  })

  test('R24 a trial of the call tree records who was reached, by which channel and in how many minutes, without anybody signing in', async () => {
    const outside = await w.perform(keeping.add, w.lead, {
      kind: 'helper',
      name: 'Night Watch',
      ways: [{ kind: 'mobile', value: '+43 660 77', atNight: true, whenDown: true }],
    })
    await plantTree(outside.id)
    const asked: unknown[] = []
    w.house.announcer.on('reach.asked', async (_context, event) => void asked.push(event))
    const test = await w.perform(trials.start, w.lead, { note: 'Quarterly' })
    expect(asked).toMatchObject([{ memberIds: [w.lead.memberId, w.staff.memberId, w.responder.memberId] }])
    await expect(w.perform(trials.start, w.owner, {})).rejects.toMatchObject({ kind: 'conflict' })
    const answer = (contactId: string, channel: 'app' | 'mobile') => ({ id: test.id, contactId, channel })
    await w.perform(trials.answer, w.lead, answer(w.lead.memberId, 'app'))
    await w.perform(trials.answer, w.staff, answer(outside.id, 'mobile'))
    await expect(
      w.perform(trials.answer, w.staff, answer(w.responder.memberId, 'mobile')),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(trials.answer, w.lead, answer(outside.id, 'app'))).rejects.toMatchObject({
      message: expect.stringContaining('answered already'),
    })
    const { url } = await w.perform(trials.makeLink, w.responder, {
      id: test.id,
      contactId: w.responder.memberId,
    })
    const token = url.split('/').at(-1) ?? ''
    expect(await w.perform(trials.readLink, w.nobody, { token })).toMatchObject({
      name: w.responder.name,
      isAnswered: false,
    })
    await w.perform(trials.answerByLink, w.nobody, { token })
    await w.perform(trials.answerByLink, w.nobody, { token })
    await expect(w.perform(trials.readLink, w.nobody, { token: 'x'.repeat(22) })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const ended = await w.perform(trials.end, w.lead, { id: test.id })
    expect(ended).toMatchObject({ asked: 4, answered: 3, firstMinutes: 1, halfMinutes: 1 })
    expect(
      Object.fromEntries(ended.answers.map(({ name, channel, heard }) => [name, [channel, heard]])),
    ).toEqual({
      [w.lead.name]: ['app', 'page'],
      [w.staff.name]: [null, null],
      'Night Watch': ['mobile', 'caller'],
      [w.responder.name]: ['messenger', 'link'],
    })
    await expect(w.perform(trials.answerByLink, w.nobody, { token })).rejects.toMatchObject({
      message: 'This trial is over. You need not do anything.',
    })
    expect(await w.perform(get, w.lead, { id: outside.id })).toMatchObject({
      freshness: 'fresh',
      confirmedHow: 'tested',
      confirmedBy: w.staff.name,
      holds: ['a place in the call tree'],
    })
    const pdf: Download = await w.perform(tree.printCallTree, w.staff, {})
    // The typesetter gives bytes, no stream.
    const bytes = (await pdf.open()) as Uint8Array
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-')
  })

  /** The lead calls the responder and somebody of the staff, who calls one from outside. */
  async function plantTree(outside: string): Promise<void> {
    await expect(w.perform(trials.start, w.lead, {})).rejects.toMatchObject({ kind: 'conflict' })
    const links = [
      { contactId: w.lead.memberId },
      { contactId: w.staff.memberId, calledBy: w.lead.memberId },
      { contactId: outside, calledBy: w.staff.memberId },
      { contactId: w.responder.memberId, calledBy: w.lead.memberId },
    ]
    await expect(
      w.perform(tree.setCallTree, w.lead, { links: [...links, { contactId: outside }] }),
    ).rejects.toMatchObject({ message: expect.stringContaining('Night Watch stands in the call tree twice') })
    await w.perform(tree.setCallTree, w.lead, { links })
    const seen = await w.perform(tree.readCallTree, w.staff, {})
    expect(seen).toMatchObject({
      me: w.staff.memberId,
      running: null,
      isTestDue: false,
      can: { manage: false },
    })
    expect(seen.people.map(({ depth, ways }) => [depth, ways.map(({ value }) => value)])).toEqual([
      [0, [expect.stringContaining('lead-')]],
      [1, [expect.stringContaining('staff-')]],
      [2, ['+43 660 77']],
      [1, []],
    ])
  }

  test('a lead is reminded of the quarterly trial once it is due, and once only', async () => {
    const heard: unknown[] = []
    w.house.announcer.on('date.near', async (_context, event) => void heard.push(event))
    const run = (days: number) =>
      asSystem(w.house, w.tenantId, 'contacts.reach', (context) =>
        remindOfTrial({ ...context, now: new Date(w.house.now().getTime() + days * 86_400_000) }),
      )
    for (const days of [0, 91, 93, 94]) await run(days)
    expect(heard).toMatchObject([{ what: 'reach_test', path: '/call-tree', memberId: null }])
  })
})

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text)
}
