import * as z from 'zod'
import { expect, test } from 'vitest'
import { faultsOf } from './faults.ts'

const say = (key: string) => key
const schema = z.object({
  title: z.string().min(5),
  email: z.email(),
  severity: z.enum(['S1', 'S2']),
  note: z.string().max(3).optional(),
  code: z.string().regex(/^\d+$/, 'Only digits, as printed on the sheet.').optional(),
})
const good = { title: 'Skull on the till', email: 'a@b.ch', severity: 'S1' }

test('a person who filled everything in has no fault', () => {
  expect(faultsOf(schema, { ...good, note: '', code: '' }, say).size).toBe(0)
})

test.each([
  ['title', '', 'form.missing'],
  ['title', 'abc', 'form.tooShort'],
  ['email', 'nobody', 'form.email'],
  ['severity', 'S9', 'form.choose'],
  ['note', 'abcd', 'form.tooLong'],
  ['code', 'x', 'Only digits, as printed on the sheet.'],
])('a person reads at %s with %j: %s', (field, value, sentence) => {
  expect([...faultsOf(schema, { ...good, [field]: value }, say)]).toEqual([[field, sentence]])
})
