import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMember, world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import { suspendMemberWith } from '../../register/people/actions/members.ts'
import { capture } from './actions/capture-line.ts'
import { closeWith } from './actions/close-incident.ts'
import * as guests from './actions/invite-guest.ts'
import * as leading from './actions/lead-incident.ts'
import * as marking from './actions/mark-entries.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'
import * as systems from './actions/work-systems.ts'
import { completeWith } from './actions/technical-work.ts'
import * as tasks from './actions/work-tasks.ts'
import type { Basis, ShownSource } from './contract/basis.ts'
import type { Captured } from './contract/captures.ts'
import { recordLine } from './documents/record-lines.ts'
import { voiceIn } from './documents/words/words.ts'
import { remindTasks } from './jobs/remind-tasks.ts'

const suspendMember = suspendMemberWith({ heldBy: async () => [] })

const complete = completeWith({
  refuseUnknownEvidence: async () => {},
  refuseUnreadGuide: async () => {},
  keepMove: async () => {},
})

describe('a line that reaches the record whatever happened meanwhile', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const declare = () => w.perform(opening.open, w.lead, { title: 'Locked', kind: 'other', severity: 'S2' })
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const said = (id: string, captured: Captured) => {
    const [now, clientId] = [new Date().toISOString(), randomUUID()]
    return { id, clientId, saidAt: now, sentAt: now, captured }
  }

  test('a guest who was let in to read is told so, and sees no way to write', async () => {
    const { id } = await declare()
    const email = `guest-${w.guest.userId}@example.org`
    const endsAt = new Date(Date.now() + 86_400_000).toISOString()
    const wanted = { id, name: w.guest.name, email, endsAt } as const
    await w.perform(guests.inviteGuest, w.lead, { ...wanted, access: 'read' })
    const line = said(id, { kind: 'note', text: 'I was here', mentions: [] })
    await expect(w.perform(capture, w.guest, line)).rejects.toMatchObject({ kind: 'forbidden' })
    const seen = await w.perform(reading.read, w.guest, { id })
    expect(seen.can).toMatchObject({ note: false, task: false, addEvidence: false, export: true })
    const member = w.guest.memberId
    await w.perform(guests.changeGuest, w.lead, { id, member, access: 'write', endsAt })
    expect(await w.perform(capture, w.guest, line)).toMatchObject({ outcome: 'kept' })
    expect((await w.perform(reading.read, w.guest, { id })).can).toMatchObject({ note: true })
  })

  test('a task for somebody who was suspended meanwhile is kept for nobody, and the record says whose it was', async () => {
    const { id } = await declare()
    const gone = await addMember(w.house, w.tenantId, 'responder')
    await w.perform(suspendMember, w.owner, { id: gone.memberId, reason: 'Left' })
    for (const ownerId of [gone.memberId, randomUUID()])
      expect(
        await w.perform(capture, w.responder, said(id, { kind: 'task', title: 'Call the bank', ownerId })),
      ).toMatchObject({ outcome: 'kept' })
    expect((await w.perform(tasks.list, w.lead, { id })).items).toMatchObject([
      { title: 'Call the bank', ownerId: null },
      { title: 'Call the bank', ownerId: null },
    ])
    const added = (await w.leaves({ stream: id })).filter(({ kind }) => kind === 'task.add')
    expect(added.map(({ fields }) => fields['ownerLost'])).toEqual([
      gone.name,
      'somebody who is not known here',
    ])
    const asNote = said(id, { kind: 'task', title: 'Call them', ownerId: gone.memberId })
    await w.perform(capture, w.counsel, asNote)
    expect((await w.leaves({ stream: id })).at(-1)?.fields['text']).toBe(`Call them\n${gone.name}`)
  })

  test('a line of a device whose clock stood in another age is dated into the incident', async () => {
    const { id, openedAt } = await declare()
    const line = said(id, { kind: 'need', text: 'Which mailbox?', source: '' })
    const odd = { ...line, saidAt: '0001-01-01T00:00:00Z', sentAt: '9999-12-31T23:59:59Z' }
    expect(await w.perform(capture, w.lead, odd)).toEqual({ outcome: 'kept', saidAt: openedAt })
  })

  test('R65 no door lets a system in as well again: it comes as suspected, affected or isolated', async () => {
    const { id } = await declare()
    for (const state of ['cleaned', 'verified', 'reconnected', 'ruled_out'] as const) {
      const wrong = { name: 'FILE01', state } as never // what a foreign client may send
      const refusal = {
        status: 422,
        detail: { faults: [{ message: expect.stringContaining('step by step') }] },
      }
      const added = w.perform(systems.add, w.lead, { id, ...(wrong as object) } as never) // as above
      await expect(added).rejects.toMatchObject(refusal)
      const captured = { kind: 'system', ...(wrong as object) } as never // as above
      await expect(w.perform(capture, w.lead, said(id, captured))).rejects.toMatchObject(refusal)
    }
    await w.perform(systems.add, w.lead, { id, name: 'FILE01', state: 'isolated' })
    await w.perform(capture, w.lead, said(id, { kind: 'system', name: 'PC1', state: 'affected' }))
    expect((await w.perform(systems.list, w.lead, { id })).items).toHaveLength(2)
  })

  test('a lead who names a number that no incident can have is asked to look again', async () => {
    const { id } = await declare()
    const ending = { summary: 'x', initialVector: 'unknown', disposition: 'duplicate' } as const
    const close = closeWith({ closureConditions: [] })
    await expect(
      w.perform(close, w.lead, { id, ...ending, duplicateOf: 3_000_000_000 }),
    ).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('a task that is opened again is brought to mind again', async () => {
    const { id } = await declare()
    const dueAt = new Date(Date.now() + 3_600_000)
    const wanted = { id, title: 'Call', ownerId: w.responder.memberId, dueAt: dueAt.toISOString() }
    const { id: task } = await w.perform(tasks.add, w.lead, wanted)
    const overdue = async () =>
      (await w.leaves({ stream: id })).filter(({ kind }) => kind === 'task.overdue').length
    const remind = () => asSystem(w.house, w.tenantId, 'Muster', remindTasks)
    w.setNow(new Date(dueAt.getTime() + 60_000))
    try {
      await remind()
      await w.perform(complete, w.lead, { id, task })
      await w.perform(tasks.reopen, w.lead, { id, task })
      await remind()
    } finally {
      w.setNow(undefined)
    }
    expect(await overdue()).toBe(2)
  })

  test('U26 a reader filters the record by group, person, words and flag; a correction points to what it corrects', async () => {
    const { id } = await declare()
    await w.perform(leading.note, w.lead, { id, kind: 'note', text: '100 % of files_locked' })
    await w.perform(leading.note, w.responder, { id, kind: 'note', text: '100 files locked' })
    await w.perform(systems.add, w.responder, { id, name: 'FILE01', state: 'affected' })
    await w.perform(marking.flag, w.lead, { id, entry: 2, flag: 'doubtful' })
    await expect(w.perform(marking.flag, w.lead, { id, entry: 2, flag: 'doubtful' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await w.perform(marking.correct, w.lead, { id, entry: 2, text: 'Half of them' })
    const found = async (filter: object) =>
      (await w.perform(reading.timeline, w.auditor, { id, order: 'oldest', ...filter })).items.map(
        (one) => one.number,
      )
    expect(await found({ q: '% of files_' })).toEqual([2])
    expect(await found({ by: w.responder.name })).toEqual([3, 4])
    expect(await found({ group: 'systems' })).toEqual([4])
    expect(await found({ flag: 'doubtful' })).toEqual([2])
    expect(await found({ group: 'said', q: 'half' })).toEqual([6])
    const [note] = (await w.perform(reading.timeline, w.auditor, { id, q: 'of files_' })).items
    expect(note?.marks.map(({ kind, text }) => [kind, text])).toEqual([
      ['flag', 'doubtful'],
      ['correction', 'Half of them'],
    ])
    await w.perform(marking.unflag, w.lead, { id, entry: 2, flag: 'doubtful' })
    await w.perform(marking.hang, w.responder, { id, entry: 4, parent: 2 })
    await w.perform(marking.hang, w.lead, { id, entry: 4, parent: 3, tie: 'answers' })
    await w.perform(marking.hang, w.lead, { id, entry: 3, parent: 2 })
    const circle = w.perform(marking.hang, w.lead, { id, entry: 2, parent: 4 })
    await expect(circle).rejects.toMatchObject({ kind: 'conflict' })
    await expect(w.perform(marking.hang, w.auditor, { id, entry: 2, parent: 1 })).rejects.toThrow()
    const [hung] = (await w.perform(reading.timeline, w.auditor, { id, q: 'FILE01', group: 'systems' })).items
    expect(hung?.marks.map(({ kind, text }) => [kind, text])).toEqual([['answers', '3']])
    await w.perform(marking.hang, w.lead, { id, entry: 4, parent: null })
    const unknown = w.perform(marking.comment, w.lead, { id, entry: 999, text: 'x' })
    await expect(unknown).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R38 an entry names its source, is found by it, keeps it in the report, and is corrected by a new one', async () => {
    const { id } = await declare()
    const note = (text: string, basis?: Basis) =>
      w.perform(leading.note, w.lead, { id, kind: 'note', text, ...(basis && { basis }) })
    await note('The screen is black')
    const happenedAt = minutesAgo(90)
    await note('Mail stopped', { source: 'told', name: 'Vera Lang', happenedAt, zone: 'Europe/Vienna' })
    const line = { id, clientId: randomUUID(), saidAt: minutesAgo(5), sentAt: minutesAgo(0) }
    const task = { kind: 'task', title: 'Call the bank' } as const
    const basis = { source: 'log', name: 'Firewall' } as const
    await w.perform(capture, w.counsel, { ...line, captured: task, basis })
    await w.perform(leading.decide, w.lead, { id, text: 'Cut the network', basis: { source: 'worked_out' } })
    await expect(
      note('Soon', { source: 'own', name: '', happenedAt: minutesAgo(-60) }),
    ).rejects.toMatchObject({
      kind: 'invalid',
      detail: { faults: [{ path: 'basis.happenedAt' }] },
    })

    const from = async (source: ShownSource) =>
      (await w.perform(reading.timeline, w.auditor, { id, source })).items.map(({ fields }) => fields['text'])
    expect(await from('unsaid')).toEqual(['The screen is black'])
    expect(await from('told')).toEqual(['Mail stopped'])
    expect(await from('log')).toEqual(['Call the bank'])
    expect(await from('worked_out')).toEqual(['Cut the network'])
    const told = (await w.leaves({ stream: id })).find(({ fields }) => fields['sourceKind'] === 'told')
    expect(told?.fields).toMatchObject({ sourceName: 'Vera Lang', happenedAt, happenedZone: 'Europe/Vienna' })
    const wrong = { id, entry: told?.number ?? 0, text: 'I saw it myself' }
    await w.perform(marking.correct, w.lead, { ...wrong, basis: { source: 'own' } })
    expect(await from('own')).toEqual(['I saw it myself'])

    const voice = voiceIn('en', 'Europe/Vienna')
    const printed = (await w.leaves({ stream: id })).map((leaf) => recordLine(leaf, voice).text)
    expect(printed.filter((text) => text.includes('source:'))).toEqual([
      expect.stringMatching(
        /^Mail stopped \(source: told, Vera Lang; happened .*, by the clock of Europe\/Vienna\)$/,
      ),
      expect.stringMatching(/^Call the bank \(said .*\) \(source: log or tool, Firewall\)$/),
      'Cut the network (source: worked out from other entries)',
      expect.stringMatching(/I saw it myself \(source: own observation\)$/),
    ])
  })
})
