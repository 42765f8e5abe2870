import { expect, test } from 'vitest'
import { askedOf, nothingAsked, placesIn } from './asked.ts'

test('a responder writes one place on each line, and a line that is none is said', () => {
  expect(placesIn('at 120\n\n US-CA: 40 ')).toEqual({ AT: 120, 'US-CA': 40 })
  expect(placesIn('')).toEqual({})
  expect(placesIn('Austria 120')).toBeUndefined()
  expect(placesIn('AT 1\nat 2')).toBeUndefined()
})

test('a responder says of work its hours with comma or point, and nothing of what belongs to data', () => {
  const draft = { ...nothingAsked, hours: '2,5', critical: 'yes' as const, places: 'AT 3' }
  expect(askedOf('work', draft)).toEqual({ said: { hoursDown: 2.5, isCritical: true, hitsCustomers: null } })
  expect(askedOf('work', { ...draft, hours: 'long' })).toEqual({ odd: 'hours' })
  // A form leaves out what was left empty: nobody said so, and that is not a no.
  expect(askedOf('data', { details: [] })).toEqual({ said: { places: {}, details: [], isEncrypted: null } })
  expect(askedOf('work', {}).said).toEqual({ hoursDown: null, isCritical: null, hitsCustomers: null })
  expect(askedOf('data', { ...draft, encrypted: 'no' })).toEqual({
    said: { places: { AT: 3 }, details: [], isEncrypted: false },
  })
})
