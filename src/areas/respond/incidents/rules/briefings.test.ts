import { expect, test } from 'vitest'
import { isBriefingOverdue, needsReminder, nextBriefing } from './briefings.ts'

const start = new Date('2026-03-01T02:00:00Z')
const rhythm = { endedAt: null, nextBriefingAt: nextBriefing(start, 60), remindedFor: null }

test('a lead has a briefing overdue from the moment after its time, and not after the crisis', () => {
  expect(rhythm.nextBriefingAt.toISOString()).toBe('2026-03-01T03:00:00.000Z')
  expect(isBriefingOverdue(rhythm, new Date('2026-03-01T03:00:00Z'))).toBe(false)
  expect(isBriefingOverdue(rhythm, new Date('2026-03-01T03:00:01Z'))).toBe(true)
  expect(isBriefingOverdue({ ...rhythm, endedAt: start }, new Date('2026-03-02T00:00:00Z'))).toBe(false)
})

test('a lead is reminded once of each briefing, and anew of the next', () => {
  const late = new Date('2026-03-01T03:05:00Z')
  expect(needsReminder(rhythm, late)).toBe(true)
  expect(needsReminder({ ...rhythm, remindedFor: rhythm.nextBriefingAt }, late)).toBe(false)
  expect(needsReminder({ ...rhythm, remindedFor: start }, late)).toBe(true)
})
