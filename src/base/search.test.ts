import { expect, test } from 'vitest'
import { wordQuery } from './search.ts'

test('a searcher asks the index for the longest word and the rows for all of them', () => {
  expect(wordQuery(['disk', 'host4001', 'new'])).toEqual({
    all: 'disk:* & host4001:* & new:*',
    longest: 'host4001:*',
  })
  expect(wordQuery(['zebra'])).toEqual({ all: 'zebra:*', longest: 'zebra:*' })
})
