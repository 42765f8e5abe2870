import { expect, test } from 'vitest'
import { faultsOfLine } from './scope.ts'

const data = {
  ...{ topic: 'data' as const, people: null, places: {}, details: [], isEncrypted: null },
  ...{ hoursDown: null, isCritical: null, hitsCustomers: null },
}
const paths = (line: Partial<Parameters<typeof faultsOfLine>[0]>) =>
  faultsOfLine({ ...data, ...line }).map(({ path }) => path)

test('a responder counts no more people by place than there are', () => {
  expect(paths({ people: 40, places: { AT: 30, DE: 10 } })).toEqual([])
  expect(paths({ people: 39, places: { AT: 30, DE: 10 } })).toEqual(['people'])
  expect(paths({ places: { US: 3, 'US-CA': 4 } })).toEqual(['places'])
})

test('a responder says of work what belongs to work, and of data what belongs to data', () => {
  expect(paths({ hoursDown: 3, isCritical: true, hitsCustomers: false })).toEqual([
    'hoursDown',
    'isCritical',
    'hitsCustomers',
  ])
  const work = { topic: 'work' as const, people: 3, places: { AT: 3 }, details: ['ssn'], isEncrypted: true }
  expect(paths(work)).toEqual(['people', 'places', 'details', 'isEncrypted'])
  expect(paths({ topic: 'work', hoursDown: 5, isCritical: true })).toEqual([])
})
