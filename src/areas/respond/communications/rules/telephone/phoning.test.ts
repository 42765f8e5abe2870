import { expect, test } from 'vitest'
import {
  afterCrash,
  callWords,
  gatewaysLeft,
  isCostWarning,
  limitReached,
  mayReport,
  nextPhoneTry,
  proposedSteps,
  stepFault,
  textWords,
  usableGateways,
} from './phoning.ts'

const now = new Date('2026-03-01T02:00:00Z')
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('U12 the ways follow each other: mail, text, call, another person', () => {
  expect(stepFault(proposedSteps)).toBeUndefined()
  expect(stepFault({ ...proposedSteps, callMinutes: 7 })).toBe('callMinutes')
  expect(stepFault({ ...proposedSteps, textMinutes: 5 })).toBeUndefined()
})

test('U12 a text waits longer after each failure, and is dropped once it would come too late', () => {
  expect([1, 2, 3, 4, 5, 9].map((tries) => nextPhoneTry(tries, now, after(60)))).toEqual(
    [1, 2, 4, 8, 10, 10].map(after),
  )
  expect(nextPhoneTry(3, now, after(4))).toBeUndefined()
})

test('U12 limits hold for one person and for all, and owners are told once that it costs money', () => {
  const limits = { mostPerHour: 6, mostPerDay: 100 }
  expect(limitReached({ ofPerson: 5, ofAll: 99 }, limits)).toBeUndefined()
  expect(limitReached({ ofPerson: 6, ofAll: 6 }, limits)).toBe('phone.limit')
  expect(limitReached({ ofPerson: 0, ofAll: 100 }, limits)).toBe('phone.day_limit')
  expect([78, 79, 80].map((sent) => isCostWarning(sent, 100))).toEqual([false, true, false])
  expect(isCostWarning(0, 1)).toBe(true)
})

test('U12 what a crash left unclear is sent once more and never a third time', () => {
  expect(afterCrash('waiting.text')).toBe('phone.sending')
  expect(afterCrash('phone.sending')).toBe('phone.sending_again')
  expect(afterCrash('phone.sending_again')).toBe('phone.unclear')
})

test('U12 a late report takes back nothing that a person said', () => {
  expect(['text.accepted', 'phone.sending', 'phone.acknowledged', 'text.delivered'].map(mayReport)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('U12 a text fits into one and holds the number of the case at most, and an exercise says so', () => {
  const url = 'https://muster.example.com/phone/AAAAAAAAAAAAAAAAAAAAAA'
  const words = textWords('en', { number: 'INC-12', isExercise: false, url, code: '4821' })
  expect(words).toBe(`Muster: something for you, INC-12. Open ${url} Code 4821`)
  expect(words.length).toBeLessThan(160)
  const closed = textWords('de', { number: '', isExercise: true, url, code: '4821' })
  expect(closed).toBe(`Muster Übung: etwas für Sie. Öffnen: ${url} Code 4821`)
  expect(callWords('en', { number: 'INC-12', isExercise: true })).toContain('exercise')
  expect(callWords('de', { number: '', isExercise: false })).not.toContain('Nummer')
})

test('U12 the second gateway is asked when the first failed or is down, and neither when it is off, unproved or makes no calls', () => {
  const first = { rank: 1, provider: 'twilio', isOn: true, hasCalls: true, confirmedAt: now } as const
  const second = { ...first, rank: 2, provider: 'sipgate' } as const
  const ranks = (all: readonly { readonly rank: number }[]) => all.map(({ rank }) => rank)
  expect(ranks(usableGateways([second, first], 'text'))).toEqual([1, 2])
  expect(ranks(usableGateways([first, second], 'call'))).toEqual([1])
  expect(
    usableGateways(
      [
        { ...first, confirmedAt: null },
        { ...second, isOn: false },
      ],
      'text',
    ),
  ).toEqual([])
  const left = (failed: 1 | 2 | null, ...down: (1 | 2)[]) =>
    ranks(gatewaysLeft([first, second], { failed, down: new Set(down) }))
  expect([left(null), left(1), left(null, 1), left(1, 2)]).toEqual([[1, 2], [2], [2], []])
})
