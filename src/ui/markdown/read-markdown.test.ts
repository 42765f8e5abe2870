import { expect, test } from 'vitest'
import { linkTarget, readMarkdown, type MarkdownPart } from './read-markdown.ts'

const kinds = (parts: readonly MarkdownPart[]): string[] => parts.map(({ kind }) => kind)

test('a reader sees headings, lists, tables and what must be found at once', () => {
  const parts = readMarkdown(
    [
      '# One',
      'Call **Anna** _now_ or `ring 12`.',
      '',
      '1. first',
      '2. second',
      '   - below',
      '',
      '- [x] done',
      '',
      '|a|b|',
      '|-|-|',
      '|1|2|',
      '',
      '> said',
      '',
      '---',
      '```',
      'x < y',
      '```',
    ].join('\n'),
  )
  expect(kinds(parts)).toEqual(['heading', 'paragraph', 'list', 'list', 'table', 'quote', 'rule', 'block'])
  expect(parts[2]).toMatchObject({ isOrdered: true, start: 1, items: [{ isDone: undefined }, {}] })
  expect(parts[3]).toMatchObject({ items: [{ isDone: true }] })
  expect(parts[1]).toMatchObject({
    parts: [{ text: 'Call ' }, { kind: 'strong' }, {}, { kind: 'em' }, {}, { kind: 'code' }, {}],
  })
})

test('whoever writes an article runs nothing and loads nothing at its readers', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="x()">word</b>',
    '![picture](https://evil.example/pixel.png)',
    '[tap](javascript:alert(1))',
    '[tap](JaVaScRiPt:alert(1))',
    '[tap](data:text/html,x)',
    '[tap](//evil.example)',
    '[tap](\\\\evil)',
    '<javascript:alert(1)>',
  ].join('\n\n')
  const all = JSON.stringify(readMarkdown(hostile))
  expect(all).not.toContain('"link"')
  expect(all).not.toContain('pixel.png')
  expect(all).toContain('<script>')
})

test('only addresses that are safe to tap become links', () => {
  for (const bad of [
    'javascript:x',
    ' javascript:x',
    'vbscript:x',
    'file:///etc',
    '//x.example',
    '/\\x.example',
    'https://',
    'x',
  ])
    expect(linkTarget(bad), bad).toBeUndefined()
  expect(linkTarget('/playbooks/ransomware')).toEqual({ where: 'inside', address: '/playbooks/ransomware' })
  for (const good of ['https://example.com/a?b#c', 'mailto:a@b.example', 'tel:+431234'])
    expect(linkTarget(good)?.where, good).toBe('outside')
})

test.each([
  ['quotes in quotes', '>'.repeat(20_000)],
  ['lists in lists', Array.from({ length: 300 }, (_one, place) => `${' '.repeat(place * 2)}- x`).join('\n')],
  ['stars', '*'.repeat(15_000) + 'a'.repeat(15_000)],
  ['brackets', '['.repeat(30_000)],
  ['half a link', '[a]('.repeat(7000)],
])('a text that is made to overrun the reader is still shown: %s', (_name, text) => {
  expect(readMarkdown(text).length).toBeGreaterThan(0)
})
