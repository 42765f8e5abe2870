import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf, textOf } from '../../../../tests/downloads.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import { openTrainingDesk, type TrainingDesk } from '../../../../tests/training-desk.ts'
import { practiceStories } from '../../../../tests/training-practice.ts'
import type { MemberActor } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem, type Download } from '../../../platform/action.ts'
import { read as readBudget } from '../budget/actions.ts'
import * as powers from '../../register/powers/actions/hold-powers.ts'
import * as attendance from './actions/attendance.ts'
import { exportAll } from './actions/export-training.ts'
import * as reading from './actions/read-courses.ts'
import * as skills from './actions/skills.ts'
import * as writing from './actions/write-courses.ts'
import { trainingDates, trainingStanding } from './public.ts'
import { isMonday } from './rules/lessons.ts'

describe('training', () => {
  let desk: TrainingDesk
  const of = () => desk
  beforeAll(async () => {
    desk = await openTrainingDesk()
  })
  afterAll(() => desk.w.close())

  test('N9 a short course reaches whom it is for, is taken by its questions, and no wrong answer names anybody', async () => {
    const { w, told, today, starter, right } = of()
    const made = await w.perform(writing.add, w.lead, { ...starter('reporting'), publish: true })
    expect(made).toMatchObject({ state: 'in_use', number: 1, isOld: false, toTake: { length: 6 }, taken: 0 })
    expect(made.toTake.map(({ name }) => name)).not.toContain(w.guest.name)
    const asked = told.filter(({ what }) => what === 'training_due').map(({ memberId }) => memberId)
    expect(asked).toContain(w.staff.memberId)
    expect(asked).not.toContain(w.lead.memberId)
    const mine = await w.perform(reading.readMine, w.staff, {})
    // Newcomers within the last thirty days have the earlier of two days.
    expect(mine.toTake.map(({ title, mine: own }) => [title, own?.dueOn])).toEqual([
      [made.title, dayAfter(today, 7)],
    ])
    const { id } = made
    const shown = await w.perform(reading.get, w.staff, { id })
    expect(JSON.stringify(shown.content)).not.toContain('"right"')
    expect([shown.editable, shown.toTake, shown.doubts]).toEqual([null, [], []])
    const answer = (who: MemberActor, answers: number[]) =>
      w.perform(reading.answer, who, { id, number: 1, answers })
    const before = (await w.leaves()).length
    const wrong = right('reporting').map((one) => (one + 1) % 2)
    expect(await answer(w.staff, wrong)).toMatchObject({ isUnderstood: false, readAgain: [2, 1] })
    expect((await w.leaves()).length).toBe(before)
    await answer(w.auditor, wrong)
    expect(await answer(w.staff, right('reporting'))).toEqual({
      ...{ isUnderstood: true, readAgain: [] },
      validUntil: dayAfter(today, 12, 'months'),
    })
    expect((await w.leaves()).at(-1)?.kind).toBe('training.complete')
    const seen = await w.perform(reading.get, w.lead, { id })
    expect([seen.taken, seen.toTake.length]).toEqual([1, 5])
    // Three tries of two people would say who they were: nothing is shown before three have finished it.
    expect(seen.doubts).toEqual([])
    const doubts = await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query('select * from app.course_doubt'),
    )
    expect(JSON.stringify(doubts.rows)).not.toContain(w.auditor.memberId)
    await expect(w.perform(reading.answer, w.staff, { id, number: 2, answers: [] })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(w.perform(attendance.list, w.staff, {})).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('N9 people are reminded before the day and after it, leaders hear a number, and the auditor takes the proof', async () => {
    const { w, told, today, as, inDays, morning, courseOf } = of()
    told.length = 0
    w.setNow(inDays(6))
    await morning()
    expect(told.filter(({ what }) => what === 'training_due')).toHaveLength(5)
    await morning()
    expect(told).toHaveLength(5)
    // Those who lead hear on a Monday of all that is late, whenever each was due.
    const days = [15, 16, 17, 18, 19, 20, 21]
    for (const day of days.filter((one) => isMonday(dayAfter(today, one)))) {
      w.setNow(inDays(day))
      await morning()
    }
    expect(told.find(({ what }) => what === 'training_late')).toMatchObject({
      ...{ memberId: null, title: expect.stringContaining('(5 people)') },
    })
    const dates = await asSystem(w.house, w.tenantId, 'Test', trainingDates)
    expect(dates.filter(({ kind }) => kind === 'training')).toHaveLength(5)
    w.setNow(inDays(16))
    // Attendance on paper, somebody who is excused, and staff of a supplier.
    const { items } = await w.perform(attendance.list, w.auditor, { state: 'overdue' })
    const open = (who: MemberActor) => items.find(({ memberId }) => memberId === who.memberId)?.id ?? null
    const record = (who: MemberActor, how: 'attended' | 'excused', evidence: string) =>
      w.perform(attendance.record, w.lead, { assignmentId: open(who), how, evidence })
    await record(w.counsel, 'excused', 'Works from her own firm')
    await record(w.responder, 'attended', '=List of 6 May, signed')
    await expect(record(w.responder, 'attended', 'twice')).rejects.toMatchObject({ kind: 'conflict' })
    const { id: vendorId } = await as(w.owner)('addVendor', {
      name: 'Fix-IT',
      does: 'Looks after our computers',
    })
    const { id: courseId } = await courseOf('report here')
    const outside = { vendorId: String(vendorId), person: 'Paul of Fix-IT' }
    expect(
      await w.perform(attendance.assign, w.lead, {
        courseId,
        outside,
        dueOn: dayAfter(today, 60),
        reason: 'law',
      }),
    ).toEqual({ assigned: 1, alreadyOpen: 0 })
    const csv = await textOf((await w.perform(exportAll, w.auditor, { format: 'csv' })) as Download) // a download answers one
    expect(csv).toContain('Paul of Fix-IT,Fix-IT')
    expect(csv).toContain(`"'=List of 6 May, signed"`)
    expect(csv).toContain('excused')
    const pdf = (await w.perform(exportAll, w.auditor, { format: 'pdf', language: 'de' })) as Download // likewise
    expect(readPdf(await bytesOf(pdf))).toMatchObject({
      isPdfUa: true,
      title: expect.stringContaining('wer was wann'),
    })
    expect((await w.leaves()).filter(({ kind }) => kind === 'training.export')).toHaveLength(2)
  })

  test('R3 a leader who takes a course has it in the log of leadership by that, whoever wrote it down', async () => {
    const { w, today, starter, inDays, right, courseOf } = of()
    const { id } = await courseOf('report here')
    const answers = right('reporting')
    await w.perform(reading.answer, w.owner, { id, number: 1, answers })
    const { leaders } = await w.perform(readBudget, w.owner, {})
    const taken = (who: MemberActor) =>
      leaders
        .find(({ memberId }) => memberId === who.memberId)
        ?.acts.find(({ kind }) => kind === 'training_taken')
    expect(taken(w.owner)).toMatchObject({
      doneOn: dayIn(inDays(16), 'Europe/Vienna'),
      note: starter('reporting').title,
    })
    const told = { courseId: id, memberId: w.lead.memberId, how: 'certificate', evidence: 'No 7' } as const
    await w.perform(attendance.record, w.owner, { ...told, doneOn: dayAfter(today, 4) })
    const after = (await w.perform(readBudget, w.owner, {})).leaders
    const acts = after.find(({ memberId }) => memberId === w.lead.memberId)?.acts
    expect(acts?.find(({ kind }) => kind === 'training_taken')?.doneOn).toBe(dayAfter(today, 4))
    expect(after.map(({ name }) => name)).not.toContain(w.staff.name)
    await w.perform(reading.answer, w.counsel, { id, number: 1, answers })
    const { doubts } = await w.perform(reading.get, w.lead, { id })
    expect(doubts[0]).toMatchObject({ answered: 5, missed: 2, needsRewriting: true })
  })

  test('R117 a role whose training is missing or lapsed is not ready, and what would fail today says so', async () => {
    const { w, as, starter, inDays, morning, right } = of()
    await w.perform(powers.setRole, w.owner, { role: 'scribe', holderId: w.staff.memberId })
    const { id } = await w.perform(writing.add, w.owner, { ...starter('notes'), publish: true })
    const ready = async () => (await w.perform(skills.read, w.auditor, {})).roles
    expect(await ready()).toMatchObject([
      { role: 'scribe', memberId: w.staff.memberId, isReady: false, courses: [{ state: 'missing' }] },
    ])
    const standing = () => asSystem(w.house, w.tenantId, 'Test', trainingStanding)
    const failing = async () =>
      ((await as(w.lead)('readReadiness', {}))['failures'] as { kind: string; name: string }[]) // as its contract says
        .filter(({ kind }) => kind.startsWith('role_untrained') || kind === 'role_lapsed')
        .map(({ kind, name }) => [kind, name])
    expect(await failing()).toEqual([['role_untrained', w.staff.name]])
    await w.perform(reading.answer, w.staff, { id, number: 1, answers: right('notes') })
    expect(await ready()).toMatchObject([{ isReady: true }])
    expect((await standing()).training.roles).toEqual([])
    w.setNow(inDays(16 + 340))
    await morning()
    expect((await w.perform(reading.readMine, w.staff, {})).toTake.map(({ title }) => title)).toContain(
      starter('notes').title,
    )
    w.setNow(inDays(16 + 367))
    expect(await failing()).toEqual([['role_lapsed', w.staff.name]])
    w.setNow(inDays(17))
  })

  practiceStories(of)
})
