import { describe, expect, test } from 'vitest'
import { dayIn } from '../../../../base/calendar-day.ts'
import { emptyPart, partBodies, type PartBodies } from '../contract/parts.ts'
import { partNames, type ReviewForm } from '../contract/words.ts'
import { missingToHold } from './ending.ts'
import { lateness } from './lateness.ts'
import {
  agendaIn,
  instantOn,
  agendaFor,
  facilitatorFor,
  formFor,
  isPlannedAtClosing,
  isRecovered,
  missingAtClosing,
  stageDue,
  workingDaysAfter,
} from './planning.ts'
import { rolesFor } from './roles.ts'
import type { Entry } from './entry-words.ts'
import { outOfOrder, replay, silencesIn } from './timeline.ts'

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)
const entry = (
  number: number,
  time: string,
  fields: Record<string, string> = {},
  kind = 'note.add',
): Entry => ({
  ...{ number, kind, at: at(time), fields },
})

describe('planning a review', () => {
  test('R80 an owner has a serious case reviewed in five working days and a small one in the short form', () => {
    expect([formFor('S1'), formFor('S2'), formFor('S3'), formFor('S4')]).toEqual([
      ...['full', 'full', 'lite', 'lite'],
    ])
    expect(workingDaysAfter('2026-03-05', 5)).toBe('2026-03-12')
    expect(workingDaysAfter('2026-03-06', 1)).toBe('2026-03-09')
    const sum = (form: ReviewForm) => agendaFor(form).reduce((minutes, one) => minutes + one.minutes, 0)
    expect([sum('full'), sum('lite')]).toEqual([60, 15])
  })

  test('R80 a tool that closes a case is never held up, and a person only where the house asks and the case was serious', () => {
    const case_ = {
      asks: 'held',
      severity: 'S2',
      mode: 'real',
      isLed: true,
      disposition: 'resolved',
    } as const
    expect(missingAtClosing({ ...case_, state: undefined })).toContain('Plan the review')
    expect(missingAtClosing({ ...case_, state: 'planned' })).toContain('Hold the review')
    const free = [
      { state: 'held' },
      { state: 'waived' },
      { isLed: false },
      { severity: 'S3' },
      { mode: 'exercise' },
      { mode: 'near_miss' },
      { disposition: 'false_alarm' },
      { asks: 'planned' },
      { asks: 'nothing' },
    ] as const
    for (const change of free)
      expect(missingAtClosing({ ...case_, state: undefined, ...change })).toBeUndefined()
    expect(isPlannedAtClosing({ mode: 'near_miss', isLed: true, disposition: 'resolved' })).toBe(true)
    expect(isPlannedAtClosing({ mode: 'real', isLed: false, disposition: 'resolved' })).toBe(false)
  })

  test('a facilitator is somebody else than who led the case, where there is anybody', () => {
    expect(facilitatorFor('x', ['a', 'b'], 'a', 'a')).toBe('x')
    expect(facilitatorFor('a', ['a', 'b'], 'a', 'a')).toBe('b')
    expect(facilitatorFor(null, ['a', 'b', 'c'], 'a', 'b')).toBe('c')
    expect(facilitatorFor(null, ['a'], 'a', 'a')).toBeNull()
  })

  test('an owner is reminded before the day, told after it, and somebody else two days later, each once', () => {
    const told = { dueOn: '2026-03-10', remindedAt: null, overdueAt: null, escalatedAt: null }
    expect(stageDue(told, '2026-03-07')).toBeUndefined()
    expect(stageDue(told, '2026-03-08')).toBe('reminder')
    expect(stageDue({ ...told, remindedAt: at('08:00') }, '2026-03-10')).toBeUndefined()
    expect(stageDue(told, '2026-03-20')).toBe('overdue')
    expect(stageDue({ ...told, overdueAt: at('08:00') }, '2026-03-11')).toBeUndefined()
    expect(stageDue({ ...told, overdueAt: at('08:00') }, '2026-03-12')).toBe('escalation')
  })

  test('a case has recovered once something is back and nothing is away', () => {
    expect(isRecovered(['reconnected', 'ruled_out'])).toBe(true)
    expect(isRecovered(['reconnected', 'verified'])).toBe(false)
    expect(isRecovered(['ruled_out'])).toBe(false)
    expect(isRecovered([])).toBe(false)
  })
})

