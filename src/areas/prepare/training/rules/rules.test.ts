import { expect, test } from 'vitest'
import {
  isFor,
  reminderDue,
  standingFor,
  stateOf,
  wantedNow,
  type Known,
  type Learner,
  type Rule,
} from './assigning.ts'
import { lessonDue, lessonStage } from './lessons.ts'
import { drillMinutes, skillFlags, workedCosts } from './skills.ts'

const today = '2026-05-06'
const anna: Learner = {
  ...{ id: 'anna', name: 'Anna', role: 'staff', joinedOn: '2026-05-01' },
  incidentRoles: ['scribe'],
}
const bo: Learner = { ...anna, id: 'bo', role: 'owner', joinedOn: '2024-01-01', incidentRoles: ['lead'] }
const rule = (change: Partial<Rule> = {}): Rule => ({
  ...{ id: 'r', courseId: 'c', audience: 'everyone', role: null, dueDays: 14, renewMonths: null },
  ...{ since: '2026-05-05', ...change },
})
const known = (change: Partial<Known>): Known => ({
  ...{ courseId: 'c', memberId: 'anna', isOpen: false, isExcused: false, doneOn: null, validUntil: null },
  ...{ assignedOn: '2026-05-05', ...change },
})

test('a course reaches newcomers, those who lead, and whoever holds its role; a guest has no part in it', () => {
  const fits = (change: Partial<Rule>) =>
    [anna, bo].filter((one) => isFor(rule(change), one)).map(({ id }) => id)
  expect(fits({})).toEqual(['anna', 'bo'])
  expect(fits({ audience: 'joiners' })).toEqual(['anna'])
  expect(fits({ audience: 'leaders' })).toEqual(['bo'])
  expect(fits({ audience: 'responders' })).toEqual(['bo'])
  expect(fits({ audience: 'role', role: 'scribe' })).toEqual(['anna'])
  expect(isFor(rule(), { ...anna, role: 'guest' })).toBe(false)
})

test('somebody is given a course once, and again before it runs out', () => {
  const due = (own: readonly Known[], change: Partial<Rule> = {}) =>
    wantedNow([rule(change)], [anna], own, today).map(({ dueOn }) => dueOn)
  expect(due([])).toEqual(['2026-05-20'])
  expect(due([known({ isOpen: true })])).toEqual([])
  expect(due([known({ isExcused: true })])).toEqual([])
  expect(due([known({ isExcused: true, assignedOn: '2026-01-01' })])).toEqual(['2026-05-20'])
  const taken = known({ doneOn: '2025-05-20' })
  expect(due([taken])).toEqual([])
  expect(due([taken], { renewMonths: 12 })).toEqual(['2026-05-20'])
  expect(due([taken], { renewMonths: 24 })).toEqual([])
  // Two years ago: a fortnight from now, and not overdue from the first moment.
  expect(due([known({ doneOn: '2024-05-20' })], { renewMonths: 12 })).toEqual(['2026-05-20'])
  // Two rules for one course: the earlier day.
  const both = wantedNow([rule(), rule({ id: 'q', dueDays: 7, audience: 'joiners' })], [anna], [], today)
  expect(both).toMatchObject([{ dueOn: '2026-05-13', ruleId: 'q' }])
})

test('R117 a role is trained while its course counts, and not a day longer', () => {
  const wanted = { courseId: 'c', memberId: 'anna', renewMonths: 12 }
  const on = (doneOn: string) => standingFor([known({ doneOn })], wanted, today)
  expect(standingFor([], wanted, today)).toEqual({ state: 'missing', day: null })
  expect(on('2025-05-06')).toEqual({ state: 'current', day: '2026-05-06' })
  expect(on('2025-05-05')).toEqual({ state: 'lapsed', day: '2026-05-05' })
  expect(standingFor([known({ doneOn: '2020-01-01' })], { ...wanted, renewMonths: null }, today).state).toBe(
    'current',
  )
  // What was kept with a shorter time counts no longer than that.
  const strict = known({ doneOn: '2026-01-01', validUntil: '2026-04-01' })
  expect(standingFor([strict], wanted, today)).toEqual({ state: 'lapsed', day: '2026-04-01' })
})

