import * as z from 'zod'
import { ScenarioDocument, ScenarioKey } from '../contract/scenario.ts'
import type { ExerciseLanguage } from '../contract/words.ts'
import written from './scenarios.json' with { type: 'json' }

const Shipped = ScenarioDocument.extend({ scenario: ScenarioKey, version: z.int().min(1) })

export interface ShippedScenario {
  readonly key: string
  readonly version: number
  readonly document: ScenarioDocument
}

/** All scenarios that ship, in both languages. Made from the YAML beside it by `node tools/content.mjs`. */
export function shippedScenarios(): readonly ShippedScenario[] {
  // Read when somebody rehearses: kept from the start on, all scenarios would be a part of every server's memory.
  return z
    .array(Shipped)
    .parse(written)
    .map(({ scenario: key, version, ...document }) => ({ key, version, document }))
}

/** The one of this key in this language; undefined for the id of an own one. */
export function shippedScenario(key: string, language: ExerciseLanguage): ShippedScenario | undefined {
  return shippedScenarios().find((one) => one.key === key && one.document.language === language)
}

/** Key of the drill that ships: something is really restored. */
export const drillKey = 'restore-drill'
