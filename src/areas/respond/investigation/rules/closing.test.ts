import { describe, expect, test } from 'vitest'
import { openParts, type Ending, type Standing } from './closing.ts'
import { leftOutAs } from './counting.ts'
import { exportName, whyNotShared } from './sharing.ts'

const untouched: Standing = {
  vector: null,
  vectorNote: '',
  factors: 0,
  untold: [],
  openWaivers: 0,
  isUsed: false,
  asks: 'serious',
  severity: 'S3',
  mode: 'real',
  isLed: true,
}
const parts = (standing: Partial<Standing>, ending: Partial<Ending> = {}) =>
  openParts({ ...untouched, ...standing }, { disposition: 'resolved', ...ending }).map(({ part }) => part)

describe('what holds up closing', () => {
  test('R52 a lead closes no serious case without the way in and a factor, unless an owner loosened the rule', () => {
    for (const severity of ['S1', 'S2'] as const) {
      expect(parts({ severity })).toEqual(['vector', 'factors'])
      expect(parts({ severity }, { initialVector: 'phishing' })).toEqual(['factors'])
      expect(parts({ severity, factors: 1 }, { initialVector: 'phishing' })).toEqual([])
      expect(parts({ severity, asks: 'used' })).toEqual([])
    }
    for (const severity of ['S3', 'S4'] as const) {
      expect(parts({ severity, openWaivers: 1 })).toEqual([])
      expect(parts({ severity, asks: 'every', openWaivers: 1 })).toEqual(['vector', 'factors', 'waivers'])
    }
  })

  test('R52 a rehearsal asks for no cause, a near miss only where somebody looked into it', () => {
    expect(parts({ severity: 'S1', mode: 'exercise', isUsed: true, asks: 'every' })).toEqual([])
    expect(parts({ severity: 'S1', mode: 'near_miss' })).toEqual([])
    expect(parts({ severity: 'S1', mode: 'near_miss', isUsed: true })).toEqual(['vector', 'factors'])
  })

  test('a program closes what only programs opened, unless the organisation asks at every closing', () => {
    const byPrograms = { severity: 'S1', isLed: false } as const
    expect(parts(byPrograms)).toEqual([])
    expect(parts({ ...byPrograms, isUsed: true })).toEqual(['vector', 'factors'])
    expect(parts({ ...byPrograms, asks: 'every' })).toEqual(['vector', 'factors'])
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

  test.each(['false_alarm', 'duplicate', 'cancelled'] as const)('R52 a %s needs no cause', (disposition) => {
    expect(parts({ isUsed: true, asks: 'every', severity: 'S1' }, { disposition })).toEqual([])
  })

  test('a long list of untold parties is named in part and counted in whole', () => {
    const many = Array.from({ length: 50 }, (_, n) => ({ name: `Customer ${n}` }))
    const open = openParts(
      { ...untouched, isUsed: true, vector: 'phishing', factors: 1, untold: many },
      { disposition: 'resolved' },
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

  test('only a RED case is kept from leaving, and every file carries its mark in its name', () => {
    expect(whyNotShared('red')).toContain('TLP:RED')
    for (const tlp of ['clear', 'green', 'amber', 'amber+strict'] as const)
      expect(whyNotShared(tlp)).toBeUndefined()
    expect(exportName(7, 'amber+strict', 'stix.json')).toBe('INC-7-TLP-AMBER-STRICT-stix.json')
  })
})
