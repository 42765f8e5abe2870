import { expect, test } from 'vitest'
import * as attendance from '../src/areas/prepare/training/actions/attendance.ts'
import * as reading from '../src/areas/prepare/training/actions/read-courses.ts'
import * as skills from '../src/areas/prepare/training/actions/skills.ts'
import * as writing from '../src/areas/prepare/training/actions/write-courses.ts'
import type { Practice } from '../src/areas/prepare/training/contract/practice.ts'
import { addTrainingNeed, courseVersion, trainingDates } from '../src/areas/prepare/training/public.ts'
import { dayAfter } from '../src/base/calendar-day.ts'
import { asSystem } from '../src/platform/action.ts'
import type { TrainingDesk } from './training-desk.ts'
import type { MemberActor } from './world.ts'

type Of = () => TrainingDesk

/** What is practised, lacked and learnt from cases, told one after the other in one company that has a course. */
export function practiceStories(of: Of): void {
  skillStories(of)
  drillStories(of)
  needStories(of)
  caseStories(of)
  togetherStories(of)
}

function skillStories(of: Of): void {
  test('R118 a skill of one person is flagged, and whoever leaves opens the gap', async () => {
    const { w, told, today, as, morning, change } = of()
    await change({ do: 'add', name: 'Isolate a device', kind: 'technical', note: '' })
    const idOf = async () => (await w.perform(skills.read, w.lead, {})).skills[0]
    const skillId = (await idOf())?.id ?? ''
    const hold = (who: MemberActor, more: object = {}) =>
      change({
        ...{ do: 'hold', skillId, memberId: who.memberId, level: 'does', isDeputy: false },
        ...{ source: 'Course of the maker, No 12', gotOn: today, expiresOn: dayAfter(today, 56), ...more },
      })
    await hold(w.responder)
    expect((await idOf())?.flags).toEqual(['alone', 'ends_soon', 'undecided'])
    await hold(w.staff, { isDeputy: true, expiresOn: null })
    expect((await idOf())?.flags).toEqual(['ends_soon', 'undecided'])
    told.length = 0
    await morning()
    expect(told.filter(({ what }) => what === 'skill_end')).toMatchObject([
      { memberId: w.responder.memberId },
    ])
    await as(w.owner)('suspendMember', { id: w.responder.memberId, reason: 'left', atOnce: true })
    expect(told.find(({ what }) => what === 'skill_gap')).toMatchObject({ title: 'Isolate a device' })
    const after = await idOf()
    expect([after?.flags, after?.gaps]).toEqual([['alone', 'undecided'], 1])
    await as(w.owner)('restoreMember', { id: w.responder.memberId })
    expect((await idOf())?.holders).toHaveLength(2)
    await expect(hold(w.stranger)).rejects.toMatchObject({ kind: 'not_found' })
  })
}

function drillStories(of: Of): void {
  test('R116 a drill with the real tool shows in how many minutes a named person isolated a test device', async () => {
    const { w, inDays, take } = of()
    const skillId = (await w.perform(skills.read, w.lead, {})).skills[0]?.id ?? ''
    const memberId = w.staff.memberId
    const start = { do: 'start_drill', tool: 'Endpoint guard', device: 'TEST-01', memberId, skillId } as const
    const { id: drillId } = await take(start, w.responder)
    w.setNow(new Date(inDays(17).getTime() + 6.5 * 60_000))
    const stop = {
      do: 'stop_drill',
      drillId,
      result: 'isolated',
      proof: 'Ping stopped',
      witnessId: memberId,
    } as const
    await expect(take(stop, w.responder)).rejects.toMatchObject({ kind: 'invalid' })
    const { practice } = await take({ ...stop, witnessId: w.lead.memberId }, w.responder)
    expect(practice.toolDrills).toMatchObject([
      {
        person: w.staff.name,
        device: 'TEST-01',
        minutes: 7,
        isMeasured: true,
        result: 'isolated',
        witness: w.lead.name,
      },
    ])
    await expect(take(stop, w.responder)).rejects.toMatchObject({ kind: 'conflict' })
    const held = (await w.perform(skills.read, w.lead, {})).skills[0]?.holders
    expect(held?.find((one) => one.memberId === memberId)).toMatchObject({
      ...{ source: 'Endpoint guard: 7 min', isDeputy: true },
    })
  })

  test('R110 whether to have a skill here is weighed by hours, cost and gaps, and stands in the table', async () => {
    const { w, change } = of()
    const [before] = (await w.perform(skills.read, w.lead, {})).skills
    const costs = { hoursUsed: 30, insideHour: 60, insideKeep: 2500, outsideHour: 220, outsideKeep: 1200 }
    const wanted = { do: 'weigh', skillId: before?.id ?? '', costs, decision: 'both' } as const
    const { skills: after } = await change({
      ...wanted,
      why: 'First hour here, the rest bought',
      vendorId: null,
    })
    expect(after[0]).toMatchObject({
      ...{ worked: { inside: 4300, outside: 7800 }, gaps: 1 },
      decision: { what: 'both', decidedBy: w.owner.name },
    })
    expect(after[0]?.flags).not.toContain('undecided')
  })
}

