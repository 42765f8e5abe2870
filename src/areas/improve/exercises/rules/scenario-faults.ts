/** What is wrong with a scenario beyond its shape: parts that name parts which are not there. */
import type { ScenarioDocument } from '../contract/scenario.ts'

export interface ScenarioFault {
  readonly path: string
  readonly message: string
}

export function scenarioFaults({ objectives, injects }: ScenarioDocument): ScenarioFault[] {
  const known = new Set(objectives.map(({ key }) => key))
  const before = new Map<string, ReadonlySet<string>>()
  const faults: ScenarioFault[] = []
  const say = (path: string, message: string) => faults.push({ path, message })
  if (known.size < objectives.length) say('objectives', 'Two objectives have the same key.')
  for (const [place, { key, at, after, objectives: tried, choices }] of injects.entries()) {
    const path = `injects.${place}`
    if (before.has(key)) say(`${path}.key`, `Two injects have the key ${key}.`)
    for (const one of tried) if (!known.has(one)) say(`${path}.objectives`, `There is no objective ${one}.`)
    if (at.every((minute) => minute === null)) say(`${path}.at`, 'It comes in no length. Give it a minute.')
    if (new Set(choices.map((choice) => choice.key)).size < choices.length)
      say(`${path}.choices`, 'Two choices have the same letter.')
    if (after !== undefined && before.get(after.inject)?.has(after.choice) !== true)
      say(`${path}.after`, 'It waits for a choice that no inject before it offers.')
    before.set(key, new Set(choices.map((choice) => choice.key)))
  }
  for (const { key } of objectives)
    if (!injects.some(({ objectives: tried }) => tried.includes(key)))
      say('objectives', `No inject tries the objective ${key}.`)
  return faults
}
