import { expect, test } from 'vitest'
import { emptyValue, instantOf, localOf, wireValues, type EntryField } from './entry-values.ts'

test('a person who leaves a field empty sends nothing for it, and lines become a list', () => {
  const fields: EntryField[] = [
    { kind: 'line', name: 'name', label: 'Name' },
    { kind: 'text', name: 'note', label: 'Note', isOptional: true },
    { kind: 'lines', name: 'tests', label: 'Tests' },
    { kind: 'number', name: 'minutes', label: 'Minutes' },
    { kind: 'yes', name: 'checked', label: 'Checked' },
    { kind: 'many', name: 'who', label: 'Who', options: [] },
  ]
  const values = { name: ' Till ', note: '  ', tests: 'a\n\n b ', minutes: '90', checked: false, who: ['x'] }
  expect(wireValues(fields, values)).toEqual({
    name: 'Till',
    tests: ['a', 'b'],
    minutes: 90,
    checked: false,
    who: ['x'],
  })
})

test('a person finds the first choice chosen, unless none is an answer too', () => {
  const options = [{ value: 'a', label: 'A' }]
  expect(emptyValue({ kind: 'choice', name: 'x', label: 'X', options })).toBe('a')
  expect(emptyValue({ kind: 'choice', name: 'x', label: 'X', options, isOptional: true })).toBe('')
})

test('a moment goes there and back to the minute, and nonsense stays for the server to refuse', () => {
  const moment = new Date('2026-03-01T08:05:00Z')
  expect(instantOf(localOf(moment))).toBe(moment.toISOString())
  expect(instantOf('soon')).toBe('soon')
})
