import { expect, test } from 'vitest'
import { lastTwelveMonths, missingIn, reportFigures, type CountedReport } from './report-kinds.ts'
import { revealingIn } from './revealing.ts'

const at = (text: string) => new Date(text)
const report = (receivedAt: string, more: Partial<CountedReport> = {}): CountedReport => ({
  kind: 'mail',
  receivedAt: at(receivedAt),
  answeredAt: null,
  outcomeAt: null,
  isSettled: false,
  ...more,
})

test('R31 a reporter of a near miss is asked for three answers, of anything else for one', () => {
  const empty = { what: 'A false bill', stoppedBy: '', wouldHelp: '' }

  expect(missingIn({ kind: 'near_miss', ...empty }).map(({ path }) => path)).toEqual([
    'stoppedBy',
    'wouldHelp',
  ])
  expect(missingIn({ ...empty, kind: 'near_miss', stoppedBy: 'Luck', wouldHelp: 'A lock' })).toEqual([])
  expect(missingIn({ kind: 'clicked', ...empty })).toEqual([])
  expect(missingIn({ ...empty, kind: 'lost', what: '' }).map(({ path }) => path)).toEqual(['what'])
  expect(missingIn({ ...empty, kind: 'mail', what: '' })).toEqual([])
})

test('R31 near misses and weaknesses are a line of their own beside the reports', () => {
  const months = lastTwelveMonths('2026-03')
  const figures = reportFigures(
    [
      report('2026-03-02T08:00:00Z'),
      report('2026-02-27T08:00:00Z', { kind: 'near_miss' }),
      report('2026-02-26T08:00:00Z', { kind: 'weakness' }),
      report('2025-04-01T08:00:00Z', { kind: 'lost' }),
    ],
    { now: at('2026-03-03T08:00:00Z'), people: 5, months, monthOf: (day) => day.toISOString().slice(0, 7) },
  )

  expect([months[0], months.at(-1), months.length]).toEqual(['2025-04', '2026-03', 12])
  expect(figures.months.at(-1)).toEqual({ month: '2026-03', reports: 1, nearMisses: 0 })
  expect(figures.months.at(-2)).toEqual({ month: '2026-02', reports: 0, nearMisses: 2 })
  expect(figures.months[0]).toEqual({ month: '2025-04', reports: 1, nearMisses: 0 })
  expect(figures.perTenPeople).toBe(2)
})

test('R30 a lead reads how soon half of the reporters heard back, and who waits for more than a day', () => {
  const figures = reportFigures(
    [
      report('2026-03-02T08:00:00Z', {
        answeredAt: at('2026-03-02T08:10:00Z'),
        outcomeAt: at('2026-03-02T10:00:00Z'),
      }),
      report('2026-03-02T09:00:00Z', { answeredAt: at('2026-03-02T09:30:00Z') }),
      report('2026-03-01T07:00:00Z', { isSettled: true }),
      report('2026-03-01T07:00:00Z', { answeredAt: at('2026-03-01T12:00:00Z') }),
    ],
    { now: at('2026-03-03T08:30:00Z'), people: 0, months: [], monthOf: () => '' },
  )

  expect(figures).toMatchObject({
    minutesToAnswer: 30,
    minutesToVerdict: 120,
    waiting: 1,
    perTenPeople: 0,
  })
})

test('R32 a reporter is warned of details that would give them away in a small team', () => {
  expect(revealingIn('My boss told me yesterday at 14:30, write to anna@example.org')).toEqual([
    'address',
    'time',
    'colleague',
    'only_me',
  ])
  expect(
    revealingIn('Mein Chef hat mich gestern angerufen, +43 660 1234567, an meinem Schreibtisch'),
  ).toEqual(['phone', 'time', 'place', 'colleague', 'only_me'])
  expect(revealingIn('Backups have not run for weeks and nobody says so')).toEqual([])
})
