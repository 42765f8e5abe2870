import { expect, test } from 'vitest'
import * as attendance from '../src/areas/prepare/training/actions/attendance.ts'
import { practiceWith } from '../src/areas/prepare/training/actions/practice.ts'
import * as reading from '../src/areas/prepare/training/actions/read-courses.ts'
import * as writing from '../src/areas/prepare/training/actions/write-courses.ts'
import type { Practice, PracticeStep } from '../src/areas/prepare/training/contract/practice.ts'
import { addTrainingNeed, courseVersion, trainingDates } from '../src/areas/prepare/training/public.ts'
import { dayAfter } from '../src/base/calendar-day.ts'
import { asSystem } from '../src/platform/action.ts'
import type { TrainingDesk } from './training-desk.ts'
import { drillStories, skillStories } from './training-drills.ts'
import type { MemberActor } from './world.ts'

type Of = () => TrainingDesk
const noRooms = {
  reportsBetween: async () => ({ count: 0, firstAt: null }),
  staffFacts: async () => undefined,
}

/** What is practised, lacked and learnt from cases, told one after the other in one company that has a course. */
export function practiceStories(of: Of): void {
  skillStories(of)
  drillStories(of)
  needStories(of)
  caseStories(of)
  draftStories(of)
  togetherStories(of)
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
    // A draft settles nothing, and its hints are no lesson.
    const lessonOf = async () =>
      (await w.perform(practiceWith(noRooms)[0], w.lead, {})).lessons.find((one) => one.incidentId === real)
    expect(await lessonOf()).toMatchObject({ courseId, settledOn: null })
    await expect(take({ do: 'make_lesson', incidentId: real, language: 'en' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(draft.audience).toMatchObject([{ audience: 'everyone' }])
    const { title, topic, language, minutes, source, editable } = draft
    if (editable === null) throw new Error('a lead may write it')
    const saved = { title, topic, language, minutes, source, content: editable, publish: true, note: '' }
    await expect(
      w.perform(writing.save, w.lead, { ...saved, id: courseId, basedOn: 0 }),
    ).rejects.toMatchObject({ detail: { reason: 'incomplete' } })
    const lessons = editable.lessons.map((one) => ({ ...one, text: `${one.heading}: report it at once.` }))
    Object.assign(saved, { content: { ...editable, lessons } })
    await w.perform(writing.save, w.lead, { ...saved, id: courseId, basedOn: 0 })
    expect(await lessonOf()).toMatchObject({ courseId, settledOn: expect.any(String) })
    expect(draft.title).toMatch(/INC-\d+/)
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

function draftStories(of: Of): void {
  test('R119 a draft of a course in force changes nothing of it, and whom no line reaches any more is excused', async () => {
    const { w, courseOf } = of()
    const { id: courseId, title, topic, language, minutes, source } = await courseOf('What we learnt')
    const { editable: content } = await w.perform(reading.get, w.lead, { id: courseId })
    if (content === null) throw new Error('a lead may write it')
    const saved = { topic, language, minutes, source, publish: false, note: '' }
    // A draft of what is in force changes nothing of it, and nobody writes over what they have not read.
    const renamed = { ...saved, id: courseId, content, basedOn: 1, title: 'Another name' }
    const drafted = await w.perform(writing.save, w.lead, renamed)
    expect(drafted).toMatchObject({ title, draftFacts: { title: 'Another name' } })
    await expect(w.perform(writing.save, w.owner, { ...renamed, seenAt: null })).rejects.toMatchObject({
      detail: { reason: 'outdated' },
    })
    // Whom no line reaches any more has nothing to take.
    expect(drafted.toTake.length).toBeGreaterThan(0)
    const nobody = { id: courseId, audience: [], seenAt: drafted.changedAt }
    expect(await w.perform(writing.setAudience, w.lead, nobody)).toMatchObject({ toTake: [] })
    expect((await w.leaves()).at(-1)?.kind).toBe('course.audience')
    expect((await w.leaves()).map(({ kind }) => kind)).toContain('training.excuse')
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
    const kept: PracticeStep = {
      ...{ do: 'hold_workshop', title: 'Odd mail, over coffee', heldOn: dayAfter(today, 14), minutes: 30 },
      ...{ courseId, ledBy: 'Police', notes: '', attendeeIds: [w.auditor.memberId] },
      concerns: ['Nobody answers at night'],
    }
    // That makes people ready for a role: whoever only practises cannot say so.
    await expect(take(kept, w.responder)).rejects.toMatchObject({ kind: 'forbidden' })
    const held = await take(kept)
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
