import { expect, test } from 'vitest'
import { compareWords } from './compare-words.ts'

test('a reader sees which words came and went, whatever stayed before and behind them', () => {
  expect(compareWords('Pull the cable. Call Anna.', 'Pull the plug. Call Anna.')).toEqual([
    { text: 'Pull the ', state: 'same' },
    { text: 'cable. ', state: 'removed' },
    { text: 'plug. ', state: 'added' },
    { text: 'Call Anna.', state: 'same' },
  ])
  expect(compareWords('', 'New')).toEqual([{ text: 'New', state: 'added' }])
  expect(compareWords('One one', 'One')).toMatchObject([{ state: 'removed' }, { state: 'added' }])
  expect(compareWords('Same words', 'Same words')).toEqual([{ text: 'Same words', state: 'same' }])
})

test('two texts that have nothing in common are one out and one in, however long they are', () => {
  const [a, b] = ['a ', 'b '].map((word) => word.repeat(6000))
  expect(compareWords(a ?? '', b ?? '').map(({ state }) => state)).toEqual(['removed', 'added'])
})
