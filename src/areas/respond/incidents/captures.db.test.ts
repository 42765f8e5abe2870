import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPdf } from '../../../../tests/pdf.ts'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import * as inbox from '../communications/actions/inbox.ts'
import * as briefing from './actions/brief-people.ts'
import { capture } from './actions/capture-line.ts'
import { closeWith } from './actions/close-incident.ts'
import * as profile from '../../prepare/playbooks/actions/profile.ts'
import * as keeping from './actions/keep-captures.ts'
import * as costing from './actions/keep-costs.ts'
import * as leading from './actions/lead-incident.ts'
import * as marking from './actions/mark-entries.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'
import * as systems from './actions/work-systems.ts'
import * as tasks from './actions/work-tasks.ts'
import { remindTasks } from './jobs/remind-tasks.ts'
import { sendSituations } from './jobs/send-situations.ts'

const close = closeWith({ closureConditions: [] })
const noClock = { nextClock: async () => null }
const readSituation = briefing.readSituationWith(noClock)

describe('what people catch while they lead', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const declare = async () =>
    (await w.perform(opening.open, w.lead, { title: 'Files locked', kind: 'ransomware', severity: 'S2' })).id
  const kindsOf = async (id: string) => (await w.leaves({ stream: id })).map((leaf) => leaf.kind)
  const titlesOf = async (actor: MemberActor, kind: string) =>
    (await w.perform(inbox.listInbox, actor, {})).items
      .filter((item) => item.kind === kind)
      .map((item) => item.title)
  const minutesAgo = (minutes: number, now = Date.now()) => new Date(now - minutes * 60_000).toISOString()
  const closing = { summary: 'Over', initialVector: 'unknown' } as const

  test('U33 a lead wants to know something, is held up and pays; each can be ended, and adds up as it runs', async () => {
    const id = await declare()
    const need = await w.perform(keeping.addNeed, w.lead, { id, text: 'Which mailbox?', source: 'Provider' })
    await w.perform(keeping.answerNeed, w.counsel, { id, need: need.id, answer: 'Accounts' })
    await expect(
      w.perform(keeping.answerNeed, w.lead, { id, need: need.id, answer: 'Sales' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(keeping.addBlocker, w.lead, {
      id,
      text: 'Provider does not answer',
      kind: 'supplier',
      minutes: 25,
    })
    const held = await w.perform(keeping.addBlocker, w.lead, { id, text: 'No key', kind: 'access' })
    await w.perform(keeping.endBlocker, w.lead, { id, blocker: held.id, outcome: 'Found it' })
    const cost = { id, text: 'Forensics', kind: 'response_and_recovery', currency: 'EUR' } as const
    await w.perform(costing.add, w.lead, { ...cost, amount: '1250.50', invoice: 'R-7' })
    const wrong = await w.perform(costing.add, w.lead, { ...cost, amount: '99999' })
    await w.perform(costing.strike, w.lead, { id, cost: wrong.id, reason: 'Typed wrong' })
    await expect(w.perform(costing.add, w.lead, { ...cost, amount: '1.005' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await w.perform(keeping.addIdea, w.lead, { id, text: 'Label the server room key' })
    // Time without a rate is time; with one it is money, at the rate of that moment.
    const work = {
      id,
      text: 'Rebuilt the PCs',
      kind: 'response_and_recovery',
      work: { people: 2, minutes: 90 },
    } as const
    expect(await w.perform(costing.add, w.lead, work)).toMatchObject({ amount: null, work: work.work })
    await expect(w.perform(costing.add, w.lead, { ...work, amount: '5' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await expect(w.perform(costing.add, w.lead, { id, text: 'Lunch', kind: 'other' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    const rate = { platforms: [], traits: {}, hourRate: { amount: '40', currency: 'EUR' } }
    await w.perform(profile.change, w.owner, rate)
    await w.perform(profile.change, w.owner, { platforms: ['windows'], traits: {} })
    await w.perform(costing.add, w.lead, work)
    expect((await w.perform(keeping.listNeeds, w.auditor, { id })).items).toMatchObject([
      { answer: 'Accounts', gotBy: w.counsel.name },
    ])
    expect(await w.perform(keeping.listBlockers, w.auditor, { id })).toMatchObject({ minutes: 25 })
    expect(await w.perform(costing.list, w.auditor, { id })).toMatchObject({
      totals: [{ currency: 'EUR', amount: '1370.50' }],
      work: { minutes: 360, unpricedMinutes: 180 },
    })
    expect((await w.perform(keeping.listIdeas, w.auditor, { id })).items).toHaveLength(1)
    expect(await kindsOf(id)).toEqual(
      expect.arrayContaining(['need.answer', 'blocker.end', 'cost.strike', 'idea.add']),
    )
  })

  test('R38 lines written without a connection reach the record once, with the time they were said', async () => {
    w.setNow(new Date(minutesAgo(60)))
    const id = await declare()
    w.setNow(undefined)
    const line = { id, clientId: randomUUID(), saidAt: minutesAgo(50), sentAt: minutesAgo(0) }
    const sent = { ...line, captured: { kind: 'note', text: 'The screen went black' } } as const
    expect(await w.perform(capture, w.responder, sent)).toMatchObject({ outcome: 'kept' })
    expect(await w.perform(capture, w.responder, sent)).toMatchObject({ outcome: 'repeat' })
    const task = { kind: 'task', title: 'Call the bank' } as const
    const cut = await w.perform(capture, w.counsel, { ...line, clientId: randomUUID(), captured: task })
    expect(cut).toMatchObject({ outcome: 'as_note' })
    const twice = { ...line, clientId: randomUUID(), captured: { kind: 'idea', text: 'Two' } } as const
    const both = await Promise.all([w.perform(capture, w.lead, twice), w.perform(capture, w.lead, twice)])
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['kept', 'repeat'])

    const notes = (await w.leaves({ stream: id })).filter((leaf) => leaf.kind === 'note.add')
    expect(notes.map(({ fields }) => fields['text'])).toEqual(['The screen went black', 'Call the bank'])
    const saidAt = Date.parse(notes[0]?.fields['saidAt'] ?? '')
    expect(Math.abs(saidAt - Date.parse(line.saidAt))).toBeLessThan(30_000)
    expect((await w.perform(tasks.list, w.lead, { id })).items).toEqual([])
  })

  test('N11 an incident that was closed meanwhile keeps what was said before, and nothing said after', async () => {
    const id = await declare()
    const line = { id, saidAt: minutesAgo(30), sentAt: minutesAgo(0) }
    await w.perform(close, w.lead, { id, ...closing })
    const decision = { kind: 'decision' as const, text: 'We cut the network', options: ['Wait'] }
    expect(
      await w.perform(capture, w.responder, { ...line, clientId: randomUUID(), captured: decision }),
    ).toMatchObject({ outcome: 'late' })
    const after = { id, clientId: randomUUID(), saidAt: new Date(Date.now() + 60_000).toISOString() }
    await expect(
      w.perform(capture, w.responder, { ...after, sentAt: after.saidAt, captured: decision }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    const last = (await w.leaves({ stream: id })).at(-1)
    expect(last).toMatchObject({
      kind: 'note.late',
      fields: { meant: 'decision', text: 'We cut the network\n- Wait' },
    })
  })

  test('U18 of two people who edit one task at once one wins, the other is told, and nothing of the first is lost', async () => {
    const id = await declare()
    const { id: task, version } = await w.perform(tasks.add, w.lead, { id, title: 'Call the bank' })
    const edit = (title: string) => ({ id, task, title, ownerId: null, dueAt: null, version })
    const tries = await Promise.allSettled([
      w.perform(tasks.change, w.lead, edit('Call the bank at nine')),
      w.perform(tasks.change, w.responder, edit('Call the bank twice')),
    ])
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { kind: 'conflict', detail: { reason: 'stale' } },
    })
    const [kept] = (await w.perform(tasks.list, w.lead, { id })).items
    expect(kept).toMatchObject({ version: version + 1 })
  })

  test('a responder moves tasks over the board and up and down, and finds them in that order', async () => {
    const id = await declare()
    const add = async (title: string) => (await w.perform(tasks.add, w.lead, { id, title })).id
    const [a, b, c] = [await add('A'), await add('B'), await add('C')]
    const order = async () =>
      (await w.perform(tasks.list, w.lead, { id })).items.map(({ title }) => title).join('')
    const move = (task: string, before: string | null) =>
      w.perform(tasks.move, w.responder, { id, task, state: 'open', before })
    await move(c, a)
    expect(await order()).toBe('CAB')
    // So often that the places between two neighbours run out.
    for (let turn = 0; turn < 30; turn += 1) await move(turn % 2 === 0 ? b : c, a)
    expect(await order()).toBe('BCA')
    await w.perform(tasks.move, w.responder, { id, task: a, state: 'waiting', waitsFor: 'The bank' })
    expect((await w.perform(tasks.list, w.lead, { id })).items).toContainEqual(
      expect.objectContaining({ title: 'A', state: 'waiting', waitsFor: 'The bank' }),
    )
    await expect(move(b, randomUUID())).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('U18 overdue work reaches its owner, then a second person by mail as well, once each, with the reason on the record', async () => {
    const second = await addMember(w.house, w.tenantId, 'responder')
    const id = await declare()
    const due = Date.now() + 3_600_000
    const title = `Call the bank ${id}`
    await w.perform(tasks.add, w.lead, {
      id,
      title,
      ownerId: second.memberId,
      dueAt: new Date(due).toISOString(),
    })
    const run = () => asSystem(w.house, w.tenantId, 'Muster', remindTasks)
    const told = async (actor: MemberActor, kind: string) =>
      (await titlesOf(actor, kind)).filter((one) => one.includes(id)).length
    try {
      for (const minutes of [-20, -20, 1, 1, 16, 16, 600]) {
        w.setNow(new Date(due + minutes * 60_000))
        await run()
      }
    } finally {
      w.setNow(undefined)
    }
    expect([
      await told(second, 'task.reminder'),
      await told(second, 'task.overdue'),
      await told(second, 'task.escalation'),
      await told(w.lead, 'task.escalation'),
    ]).toEqual([1, 1, 0, 1])
    const { items } = await w.perform(inbox.listInbox, w.lead, {})
    const escalation = items.find((item) => item.kind === 'task.escalation' && item.title.includes(id))
    expect(escalation?.reached).toMatchObject([{ channel: 'mail' }])
    expect((await kindsOf(id)).slice(-3)).toEqual(['task.remind', 'task.overdue', 'task.escalate'])
  })

  test('U30 a comment and a note that mention somebody reach their inbox; who may not read incidents hears nothing', async () => {
    const id = await declare()
    const mentions = [w.responder.memberId, w.staff.memberId, w.lead.memberId]
    await w.perform(marking.comment, w.lead, { id, entry: 1, text: 'See this', mentions })
    await w.perform(leading.note, w.lead, { id, kind: 'note', text: '@Responder look', mentions })
    const number = `INC-${(await w.perform(reading.read, w.lead, { id })).number}`
    const told = async (actor: MemberActor) =>
      (await titlesOf(actor, 'member.mentioned')).filter((title) => title.endsWith(number)).length
    expect([await told(w.responder), await told(w.staff), await told(w.lead)]).toEqual([2, 0, 0])
    const [first] = (await w.perform(reading.timeline, w.auditor, { id, order: 'oldest' })).items
    expect(first?.marks).toMatchObject([{ kind: 'comment', text: 'See this', by: w.lead.name }])
  })

  test('U38 a situation report is drafted from the room, edited, kept in versions, printed on one page', async () => {
    const id = await declare()
    await w.perform(systems.add, w.lead, { id, name: 'FILE01', state: 'affected' })
    await w.perform(keeping.addNeed, w.lead, { id, text: 'How did they get in?' })
    const { draft, latest } = await w.perform(readSituation, w.lead, { id })
    expect([draft.confirmed, draft.unknown, latest]).toEqual([
      ['FILE01 is hit.'],
      ['How did they get in?'],
      null,
    ])
    const body = {
      ...draft,
      next: ['#strong[Call] the bank'],
      confirmed: Array.from({ length: 30 }, (_, n) => `Fact ${n}: ${'word '.repeat(40)}`),
    }
    const first = await w.perform(briefing.save, w.lead, { id, basedOn: 0, body })
    await expect(w.perform(briefing.save, w.responder, { id, basedOn: 0, body })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await w.perform(briefing.save, w.lead, { id, basedOn: 1, body })
    const newest = await w.perform(briefing.list, w.auditor, { id, limit: 1 })
    expect(newest.items).toMatchObject([{ version: 2 }])
    const older = await w.perform(briefing.list, w.auditor, { id, limit: 1, cursor: newest.next ?? '' })
    expect(older).toMatchObject({ items: [{ version: 1 }], next: null })
    const pdf = await w.perform(briefing.print, w.auditor, { id, version: first.version })
    const read = readPdf((await pdf.open()) as Uint8Array) // the typesetter answers with bytes
    expect([read.pages, read.isTagged]).toEqual([1, true])
    expect(read.text).toContain('#strong[Call] the bank')
  })

  test('U38 a timer sends the report to its people in the inbox and by mail, and one after an outage', async () => {
    const id = await declare()
    const timer = { id, isOn: true, everyMinutes: 30, memberIds: [w.owner.memberId, w.responder.memberId] }
    await expect(w.perform(briefing.setTimer, w.lead, { ...timer, memberIds: [] })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await w.perform(briefing.setTimer, w.lead, timer)
    const start = Date.now()
    const sent = async () => (await kindsOf(id)).filter((kind) => kind === 'situation.send').length
    const runAt = async (minutes: number) => {
      w.setNow(new Date(start + minutes * 60_000))
      await asSystem(w.house, w.tenantId, 'Muster', (context) => sendSituations(context, noClock))
      return sent()
    }
    try {
      expect([
        await runAt(10),
        await runAt(31),
        await runAt(32),
        await runAt(1000),
        await runAt(1001),
      ]).toEqual([0, 1, 1, 2, 2])
      await w.perform(close, w.lead, { id, ...closing })
      expect(await runAt(3000)).toBe(2)
    } finally {
      w.setNow(undefined)
    }
    const { items } = await w.perform(inbox.listInbox, w.owner, {})
    const report = items.find((item) => item.kind === 'situation.sent' && item.path.includes(id))
    expect(report?.reached).toMatchObject([{ channel: 'mail' }])
    // Mail leaves the house: it holds no word of the incident.
    const { rows } = await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query(
        `select 1 from app.outbound where channel = 'mail' and subject || body like '%Files locked%'`,
      ),
    )
    expect(rows).toEqual([])
  })
})
