import { describe, expect, test } from 'vitest'
import { initialVectors } from '../../../../base/incident-words.ts'
import german from '../messages/de.json' with { type: 'json' }
import english from '../messages/en.json' with { type: 'json' }
import { controlNames, controls, hardeningByVector } from './control-table.ts'
import { standingOf } from './controls.ts'

describe('what hardens a firm after an incident', () => {
  test('R68 a lead is offered at most five tasks for each way in, technique before people alone', () => {
    for (const vector of initialVectors) {
      const offered = hardeningByVector[vector]
      expect(new Set(offered).size).toBe(offered.length)
      expect(offered.length).toBeGreaterThanOrEqual(3)
      expect(offered.length).toBeLessThanOrEqual(5)
      expect(offered.some((name) => controls[name].kind === 'technical')).toBe(true)
    }
    expect(
      controlNames.filter((name) => !initialVectors.some((one) => hardeningByVector[one].includes(name))),
    ).toEqual([])
  })

  test.each([
    ['English', english],
    ['German', german],
  ])(
    'R68 R69 each control says in %s why, what it costs, the free way, and how to test it by hand',
    (_, { control }) => {
      expect(Object.keys(control).toSorted()).toEqual([...controlNames].toSorted())
      for (const words of Object.values(control)) {
        expect(Object.keys(words)).toEqual(['1', '2', '3', 'name', 'why', 'free'])
        expect(Object.values(words).every((line) => line.length > 3 && line.length <= 220)).toBe(true)
      }
      for (const { cis, hours } of Object.values(controls)) {
        expect(cis.length).toBeGreaterThan(0)
        expect(hours).toBeGreaterThan(0)
      }
    },
  )

  test('R69 what a test showed last counts, and how often it held is said beside it', () => {
    const at = (day: number) => new Date(Date.UTC(2026, 2, day))
    const tests = [
      { control: 'updates', result: 'pass', testedAt: at(1) },
      { control: 'updates', result: 'fail', testedAt: at(3) },
      { control: 'logs', result: 'pass', testedAt: at(2) },
    ] as const
    expect(standingOf(tests, 'updates')).toEqual({ last: 'fail', passed: 1, tested: 2 })
    expect(standingOf(tests, 'logs')).toEqual({ last: 'pass', passed: 1, tested: 1 })
    expect(standingOf(tests, 'second_way')).toEqual({ last: null, passed: 0, tested: 0 })
  })
})
