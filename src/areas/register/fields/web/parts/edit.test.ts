import { expect, it } from 'vitest'
import { IncidentForm, type Choice } from '../../../../../base/own-fields.ts'
import { formFaults, successionFaults } from '../../rules/form.ts'
import { withKeys } from './edit-keys.ts'
import { keyOf, movedChoice, sendable, withChoice, withTheirs } from './edit.ts'

const entry = (key: string, under: string | null = null): Choice => ({
  key,
  name: { en: key },
  under,
  isRetired: false,
})
const tree = [entry('a'), entry('a1', 'a'), entry('a2', 'a'), entry('b'), entry('b1', 'b')]
const keys = (choices: readonly Choice[]) => choices.map(({ key }) => key).join(' ')

it('an owner who moves an entry takes along what stands under it, and stops at the ends', () => {
  expect(keys(movedChoice(tree, 'b', -1))).toBe('b b1 a a1 a2')
  expect(keys(movedChoice(tree, 'a2', -1))).toBe('a a2 a1 b b1')
  expect(keys(movedChoice(tree, 'b1', -1))).toBe(keys(tree))
})

it('an owner who adds an entry finds it behind the last of its level', () => {
  expect(keys(withChoice(tree, entry('a3', 'a')))).toBe('a a1 a2 a3 b b1')
  expect(keys(withChoice(tree, entry('c')))).toBe('a a1 a2 b b1 c')
})

it('a new field gets a key that nobody has, in whichever script its name is', () => {
  expect(keyOf({ de: 'Größe der Straße' }, [], 'field')).toBe('grosse_der_strasse')
  expect(keyOf({ en: 'Site' }, ['site', 'site_2'], 'field')).toBe('site_3')
  expect(keyOf({ en: '2nd шоп' }, [], 'field')).toBe('nd')
  expect(keyOf({ en: 'Severity' }, [], 'field')).toBe('severity_2')
  expect(keyOf({ ru: 'Место' }, ['field'], 'field')).toBe('field_2')
  expect(keyOf({ en: 'Constructor' }, [], 'field')).toBe('constructor_2')
})

it('an owner who began a field and left it unnamed is not held up by it', () => {
  const form = IncidentForm.parse({ fields: [{ key: 'a', kind: 'text', name: { en: 'A' } }] })
  const begun = { ...form.fields[0], key: 'b', name: { en: '', de: ' ' } } as (typeof form.fields)[number] // of a field
  const sent = sendable({
    fields: [...form.fields, begun],
    severityWords: { S1: { en: ' ' }, S2: { de: 'Ernst' } },
  })
  expect(sent.fields.map(({ key }) => key)).toEqual(['a'])
  expect(sent.severityWords).toEqual({ S2: { de: 'Ernst' } })
})

it('an owner who adds a list and a field that depends on it sends keys that say what they are, all in step', () => {
  const before = IncidentForm.parse({ fields: [{ key: 'site', kind: 'text', name: { en: 'Site' } }] })
  const form = IncidentForm.parse({
    fields: [
      ...before.fields,
      {
        key: 'field',
        kind: 'choice',
        name: { en: 'Which till' },
        choices: [
          { key: 'entry', name: { en: 'Front desk' } },
          { key: 'entry_2', name: { en: 'Site' }, under: 'entry' },
        ],
        bySeverity: { S1: 'entry_2' },
      },
      { key: 'field_2', kind: 'text', name: { en: 'Site' }, when: [{ of: 'field', any: ['entry_2'] }] },
    ],
  })
  const [, list, last] = withKeys(form, before).fields
  expect([list?.key, list?.choices, list?.bySeverity]).toMatchObject([
    'which_till',
    [{ key: 'front_desk' }, { key: 'site', under: 'front_desk' }],
    { S1: 'site' },
  ])
  expect([last?.key, last?.when]).toEqual(['site_2', [{ of: 'which_till', any: ['site'] }]])
})

it('an owner who keeps their own words takes along the field and the entry that somebody else added meanwhile', () => {
  const list = (choices: readonly Choice[]) => ({
    key: 'till',
    kind: 'choice',
    name: { en: 'Till' },
    choices,
  })
  const mine = IncidentForm.parse({ fields: [{ ...list([entry('a')]), name: { en: 'Which till' } }] })
  const theirs = IncidentForm.parse({
    fields: [{ key: 'site', kind: 'text', name: { en: 'Site' } }, list([entry('a'), entry('a1', 'a')])],
  })
  const kept = withTheirs(mine, theirs)
  expect(kept.fields.map(({ key, name }) => [key, name['en']])).toEqual([
    ['till', 'Which till'],
    ['site', 'Site'],
  ])
  expect(keys(kept.fields[0]?.choices ?? [])).toBe('a a1')
  expect(successionFaults(theirs, kept)).toEqual([])
})

it('a field is not called as what every object has, so that no answer is read where none was given', () => {
  const form = (key: string) => IncidentForm.parse({ fields: [{ key, kind: 'text', name: { en: 'A' } }] })
  expect(formFaults(form('constructor')).map(({ path }) => path)).toEqual(['fields.0.key'])
  expect(formFaults(form('constructors'))).toEqual([])
})
