import { expect, test } from 'vitest'
import { itemsFor, whyNotConcluded } from './concluding.ts'

const points = [
  { side: 'for', evidenceId: 'a' },
  { side: 'for', evidenceId: 'a' },
  { side: 'for', evidenceId: null },
  { side: 'against', evidenceId: null },
] as const

test('R51 a responder concludes only with sealed evidence on the side that the conclusion takes', () => {
  expect(itemsFor({ standing: 'supported', points })).toEqual(['a'])
  expect(whyNotConcluded({ standing: 'supported', points })).toBeUndefined()
  expect(whyNotConcluded({ standing: 'refuted', points })).toContain('against')
  expect(whyNotConcluded({ standing: 'supported', points: [] })).toContain('for this idea')
})

test('R51 a responder may always leave an idea open', () => {
  expect(whyNotConcluded({ standing: 'open', points: [] })).toBeUndefined()
  expect(itemsFor({ standing: 'open', points })).toEqual([])
})