describe('the timeline of a review', () => {
  test('R81 a facilitator sees silences, the longest first, counted to the end of the case and by when things happened', () => {
    const entries = [
      entry(1, '08:00'),
      entry(2, '08:20'),
      entry(3, '11:00', { happenedAt: '2026-03-02T09:00:00Z' }),
      entry(4, '11:10'),
      entry(5, '15:00'),
    ]
    const found = silencesIn(entries, { minutes: 30, until: at('13:10') })
    expect(found.map(({ after, minutes }) => [after, minutes])).toEqual([
      [3, 130],
      [4, 120],
      [2, 40],
    ])
    expect(silencesIn(entries, { minutes: 130, until: at('13:10') })).toEqual([])
    expect(silencesIn([], { minutes: 30, until: at('13:10') })).toEqual([])
  })

  test('R81 a facilitator sees entries that were written down after later ones, but not a clock that differs', () => {
    const entries = [
      entry(1, '08:00'),
      entry(2, '10:00'),
      entry(3, '10:30', { happenedAt: '2026-03-02T08:30:00Z' }),
      entry(4, '10:40', { happenedAt: '2026-03-02T10:35:00Z' }),
      entry(5, '10:50', { happenedAt: 'nonsense' }),
      entry(6, '11:00', { happenedAt: '2026-03-02T12:00:00Z' }),
    ]
    expect(outOfOrder(entries).map((one) => [one.entry.number, one.minutes])).toEqual([[3, 120]])
  })

  test('R87 a facilitator sees what was known at a decision, what was open, and hindsight apart', () => {
    const entries = [
      entry(1, '08:00', { text: 'Known' }),
      entry(2, '09:00', { text: 'The decision itself' }, 'decision.record'),
      entry(3, '10:00', { text: 'Was so before', happenedAt: '2026-03-02T08:30:00Z' }),
      entry(4, '10:10', { text: 'Happened afterwards' }),
      entry(5, '10:20', { evidence: 'x' }, 'evidence.open'),
    ]
    const ask = { wantedAt: at('08:10'), answer: 'Nobody' }
    const questions = [
      { ...ask, text: 'Who?', gotAt: at('09:30') },
      { ...ask, text: 'Since when?', gotAt: null },
      { ...ask, text: 'Answered', gotAt: at('08:50') },
      { ...ask, text: 'Asked later', wantedAt: at('09:10'), gotAt: null },
    ]
    const { known, open, later } = replay(at('09:00'), entries, questions)
    expect(known.map(({ text }) => text)).toEqual(['Known'])
    expect(open).toEqual(['Who?', 'Since when?'])
    expect(later.map(({ text }) => text)).toEqual(['Who? — Nobody', 'Was so before'])
  })

  test('R88 a partner who was told after it was of use stands out by the minutes', () => {
    expect(lateness('2026-03-02T10:30:00Z', '2026-03-02T10:00:00Z')).toBe(30)
    expect(lateness('2026-03-02T09:30:00Z', '2026-03-02T10:00:00Z')).toBe(0)
    expect(lateness('2026-03-02T09:30:00Z', null)).toBe(0)
  })
})

describe('people in a review', () => {
  test('a reader sees roles for names, the longer name first, and never half of a word', () => {
    const people = rolesFor(
      [
        { name: 'Ann', role: 'staff' },
        { name: 'Ann Berg', role: 'lead' },
      ],
      'somebody',
    )
    expect(people.within('Ann Berg asked Ann about Anna. (Ann)')).toBe('lead asked staff about Anna. (staff)')
    expect([people.of('Ann Berg'), people.of('Bob'), people.of('Muster'), people.of('')]).toEqual([
      ...['lead', 'somebody', 'Muster', ''],
    ])
    expect(rolesFor([{ name: 'A.*', role: 'x' }], 'y').within('A.* and AAA')).toBe('x and AAA')
  })
})

