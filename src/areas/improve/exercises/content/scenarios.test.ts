import { describe, expect, test } from 'vitest'
import { blankNames } from '../contract/words.ts'
import { blanksIn } from '../rules/blanks.ts'
import { scenarioFaults } from '../rules/scenario-faults.ts'
import { lengthsOf } from '../rules/script.ts'
import { drillKey, shippedScenario, shippedScenarios } from './scenarios.ts'

describe('scenarios that ship', () => {
  test.each(shippedScenarios().map((one) => [`${one.key} ${one.document.language}`, one] as const))(
    'a facilitator finds %s whole: its parts fit, each inject says what is expected and asked',
    (_name, { document }) => {
      expect(scenarioFaults(document)).toEqual([])
      const known = new Set<string>(blankNames)
      const blanks = [...JSON.stringify(document).matchAll(/\{([a-z_]+)\}/g)].map(([, name]) => name ?? '')
      expect(blanks.filter((name) => !known.has(name))).toEqual([])
      expect(lengthsOf(document)).toEqual([15, 60, 120])
      for (const { title, at, expected, questions, hints, redFlags } of document.injects) {
        expect([expected.length, questions.length, hints.length, redFlags.length].map(Boolean), title).toEqual([
          ...[true, true, true, true],
        ])
        for (const [place, minute] of at.entries()) expect(minute ?? 0).toBeLessThan([15, 60, 120][place] ?? 0)
      }
    },
  )

  test('a facilitator who reads German finds each scenario with the same parts as in English', () => {
    const english = shippedScenarios().filter(({ document }) => document.language === 'en')
    for (const { key, document } of english) {
      const german = shippedScenario(key, 'de')?.document
      const shape = (one: typeof document | undefined) =>
        one && {
          ...{ kind: one.kind, severity: one.severity, audience: one.audience, difficulty: one.difficulty },
          fits: one.fits,
          objectives: one.objectives.map(({ key: o, sections, decisions, card }) => [o, sections, decisions, card]),
          injects: one.injects.map(({ key: i, at, look, to, objectives, decision, choices, after }) => [
            ...[i, at, look, to, objectives, decision, choices.map((choice) => choice.key), after],
          ]),
          blanks: blanksIn(one),
          debrief: one.debrief.length,
        }
      expect(shape(german), key).toEqual(shape(document))
    }
  })

  test('R22 an owner tries at least three great decisions in one scenario, and the drill ships beside the table', () => {
    const forced = shippedScenarios().map(({ document }) => new Set(document.injects.flatMap((one) => one.decision ?? [])).size)
    expect(Math.max(...forced)).toBeGreaterThanOrEqual(3)
    expect(shippedScenario(drillKey, 'de')).toBeDefined()
  })
})
