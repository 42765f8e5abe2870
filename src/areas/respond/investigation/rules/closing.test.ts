import { describe, expect, test } from 'vitest'
import { openParts, type Standing } from './closing.ts'
import { leftOutAs } from './counting.ts'
import { readTlp, whyNotShared } from './sharing.ts'

const untouched: Standing = {
  vector: null,
  vectorNote: '',
  factors: 0,
  untold: [],
  openWaivers: 0,
  isUsed: false,
  isStrict: false,
}
const parts = (standing: Partial<Standing>, disposition: Parameters<typeof openParts>[1] = 'resolved') =>
  openParts({ ...untouched, ...standing }, disposition).map(({ part }) => part)

describe('what holds up closing', () => {
  test('a tool that closes an untouched case is not held up, unless the organisation is strict', () => {
    expect(parts({ openWaivers: 1 })).toEqual([])
    expect(parts({ isStrict: true, openWaivers: 1 })).toEqual(['vector', 'factors', 'waivers'])
  })

  test('a lead who used the room finishes it: the way in, a factor, everybody told, no open waiver', () => {
    const used = { isUsed: true, untold: [{ name: 'Customers' }, { name: 'Staff' }] }
    expect(parts(used)).toEqual(['vector', 'factors', 'parties', 'parties'])
    expect(parts({ isUsed: true, vector: 'phishing', factors: 1 })).toEqual([])
  })

  test('a lead may leave the way in unknown once it is written where it was looked for', () => {
    expect(parts({ isUsed: true, vector: 'unknown', factors: 1 })).toEqual(['vector'])
    expect(parts({ isUsed: true, vector: 'unknown', vectorNote: 'Mail and proxy logs', factors: 1 })).toEqual(
      [],
    )
  })

  test.each(['false_alarm', 'duplicate', 'cancelled'] as const)('a %s needs no cause', (disposition) => {
    expect(parts({ isUsed: true, isStrict: true }, disposition)).toEqual([])
  })

  test('a long list of untold parties is named in part and counted in whole', () => {
    const many = Array.from({ length: 50 }, (_, n) => ({ name: `Customer ${n}` }))
    const open = openParts(
      { ...untouched, isUsed: true, vector: 'phishing', factors: 1, untold: many },
      'resolved',
    )
    expect(open).toHaveLength(21)
    expect(open.at(-1)?.sentence).toContain('30 more')
  })
})

describe('what counts and what is shared', () => {
  test('U54 rehearsals, near misses, tests and cases entered afterwards stand apart from what really happened', () => {
    expect(leftOutAs('real', 'none')).toBeUndefined()
    expect(leftOutAs('exercise', 'none')).toBe('exercise')
    expect(leftOutAs('near_miss', 'test')).toBe('near_miss')
    expect(leftOutAs('real', 'test')).toBe('test')
    expect(leftOutAs('real', 'entered_afterwards')).toBe('entered_afterwards')
  })

  test.each([
    ['TLP:RED', 'red'],
    ['red', 'red'],
    ['tlp_red', 'red'],
    ['amber_strict', 'amber+strict'],
    ['TLP:AMBER+STRICT', 'amber+strict'],
    ['white', 'clear'],
    ['green', 'green'],
    [undefined, 'amber'],
    ['purple', 'amber'],
  ])('a case marked %s is read as TLP:%s', (marking, level) => {
    expect(readTlp(marking)).toBe(level)
  })

  test('only a RED case is kept from leaving', () => {
    expect(whyNotShared('red')).toContain('TLP:RED')
    expect((['clear', 'green', 'amber', 'amber+strict'] as const).map(whyNotShared)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
