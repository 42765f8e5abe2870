import { expect, test } from 'vitest'
import { muteDeputies } from './deputies.ts'

test('a deputy whom mail alone reaches is named once, and one who left, or can be called, is not', () => {
  const of = (name: string, number: string, isHere = true) => ({ deputy: { id: name, name, number, isHere } })
  const held = [
    of('Dora', 'dora@example.com'),
    of('Dora', 'dora@example.com'),
    of('Carl', ''),
    of('Anna', '+43 660 1'),
    of('Bert', '', false),
    { deputy: null },
  ]
  expect(muteDeputies(held)).toEqual(['Carl', 'Dora'])
})
