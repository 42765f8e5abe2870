import { expect, test } from 'vitest'
import { readPeople } from './people.ts'

test.each([
  ['', null],
  ['  ', null],
  ['40', 40],
  ['0', 0],
  ['1.200', 1200],
  ['1,200,000', 1_200_000],
  ['1 200', 1200],
  ["1'200", 1200],
  ['about 40', 40],
  ['ca. 1.200', 1200],
])('a responder who counts %j people is understood', (typed, count) => {
  expect(readPeople(typed)).toBe(count)
})

test.each(['40-50', '40 bis 50', '40 50', '1.5', '12,5', '-3', 'many', '4e3', '99999999999'])(
  'a responder who writes %j is asked again, and no other number is kept',
  (typed) => {
    expect(readPeople(typed)).toBeUndefined()
  },
)
