/** What can happen to this business, most likely and worst first. The same answers give the same list. */
import { pickedFrom, rankRules, usual, type RankedKind } from './words/ranking.ts'
import { words } from './words/words.ts'
import type { RankedIncident } from '../contract/answers.ts'
import { says, type Answers } from './answers.ts'

const everywhere = {
  question: '',
  because: words('It happens to firms of every kind', 'Das passiert Betrieben jeder Art'),
}

/** All kinds but `other`, each with at least one reason. Weights stay inside: unlike things make no score. */
export function rank(answers: Answers): RankedIncident[] {
  const kinds = Object.keys(usual) as RankedKind[] // keys() forgets what it was given
  return kinds
    .map((kind) => {
      const found = rankRules.filter((rule) => rule.kind === kind && says(answers, rule.question, ...rule.is))
      const weight = found.reduce((sum, rule) => sum + rule.weight, usual[kind])
      const own = found
        .toSorted((a, b) => b.weight - a.weight)
        .map(({ question, because }) => ({ question, because }))
      return { kind, weight, reasons: own.length > 0 ? own : [everywhere] }
    })
    .toSorted((a, b) => b.weight - a.weight || (a.kind < b.kind ? -1 : 1))
    .map(({ kind, weight, reasons }) => ({ kind, isPicked: weight >= pickedFrom, reasons }))
}
