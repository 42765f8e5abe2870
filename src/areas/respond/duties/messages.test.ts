import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { factWords } from '../../register/obligations/contract.ts'
import { standings } from './contract/board.ts'
import { factNames } from './rules/case-facts.ts'

test.each(['en', 'de'])('a reader finds each fact and each word of a list in %s', (language) => {
  const keys = [
    ...factNames.map((fact) => `fact.${fact}`),
    ...standings.map((standing) => `standing.${standing}`),
    ...Object.entries(factWords).flatMap(([fact, words]) =>
      words.map((word) => `${fact === 'risk_to_individuals' ? 'risk' : 'word'}.${word}`),
    ),
  ]
  const text = readFileSync(join(import.meta.dirname, `messages/${language}.json`), 'utf8')
  const catalogue: unknown = JSON.parse(text)
  expect(keys.filter((key) => typeof sentence(catalogue, key) !== 'string')).toEqual([])
})

function sentence(catalogue: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce(
      (at: unknown, part) =>
        typeof at === 'object' && at !== null ? new Map<string, unknown>(Object.entries(at)).get(part) : at,
      catalogue,
    )
}
