import { expect, test } from 'vitest'
import { Captured } from '../../contract/captures.ts'
import { captures } from './capture-line.ts'
import { capturedOf, noMore, plainAmount } from './capture-send.ts'

test.each([
  ['1250', '1250'],
  ['1250,5', '1250.5'],
  ['1.250,50', '1250.50'],
  ['1,250.50', '1250.50'],
  ["1'250.50", '1250.50'],
  ['12 500', '12500'],
  ['1.250', '1250'],
])('a lead who types the amount %s means %s', (typed, meant) => {
  expect(plainAmount(typed)).toBe(meant)
})

test('whatever a line becomes, it is what the server takes', () => {
  for (const what of captures) {
    const more = { ...noMore, amount: '12,50', minutes: '20', options: 'Wait\n\n' }
    expect(Captured.safeParse(capturedOf(what, 'Words', more, [])).success, what).toBe(true)
  }
})

test('a lead who leaves the minutes empty is still held up', () => {
  expect(capturedOf('blocked', 'No key', noMore, [])).toEqual({
    kind: 'blocked',
    text: 'No key',
    by: 'people',
  })
})
