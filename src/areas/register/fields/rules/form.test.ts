import { describe, expect, it } from 'vitest'
import { IncidentForm } from '../../../../base/own-fields.ts'
import { shippedForm } from '../content/shipped-form.ts'
import { formChanges, formFaults, successionFaults } from './form.ts'

type Sent = Record<string, unknown>
const formOf = (...fields: Sent[]): IncidentForm =>
  IncidentForm.parse({
    fields: fields.map((field) => ({ kind: 'yes_no', name: { en: `Field ${String(field.key)}` }, ...field })),
  })
const entry = (key: string, more: Sent = {}) => ({ key, name: { en: `Entry ${key}` }, ...more })
const list = (...choices: Sent[]) => ({ key: 'site', kind: 'choice', choices })

describe('U17 a form before it is put in force', () => {
  it('an owner begins with a form that has no fault and says the same in both languages', () => {
    expect(formFaults(IncidentForm.parse(shippedForm))).toEqual([])
    const names = shippedForm.fields.flatMap(({ name, choices }) => [name, ...choices.map((one) => one.name)])
    expect(names.every((name) => name['en'] !== undefined && name['de'] !== undefined)).toBe(true)
  })

  it.each([
    ['a key twice', formOf({ key: 'a' }, { key: 'a', name: { en: 'Other' } }), 'two fields'],
    ['a name twice', formOf({ key: 'a', name: { en: 'X' } }, { key: 'b', name: { en: 'x' } }), 'this name'],
    ['the key of the severity', formOf({ key: 'severity' }), 'severity itself'],
    ['a list without entries', formOf(list()), 'at least one entry'],
    ['a list of retired entries', formOf(list(entry('a', { isRetired: true }))), 'at least one entry'],
    ['an entry twice', formOf(list(entry('a'), entry('a', { name: { en: 'B' } }))), 'two entries'],
    [
      'a third level',
      formOf(list(entry('a'), entry('b', { under: 'a' }), entry('c', { under: 'b' }))),
      'two',
    ],
    ['an entry under nothing', formOf(list(entry('a', { under: 'z' }))), 'does not have'],
    ['a unit behind words', formOf({ key: 'a', kind: 'text', unit: 'h' }), 'unit'],
    ['a list for a day', formOf({ key: 'a', kind: 'date', choices: [entry('a')] }), 'Only a choice'],
    ['a severity that brings nothing known', formOf({ ...list(entry('a')), bySeverity: { S1: 'z' } }), 'S1'],
    ['a condition on nothing', formOf({ key: 'a', when: [{ of: 'z', any: ['yes'] }] }), 'does not have'],
    ['a condition on itself', formOf({ key: 'a', when: [{ of: 'a', any: ['yes'] }] }), 'does not have'],
    [
      'a condition no answer meets',
      formOf({ key: 'b' }, { key: 'a', when: [{ of: 'b', any: ['maybe'] }] }),
      'answer',
    ],
    ['a grade that is none', formOf({ key: 'a', when: [{ of: 'severity', any: ['S5'] }] }), 'S1, S2'],
    [
      'a condition on words',
      formOf({ key: 'b', kind: 'text' }, { key: 'a', when: [{ of: 'b', any: ['yes'] }] }),
      'yes or no and on lists',
    ],
    [
      'a condition on a retired field',
      formOf({ key: 'b', isRetired: true }, { key: 'a', when: [{ of: 'b', any: ['yes'] }] }),
      'retired',
    ],
  ])('an owner who gives %s is told so', (_what, form, sentence) => {
    expect(formFaults(form).map(({ message }) => message)).toContainEqual(expect.stringContaining(sentence))
  })

  it('an owner whose fields wait for each other in a circle is told at each of them', () => {
    const form = formOf(
      { key: 'a', when: [{ of: 'c', any: ['yes'] }] },
      { key: 'b', when: [{ of: 'a', any: ['yes'] }] },
      { key: 'c', when: [{ of: 'b', any: ['no'] }] },
      { key: 'd', when: [{ of: 'a', any: ['yes'] }] },
    )
    expect(formFaults(form).map(({ path }) => path)).toEqual([
      'fields.0.when',
      'fields.1.when',
      'fields.2.when',
    ])
  })
})

describe('U14 lists and fields that live on', () => {
  const before = formOf(list(entry('a'), entry('b')), { key: 'paper' })

  it.each([
    ['a field', formOf(list(entry('a'), entry('b'))), 'Field paper'],
    ['an entry', formOf(list(entry('a')), { key: 'paper' }), 'Entry b'],
    ['a kind', formOf(list(entry('a'), entry('b')), { key: 'paper', kind: 'text' }), 'keeps its kind'],
  ])('an owner cannot take %s away, and is told to retire it', (_what, after, sentence) => {
    expect(successionFaults(before, after).map(({ message }) => message)).toEqual([
      expect.stringContaining(sentence),
    ])
  })

  it('a reader of the history sees what was added, renamed, retired and put in another order', () => {
    const after = formOf(
      { key: 'paper', isRetired: true },
      list(entry('b'), entry('a', { name: { en: 'Shop' } }), entry('c')),
      { key: 'new' },
    )
    expect(successionFaults(before, after)).toEqual([])
    expect(formChanges(before, after).map(({ name, how, to }) => `${how} ${name} ${to}`.trim())).toEqual([
      'retired Field paper',
      'renamed Field site: Shop Shop',
      'new Field site: Entry c',
      'moved Field site',
      'new Field new',
      'moved',
    ])
  })

  it('an owner who changes the plain word of a severity sees it, and nothing else, as changed', () => {
    const words = { ...before, severityWords: { S1: { en: 'Disaster' } } }
    expect(formChanges(before, words)).toEqual([
      { part: 'severity', name: 'S1', how: 'renamed', from: '', to: 'Disaster' },
    ])
    // As a database gives it back: other order of keys, same content.
    const turned = JSON.parse(JSON.stringify(before), (_key, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ) as IncidentForm // the same content
    expect(formChanges(before, turned)).toEqual([])
  })
})
