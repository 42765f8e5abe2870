import { describe, expect, it } from 'vitest'
import { askedFields, keysOf, readValue, valueBySeverity, valueWords } from './own-field-values.ts'
import { OwnField, type FieldValues } from './own-fields.ts'

const field = (given: object) => OwnField.parse({ kind: 'text', name: { en: 'Name' }, ...given })
const entry = (key: string, under: string | null = null) => ({ key, name: { en: `The ${key}` }, under })
const site = field({
  key: 'site',
  kind: 'choice',
  choices: [entry('shop'), entry('quay', 'shop'), { ...entry('old'), isRetired: true }],
})
const paper = field({ key: 'paper', kind: 'yes_no', when: [{ of: 'site', any: ['shop'] }] })
const sheets = field({ key: 'sheets', kind: 'number', unit: 'kg', when: [{ of: 'paper', any: ['yes'] }] })
const said = { language: 'en', yes: 'Yes', no: 'No', personOf: () => 'Anna' }

describe('U17 fields that depend on answers', () => {
  const keys = (values: FieldValues, more: OwnField[] = [], severity: 'S1' | 'S3' = 'S3') =>
    askedFields([site, paper, sheets, ...more], { kind: 'other', severity, values }).map(({ key }) => key)

  it('a person who answers one field is asked the next, and an answer behind a hidden one counts for nothing', () => {
    expect(keys({})).toEqual(['site'])
    expect(keys({ site: 'quay' })).toEqual(['site', 'paper'])
    expect(keys({ site: 'quay', paper: true })).toEqual(['site', 'paper', 'sheets'])
    expect(keys({ site: 'old', paper: true })).toEqual(['site'])
    expect(keys({ paper: true })).toEqual(['site'])
  })

  it('a lead is asked what belongs to this kind and this severity, and nothing that is retired', () => {
    const more = [
      field({ key: 'grave', when: [{ of: 'severity', any: ['S1'] }] }),
      field({ key: 'ransom', kinds: ['ransomware'] }),
      field({ key: 'gone', isRetired: true }),
    ]
    expect(keys({}, more)).toEqual(['site'])
    expect(keys({}, more, 'S1')).toEqual(['site', 'grave'])
  })

  it('a program that is given a circle asks nothing of it, and ends', () => {
    const one = field({ key: 'one', kind: 'yes_no', when: [{ of: 'two', any: ['yes'] }] })
    const two = field({ key: 'two', kind: 'yes_no', when: [{ of: 'one', any: ['yes'] }] })
    expect(keys({ one: true, two: true }, [one, two])).toEqual(['site'])
  })
})

describe('U17 answers of each kind', () => {
  it.each([
    ['text', ' a line ', 'a line'],
    ['long_text', 'two\nlines', 'two\nlines'],
    ['number', 12.5, 12.5],
    ['date', '2028-02-29', '2028-02-29'],
    ['yes_no', false, false],
    ['web_address', 'https://example.org/a?b=c', 'https://example.org/a?b=c'],
  ] as const)('a person gives a %s and reads it back', (kind, sent, kept) => {
    expect(readValue(field({ key: 'a', kind }), sent)).toEqual({ value: kept })
  })

  it.each([
    ['text', 'two\nlines'],
    ['text', '   '],
    ['text', true],
    ['number', '12'],
    ['number', Number.NaN],
    ['number', 1e13],
    ['date', '2026-02-29'],
    ['yes_no', 'yes'],
    ['choice', 'old'],
    ['choice', 'nowhere'],
    ['choices', []],
    ['choices', ['shop', 'nowhere']],
    ['person', 'Anna'],
    ['web_address', 'javascript:alert(1)'],
    ['web_address', 'https://user:secret@example.org'],
  ] as const)('a stranger who sends as %s the value %j is told what fits', (kind, sent) => {
    const asked = field({ key: 'a', kind, choices: kind.startsWith('choice') ? site.choices : [] })
    expect(readValue(asked, typeof sent === 'object' ? [...sent] : sent)).toEqual({
      fault: expect.any(String),
    })
  })

  it('a reader finds a case by the entry and by the one it stands under, and reads both, retired ones too', () => {
    expect(keysOf(site, 'quay')).toEqual(['quay', 'shop'])
    expect(valueWords(site, 'quay', said)).toBe('The shop › The quay')
    expect(valueWords(site, 'old', said)).toBe('The old')
    expect(valueWords(sheets, 3, said)).toBe('3 kg')
  })

  it('a lead who ticks in another order has given the same answer', () => {
    const many = field({ key: 'many', kind: 'choices', choices: site.choices })
    expect(readValue(many, ['quay', 'shop', 'quay'])).toEqual({ value: ['shop', 'quay'] })
  })

  it('a severity brings an answer only while its entry is in use', () => {
    const follows = { ...site, bySeverity: { S1: 'shop', S2: 'old' } } as const
    expect([valueBySeverity(follows, 'S1'), valueBySeverity(follows, 'S2')]).toEqual(['shop', undefined])
  })
})
