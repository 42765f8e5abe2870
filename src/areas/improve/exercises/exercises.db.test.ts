import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import { read as readBudget } from '../../prepare/budget/actions.ts'
import * as copies from '../../prepare/backups/actions/manage-copies.ts'
import { hearAnnouncements } from '../../respond/communications/reactions/hear-announcements.ts'
import { listInbox } from '../../respond/communications/actions/inbox.ts'
import { hearClocks } from '../../respond/duties/reactions.ts'
import { clocks } from '../../respond/duties/actions/read-duties.ts'
import { read as getIncident } from '../../respond/incidents/actions/read-incidents.ts'
import { lastExercise, pastCases } from '../../respond/incidents/public/incidents.ts'
import { hearForPrograms } from '../../respond/webhooks/reactions.ts'
import * as arranging from './actions/arrange-exercise.ts'
import * as capturing from './actions/capture.ts'
import * as library from './actions/library.ts'
import { listTests } from './actions/plan-tests.ts'
import * as reporting from './actions/read-report.ts'
import { move } from './actions/run-exercise.ts'

describe('exercises', () => {
  let w: World
  let held = ''
  beforeAll(async () => {
    w = await world()
    hearAnnouncements(w.house.announcer)
    hearClocks(w.house.announcer)
    hearForPrograms(w.house.announcer)
  })
  afterAll(() => w.close())

  const table = () => [
    { memberId: w.lead.memberId, role: 'lead' as const },
    { memberId: w.owner.memberId, role: 'owner' as const },
    { memberId: w.staff.memberId, role: 'everyone' as const },
    { name: 'Fix-IT Patel', role: 'technical' as const, isAbsent: true },
  ]
  const arranged = async (more: object = {}) =>
    w.perform(arranging.arrange, w.responder, {
      scenario: 'ransomware',
      length: 15,
      players: table(),
      ...more,
    })
  const moves = async (id: string, ...all: Parameters<typeof perform>[1][]) => {
    for (const one of all) await perform(id, one)
  }
  const perform = async (id: string, wanted: { do: string } & Record<string, unknown>, actor = w.responder) =>
    w.perform(move, actor, { id, move: wanted } as Parameters<typeof w.perform<(typeof move)['endpoint']>>[2]) // each test gives a whole move

  test('R124 N8 somebody without experience leads a session on the real screens, and the report stands when it ends', async () => {
    const { id, card, incident } = await arranged({ blanks: { bank: 'River Bank' } })
    expect(incident).toBeNull()
    const running = await perform(id, { do: 'start' })
    expect(running).toMatchObject({
      state: 'running',
      injects: [],
      script: [{ state: 'due' }, {}, {}, {}, {}],
    })
    const { id: caseId } = running.incident ?? { id: '' }
    expect(await w.perform(getIncident, w.lead, { id: caseId })).toMatchObject({
      ...{ mode: 'exercise', hasRun: true, leadId: w.lead.memberId, status: 'open' },
    })
    await perform(id, { do: 'deliver' })

    // Who plays sees what came, and nothing of what is to come, what is expected or how it is rated.
    const seen = await w.perform(arranging.read, w.staff, { id })
    expect(seen).toMatchObject({
      script: null,
      objectives: [],
      log: [],
      mine: { seat: 'player', role: 'everyone' },
    })
    expect(seen.injects).toMatchObject([{ key: 'i1', after: null }])
    await expect(w.perform(arranging.read, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(perform(id, { do: 'deliver' }, w.lead)).rejects.toMatchObject({ kind: 'forbidden' })

    await w.perform(capturing.answer, w.staff, {
      id,
      inject: 'i1',
      role: 'lead',
      text: 'Pull the cable',
      called: 'The lead',
    })
    await moves(id, { do: 'deliver' }, { do: 'pause', reason: 'Coffee' }, { do: 'resume' })
    await w.perform(capturing.answer, w.owner, {
      ...{ id, inject: 'i2', role: 'owner', choice: 'a' },
      decision: 'isolate',
    })
    await perform(id, { do: 'skip', inject: 'i3', reason: 'No time' })
    await expect(perform(id, { do: 'deliver', inject: 'i2' })).rejects.toMatchObject({
      detail: { reason: 'came_already' },
    })
    for (const { key } of card) await perform(id, { do: 'card', step: key }, w.staff)
    const again = perform(id, { do: 'card', step: card[0]?.key ?? '' })
    await expect(again).rejects.toMatchObject({ detail: { reason: 'came_already' } })
    await moves(id, { do: 'deliver', inject: 'i5' }, { do: 'deliver' }, { do: 'deliver', inject: 'i8' })
    const gap = {
      what: 'observation',
      kind: 'gap',
      severity: 'grave',
      note: 'The number lay on the server',
    } as const
    await w.perform(capturing.observe, w.responder, { id, objective: 'o2', saw: gap })
    await w.perform(capturing.observe, w.responder, {
      id,
      objective: 'o2',
      saw: { what: 'rating', rating: 'U', note: 'No list' },
    })
    await w.perform(capturing.observe, w.responder, {
      id,
      objective: 'o1',
      saw: { what: 'rating', rating: 'P' },
    })
    await expect(
      w.perform(capturing.observe, w.staff, { id, objective: 'o1', saw: { what: 'rating', rating: 'U' } }),
    ).rejects.toMatchObject({ kind: 'forbidden' })

    held = id
  })

  test('R22 R44 the report tells decisions, the card and what was said, and stands when the session ends', async () => {
    const id = held
    const { card } = await w.perform(arranging.read, w.lead, { id })
    await perform(id, { do: 'end' })
    await expect(w.perform(reporting.read, w.responder, { id })).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(capturing.wash, w.staff, { id, changed: 'A list on paper' })
    await w.perform(capturing.wash, w.owner, { id, kept: 'The calm', anonymous: false })
    const own = (await w.leaves()).filter(
      ({ kind }) => kind === 'exercise.wash' || kind === 'exercise.respond',
    )
    expect(own.map(({ fields }) => fields?.['by'])).toEqual([
      ...Array.from({ length: 3 }, () => 'Somebody who took part'),
      w.owner.name,
    ])
    await perform(id, { do: 'close_wash' })
    const report = await w.perform(reporting.read, w.staff, { id })
    expect(report).toMatchObject({
      ...{ people: 4, absent: ['Fix-IT Patel'], counts: { P: 1, S: 0, M: 0, U: 1 }, unrated: 2 },
      pauses: [{ reason: 'Coffee' }],
      skipped: [{ title: 'The note', reason: 'No time' }],
      card: { done: card.length, isInTime: true },
      decisions: [
        { decision: 'isolate', taken: [{ role: 'owner' }] },
        { decision: 'engage_help', taken: [] },
        { decision: 'go_public', taken: [] },
        { decision: 'pay', taken: [] },
      ],
    })
    expect(report.wash.map(({ name }) => name).toSorted()).toEqual(['', w.owner.name])
    expect(Date.parse(report.readyAt) - Date.parse(report.exercise.endedAt ?? '')).toBeLessThan(600_000)
    expect(report.injects[1]?.after).toMatchObject({ outcome: expect.stringContaining('Nobody can work') })
    const pdf = await (await w.perform(reporting.print, w.responder, { id, language: 'de' })).open()
    const bytes = pdf instanceof Readable ? await buffer(pdf) : Buffer.from(pdf)
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('R3 N8 a session reaches nobody outside, wakes nobody, starts no clock and counts in no number; who leads attended it', async () => {
    const counts = await w.house.wall.inTenant(w.tenantId, async ({ $client }) => {
      const count = async (table: string) =>
        Number((await $client.query(`select count(*) as many from app.${table}`)).rows[0]?.many)
      return [await count('house_clock'), await count('duty_reminder'), await count('chat_post')]
    })
    expect(counts).toEqual([0, 0, 0])
    expect((await w.perform(clocks, w.lead, {})).items).toEqual([])
    const told = (await w.perform(listInbox, w.lead, {})).items.map(({ kind }) => kind)
    expect(told).toContain('exercise.told')
    for (const call of ['incident.opened', 'people.called', 'duty.due', 'severity.raised'])
      expect(told).not.toContain(call)
    const known = await asSystem(w.house, w.tenantId, 'Test', async (context) => ({
      past: (await pastCases(context)).length,
      rehearsed: (await lastExercise(context))?.title,
    }))
    expect(known).toEqual({ past: 0, rehearsed: expect.stringContaining('Monday') })
    const { leaders } = await w.perform(readBudget, w.owner, {})
    const attended = leaders.flatMap(({ memberId, acts }) =>
      acts.some(({ kind, doneOn }) => kind === 'exercise_attended' && doneOn !== null) ? [memberId] : [],
    )
    expect(new Set(attended)).toEqual(new Set([w.owner.memberId, w.lead.memberId]))
  })

  test('R126 what did not hold becomes an improvement of the one list, and is tried again in fifteen minutes at most', async () => {
    const [first] = (await w.perform(arranging.list, w.lead, { state: 'over' })).items
    const id = first?.id ?? ''
    expect((await w.perform(listTests, w.lead, {})).openFindings).toMatchObject([{ sessionId: id }])
    const taken = await w.perform(reporting.takeUp, w.responder, {
      ...{ id, objective: 'o2' },
      title: 'Print the list',
      planWords: 'The list hangs in both shops.',
    })
    expect(taken.objectives[1]).toMatchObject({
      chain: 'taken_up',
      improvements: [{ title: 'Print the list' }],
      proposals: [{ section: 'prepare', before: '', after: 'The list hangs in both shops.', state: 'open' }],
    })
    expect((await w.perform(listTests, w.lead, {})).openFindings).toEqual([])
    const again = await arranged({ retest: { id, objective: 'o2' }, length: 60 })
    expect(again).toMatchObject({ lengthMinutes: 15, retest: { id, objective: 'o2' } })
    await moves(again.id, { do: 'start' }, { do: 'deliver' })
    await w.perform(capturing.observe, w.responder, {
      id: again.id,
      objective: 'o2',
      saw: { what: 'rating', rating: 'P' },
    })
    await moves(again.id, { do: 'end' }, { do: 'close_wash' })
    const { objectives } = await w.perform(reporting.read, w.lead, { id })
    expect(objectives[1]).toMatchObject({ chain: 'retested', retests: [{ id: again.id, rating: 'P' }] })
  })

  test('R125 every plan shows the day on which it was last tried', async () => {
    const { items } = await w.perform(listTests, w.auditor, {})
    const state = (kind: string, key: string) =>
      items.find((one) => one.kind === kind && one.key === key)?.state
    expect(state('plan_section', 'contain')).toBe('fresh')
    expect(state('plan_section', 'recover')).toBe('never')
    expect(state('decision', 'isolate')).toBe('fresh')
    expect(state('decision', 'call_police')).toBe('never')
  })

  test('R61 a drill really restores, and the real time stands beside the last one and in the register', async () => {
    const copy = await w.perform(copies.add, w.lead, { name: 'Nightly', everyHours: 24 })
    const proof = { succeeded: true, restored: 'Orders', used: 'Opened them', evidence: 'Photo 3' }
    const past = { ...proof, id: copy.id, tester: 'Ben', minutes: 30, testedAt: w.house.now().toISOString() }
    await w.perform(copies.test, w.lead, past)
    const { id } = await arranged({ form: 'drill', copyId: copy.id, scenario: 'restore-drill' })
    await moves(id, { do: 'start' }, { do: 'deliver' })
    await expect(perform(id, { do: 'end' })).rejects.toMatchObject({ kind: 'invalid' })
    await moves(id, { do: 'end', restore: { ...proof, minutes: 20 } }, { do: 'close_wash' })
    expect((await w.perform(reporting.read, w.lead, { id })).drill).toMatchObject({
      ...{ copy: 'Nightly', beforeMinutes: 30, tookMinutes: 20, isFaster: true, isWithinAim: null },
    })
    const { tests } = await w.perform(copies.get, w.lead, { id: copy.id })
    expect(tests.map(({ minutes }) => minutes)).toContain(20)
  })

  test('anybody at the table stops an exercise because something is real, and it proves nothing', async () => {
    const { id } = await arranged({ form: 'solo' })
    await moves(id, { do: 'start' }, { do: 'deliver' })
    const alone = await w.perform(capturing.answer, w.responder, { id, inject: 'i1', text: 'Cut it off' })
    expect(alone.script).toBeNull()
    expect(alone.injects[0]?.after?.expected[0]).toMatch(/Do not restart/)
    const stopped = await perform(id, { do: 'stop', reason: 'The till really is locked' }, w.staff)
    expect(stopped).toMatchObject({ state: 'stopped', can: { report: false, answer: false } })
    const found = await w.perform(getIncident, w.lead, { id: stopped.incident?.id ?? '' })
    expect(found).toMatchObject({ status: 'closed', closure: { disposition: 'cancelled' } })
    await expect(perform(id, { do: 'resume' })).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('R124 a lead copies a scenario and changes it in versions; whoever is later is told who was first', async () => {
    const key = 'ransomware'
    const { items } = await w.perform(library.list, w.lead, { limit: 200 })
    expect(items.find((one) => one.key === key)).toMatchObject({
      isOwn: false,
      lastPlayedOn: expect.any(String),
    })
    const { document } = await w.perform(library.read, w.lead, { key })
    const words = {
      what: 'words',
      document: { ...document, title: 'Our own Monday' },
      note: 'Our till',
    } as const
    const own = await w.perform(library.save, w.lead, { key, basedOn: 1, change: words })
    expect(own).toMatchObject({ isOwn: true, version: 1 })
    const next = { key: own.key, basedOn: 1, change: { ...words, note: 'Shorter' } }
    expect(await w.perform(library.save, w.responder, next)).toMatchObject({ version: 2, versions: [{}, {}] })
    await expect(w.perform(library.save, w.lead, next)).rejects.toMatchObject({
      detail: { reason: 'outdated' },
    })
    const broken = { ...words, document: { ...words.document, objectives: document.objectives.slice(1) } }
    const wrong = w.perform(library.save, w.lead, { key: own.key, basedOn: 2, change: broken })
    await expect(wrong).rejects.toMatchObject({ kind: 'invalid' })
    const gone = { what: 'withdraw', reason: 'Not ours any more' } as const
    await w.perform(library.save, w.lead, { key: own.key, basedOn: 2, change: gone })
    const left = await w.perform(library.list, w.lead, { q: 'our own monday' })
    expect(left.items).toEqual([])
  })
})