describe('the end of a review', () => {
  const empty = Object.fromEntries(partNames.map((name) => [name, emptyPart(name)])) as unknown as PartBodies // one of each
  const missing = (given: Partial<Parameters<typeof missingToHold>[0]> = {}) =>
    missingToHold({
      ...{ form: 'full', parts: empty, hasMoments: true, skipped: [], measuresMissing: 'measures' as const },
      ...given,
    }).map(({ part }) => part)
  const item = { text: 'x', moments: [1], improvementId: null }

  test('R82 R89 nobody ends a review with an empty list, an entry without a moment, or training alone without a reason', () => {
    expect(missing()).toEqual(['q4', 'q7', 'q8', 'lists', 'lists', 'q9', 'q10'])
    expect(missing({ form: 'lite' })).toEqual(['q7', 'q8', 'lists', 'lists', 'q10'])
    const lists = { well: [item], better: [{ ...item, moments: [] }] }
    expect(missing({ form: 'lite', parts: { ...empty, lists } })).toEqual(['q7', 'q8', 'lists', 'q10'])
    expect(missing({ form: 'lite', parts: { ...empty, lists }, hasMoments: false })).toEqual([
      'q7',
      'q8',
      'q10',
    ])
    const q7 = { onlyTraining: 'Nothing else exists', words: '' }
    expect(missing({ form: 'lite', parts: { ...empty, lists, q7 }, hasMoments: false })).toEqual([
      'q8',
      'q10',
    ])
  })

  test('R83 each skipped step is judged, and one that is not adequate says why', () => {
    const q1 = (why: string) => ({ steps: [{ step: 'a', adequate: 'no' as const, why }], words: '' })
    const asked = { form: 'lite', skipped: ['a', 'b'] } as const
    const counts = (parts: PartBodies) => missing({ ...asked, parts }).filter((part) => part === 'q1').length
    expect(counts(empty)).toBe(1)
    expect(counts({ ...empty, q1: q1('') })).toBe(2)
    expect(counts({ ...empty, q1: q1('Too slow') })).toBe(1)
  })

  test('R90 an early sign ends as a rule with its test event, as a check, or as neither with a reason', () => {
    const ends = (sign: object) => {
      const q8 = partBodies.q8.parse({ signs: [{ sign: 'Odd rule', ...sign }] })
      return !missing({ form: 'lite', parts: { ...empty, q8 } }).includes('q8')
    }
    expect(ends({ ends: 'rule', rule: 'mailbox_rule' })).toBe(false)
    expect(ends({ ends: 'rule', rule: 'mailbox_rule', testEvent: '{"rule":"forward"}' })).toBe(true)
    expect(ends({ ends: 'check' })).toBe(false)
    expect(ends({ ends: 'check', how: 'The office, on Mondays' })).toBe(true)
    expect(ends({ ends: 'cannot' })).toBe(false)
    expect(ends({ ends: 'cannot', how: 'Our mail keeps no log' })).toBe(true)
  })

  test('R79 five sentences are five, however many words in them end with a full stop', () => {
    const isLong = (learned: string) =>
      missing({ form: 'lite', parts: { ...empty, q10: { learned, surprise: '', words: '' } } }).includes(
        'q10',
      )
    const five =
      'Wir hatten z. B. keine Kopie. Dr. Berg half ca. 3 Stunden. Am 3. Mai ging es. Alles lief. Gut so.'
    expect(isLong(five)).toBe(false)
    expect(isLong(`${five} Und noch einer.`)).toBe(true)
  })

  test('R89 the day that was typed for an improvement is that day in every zone', () => {
    const zones = ['Pacific/Auckland', 'Pacific/Kiritimati', 'Europe/Berlin', 'America/Lima', 'Etc/GMT+12']
    for (const zone of zones)
      for (const day of ['2026-01-15', '2026-07-15'])
        expect([zone, dayIn(instantOn(day, zone), zone)]).toEqual([zone, day])
  })

  test('R79 whoever plans a review types its agenda, a point for each line with its minutes', () => {
    expect(agendaIn('10 What happened\n\n5  Thanks ')).toEqual([
      { title: 'What happened', minutes: 10 },
      { title: 'Thanks', minutes: 5 },
    ])
    for (const typed of ['', 'What happened', '0 Nothing', '241 Too long'])
      expect(agendaIn(typed)).toBeUndefined()
  })
})
