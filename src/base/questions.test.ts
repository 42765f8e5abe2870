import { expect, test } from 'vitest'
import {
  areAnswerable,
  doubtful,
  mayRemoveOption,
  needsRewriting,
  withOption,
  withoutOption,
  wrongAnswers,
} from './questions.ts'

const asked = [
  { question: 'a', options: ['x', 'y'], right: 1, about: 0 },
  { question: 'b', options: ['x', 'y'], right: 0, about: 1 },
]

test('a question that nobody answered is missed', () => {
  expect(wrongAnswers(asked, [1, 0])).toEqual([])
  expect(wrongAnswers(asked, [1, 1])).toEqual([1])
  expect(wrongAnswers(asked, [1])).toEqual([1])
})

test('R122 words are to be rewritten when a quarter of the answers miss them, and one slip is only a slip', () => {
  expect(needsRewriting({ answered: 4, missed: 1 })).toBe(false)
  expect(needsRewriting({ answered: 8, missed: 2 })).toBe(true)
  expect(needsRewriting({ answered: 9, missed: 2 })).toBe(false)
})

test('a writer reads the worst question first, and of none that two people answered, however often', () => {
  const counts = [
    { question: 0, answered: 10, missed: 1 },
    { question: 1, answered: 4, missed: 3 },
    { question: 2, answered: 2, missed: 2 },
    { question: 3, answered: 9, missed: 0 },
  ]
  expect(doubtful(counts, 2)).toEqual([])
  expect(doubtful(counts, 3)).toEqual([
    { question: 1, answered: 4, missed: 3, needsRewriting: true },
    { question: 0, answered: 10, missed: 1, needsRewriting: false },
  ])
})

test('a writer adds answers up to four and takes them away down to two, and the right one stays right', () => {
  const two = { question: 'How long?', options: ['Four', 'Fourteen'], right: 1, about: 0 }
  const four = withOption(withOption(two))
  expect(four.options).toEqual(['Four', 'Fourteen', '', ''])
  expect(withOption(four)).toBe(four)
  expect(withoutOption(four, 0)).toMatchObject({ options: ['Fourteen', '', ''], right: 0 })
  expect(withoutOption(four, 3)).toMatchObject({ options: ['Four', 'Fourteen', ''], right: 1 })
  expect(mayRemoveOption(four, 1)).toBe(false)
  expect(withoutOption(four, 1)).toBe(four)
  expect(withoutOption(two, 0)).toBe(two)
})

test('a question whose right answer is none of its own cannot be asked', () => {
  expect(areAnswerable(asked)).toBe(true)
  expect(areAnswerable([{ options: ['x', 'y'], right: 2 }])).toBe(false)
})
