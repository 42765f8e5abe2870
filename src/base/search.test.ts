import { expect, test } from 'vitest'
import { folded, folding, isFoundIn, soughtIn, wordQuery } from './search.ts'

test('a searcher asks the index for the longest word and the rows for all of them', () => {
  expect(wordQuery(['disk', 'host4001', 'new'])).toEqual({
    all: 'disk:* & host4001:* & new:*',
    longest: 'host4001:*',
  })
  expect(wordQuery(['zebra'])).toEqual({ all: 'zebra:*', longest: 'zebra:*' })
})

const asked = { limit: 5, language: 'en' } as const

test('U61 a searcher’s words are the same however an umlaut, a case or a defanged address is written', () => {
  expect(['Müller', 'MUELLER', 'muller', 'Mu\u0308ller'].map(folded)).toEqual(Array(4).fill('muller'))
  expect(folded('Straße, STRASSE')).toBe('strase, strase')
  expect(folded('hxxps[:]//evil[.]example')).toBe('https://evil.example')
  expect(soughtIn('1.2.3[.]4', asked)?.words).toEqual(['1.2.3.4'])
  expect(soughtIn(' anna  Anna ', asked)?.words).toEqual(['anna'])
})

test('U61 a searcher who typed one letter is told that it is too short, and one digit is a number', () => {
  expect(['', ' ', 'a', 'ä', '%', '[', '()'].map((q) => soughtIn(q, asked))).toEqual(Array(7).fill(undefined))
  expect(soughtIn('7', asked)?.words).toEqual(['7'])
  expect(soughtIn('a b c', asked)).toBeUndefined()
})

test('U61 a searcher finds a text only where each word stands in it, in parts of its words too', () => {
  const sought = soughtIn('kasse müll', asked)
  expect(sought && isFoundIn(sought, 'Die Ladenkasse', 'bei Mueller')).toBe(true)
  expect(sought && isFoundIn(sought, 'Die Ladenkasse')).toBe(false)
})

test('U61 each letter that the database folds has its counterpart in the same place', () => {
  const { from, to } = folding
  expect(from.slice(0, to.length)).toHaveLength(to.length)
  expect(from.slice(to.length)).toBe('[](){}')
})
