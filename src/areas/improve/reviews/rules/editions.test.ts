import { expect, test } from 'vitest'
import { editionFor, type Material } from './editions.ts'

const material: readonly Material[] = [
  { section: 'learned', text: 'Mail was the weak spot', field: 'facts' },
  { section: 'learned', text: 'FILE01 had no copy', field: 'facts' },
  { section: 'causes', text: 'No second factor', field: 'causes' },
  { section: 'costs', text: '1,200 EUR', field: 'costs' },
]
const reader = {
  barred: '',
  whyWithheld: ({ field, text }: Pick<Material, 'field' | 'text'>) =>
    field === 'costs' || text.includes('FILE01') ? 'not for them' : undefined,
}
const textsFor = (audience: 'board' | 'customers' | 'insurer', isExercise = false) => {
  const { lines, withheld, barred } = editionFor(material, audience, { reader, isExercise })
  return [lines.map(({ text }) => text), withheld.map(({ text }) => text), barred]
}

test('R94 a customer sees only the sections meant for them, and of these no line that gives something away', () => {
  expect(textsFor('customers')).toEqual([['Mail was the weak spot'], ['FILE01 had no copy'], ''])
  expect(textsFor('insurer')).toEqual([
    ['Mail was the weak spot', 'No second factor'],
    ['FILE01 had no copy', '1,200 EUR'],
    '',
  ])
})

test('R94 nothing of a rehearsal goes to an outsider, and everything to the board that may see it', () => {
  expect(textsFor('customers', true)[2]).toContain('rehearsal')
  expect(textsFor('board', true)[2]).toBe('')
})
