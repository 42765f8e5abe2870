import { expect, test } from 'vitest'
import { excerptOf, folded, plainOf, searchedWords } from './found.ts'
import { fileNames, isHostile, readFile, splitHead, writeFile } from './files.ts'
import { isLookDue, lookBy } from './look.ts'

const said = (parts: readonly { text: string; isFound: boolean }[]) =>
  parts.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join('')

test('a reader sees the words that they looked for, however an umlaut or an ending is written', () => {
  const words = searchedWords('überweisung Bänken').map(({ start }) => start)
  expect(words).toEqual(['ueberweisung', 'baenken'])
  expect(said(excerptOf('Die **Überweisungen** der Bänke.', words))).toBe('Die [Überweisungen] der [Bänke].')
  expect(said(excerptOf('Two `headers` in mail', ['header']))).toBe('Two [headers] in mail')
  expect(said(excerptOf('One header', ['headers']))).toBe('One [header]')
  expect(said(excerptOf('A bank', ['bankers']))).toBe('A bank')
  expect(folded('Straße')).toBe('strasse')
})

test('a piece of a long text begins a little before what was found, and says that there is more on both sides', () => {
  const body = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`
  const piece = said(excerptOf(body, ['needle']))
  expect(piece).toMatch(/^… (before ){5,9}\[needle\] (after ){5,40}/)
  expect(piece.endsWith(' …')).toBe(true)
  expect(piece.length).toBeLessThan(260)
  expect(said(excerptOf('x'.repeat(1000), []))).toBe(`${'x'.repeat(220)} …`)
})

test('a search of signs and marks asks for no words, and one of hundreds for few', () => {
  expect(searchedWords(' &|!():*<-> \'"\\ ')).toEqual([])
  expect(searchedWords('a b c d e f g h i j k')).toHaveLength(8)
})

test('the words of a text are without the signs of Markdown', () => {
  const body = '## Head\n\n- one\n1. two\n> three\n```sh\ncode\n```\n[tap](https://x.example) ![pic](y)'
  expect(plainOf(body)).toBe('Head one two three code tap pic')
})

test('an article asks to be looked at again after a year, a draft never does', () => {
  const looked = { state: 'in_use', lookedOn: '2026-02-28' } as const
  expect(lookBy(looked)).toBe('2027-02-28')
  expect(isLookDue(looked, '2027-02-27')).toBe(false)
  expect(isLookDue(looked, '2027-02-28')).toBe(true)
  expect(isLookDue({ state: 'withdrawn', lookedOn: '2000-01-01' }, '2027-02-28')).toBe(false)
  expect(isLookDue({ state: 'draft', lookedOn: null }, '2027-02-28')).toBe(false)
})

test('what goes out as a file comes back the same, whatever signs it holds', () => {
  const article = {
    title: 'Bank: "call" # first',
    tags: ['a: b', '- c'],
    kinds: ['ransomware' as const],
    body: '---\nnot a head\n---\n\n# Not the title',
  }
  const { head, rest } = splitHead(writeFile(article))
  const values = Object.fromEntries(
    head.split('\n').map((line): [string, unknown] => {
      const [, name = '', value = ''] = /^(\w+): (.*)$/.exec(line) ?? []
      return [name, JSON.parse(value)]
    }),
  )
  expect(readFile('x.md', values, rest)).toEqual(article)
})

test('a file without a head is called by its heading, one without a heading by its name', () => {
  expect(readFile('a/b.md', undefined, '# Call the bank #\n\nNow.')).toMatchObject({
    title: 'Call the bank',
    body: 'Now.',
  })
  expect(readFile('wiki/call_the-bank.md', 'odd', 'Now.')).toMatchObject({ title: 'call the bank' })
  expect(readFile('x.md', undefined, '# Title\n\n')).toMatch('no text')
  expect(readFile('x.md', undefined, 'a'.repeat(30_001))).toMatch('Make several')
})

test('no title becomes a name that a disk could mistake, and no two the same', () => {
  expect(fileNames(['Über Geld', '../../etc', 'über geld', 'con', '…'])).toEqual([
    'über-geld.md',
    'etc.md',
    '3-über-geld.md',
    '4-con.md',
    '5-.md',
  ])
})

test('a name in an archive that wants more than to be a name is told apart', () => {
  for (const bad of ['../x.md', 'a/../../x', '/etc/x', 'C:x', '..\\x', 'a\u0000b', '', 'x'.repeat(1001)])
    expect(isHostile(bad), bad).toBe(true)
  for (const good of ['a/b.md', 'a..b.md', 'über/geld.md']) expect(isHostile(good), good).toBe(false)
})
