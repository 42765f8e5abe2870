import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { closeWith, listOpenPointsWith } from './actions/close-incident.ts'
import * as leading from './actions/lead-incident.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'
import * as systems from './actions/work-systems.ts'
import { completeWith } from './actions/technical-work.ts'
import * as tasks from './actions/work-tasks.ts'

const close = closeWith({ closureConditions: [] })
const changeState = systems.changeStateWith({ findReturnGaps: async () => [], keepMove: async () => {} })

const complete = completeWith({
  refuseUnknownEvidence: async () => {},
  refuseUnreadGuide: async () => {},
  keepMove: async () => {},
})

describe('incidents', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const declare = (title = 'Files locked on FILE01') =>
    w.perform(opening.open, w.lead, { title, kind: 'ransomware', severity: 'S1' })
  const closing = {
    summary: 'Contained and restored',
    initialVector: 'phishing',
    disposition: 'resolved',
  } as const

  test('U18 a lead gives a task to somebody with a due time, and it counts until it is done', async () => {
    const { id } = await declare()
    const task = await w.perform(tasks.add, w.lead, {
      id,
      title: 'Call the bank',
      ownerId: w.responder.memberId,
      dueAt: '2026-03-01T09:00:00+01:00',
    })
    expect(task).toMatchObject({
      ownerId: w.responder.memberId,
      dueAt: '2026-03-01T08:00:00.000Z',
      overdue: true,
      doneAt: null,
    })
    expect(await w.perform(reading.read, w.lead, { id })).toMatchObject({ openTasks: 1 })
    await w.perform(complete, w.responder, { id, task: task.id, note: 'Spoke to Mr Kern' })
    expect(await w.perform(reading.read, w.lead, { id })).toMatchObject({ openTasks: 0 })
    await expect(w.perform(complete, w.lead, { id, task: task.id })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await w.perform(tasks.reopen, w.lead, { id, task: task.id })
    const { items } = await w.perform(tasks.list, w.auditor, { id })
    expect(items).toMatchObject([{ title: 'Call the bank', doneAt: null }])
  })

  test('numbers have no gap and no double, however many declare at once', async () => {
    const opened = await Promise.all(Array.from({ length: 20 }, (_, i) => declare(`Number ${i}`)))
    const numbers = opened.map((incident) => incident.number).toSorted((a, b) => a - b)
    const first = numbers[0] ?? 0
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => first + i))
  })

  test('R36 a lead raises the severity with a reason, and the record says so', async () => {
    const { id } = await w.perform(opening.open, w.lead, {
      title: 'Odd mail',
      kind: 'phishing-campaign',
      severity: 'S3',
    })
    await expect(w.perform(leading.grade, w.lead, { id, severity: 'S2', reason: ' ' })).rejects.toMatchObject(
      { kind: 'invalid' },
    )
    expect(
      await w.perform(leading.grade, w.lead, { id, severity: 'S2', reason: 'Ten people clicked' }),
    ).toMatchObject({ severity: 'S2' })
    const leaves = await w.leaves({ stream: id })
    expect(leaves.at(-1)).toMatchObject({
      kind: 'severity.change',
      fields: { from: 'S3', to: 'S2', reason: 'Ten people clicked' },
    })
  })

  test('of two people who close at once one wins, the other is told, and one closing stands on the record', async () => {
    const { id } = await declare()
    await w.perform(tasks.add, w.lead, { id, title: 'Watch the mailbox' })
    const tries = await Promise.allSettled([
      w.perform(close, w.lead, { id, ...closing }),
      w.perform(close, w.owner, { id, ...closing }),
    ])
    expect(tries.map((attempt) => attempt.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find((attempt) => attempt.status === 'rejected')).toMatchObject({
      reason: { kind: 'conflict', status: 409 },
    })
    const closed = await w.perform(reading.read, w.auditor, { id })
    expect(closed).toMatchObject({
      status: 'closed',
      closure: { openTasks: [{ title: 'Watch the mailbox' }], disposition: 'resolved' },
    })
    const leaves = await w.leaves({ stream: id })
    expect(leaves.filter((leaf) => leaf.kind === 'incident.close')).toHaveLength(1)
  })

  test('a lead is told all that holds up closing, and nothing is written until it is in order', async () => {
    const { id } = await declare()
    const where = `/incidents/${id}/containment`
    const missing = { sentence: 'The rule on the firewall ran out yesterday: renew it or end it.', where }
    let open = [missing]
    const closureConditions = [
      { key: 'measures', findOpen: async () => open },
      { key: 'factors', findOpen: async () => (open.length === 0 ? [] : [{ ...missing, sentence: 'Why?' }]) },
    ]
    const vectorFound = async () => 'phishing' as const
    const [guarded, points] = [
      closeWith({ closureConditions }),
      listOpenPointsWith({ closureConditions, vectorFound }),
    ]
    const before = await w.leaves({ stream: id })
    await expect(w.perform(guarded, w.lead, { id, ...closing })).rejects.toMatchObject({
      kind: 'conflict',
      status: 409,
      message: 'This incident cannot be closed yet. 2 things are missing.',
      detail: {
        reason: 'closure_conditions',
        faults: [
          { path: where, message: missing.sentence },
          { path: where, message: 'Why?' },
        ],
      },
    })
    expect(await w.leaves({ stream: id })).toEqual(before)
    expect((await w.perform(points, w.auditor, { id })).items).toMatchObject([
      { key: 'measures', ...missing },
      { key: 'factors', where },
    ])
    open = []
    expect(await w.perform(points, w.lead, { id })).toMatchObject({ items: [], initialVector: 'phishing' })
    expect(await w.perform(guarded, w.lead, { id, ...closing })).toMatchObject({ status: 'closed' })
  })

  test('nobody changes a closed incident', async () => {
    const { id } = await declare()
    const task = await w.perform(tasks.add, w.lead, { id, title: 'Open' })
    await w.perform(close, w.lead, { id, ...closing })
    const before = await w.leaves({ stream: id })
    const tries = await Promise.allSettled([
      w.perform(leading.note, w.lead, { id, kind: 'note', text: 'late' }),
      w.perform(leading.grade, w.lead, { id, severity: 'S4', reason: 'late' }),
      w.perform(leading.decide, w.lead, { id, text: 'late' }),
      w.perform(complete, w.lead, { id, task: task.id }),
      w.perform(systems.add, w.lead, { id, name: 'late', state: 'affected' }),
    ])
    expect(tries.map((attempt) => attempt.status === 'rejected' && attempt.reason.kind)).toEqual(
      tries.map(() => 'conflict'),
    )
    expect(await w.leaves({ stream: id })).toEqual(before)
    expect((await w.perform(reading.read, w.owner, { id })).can).toMatchObject({
      note: false,
      close: false,
      export: true,
    })
  })

  test('a lead who closes a duplicate names an incident that exists', async () => {
    const [first, second] = [await declare('First'), await declare('Second')]
    const duplicate = { ...closing, disposition: 'duplicate' } as const
    await expect(w.perform(close, w.lead, { id: second.id, ...duplicate })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await expect(
      w.perform(close, w.lead, { id: second.id, ...duplicate, duplicateOf: 99_999 }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    const closed = await w.perform(close, w.lead, {
      id: second.id,
      ...duplicate,
      duplicateOf: first.number,
    })
    expect(closed.closure).toMatchObject({ disposition: 'duplicate', duplicateOf: first.number })
  })

  test('R53 a responder moves a system towards health, and says why a step is left out', async () => {
    const { id } = await declare()
    const system = await w.perform(systems.add, w.responder, { id, name: 'FILE01', state: 'affected' })
    const move = (state: 'isolated' | 'verified' | 'cleaned', reason?: string) =>
      w.perform(changeState, w.responder, { id, system: system.id, state, reason })
    await move('isolated')
    await expect(move('verified')).rejects.toMatchObject({ kind: 'invalid' })
    await move('cleaned')
    expect((await w.perform(systems.list, w.counsel, { id })).items).toMatchObject([
      { name: 'FILE01', state: 'cleaned' },
    ])
  })

  test('a stranger and an unknown id get the same answer, and nothing changes', async () => {
    const { id } = await declare()
    const theirs = await w.perform(opening.open, w.stranger, {
      title: 'Theirs',
      kind: 'other',
      severity: 'S4',
    })
    const answers = await Promise.all(
      [theirs.id, randomUUID()].map((wrong) =>
        w.perform(reading.read, w.lead, { id: wrong }).catch((error: unknown) => error),
      ),
    )
    expect(answers[0]).toEqual(answers[1])
    const task = await w.perform(tasks.add, w.stranger, { id: theirs.id, title: 'Theirs' })
    await expect(w.perform(complete, w.lead, { id, task: task.id })).rejects.toMatchObject({
      kind: 'not_found',
    })
    await expect(
      w.perform(tasks.add, w.lead, { id, title: 'x', ownerId: w.stranger.memberId }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    expect((await w.perform(tasks.list, w.stranger, { id: theirs.id })).items).toMatchObject([
      { doneAt: null },
    ])
  })

  test('an auditor reads all and changes nothing; staff see no incident', async () => {
    const { id } = await declare()
    await w.perform(reading.timeline, w.auditor, { id })
    const tries = await Promise.allSettled([
      w.perform(leading.note, w.auditor, { id, kind: 'note', text: 'x' }),
      w.perform(close, w.auditor, { id, ...closing }),
      w.perform(close, w.responder, { id, ...closing }),
      w.perform(reading.read, w.staff, { id }),
    ])
    expect(tries.map((attempt) => attempt.status === 'rejected' && attempt.reason.kind)).toEqual(
      tries.map(() => 'forbidden'),
    )
    const refusals = (await w.leaves()).filter((leaf) => leaf.kind === 'request.refuse')
    expect(refusals.map((leaf) => leaf.fields['action'])).toEqual(
      expect.arrayContaining(['addToTimeline', 'closeIncident', 'getIncident']),
    )
  })

  test('a reader pages through a list and finds incidents by word, unfinished word and number', async () => {
    const odd = await declare('Zebra printer speaks Klingon')
    expect((await w.perform(reading.list, w.lead, { q: 'klingon zeb' })).items.map((row) => row.id)).toEqual([
      odd.id,
    ])
    expect(
      (await w.perform(reading.list, w.lead, { q: `INC-${odd.number}` })).items.map((row) => row.id),
    ).toEqual([odd.id])
    expect((await w.perform(reading.list, w.stranger, { q: 'klingon' })).items).toEqual([])
    expect((await w.perform(reading.list, w.lead, { q: 'klingon', status: 'closed' })).items).toEqual([])
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = await w.perform(reading.list, w.lead, { limit: 7, cursor })
      seen.push(...page.items.map((row) => row.number))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(Array.from({ length: odd.number }, (_, i) => odd.number - i))
    await expect(w.perform(reading.list, w.lead, { cursor: 'nonsense' })).rejects.toMatchObject({
      kind: 'invalid',
    })
  })

  test('U59 every change of an incident leaves its leaf, with who did it', async () => {
    const { id } = await declare()
    await w.perform(leading.note, w.counsel, { id, kind: 'note', text: 'Privileged? Ask first.' })
    await w.perform(leading.decide, w.lead, { id, text: 'Do not pay', options: ['Pay', 'Wait'] })
    await w.perform(leading.lead, w.owner, { id, memberId: w.owner.memberId })
    const { items } = await w.perform(reading.timeline, w.auditor, { id, order: 'oldest' })
    expect(items.map((entry) => [entry.kind, entry.by])).toEqual([
      ['incident.open', w.lead.name],
      ['crisis.start', w.lead.name],
      ['note.add', w.counsel.name],
      ['decision.record', w.lead.name],
      ['lead.change', w.owner.name],
    ])
    expect(items[3]?.fields).toMatchObject({ text: 'Do not pay', options: 'Pay\nWait' })
  })
})
