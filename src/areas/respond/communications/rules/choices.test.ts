import { expect, test } from 'vitest'
import {
  completeChoices,
  digestKinds,
  groupOfKind,
  isQuiet,
  nextDigestAt,
  proposedChoices,
  waysFor,
  wantsDigest,
} from './choices.ts'
import { digestSubject, digestText } from './digest.ts'

const silent = { push: false, mail: 'never', phone: false } as const
const inDigest = { push: false, mail: 'digest', phone: false } as const
const allSilent = Object.fromEntries(
  Object.keys(proposedChoices).map((group) => [group, silent]),
) as typeof proposedChoices // the same keys
const usual = { push: true, mail: 'usual', phone: true }
const at = (instant: string, wish: Partial<Parameters<typeof nextDigestAt>[0]> = {}) =>
  nextDigestAt(
    { every: 'day', weekday: 1, hour: 7, zone: 'Europe/Vienna', ...wish },
    new Date(instant),
  ).toISOString()

test('a person who chose nothing hears of everything as Muster proposes', () => {
  for (const [kind, group] of Object.entries(groupOfKind))
    expect(waysFor({ kind }, 'me', undefined)).toEqual({
      ...usual,
      // Woken by telephone for cases and legal clocks, and for the rest when they say so.
      phone: group === 'incidents' || group === 'clocks',
    })
})

test('a person silences what can be chosen, and nobody silences a grave incident, their own legal clock or news about sign-in', () => {
  expect(waysFor({ kind: 'incident.opened' }, 'me', allSilent)).toEqual(silent)
  expect(waysFor({ kind: 'incident.opened', urgent: true }, 'me', allSilent)).toEqual(usual)
  expect(waysFor({ kind: 'people.called', urgent: true }, 'me', allSilent)).toEqual(usual)
  expect(waysFor({ kind: 'duty.due', urgent: true, mustReach: ['you'] }, 'me', allSilent)).toEqual(silent)
  expect(waysFor({ kind: 'duty.due', mustReach: ['me'] }, 'me', allSilent)).toEqual(usual)
  for (const kind of [
    'owner.recovered',
    'account.asked',
    'severity.raised',
    'signal.second',
    'task.escalation',
    'message.unread',
    'reach.asked',
    'a kind of tomorrow',
    'constructor',
  ])
    expect(waysFor({ kind }, 'me', allSilent)).toEqual(usual)
})

test('a person who chose before there was a group hears of it as Muster proposes', () => {
  const { alerts: _alerts, ...older } = allSilent
  expect(completeChoices(older)).toEqual({ ...allSilent, alerts: usual })
})

test('nobody is called about what a person keeps for the summary', () => {
  expect([isQuiet(silent), isQuiet(inDigest)]).toEqual([true, true])
  expect([isQuiet({ push: true, mail: 'never' }), isQuiet({ push: false, mail: 'at_once' })]).toEqual([
    false,
    false,
  ])
})

test('a summary holds the kinds of the groups that a person put into it', () => {
  const choices = { ...proposedChoices, readiness: inDigest }
  expect(digestKinds(choices)).toContain('date.near')
  expect(digestKinds(choices)).not.toContain('task.assigned')
  expect([wantsDigest(choices), wantsDigest(proposedChoices), wantsDigest(allSilent)]).toEqual([
    true,
    false,
    false,
  ])
})

test('a person gets the summary at their hour, whatever their zone', () => {
  expect(at('2026-01-10T05:59:59Z')).toBe('2026-01-10T06:00:00.000Z')
  expect(at('2026-01-10T06:00:00Z')).toBe('2026-01-11T06:00:00.000Z')
  expect(at('2026-01-10T06:00:00Z', { zone: 'Asia/Kathmandu' })).toBe('2026-01-11T01:15:00.000Z')
  expect(at('2026-01-10T20:00:00Z', { zone: 'Pacific/Auckland' })).toBe('2026-01-11T18:00:00.000Z')
})

test('a weekly summary comes on its day, today too while the hour is ahead', () => {
  // 2026-01-12 is a Monday.
  expect(at('2026-01-12T05:00:00Z', { every: 'week' })).toBe('2026-01-12T06:00:00.000Z')
  expect(at('2026-01-12T06:00:00Z', { every: 'week' })).toBe('2026-01-19T06:00:00.000Z')
  expect(at('2026-01-13T06:00:00Z', { every: 'week', weekday: 7 })).toBe('2026-01-18T06:00:00.000Z')
  // On the person's calendar it is Monday already.
  const far = { every: 'week', zone: 'Pacific/Auckland' } as const
  expect(at('2026-01-11T17:00:00Z', far)).toBe('2026-01-11T18:00:00.000Z')
})

test('an hour that the clock change leaves out comes one later, and one that comes twice counts once', () => {
  const night = { hour: 2 }
  expect(at('2026-03-28T12:00:00Z', night)).toBe('2026-03-29T01:00:00.000Z')
  expect(at('2026-03-29T01:00:00Z', night)).toBe('2026-03-30T00:00:00.000Z')
  expect(at('2026-10-24T12:00:00Z', night)).toBe('2026-10-25T00:00:00.000Z')
  // Between the two: the second time is none of its own.
  expect(at('2026-10-25T00:00:00Z', night)).toBe('2026-10-26T01:00:00.000Z')
  // Seven stays seven on both sides of it.
  expect(at('2026-03-28T12:00:00Z')).toBe('2026-03-29T05:00:00.000Z')
})

test('the summary counts by kind and case, and of a restricted case it gives away nothing but that there is news', () => {
  const items = [
    { kind: 'task.assigned', number: 12, isSealed: false },
    { kind: 'task.assigned', number: 7, isSealed: false },
    { kind: 'task.assigned', number: 7, isSealed: false },
    { kind: 'date.near', number: null, isSealed: false },
    { kind: 'task.overdue', number: null, isSealed: true },
  ] as const
  const links = { inbox: 'https://muster.test/t/a/inbox', choices: 'https://muster.test/t/a/me/news' }
  const english = digestText(items, { language: 'en', ...links })
  expect(english).toBe(
    [
      '5 things wait for you in Muster and are not read yet.',
      'For you\n- Tasks for you: 3 (INC-7, INC-12)',
      'Readiness\n- Dates in your register that come near: 1',
      'From cases that are closed to most people: 1',
      'Read them here:\nhttps://muster.test/t/a/inbox',
      'Choose what comes in this summary:\nhttps://muster.test/t/a/me/news',
      'If you doubt this mail, do not follow a link: open Muster as you always do.',
    ].join('\n\n'),
  )
  const german = digestText(items, { language: 'de', ...links })
  expect(german).toContain('Für Sie\n- Aufgaben für Sie: 3 (INC-7, INC-12)')
  expect(german).toContain('Aus Fällen, die für die meisten geschlossen sind: 1')
  expect([digestSubject('en'), digestSubject('de')]).toEqual([
    'Muster: your summary',
    'Muster: Ihre Zusammenfassung',
  ])
  const many = Array.from({ length: 14 }, (_, at) => ({ ...items[0], number: at + 1 }))
  expect(digestText(many, { language: 'en', ...links })).toContain('INC-9, INC-10, …)')
})
