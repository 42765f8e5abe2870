import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import * as inbox from '../communications/actions/inbox.ts'
import { asSystem } from '../../../platform/action.ts'
import { calledInto } from '../communications/public.ts'
import { clocksFor } from '../duties/public.ts'
import * as closing from './actions/close-incident.ts'
import * as grading from './actions/grade-incident.ts'
import * as tables from './actions/grading-table.ts'
import * as roles from './actions/incident-roles.ts'
import * as crises from './actions/lead-crisis.ts'
import * as leading from './actions/lead-incident.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'
import * as cards from './actions/role-cards.ts'
import * as similar from './actions/similar-incidents.ts'
import * as systems from './actions/work-systems.ts'
import * as tasks from './actions/work-tasks.ts'
import { briefingJob } from './jobs/hold-briefings.ts'

const plugs = { clocksFor, calledInto }
const readGrading = grading.readGradingWith(plugs)
const answerAgain = grading.answerFirstHourWith(plugs)
const close = closing.closeWith({ closureConditions: [] })
const nobody = async () => []
const listSimilar = similar.listSimilarWith({ incidentsWithFactorOf: nobody, incidentsWithTraceOf: nobody })
const ending = { summary: 'Restored', initialVector: 'phishing', disposition: 'resolved' } as const

describe('grading', () => {
  let w: World
  let third: MemberActor
  beforeAll(async () => {
    w = await world()
    third = await addMember(w.house, w.tenantId, 'responder')
  })
  afterAll(() => w.close())

  const declare = (given: Partial<Parameters<typeof w.perform<(typeof opening.open)['endpoint']>>[2]> = {}) =>
    w.perform(opening.open, w.lead, {
      ...{ title: 'Files locked', kind: 'something-odd', severity: 'S2', ...given },
    })
  const kinds = async (stream: string) => (await w.leaves({ stream })).map((leaf) => leaf.kind)
  const told = async (who: MemberActor) =>
    (await w.perform(inbox.listInbox, who, { limit: 200 })).items.map(({ title }) => title)

  test('R35 the answers and the version of the table stay with the incident, and say who is called and which clocks start', async () => {
    const answers = {
      sees: ['files_locked' as const],
      systems: ['FILE01', 'file01', 'Scanner'],
      spread: 'one' as const,
      goingOn: 'no' as const,
      atRisk: ['personal' as const],
    }
    const { id } = await declare({ kind: 'ransomware', answers })
    const kept = await w.perform(readGrading, w.auditor, { id })
    expect(kept).toMatchObject({
      tableVersion: 1,
      answers: { spread: 'one', atRisk: ['personal'] },
      answeredBy: w.lead.name,
      suggestion: { kind: 'ransomware', severity: 'S2', standing: 'incident' },
    })
    expect(kept.consequences.S2).toMatchObject({
      calls: [{ who: 'lead', withinMinutes: 15 }, { who: 'technical' }, {}, {}, {}, {}, {}],
      clocks: [{ hours: 24 }, { hours: 24 }, { hours: 72 }],
    })
    const [opened] = await w.leaves({ stream: id })
    expect(opened?.fields).toMatchObject({ table: '1', severity: 'S2' })
    expect(opened?.fields['calls']).toContain('legal 240')
    expect(opened?.fields['clocks']).toContain('72 h: Tell the data protection authority')
    const { items } = await w.perform(systems.list, w.lead, { id })
    expect(items.map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual([
      'FILE01 suspected',
      'Scanner suspected',
    ])
    await w.perform(answerAgain, w.responder, { id, answers: { ...answers, atRisk: ['safety'] } })
    expect(await w.perform(reading.read, w.lead, { id })).toMatchObject({ severity: 'S2' })
    expect(await w.perform(readGrading, w.lead, { id })).toMatchObject({ suggestion: { severity: 'S1' } })
  })

  test('R35 a lead edits the table as a new version with a reason; of two who edit at once the second is told so', async () => {
    await expect(w.perform(tables.readTable, w.staff, { version: 7 })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const before = await w.perform(tables.readTable, w.staff, {})
    const table = structuredClone(before.table)
    table.grid.personal.one = 'S1'
    table.lines.push({
      name: 'Ours',
      severities: ['S4'],
      risks: [],
      spreads: [],
      kinds: [],
      calls: [{ who: 'scribe', withinMinutes: 5 }],
      clocks: [],
    })
    const change = { basedOn: before.version, table, reason: 'Customer data is our business' }
    await expect(w.perform(tables.changeTable, w.responder, change)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const tries = await Promise.allSettled([
      w.perform(tables.changeTable, w.lead, change),
      w.perform(tables.changeTable, w.owner, change),
    ])
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'conflict', detail: { reason: 'overtaken' } },
    })
    const { items } = await w.perform(tables.listVersions, w.auditor, {})
    expect(items.map(({ version, changes }) => [version, changes])).toEqual([
      [
        before.version + 1,
        [
          { part: 'cell', row: 'personal', column: 'one', from: 'S3', to: 'S1' },
          { part: 'line', name: 'Ours', how: 'new' },
        ],
      ],
      [1, []],
    ])
    expect((await w.leaves()).filter(({ kind }) => kind === 'grading.change')).toHaveLength(1)
    expect((await w.perform(tables.readTable, w.staff, { version: 1 })).table.grid.personal.one).toBe('S3')
    const { id } = await declare({ severity: 'S4' })
    const kept = await w.perform(readGrading, w.lead, { id })
    expect(kept.tableVersion).toBe(before.version + 1)
    expect(kept.consequences.S4?.calls[0]).toEqual({ who: 'scribe', withinMinutes: 5 })
    expect((await w.perform(tables.readTable, w.stranger, {})).version).toBe(1)
  })

  test('R36 S1 turns crisis mode on: open roles, decisions in view, a rhythm of briefings; leaving it keeps the reason', async () => {
    w.setNow(new Date('2026-03-01T02:00:00Z'))
    const { id } = await declare()
    expect(await w.perform(crises.readMode, w.lead, { id })).toMatchObject({ isOn: false, isOverdue: false })
    await expect(w.perform(crises.brief, w.lead, { id })).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(roles.assign, w.lead, { id, role: 'technical', memberId: w.responder.memberId })
    await w.perform(leading.grade, w.lead, { id, severity: 'S1', reason: 'The backups are locked too' })
    await w.perform(leading.decide, w.lead, { id, text: 'We do not pay', options: ['Pay'] })
    expect(await w.perform(crises.readMode, w.auditor, { id })).toMatchObject({
      isOn: true,
      everyMinutes: 60,
      nextBriefingAt: '2026-03-01T03:00:00.000Z',
      openRoles: ['communications', 'legal', 'hr', 'finance', 'scribe'],
      decisions: [{ text: 'We do not pay', options: ['Pay'] }],
      canBrief: false,
    })
    expect(
      (await w.leaves({ stream: id })).find(({ kind }) => kind === 'severity.change')?.fields,
    ).toMatchObject({ reason: 'The backups are locked too', calls: expect.stringContaining('lead 5') })
    expect(await told(w.responder)).toContainEqual(
      expect.stringMatching(/You are needed in INC-\d+, severity S1/),
    )
    for (const role of ['communications', 'legal', 'hr', 'finance', 'scribe'] as const)
      await w.perform(roles.leaveEmpty, w.lead, { id, role, reason: 'We are two tonight' })
    await w.perform(crises.setRhythm, w.lead, { id, everyMinutes: 30 })
    w.setNow(new Date('2026-03-01T02:31:00Z'))
    for (let minute = 0; minute < 3; minute += 1)
      await asSystem(w.house, w.tenantId, 'Test', (context) => briefingJob.run(context, w.house))
    expect((await kinds(id)).filter((kind) => kind === 'briefing.remind')).toHaveLength(1)
    expect((await told(w.lead)).filter((title) => title.includes('overdue'))).toHaveLength(1)
    expect(await w.perform(crises.readMode, w.lead, { id })).toMatchObject({ isOverdue: true, openRoles: [] })
    expect(await w.perform(crises.brief, w.lead, { id, note: 'All well' })).toMatchObject({
      isOverdue: false,
      nextBriefingAt: '2026-03-01T03:01:00.000Z',
    })
    await w.perform(leading.grade, w.lead, { id, severity: 'S2', reason: 'The shop sells again' })
    expect(await w.perform(crises.readMode, w.lead, { id })).toMatchObject({
      isOn: false,
      endReason: 'The shop sells again',
    })
    w.setNow(new Date('2026-03-02T02:31:00Z'))
    await asSystem(w.house, w.tenantId, 'Test', (context) => briefingJob.run(context, w.house))
    expect((await kinds(id)).slice(-2)).toEqual(['severity.change', 'crisis.end'])
    w.setNow(undefined)
  })

  test('R15 three people fill the roles; risky merges warn, a role without deputy too, and nobody leads nothing', async () => {
    const { id } = await declare()
    const give = (role: 'lead' | 'technical', memberId: string, deputyId?: string) =>
      w.perform(roles.assign, w.lead, { id, role, memberId, deputyId })
    expect((await w.perform(roles.list, w.auditor, { id })).items[0]).toMatchObject({
      role: 'lead',
      memberId: w.lead.memberId,
    })
    const alone = await give('technical', w.lead.memberId)
    expect(alone.warnings.map(({ code }) => code)).toContain('lead_is_technical')
    const eased = await give('technical', w.lead.memberId, third.memberId)
    expect(eased.warnings.map(({ code }) => code)).not.toContain('lead_is_technical')
    await expect(give('technical', third.memberId, third.memberId)).rejects.toMatchObject({ kind: 'invalid' })
    await expect(give('technical', w.stranger.memberId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(
      w.perform(roles.leaveEmpty, w.lead, { id, role: 'lead', reason: 'x' }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await expect(
      w.perform(roles.assign, w.auditor, { id, role: 'hr', memberId: w.owner.memberId }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await give('lead', w.owner.memberId)
    expect(await w.perform(reading.read, w.lead, { id })).toMatchObject({ leadId: w.owner.memberId })
    expect(await told(third)).toContainEqual(expect.stringContaining('You stand in as IT person'))
    const led = (await w.leaves({ stream: id })).findLast(({ kind }) => kind === 'lead.change')
    expect(led?.fields).toMatchObject({ lead: w.owner.memberId, name: w.owner.name })
    // Whoever stood in for the lead, led, and gave it away again stands in for nobody.
    await give('lead', w.owner.memberId, third.memberId)
    await w.perform(leading.lead, w.lead, { id, memberId: third.memberId })
    const passed = { id, role: 'lead', memberId: w.lead.memberId, note: 'All is said' } as const
    const after = await w.perform(roles.handOver, w.lead, passed)
    expect(after.items[0]).toMatchObject({ memberId: w.lead.memberId, deputyId: null })
    expect(await kinds(id)).toEqual(expect.arrayContaining(['role.handover', 'lead.change']))
  })

  test('U32 a role brings its first tasks, and is handed over with a note and what is still open', async () => {
    const { id } = await declare()
    await w.perform(roles.assign, w.lead, { id, role: 'scribe', memberId: w.responder.memberId })
    const mine = (await w.perform(tasks.list, w.lead, { id })).items
    expect(mine).toMatchObject([
      { title: expect.stringContaining('Write down'), ownerId: w.responder.memberId },
    ])
    await w.perform(roles.handOver, w.responder, {
      id,
      role: 'scribe',
      memberId: third.memberId,
      note: 'I slept on the keyboard. Ask Eva about the second note.',
    })
    expect((await w.perform(tasks.list, w.lead, { id })).items).toMatchObject([{ ownerId: third.memberId }])
    expect((await w.leaves({ stream: id })).slice(-2)).toMatchObject([
      {
        kind: 'role.handover',
        fields: { role: 'scribe', from: w.responder.name, name: third.name, tasks: '1' },
      },
      { kind: 'task.change', fields: { task: mine[0]?.id, owner: third.name } },
    ])
    const version = mine[0]?.version
    const stale = {
      id,
      task: mine[0]?.id ?? '',
      title: 'x',
      ownerId: w.responder.memberId,
      dueAt: null,
      version,
    }
    await expect(w.perform(tasks.change, w.responder, stale)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await told(third)).toContainEqual(expect.stringContaining('You are Note taker'))
    await expect(
      w.perform(roles.handOver, w.lead, { id, role: 'hr', memberId: third.memberId, note: 'x' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(roles.assign, w.lead, { id, role: 'scribe', memberId: w.responder.memberId })
    expect((await w.perform(tasks.list, w.lead, { id })).items).toHaveLength(1)
  })

  test('U32 a lead writes role cards of their own, and takes them out of use again', async () => {
    const own = await w.perform(cards.add, w.lead, {
      name: 'Baker',
      duties: ['You keep the ovens on.'],
      firstTasks: ['Count the flour'],
    })
    const { id } = await declare()
    await w.perform(roles.assign, w.lead, { id, role: own.role, memberId: third.memberId })
    expect((await w.perform(tasks.list, w.lead, { id })).items).toMatchObject([{ title: 'Count the flour' }])
    await w.perform(cards.change, w.lead, { role: 'lead', name: 'Boss', duties: ['You decide.'] })
    const listed = await w.perform(roles.list, w.lead, { id })
    expect(listed.items[0]).toMatchObject({ name: 'Boss', duties: ['You decide.'] })
    await w.perform(cards.drop, w.lead, { role: 'lead' })
    const left = await w.perform(cards.drop, w.lead, { role: own.role })
    expect(left.items.map(({ role, isChanged }) => [role, isChanged])).toContainEqual(['lead', false])
    expect(left.items).toHaveLength(7)
    const note = 'The ovens are off.'
    await w.perform(roles.handOver, w.lead, { id, role: own.role, memberId: w.responder.memberId, note })
    const emptied = await w.perform(roles.leaveEmpty, w.lead, { id, role: own.role, reason: 'No ovens left' })
    expect(emptied.items.at(-1)).toMatchObject({ role: own.role, memberId: null })
    const elsewhere = await declare()
    await expect(
      w.perform(roles.assign, w.lead, { id: elsewhere.id, role: own.role, memberId: third.memberId }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await expect(
      w.perform(cards.change, w.stranger, { role: own.role, name: 'x', duties: ['x'] }),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R41 a lead who judges a new incident sees earlier ones with the same system, way in or kind, and what they share', async () => {
    const old = await declare({ title: 'The till in March', kind: 'personal-device' })
    await w.perform(systems.add, w.lead, { id: old.id, name: 'Till 3', state: 'affected' })
    await w.perform(close, w.lead, { id: old.id, ...ending, summary: 'A bad stick' })
    const theirs = await w.perform(opening.open, w.stranger, { title: 'x', kind: 'other', severity: 'S4' })
    await w.perform(systems.add, w.stranger, { id: theirs.id, name: 'Till 3', state: 'affected' })
    const found = await w.perform(similar.find, w.lead, { systems: 'TILL 3\nsomething', vector: 'phishing' })
    expect(found.items[0]).toMatchObject({
      number: old.number,
      summary: 'A bad stick',
      shares: [
        { what: 'system', name: 'Till 3' },
        { what: 'vector', name: 'phishing' },
      ],
    })
    expect(found.items.map(({ id }) => id)).not.toContain(theirs.id)
    const fresh = await declare({
      kind: 'personal-device',
      answers: { sees: ['bad_mail'], systems: ['till 3'] },
    })
    const again = await w.perform(listSimilar, w.lead, { id: fresh.id })
    expect(again.items.map(({ id }) => id)).not.toContain(fresh.id)
    expect(again.items[0]?.shares.map(({ what }) => what)).toEqual(['system', 'vector', 'kind'])
  })
})
