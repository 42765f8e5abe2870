import { expect, test } from 'vitest'
import { fittingParts } from '../documents/situation-sheet.ts'
import { nextTurn, situationDraft, type RoomFacts } from './situation.ts'

const at = (clock: string) => new Date(`2026-03-01T${clock}:00Z`)
const room: RoomFacts = {
  title: 'INC-7, severity S1: Files locked',
  systems: [
    { name: 'FILE01', state: 'isolated' },
    { name: 'MAIL', state: 'suspected' },
  ],
  needs: [
    { text: 'How did they get in?', source: 'Provider', answer: null },
    { text: 'Is the backup whole?', source: '', answer: 'Yes, Friday.' },
  ],
  blockers: [{ text: 'No key to the server room', endedAt: null }],
  decisions: [{ text: 'Do not pay' }],
  key: ['A note asks for money'],
  doubtful: ['Somebody saw a stranger'],
  tasks: [
    { title: 'Call the bank', owner: 'Ana', state: 'open', waitsFor: '', dueAt: at('09:00'), doneAt: null },
    { title: 'Scan mail', owner: '', state: 'doing', waitsFor: '', dueAt: null, doneAt: null },
    { title: 'Over', owner: '', state: 'open', waitsFor: '', dueAt: null, doneAt: at('01:00') },
  ],
  nextStep: 'Save the ransom note',
  clock: { what: 'Report to the authority', at: at('10:00') },
}
const clock = (when: Date) => when.toISOString().slice(11, 16)

test('U38 a report says what is sure, what is being checked, what nobody knows, and what comes next', () => {
  expect(situationDraft(room, clock)).toEqual({
    headline: 'INC-7, severity S1: Files locked',
    confirmed: [
      'FILE01 is cut off.',
      'A note asks for money',
      'Is the backup whole? Yes, Friday.',
      'Decided: Do not pay',
    ],
    checking: ['Whether MAIL is hit.', 'Whether this holds: Somebody saw a stranger', 'Scan mail'],
    unknown: ['How did they get in? (from Provider)', 'Held up: No key to the server room'],
    next: ['Save the ransom note', 'Call the bank (Ana), due 09:00'],
    clock: 'Report to the authority: 10:00',
  })
})

test('a doubtful word never stands among the facts', () => {
  expect(situationDraft(room, clock).confirmed.join()).not.toContain('stranger')
})

test('a reader of a long room gets lines that fit, cut between characters', () => {
  const long = situationDraft(
    { ...room, key: ['😀'.repeat(600), ...Array.from({ length: 50 }, (_, n) => `Fact ${n}`)] },
    clock,
  )

  expect(long.confirmed.length).toBe(30)
  expect(Math.max(...long.confirmed.map((words) => words.length))).toBeLessThanOrEqual(500)
  expect(long.confirmed[1]).toMatch(/^(😀)+…$/u)
})

test('a report of many facts still shows the next steps on its page, and says what it leaves out', () => {
  const many = Array.from({ length: 30 }, (_, n) => `Fact ${n} ${'x'.repeat(200)}`)
  const parts = fittingParts({
    headline: 'Big',
    confirmed: many,
    checking: [],
    unknown: many,
    next: ['Call the bank'],
    clock: '',
  })

  expect(parts.find((part) => part.name === 'Next steps')?.lines).toEqual(['Call the bank'])
  expect(parts[0]?.more).toBeGreaterThan(0)
})

test('after a day without power one report goes out, not ninety-six', () => {
  expect(nextTurn(at('08:00'), 15, at('08:00'))).toEqual(at('08:15'))
  expect(nextTurn(at('08:00'), 15, at('20:07'))).toEqual(at('20:15'))
})
