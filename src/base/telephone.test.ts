import { expect, test } from 'vitest'
import { dialAddress } from './telephone.ts'

test.each([
  ['+43 (1) 234', 'tel:+431234'],
  ['+43 (0)1 234-56', 'tel:+43123456'],
  ['020 7946 0550 ext. 12', 'tel:02079460550'],
  ['0664/99, at night only', 'tel:066499'],
  ['101', 'tel:101'],
  ['"><img src=x>', 'tel:'],
])('a person who taps %s dials %s', (written, address) => {
  expect(dialAddress(written)).toBe(address)
})