function needStories(of: Of): void {
  test('R105 a need of a review becomes a course for people, a hire or a contract, and is met', async () => {
    const { w, today, as, courseOf, take } = of()
    const incident = await as(w.lead)('openIncident', {
      title: 'Locked files',
      kind: 'ransomware',
      severity: 'S3',
    })
    const incidentId = String(incident['id'])
    const origin = { kind: 'incident', id: incidentId, incidentId } as const
    const need = { title: 'Nobody knew how to isolate', why: 'Said in the review', origin }
    const add = () => asSystem(w.house, w.tenantId, 'Test', (context) => addTrainingNeed(context, need))
    const needId = (await add()) ?? ''
    expect(await add()).toBeUndefined()
    const { id: courseId } = await courseOf('report here')
    const decide = {
      do: 'decide_need',
      needId,
      decision: 'course',
      why: 'Ten minutes for all',
      courseId,
    } as const
    const rest = {
      memberIds: [w.counsel.memberId],
      vendorId: null,
      ownerId: null,
      dueOn: dayAfter(today, 90),
    }
    await expect(take({ ...decide, ...rest, memberIds: [] })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(take({ ...decide, ...rest }, w.responder)).rejects.toMatchObject({ kind: 'forbidden' })
    await take({ ...decide, ...rest })
    const [given] = (await w.perform(attendance.list, w.lead, { state: 'open', q: w.counsel.name })).items
    expect(given).toMatchObject({ dueOn: dayAfter(today, 90), reason: 'incident', why: '' })
    const { practice } = await take({ do: 'meet_need', needId, how: 'She took it' })
    expect(practice.needs.find(({ id }) => id === needId)).toMatchObject({
      decision: 'course',
      doneHow: 'She took it',
    })
    const leaver = practice.needs.find((one) => one.origin === 'leaver')?.id ?? ''
    const contract = {
      ...rest,
      do: 'decide_need',
      needId: leaver,
      decision: 'contract',
      why: 'Bought',
      courseId: null,
    } as const
    await expect(take(contract)).rejects.toMatchObject({ kind: 'invalid' })
    await take({ ...contract, ownerId: w.lead.memberId })
    expect(
      (await asSystem(w.house, w.tenantId, 'Test', trainingDates)).filter(
        (one) => one.kind === 'training_need',
      ),
    ).toMatchObject([{ day: dayAfter(today, 90), ownerId: w.lead.memberId }])
    // What a review or a case proposes as something to learn is a need by that.
    await as(w.lead)('addImprovement', {
      ...{ title: 'Show everybody the red button', why: 'Two did not find it', kind: 'detect' },
      ...{ strength: 'train', element: 'training', incidentId },
    })
    const { needs } = (await as(w.lead)('readPractice', {})) as unknown as Practice // as its contract says
    expect(needs.find(({ title }) => title === 'Show everybody the red button')).toMatchObject({
      ...{ origin: 'incident', decision: null },
    })
    // Words of a case that is closed to some are seen by those alone.
    await as(w.lead)('restrictIncident', { id: incidentId, reason: 'personal' })
    const seen = async (who: MemberActor) =>
      ((await as(who)('readPractice', {})) as unknown as Practice).needs // likewise
    expect((await seen(w.lead)).map(({ id }) => id)).toContain(needId)
    expect((await seen(w.auditor)).map(({ id }) => id)).not.toContain(needId)
  })
}

function caseStories(of: Of): void {
  test('R119 a closed case of the firm becomes a dated lesson within two weeks, with none of its words', async () => {
    const { w, told, as, inDays, morning, take } = of()
    const open = async (title: string, more: object = {}) =>
      String(
        (await as(w.lead)('openIncident', { title, kind: 'phishing-campaign', severity: 'S3', ...more }))[
          'id'
        ],
      )
    const close = async (id: string, disposition = 'resolved') => {
      await as(w.lead)('gradeControl', { id, control: 'staff_reports', grade: 'worked' })
      return as(w.lead)('closeIncident', { id, summary: 'Over', initialVector: 'unknown', disposition })
    }
    const secret = 'Secret of the Meier family'
    const [real, rehearsal, nothing, closed] = [
      await open(secret),
      await open('Rehearsal', { mode: 'exercise' }),
      await open('False'),
      await open('Sealed'),
    ]
    await as(w.lead)('restrictIncident', { id: closed, reason: 'personal' })
    await close(real)
    await close(rehearsal)
    await close(nothing, 'false_alarm')
    await close(closed)
    const { practice } = await take({ do: 'start_report_drill', what: 'A test mail to all', note: '' })
    expect(practice.lessons.map(({ incidentId }) => incidentId)).toEqual([real])
    told.length = 0
    w.setNow(inDays(17 + 8))
    await morning()
    expect(told.filter(({ what }) => what === 'case_lesson')).toMatchObject([{ path: `/incidents/${real}` }])
    const { id: courseId } = await take({ do: 'make_lesson', incidentId: real, language: 'en' })
    const draft = await w.perform(reading.get, w.lead, { id: courseId })
    expect(draft).toMatchObject({
      state: 'draft',
      title: expect.stringContaining('bad mails to several of us'),
    })
    expect(JSON.stringify(draft)).not.toContain('Meier')
    await expect(w.perform(reading.get, w.staff, { id: courseId })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const { title, topic, language, minutes, source, editable } = draft
    if (editable === null) throw new Error('a lead may write it')
    const saved = { title, topic, language, minutes, source, content: editable, publish: true, note: '' }
    await w.perform(writing.save, w.lead, { ...saved, id: courseId, basedOn: 0 })
    expect(await w.perform(reading.get, w.staff, { id: courseId })).toMatchObject({ number: 1, isOld: false })
    await expect(
      w.perform(writing.save, w.lead, { ...saved, id: courseId, basedOn: 0 }),
    ).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(
      await asSystem(w.house, w.tenantId, 'Test', (context) => courseVersion(context, courseId)),
    ).toMatchObject({
      number: 1,
    })
    await expect(
      w.house.wall.inTenant(w.tenantId, ({ $client }) =>
        $client.query(`update app.course_version set note = 'x'`),
      ),
    ).rejects.toThrow('permission denied')
  })
}

function togetherStories(of: Of): void {
  test('N9 a drill in reporting counts what came in and the minutes to the first, and a workshop keeps who was there', async () => {
    const { w, today, as, courseOf, take } = of()
    const { reportDrills } = (await as(w.lead)('readPractice', {})) as unknown as Practice // as its contract says
    expect(reportDrills).toMatchObject([{ reports: 0, firstMinutes: null, asked: 6 }])
    const at = new Date(w.house.now().getTime())
    w.setNow(new Date(at.getTime() + 4 * 60_000))
    await as(w.staff)('reportOdd', { what: 'A strange mail asks for my password' })
    const drillId = reportDrills[0]?.id ?? ''
    const { practice } = await take({ do: 'end_report_drill', drillId, note: 'Good' })
    expect(practice.reportDrills[0]).toMatchObject({ reports: 1 })
    const { id: courseId } = await courseOf('report here')
    const held = await take({
      ...{ do: 'hold_workshop', title: 'Odd mail, over coffee', heldOn: dayAfter(today, 14), minutes: 30 },
      ...{ courseId, ledBy: 'Police', notes: '', attendeeIds: [w.auditor.memberId] },
      concerns: ['Nobody answers at night'],
    })
    const [shown] = held.practice.workshops
    expect(shown).toMatchObject({ attendees: [w.auditor.name], concerns: [{ answer: null }] })
    const { items } = await w.perform(attendance.list, w.lead, { q: w.auditor.name, courseId, state: 'done' })
    expect(items).toMatchObject([
      { how: 'attended', doneOn: dayAfter(today, 14), evidence: 'Odd mail, over coffee' },
    ])
    const concernId = shown?.concerns[0]?.id ?? ''
    const answered = await take({ do: 'answer_concern', concernId, answer: 'A rota from June on' })
    expect(answered.practice.workshops[0]?.concerns[0]).toMatchObject({ answer: 'A rota from June on' })
    await w.perform(writing.withdraw, w.lead, { id: courseId, reason: 'A better one came' })
    expect((await w.perform(attendance.list, w.lead, { courseId, state: 'open' })).items).toEqual([])
    expect((await w.perform(reading.list, w.staff, { q: 'report here' })).items).toEqual([])
  })
}