test('N9 a person is reminded a week and a day before, on the day, and weekly from then on', () => {
  const due = '2026-05-20'
  expect(reminderDue(due, '2026-05-10', null)).toBeUndefined()
  expect(reminderDue(due, '2026-05-13', null)).toBe(7)
  expect(reminderDue(due, '2026-05-15', 7)).toBeUndefined()
  expect(reminderDue(due, '2026-05-19', 7)).toBe(1)
  expect(reminderDue(due, '2026-05-20', 1)).toBe(0)
  expect(reminderDue(due, '2026-05-26', 0)).toBeUndefined()
  expect(reminderDue(due, '2026-05-27', 0)).toBe(-7)
  expect(reminderDue(due, '2026-06-03', -7)).toBe(-14)
  // A house that was off for a month says it once.
  expect(reminderDue(due, '2026-06-30', null)).toBe(-35)
})

test('an assignment is open, overdue, done, lapsed or excused', () => {
  const state = (endedHow: string | null, dueOn: string, validUntil: string | null = null) =>
    stateOf({ endedHow, dueOn, validUntil }, today)
  expect([state(null, today), state(null, '2026-05-05')]).toEqual(['open', 'overdue'])
  expect([state('check', today), state('check', today, '2026-05-05')]).toEqual(['done', 'lapsed'])
  expect(state('excused', today)).toBe('excused')
})

test('R118 a skill that hangs on one person is flagged, and one that ran out counts for nobody', () => {
  const one = { isDeputy: false, expiresOn: null, level: 'does' } as const
  expect(skillFlags([], null, today)).toEqual(['nobody', 'undecided'])
  expect(skillFlags([one], 'in_house', today)).toEqual(['alone'])
  expect(skillFlags([one, one], 'in_house', today)).toEqual(['no_deputy'])
  expect(skillFlags([one, { ...one, isDeputy: true }], 'in_house', today)).toEqual([])
  expect(skillFlags([{ ...one, expiresOn: '2026-05-05' }], 'in_house', today)).toEqual(['nobody', 'ended'])
  expect(skillFlags([one, { ...one, isDeputy: true, expiresOn: '2026-06-01' }], 'both', today)).toEqual([
    'ends_soon',
  ])
  expect(skillFlags([], 'outside', today)).toEqual([])
  // Whoever only knows how it goes does not take the place of one who can.
  expect(skillFlags([one, { ...one, level: 'knows', isDeputy: true }], 'in_house', today)).toEqual(['alone'])
})

test('R110 a year in the house and a year from outside are worked out from hours used and cost', () => {
  const costs = { hoursUsed: 30, insideHour: 60, insideKeep: 2500, outsideHour: 220, outsideKeep: 1200 }
  expect(workedCosts(costs)).toEqual({ inside: 4300, outside: 7800 })
})

test('R116 a drill counts each minute that began', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 4, 6, 9, 0, seconds))
  expect([drillMinutes(at(0), at(1)), drillMinutes(at(0), at(60)), drillMinutes(at(0), at(61))]).toEqual([
    1, 1, 2,
  ])
})

test('R119 a closed case asks for its lesson within two weeks, and says so twice before and once after', () => {
  expect(lessonDue('2026-05-06')).toBe('2026-05-20')
  expect(lessonStage('2026-05-20', '2026-05-12', null)).toBeUndefined()
  expect(lessonStage('2026-05-20', '2026-05-13', null)).toBe(7)
  expect(lessonStage('2026-05-20', '2026-05-14', 7)).toBeUndefined()
  expect(lessonStage('2026-05-20', '2026-05-20', 7)).toBe(1)
  expect(lessonStage('2026-05-20', '2026-05-21', 1)).toBe(0)
  expect(lessonStage('2026-05-20', '2026-05-30', 0)).toBeUndefined()
})
