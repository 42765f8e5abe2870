import { expect, test } from 'vitest'
import { whyFull } from './full.ts'

test('a responder adds to a list of 1,999, and is told why a list of 2,000 takes no more', () => {
  expect(whyFull(1999)).toBeUndefined()
  expect(whyFull(2000)).toContain('at most 2,000')
})
