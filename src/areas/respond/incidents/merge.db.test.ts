import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { list as listSignals, get as getSignal } from '../signals/actions/triage-signals.ts'
import * as reporting from '../signals/actions/report-something.ts'
import { listInbox } from '../communications/actions/inbox.ts'
import { closeWith } from './actions/close-incident.ts'
import * as crises from './actions/lead-crisis.ts'
import * as leading from './actions/lead-incident.ts'
import * as linking from './actions/link-incidents.ts'
import * as marking from './actions/mark-incident.ts'
import * as merging from './actions/merge-incidents.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'
import * as circle from './actions/restrict-incident.ts'
import * as systems from './actions/work-systems.ts'
import { completeWith } from './actions/technical-work.ts'
import * as tasks from './actions/work-tasks.ts'

const close = closeWith({ closureConditions: [] })
const merge = merging.mergeWith({ closureConditions: [] })
const day = 86_400_000

const complete = completeWith({
  refuseUnknownEvidence: async () => {},
  refuseUnreadGuide: async () => {},
  keepMove: async () => {},
})

describe('cases that belong together', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())
  const declare = (title: string) => w.perform(opening.open, w.lead, { title, kind: 'other', severity: 'S3' })
  const kindsOf = async (stream: string) => (await w.leaves({ stream })).map(({ kind }) => kind)

  async function withWork(title: string) {
    const { id, number } = await declare(title)
    await w.perform(reporting.report, w.staff, { what: title })
    const signalId = (await w.perform(listSignals, w.lead, { limit: 1 })).items[0]?.id ?? ''
    await w.perform(opening.joinSignal, w.lead, { id, signalId })
    const task = await w.perform(tasks.add, w.lead, { id, title: `Task of ${title}` })
    const done = await w.perform(tasks.add, w.lead, { id, title: `Done of ${title}` })
    await w.perform(complete, w.lead, { id, task: done.id })
    const system = await w.perform(systems.add, w.lead, { id, name: `Host of ${title}`, state: 'affected' })
    return { id, number, signalId, task: task.id, done: done.id, system: system.id }
  }

  test('N14 a lead merges a case: open work goes over, its record and address stay and point on, and thirty days long it can be undone', async () => {
    const source = await withWork('Second report')
    const target = await declare('First report')
    const merged = await w.perform(merge, w.lead, {
      id: source.id,
      into: target.number,
      reason: 'The same mail',
    })
    expect(merged).toMatchObject({ status: 'closed', mergedInto: target.id, openTasks: 0 })
    expect(merged.closure).toMatchObject({ disposition: 'duplicate', duplicateOf: target.number })
    expect((await w.perform(tasks.list, w.lead, { id: target.id })).items).toMatchObject([
      { id: source.task },
    ])
    expect((await w.perform(tasks.list, w.lead, { id: source.id })).items).toMatchObject([
      { id: source.done },
    ])
    expect(await w.perform(reading.read, w.lead, { id: target.id })).toMatchObject({ openTasks: 1 })
    expect(await w.perform(getSignal, w.lead, { id: source.signalId })).toMatchObject({
      incidentId: target.id,
      incidentNumber: target.number,
    })
    const links = await w.perform(linking.list, w.lead, { id: target.id })
    expect(links.items).toMatchObject([{ kind: 'merged', isFromHere: false, incident: { id: source.id } }])
    const restored = await w.perform(merging.unmerge, w.lead, { id: source.id })
    expect(restored).toMatchObject({ status: 'open', mergedInto: null, openTasks: 1, closure: null })
    expect((await w.perform(systems.list, w.lead, { id: source.id })).items).toMatchObject([
      { id: source.system },
    ])
    expect(await w.perform(getSignal, w.lead, { id: source.signalId })).toMatchObject({
      incidentId: source.id,
    })
    const came = ['task.add', 'system.add', 'signal.link']
    expect((await kindsOf(source.id)).slice(-6)).toEqual([
      ...['incident.merge', 'incident.close', 'incident.unmerge'],
      ...came,
    ])
    expect((await kindsOf(target.id)).slice(-5)).toEqual(['incident.merge', ...came, 'incident.unmerge'])
  })

  test('N14 after thirty days a merge stands, and so does a case that was declared by mistake', async () => {
    const [source, target] = [await declare('Again'), await declare('Once')]
    const mistaken = await declare('Oops')
    await w.perform(merge, w.lead, { id: source.id, into: target.number, reason: 'Same' })
    const ending = { summary: 'Nothing', initialVector: 'unknown', disposition: 'cancelled' } as const
    await w.perform(close, w.lead, { id: mistaken.id, ...ending })
    const resolved = await declare('Solved')
    await w.perform(close, w.lead, { id: resolved.id, ...ending, disposition: 'resolved' })
    w.setNow(new Date(Date.now() + 31 * day))
    for (const asking of [
      () => w.perform(merging.unmerge, w.lead, { id: source.id }),
      () => w.perform(marking.reopen, w.lead, { id: mistaken.id, reason: 'It was real' }),
      () => w.perform(marking.reopen, w.lead, { id: source.id, reason: 'It was another' }),
    ])
      await expect(asking()).rejects.toMatchObject({ kind: 'conflict' })
    const open = await w.perform(marking.reopen, w.lead, { id: resolved.id, reason: 'It came back' })
    expect(open).toMatchObject({ status: 'open', closure: null })
    w.setNow(undefined)
    const leaf = (await w.leaves({ stream: resolved.id })).at(-1)
    expect(leaf).toMatchObject({
      kind: 'incident.reopen',
      fields: { reason: 'It came back', disposition: 'resolved' },
    })
  })

  test('N14 a legal hold stops merging, splitting and removing, and another person ends it than who put it', async () => {
    const held = await withWork('Evidence for court')
    const other = await declare('Beside')
    const linked = await w.perform(linking.link, w.lead, {
      id: held.id,
      number: other.number,
      kind: 'related',
    })
    await w.perform(marking.hold, w.counsel, { id: held.id, reason: 'Claim announced' })
    const link = linked.items[0]?.id ?? ''
    for (const asking of [
      () => w.perform(merge, w.lead, { id: held.id, into: other.number, reason: 'x' }),
      () => w.perform(merge, w.lead, { id: other.id, into: held.number, reason: 'x' }),
      () => w.perform(merging.split, w.lead, { id: held.id, title: 'x', reason: 'x', tasks: [held.task] }),
      () => w.perform(linking.unlink, w.lead, { id: held.id, link }),
      () => w.perform(marking.release, w.counsel, { id: held.id, reason: 'Settled' }),
    ])
      await expect(asking()).rejects.toMatchObject({ kind: 'conflict' })
    expect(await w.perform(reading.read, w.lead, { id: held.id })).toMatchObject({ isHeld: true })
    const released = await w.perform(marking.release, w.lead, { id: held.id, reason: 'Settled' })
    expect(released.hold).toBeNull()
    expect((await w.leaves({ stream: held.id })).at(-1)).toMatchObject({
      kind: 'incident.release',
      fields: { reason: 'Settled', held: 'Claim announced' },
    })
  })

  test('a lead splits a case: the new one takes what was chosen, the old one keeps the rest and both say so', async () => {
    const source = await withWork('Two things at once')
    const wanted = { title: 'The second thing', reason: 'Another host, another way in' }
    const foreign = await withWork('Elsewhere')
    const stealing = w.perform(merging.split, w.lead, { id: source.id, ...wanted, tasks: [foreign.task] })
    await expect(stealing).rejects.toMatchObject({ kind: 'not_found' })
    const made = await w.perform(merging.split, w.lead, {
      id: source.id,
      ...wanted,
      tasks: [source.task],
      signals: [source.signalId],
    })
    expect(made).toMatchObject({ title: 'The second thing', openTasks: 1, status: 'open' })
    expect(await w.perform(reading.read, w.lead, { id: source.id })).toMatchObject({ openTasks: 0 })
    expect((await w.perform(systems.list, w.lead, { id: source.id })).items).toHaveLength(1)
    expect((await kindsOf(made.id)).slice(0, 2)).toEqual(['incident.open', 'incident.split'])
    expect((await w.leaves({ stream: made.id })).slice(2)).toMatchObject([
      { kind: 'task.add', fields: { title: 'Task of Two things at once', movedFrom: String(source.number) } },
      { kind: 'signal.link', fields: { signal: source.signalId } },
    ])
  })

  test('a case that is split from a crisis is a crisis: judged, with its rhythm, and told to the leaders', async () => {
    const source = await withWork('Two fires')
    await w.perform(leading.grade, w.lead, { id: source.id, severity: 'S1', reason: 'It burns' })
    const title = 'The second fire'
    const wanted = { id: source.id, title, reason: 'Apart', tasks: [source.task] }
    const { id } = await w.perform(merging.split, w.lead, wanted)
    expect(await w.perform(crises.readMode, w.lead, { id })).toMatchObject({ isOn: true })
    expect(await kindsOf(id)).toContain('crisis.start')
    const { items } = await w.perform(listInbox, w.owner, {})
    expect(items.filter(({ path }) => path.includes(id)).map(({ kind }) => kind)).toContain('incident.opened')
  })

  test('nobody comes to see a case by a merge: other people, other suspects or another guest stop it and its undoing', async () => {
    const restricted = async (title: string, people: string[], suspects: string[] = []) => {
      const made = await declare(title)
      await w.perform(circle.restrict, w.lead, { id: made.id, people, suspects, reason: 'Need to know' })
      return made
    }
    const [counsel, owner] = [w.counsel.memberId, w.owner.memberId]
    const source = await restricted('Only us', [counsel])
    const into = (target: { number: number }) =>
      w.perform(merge, w.lead, { id: source.id, into: target.number, reason: 'Same' })
    for (const target of [
      await restricted('Others too', [counsel, owner]),
      await restricted('About the owner', [counsel], [owner]),
      await declare('Everybody'),
    ])
      await expect(into(target)).rejects.toMatchObject({ kind: 'conflict' })
    const alike = await restricted('The same people', [counsel])
    expect(await into(alike)).toMatchObject({ status: 'closed' })

    const [one, two] = [await withWork('Again'), await declare('Once')]
    await w.perform(merge, w.lead, { id: one.id, into: two.number, reason: 'Same' })
    await w.perform(circle.restrict, w.lead, { id: two.id, reason: 'Need to know' })
    expect((await w.perform(linking.list, w.lead, { id: one.id })).can.unmerge).toBe(false)
    await expect(w.perform(merging.unmerge, w.lead, { id: one.id })).rejects.toMatchObject({
      kind: 'conflict',
    })
  })

  test('a lead merges no case in which something must be in order before it ends', async () => {
    const [source, target] = [await declare('Account open'), await declare('The first')]
    const asked: string[] = []
    const strict = merging.mergeWith({
      closureConditions: [
        {
          key: 'accounts',
          findOpen: async (_context, _id, { disposition }) => {
            asked.push(disposition)
            return [{ sentence: 'Close the account of Eva.', where: `/incidents/${source.id}/containment` }]
          },
        },
      ],
    })
    await expect(
      w.perform(strict, w.lead, { id: source.id, into: target.number, reason: 'Same' }),
    ).rejects.toMatchObject({ kind: 'conflict', detail: { reason: 'closure_conditions' } })
    expect(asked).toEqual(['duplicate'])
  })

  test('of two people who take a link back at once one is told that it is gone', async () => {
    const [one, two] = [await declare('Here'), await declare('There')]
    const linked = await w.perform(linking.link, w.lead, { id: one.id, number: two.number, kind: 'related' })
    const link = linked.items[0]?.id ?? ''
    const tries = await Promise.allSettled([
      w.perform(linking.unlink, w.lead, { id: one.id, link }),
      w.perform(linking.unlink, w.owner, { id: two.id, link }),
    ])
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'not_found' } })
    expect((await kindsOf(one.id)).filter((kind) => kind === 'incident.unlink')).toHaveLength(1)
  })

  test('a case split from a restricted one is closed to the same people from its first moment', async () => {
    const { id } = await withWork('Insider')
    await w.perform(circle.restrict, w.lead, { id, suspects: [w.owner.memberId], reason: 'Need to know' })
    const task = (await w.perform(tasks.list, w.lead, { id })).items.find(({ doneAt }) => doneAt === null)
    const made = await w.perform(merging.split, w.lead, {
      id,
      title: 'Part',
      reason: 'Apart',
      tasks: [task?.id ?? ''],
    })
    await expect(w.perform(reading.read, w.owner, { id: made.id })).rejects.toMatchObject({
      kind: 'not_found',
    })
    await expect(w.perform(reading.read, w.counsel, { id: made.id })).rejects.toMatchObject({
      kind: 'not_found',
    })
    expect((await w.leaves({ stream: made.id }))[1]).toMatchObject({
      kind: 'incident.circle',
      fields: { people: w.lead.name, suspects: w.owner.name },
    })
  })

  test('U30 R41 people link cases; "same root" counts as recurrence, and what one may not see is not there', async () => {
    const [one, two, closed] = [await declare('One'), await declare('Two'), await declare('Closed')]
    await w.perform(linking.link, w.responder, { id: one.id, number: two.number, kind: 'same_root' })
    await w.perform(linking.link, w.lead, { id: one.id, number: closed.number, kind: 'related' })
    await expect(
      w.perform(linking.link, w.lead, { id: one.id, number: two.number, kind: 'same_root' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    expect(await w.perform(linking.list, w.responder, { id: two.id })).toMatchObject({
      recurrences: 1,
      items: [{ incident: { number: one.number } }],
    })
    await w.perform(circle.restrict, w.lead, { id: closed.id, reason: 'Need to know' })
    const seen = await w.perform(linking.list, w.responder, { id: one.id })
    expect(seen.items.map(({ incident }) => incident.number)).toEqual([two.number])
    await expect(
      w.perform(linking.link, w.responder, { id: one.id, number: closed.number, kind: 'duplicate' }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await w.perform(linking.link, w.lead, { id: closed.id, number: two.number, kind: 'related' })
    expect(await kindsOf(two.id)).toEqual(['incident.open', 'incident.link'])
  })

  test('U14 a lead marks how far a case may travel, closed or not, and it is on the record', async () => {
    const { id } = await declare('Marked')
    await w.perform(marking.markTlp, w.lead, { id, tlp: 'red' })
    expect(await w.perform(reading.read, w.responder, { id })).toMatchObject({ tlp: 'red' })
    await expect(w.perform(marking.markTlp, w.auditor, { id, tlp: 'clear' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await w.perform(leading.note, w.lead, { id, kind: 'note', text: 'x' })
    expect((await w.leaves({ stream: id }))[1]).toMatchObject({
      kind: 'tlp.change',
      fields: { from: 'amber', to: 'red' },
    })
  })
})
