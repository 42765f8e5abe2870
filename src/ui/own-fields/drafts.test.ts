import { expect, it } from 'vitest'
import { OwnField } from '../../base/own-fields.ts'
import { draftFault, draftValues } from './drafts.ts'

const field = (key: string, kind: string) => OwnField.parse({ key, kind, name: { en: key } })

it('a person types a number with a comma or a point, and what is empty is no answer', () => {
  const fields = [field('a', 'number'), field('b', 'number'), field('c', 'text'), field('d', 'yes_no')]
  expect(draftValues(fields, { a: '2,5', b: ' 3.25 ', c: '  ', d: false })).toEqual({
    a: 2.5,
    b: 3.25,
    d: false,
  })
})

it('a person who types words for a number is told at that field, and only there', () => {
  expect([draftFault(field('a', 'number'), 'many'), draftFault(field('c', 'text'), 'many')]).toEqual([
    'number',
    undefined,
  ])
})
