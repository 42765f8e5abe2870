import { describe, expect, test } from 'vitest'
import german from './messages/de.json' with { type: 'json' }
import english from './messages/en.json' with { type: 'json' }
import { keptKindNames } from './contract.ts'
import { keptKinds } from './content/kept-kinds.ts'
import { roomNames, roomOf } from './content/table-rooms.ts'
import {
  dueOn,
  endedBefore,
  isLate,
  isToBeLookedAt,
  marksOfPassage,
  marksOfPerson,
  standingOf,
  whyTooShort,
  wordsInMarks,
  wordsOf,
} from './rules.ts'

const now = new Date('2026-06-01T00:00:00Z')
const rule = { isOn: true, days: 30, ending: 'black_out', agreedAt: null } as const

describe('U62 rules of privacy', () => {
  test('U62 a request is due in a month, on the last day of a shorter one, and late the day after', () => {
    expect(dueOn('2026-01-31')).toBe('2026-02-28')
    expect(dueOn('2026-03-05')).toBe('2026-04-05')
    expect(isLate({ dueOn: '2026-04-05', outcome: null }, '2026-04-05')).toBe(false)
    expect(isLate({ dueOn: '2026-04-05', outcome: null }, '2026-04-06')).toBe(true)
    expect(isLate({ dueOn: '2026-04-05', outcome: 'refused' }, '2026-05-06')).toBe(false)
  })

  test('U62 nothing ends while its kind is off, and what asks first ends as of the word given', () => {
    expect(endedBefore({ ...rule, isOn: false }, now)).toBeUndefined()
    expect(endedBefore(rule, now)?.toISOString()).toBe('2026-05-02T00:00:00.000Z')
    expect(endedBefore({ ...rule, ending: 'ask' }, now)).toBeUndefined()
    const agreedAt = new Date('2026-05-01T00:00:00Z')
    expect(endedBefore({ ...rule, ending: 'ask', agreedAt }, now)?.toISOString()).toBe(
      '2026-04-01T00:00:00.000Z',
    )
  })

  test('U62 a kind is kept no shorter than its floor, and its usual time is not below it', () => {
    for (const kind of keptKindNames) {
      const { leastDays, usualDays } = keptKinds[kind]
      expect(usualDays).toBeGreaterThanOrEqual(leastDays)
      expect(whyTooShort(leastDays, leastDays - 1)).toContain(String(leastDays))
      expect(whyTooShort(leastDays, leastDays)).toBeUndefined()
    }
  })

  test('U62 an owner reads of each kind and room what it is, in both languages', () => {
    for (const words of [english, german]) {
      const [kept, rooms]: Record<string, string>[] = [words.kept, words.room]
      for (const kind of keptKindNames) expect([kept?.[kind], kept?.[`${kind}Why`]]).not.toContain(undefined)
      for (const room of roomNames) expect(rooms?.[room], room).toBeTruthy()
    }
  })

  test('U62 what the own directory and the own sign-in hold of a person is told with the people', () => {
    for (const table of ['provisioned_person', 'provisioned_group', 'sign_on_attempt', 'sign_on_link'])
      expect(roomOf(table), table).toBe('people')
  })

  test('U62 the marks of a person have the shape of what they stand for', () => {
    expect(marksOfPerson(3, 'de')).toMatchObject({
      name: 'Gelöschte Person #3',
      email: 'erased-3@erased.invalid',
      phone: '+9990000003',
    })
  })

  test('U62 a word that stands in its own mark is not taken: it would be found again for ever', () => {
    const person = { kind: 'name', text: 'Person' } as const
    const anna = { kind: 'name', text: 'Anna Person' } as const
    expect(wordsInMarks([person, anna], marksOfPerson(3, 'en'))).toEqual([person])
    expect(wordsInMarks([{ kind: 'passage', text: '███' }], marksOfPassage)).toHaveLength(1)
  })

  test('U62 an erasure that waits is looked at when a case has closed or been held, or twice a day', () => {
    const waits = { lookedAt: now, spared: 'a' }
    expect(isToBeLookedAt(waits, 'a', now)).toBe(false)
    expect(isToBeLookedAt(waits, 'b', now)).toBe(true)
    expect(isToBeLookedAt(waits, 'a', new Date(now.getTime() + 13 * 3_600_000))).toBe(true)
    expect(isToBeLookedAt({ ...waits, lookedAt: null }, 'a', now)).toBe(true)
  })

  test('U62 what stands in a running case stays, the register of breaches too, and doubles are looked for once', () => {
    const running = new Set(['case'])
    expect(standingOf({ table: 'task', caseId: 'case' }, running)).toBe('open')
    expect(standingOf({ table: 'duty_answer', caseId: 'other' }, running)).toBe('law')
    expect(standingOf({ table: 'leaf', caseId: null }, running)).toBe('record')
    expect(standingOf({ table: 'contact', caseId: null }, running)).toBe('now')
    const twice = wordsOf([
      { kind: 'name', text: 'Anna ' },
      { kind: 'name', text: 'ANNA' },
      { kind: 'phone', text: '' },
    ])
    expect(twice).toEqual([{ kind: 'name', text: 'Anna' }])
  })
})
