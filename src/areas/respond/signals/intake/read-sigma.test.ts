import { expect, test } from 'vitest'
import { flattened } from '../rules/sigma/events.ts'
import { readSigmaFile, sigmaDetection } from './read-sigma.ts'
import { regexEngine } from './regular-expressions.ts'
import { whyNotWith } from './why-not.ts'

const regex = await regexEngine()
const rule = (selection: string, rest = '') => `title: A rule
name: a_rule
detection: { selection: { ${selection} }, condition: selection }
${rest}`
const readOne = (text: string) => readSigmaFile(text, regex).rules[0]
const fits = (selection: string, event: Record<string, unknown>) => {
  const compiled = sigmaDetection(rule(selection), { regex, list: () => [] })
  return compiled !== undefined && 'fits' in compiled && compiled.fits(flattened(event))
}

test('U15 regular expressions run as the specification says: letters as they are, and with i, m and s', () => {
  const line = { CommandLine: 'cmd /c WHOAMI\nnext' }
  expect(fits(`CommandLine|re: 'WHO[A-Z]{3}'`, line)).toBe(true)
  expect(fits(`CommandLine|re: 'who[a-z]{3}'`, line)).toBe(false)
  expect(fits(`CommandLine|re|i: 'who[a-z]{3}'`, line)).toBe(true)
  expect(fits(`CommandLine|re: 'WHOAMI$'`, line)).toBe(false)
  expect(fits(`CommandLine|re|m: 'WHOAMI$'`, line)).toBe(true)
  expect(fits(`CommandLine|re: 'WHOAMI.next'`, line)).toBe(false)
  expect(fits(`CommandLine|re|s: 'WHOAMI.next'`, line)).toBe(true)
  expect(fits(`Other|re: '.*'`, line)).toBe(false)
  expect(fits(`'|re': 'W[HX]O'`, line)).toBe(true)
})

test('U15 a regular expression of a stranger does not hold the server up, and one that could says that it does not run', () => {
  const evil = { a: `${'a'.repeat(30_000)}!` }
  for (const pattern of ['(a+)+$', '(a|aa)*b', '(.*a){25}b', '^(([a-z])+.)+[A-Z]$'])
    expect(fits(`'a|re': '${pattern}'`, evil)).toBe(false)
  expect(readOne(rule(`'a|re': '(?=x)y'`))?.whyNot).toContain('regular expression does not run here')
  expect(readOne(rule(`'a|re': '(a)\\1'`))?.whyNot).toContain('regular expression does not run here')
  expect(readSigmaFile('a: &a [*a]', regex)).toMatchObject({ rules: [], faults: [{ document: 1 }] })
  expect(readOne(rule(`'a|re': '((a{100}){100}){100}'`))?.whyNot).toContain('repeat')
  expect(readOne(rule(`'a|re': '(abcdefghij){900}'`))?.whyNot).toContain('too large')
})

test('U15 a rule that the lists of today break says so and stops no other', () => {
  const long = 'x'.repeat(200_000)
  const [read] = readSigmaFile(rule(`'a|cidr|expand': '%own%'`), regex).rules
  if (read === undefined) throw new Error('the rule was not read')
  const row = { ...read, id: '1', isOn: true, addedBy: '', addedAt: new Date(0) }
  const broken = { ...row, tags: [], techniques: [], lists: ['own'], parts: [] }
  const looking = { ...broken, id: '2', text: '', lists: [], parts: ['a_rule'] }
  const why = (entries: string[]) => whyNotWith([broken, looking], new Map([['own', entries]]), regex)
  expect([why(['10.0.0.0/8'])(broken), why(['10.0.0.0/8'])(looking)]).toEqual(['', ''])
  expect(why(['eve'])(broken)).toContain('no range')
  expect(why(['eve'])(looking)).toContain('"a_rule"')
  expect(fits(`'a|utf16le|contains': ${long}`, { a: 'x' })).toBe(false)
  expect(sigmaDetection('a: &a [*a]', { regex, list: () => [] })).toBeUndefined()
})

test('U15 a rule says by which name others know it, which lists it asks for, and at which rules it looks', () => {
  expect(readOne(rule(`'User|expand': ['%Admins%', '%own_domains%\\%x%']`))).toMatchObject({
    name: 'a_rule',
    lists: ['admins', 'own_domains', 'x'],
    parts: [],
    whyNot: '',
  })
  const correlation = `title: Many
correlation: { type: event_count, rules: [a_rule], group-by: [User], timespan: 5m, condition: { gte: 5 } }
`
  expect(readOne(correlation)).toMatchObject({ parts: ['a_rule'], whyNot: '' })
  expect(readOne(correlation.replace('event_count', 'value_sum'))?.whyNot).toContain('value_sum')
})
