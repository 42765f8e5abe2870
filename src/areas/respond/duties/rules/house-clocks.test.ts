import { expect, test } from 'vitest'
import { clockMoves, clockStanding, timedClock } from './house-clocks.ts'
import { dueReminders } from './reminders.ts'

const now = new Date('2026-11-02T10:00:00Z')
const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const named = (name: string, hours: number) => ({ name, hours, source: '' })
const kept = (name: string, state: 'running' | 'met' | 'declined' | 'ended', hours = 24) => ({
  ...{ id: name, name, state, dueAt: after(hours), startedAt: now },
})
const moves = (have: ReturnType<typeof kept>[], names: ReturnType<typeof named>[]) => {
  const { start, sooner, end } = clockMoves(have, names, now)
  return {
    start: start.map(({ name, dueAt }) => [name, dueAt]),
    sooner: sooner.map(({ clock, dueAt }) => [clock.name, dueAt]),
    end: end.map(({ name }) => name),
  }
}

test('a lead who declares starts every clock that the table names, each once and by its earlier end', () => {
  expect(moves([], [named('Board', 4), named('Insurer', 24), named('Board', 2)])).toEqual({
    start: [
      ['Board', after(2)],
      ['Insurer', after(24)],
    ],
    ...{ sooner: [], end: [] },
  })
})

test('a lead who raises the severity moves an end nearer and never farther; who lowers it ends what is not named', () => {
  const have = [kept('Board', 'running', 10), kept('Insurer', 'running', 20), kept('Bank', 'running')]
  expect(moves(have, [named('Board', 4), named('Insurer', 24)])).toEqual({
    ...{ start: [], sooner: [['Board', after(4)]], end: ['Bank'] },
  })
})

test('a clock that was met does not start again, one that a milder severity ended does', () => {
  const have = [kept('Board', 'met'), kept('Bank', 'declined'), kept('Insurer', 'ended')]
  expect(moves(have, [named('Board', 4), named('Bank', 4), named('Insurer', 24)])).toEqual({
    ...{ start: [['Insurer', after(24)]], sooner: [], end: [] },
  })
})

test('whoever leads is reminded of a clock of the house at the same stages as of a duty', () => {
  const timed = timedClock({ id: 'c', startedAt: now, dueAt: after(24) })
  const { due, lookAt } = dueReminders([timed], after(19).getTime())
  expect(due.flat().map(({ stage }) => stage)).toEqual(['half', 'quarter'])
  expect(lookAt).toBe(after(23).getTime())
  const at = (hours: number) => clockStanding({ startedAt: now, dueAt: after(24) }, after(hours))
  expect([at(1), at(18), at(24)]).toEqual(['running', 'soon', 'overdue'])
})
