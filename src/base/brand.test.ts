import { expect, test } from 'vitest'
import { brandFields, markOf } from './brand.ts'

test('an organisation that chose no letters goes by the first ones of its first two words', () => {
  expect(markOf({ name: 'Harbour Bakery (demo)', mark: '' })).toBe('HB')
  expect(markOf({ name: 'öko Bau', mark: '' })).toBe('ÖB')
  expect(markOf({ name: '…', mark: '' })).toBe('')
})

test('an organisation goes by the letters that it chose', () => {
  expect(markOf({ name: 'Harbour Bakery', mark: 'Hb7' })).toBe('Hb7')
})

test('an organisation cannot choose a mark of four letters or with a sign in it', () => {
  expect(brandFields.mark.safeParse('HBKY').success).toBe(false)
  expect(brandFields.mark.safeParse('<b>').success).toBe(false)
})
