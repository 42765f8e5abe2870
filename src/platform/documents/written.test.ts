import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownOf } from './markdown.ts'
import { webPageOf } from './web-page.ts'
import { wordOf } from './word.ts'
import type { WrittenDocument } from './written.ts'

const hostile = "<script>alert(1)</script> [x](javascript:x) \"onload='x' | \u0000\u202e & two\nlines"
const document: WrittenDocument = {
  title: hostile,
  organisation: 'Harbour Bakery',
  language: 'en',
  label: 'TLP:AMBER',
  lead: [hostile],
  footer: 'Record as of today',
  hasContents: false,
  isPaged: false,
  sections: [
    {
      title: hostile,
      note: '',
      blocks: [
        { kind: 'heading', text: hostile },
        { kind: 'paragraph', text: hostile },
        { kind: 'list', items: [hostile], isOrdered: true },
        { kind: 'table', head: [hostile, 'B'], rows: [[hostile, 'b']] },
        { kind: 'card', title: hostile, lines: [hostile], isWarning: true },
      ],
    },
  ],
}

test('a reader of the web page runs nothing that somebody wrote, and loads nothing from elsewhere', () => {
  const bytes = new TextEncoder().encode('{"a":"</a><script>"}')
  const page = webPageOf(document, [{ name: 'a".json', words: '<b>', mediaType: 'application/json', bytes }])
  expect(page).not.toMatch(/<script|<b>|<img/i)
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).not.toMatch(/[\0\u202e]/)
  expect([...page.matchAll(/(?:src|href)="([^"]{0,31})/g)].map(([, to]) => to)).toEqual([
    'data:application/json;base64,ey',
  ])
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
})

test('a reader of the plain text sees marks of somebody as signs, and a cell of two lines in one row', () => {
  const text = markdownOf(document)
  expect(text).not.toMatch(/(?<!\\)<script|(?<!\\)\]\(/)
  expect(text).toMatch(/^\| [^\n]*two<br>lines \| b \|$/m)
})

test.each([
  ['---', '\\---'],
  ['-', '\\-'],
  ['- a point', '\\- a point'],
  ['  + a point', '\\+ a point'],
  ['===', '\\==='],
  [':-', '\\:-'],
  ['1.', '1\\.'],
  ['  12) twelve', '12\\) twelve'],
  ['    code', 'code'],
  ['\tcode', 'code'],
  ['\u2028# head', '\\# head'],
  ['&lt;b&gt;', '\\&lt;b\\&gt;'],
  ['1.5 litres - about', '1.5 litres - about'],
])('the line %j of somebody below another stays words in plain text', (line, written) => {
  const text = markdownOf({
    ...document,
    sections: [{ title: 'a', note: '', blocks: [{ kind: 'paragraph', text: `Words\n${line}` }] }],
  })
  expect(text.split('\n').filter((one) => one.trim() !== '')).toContain(written)
})

test('no line that somebody wrote begins as a list, a heading, a rule or code does', () => {
  const marks = fc.constantFrom(...'-+=:#>*_~`|1.) \t\n\r\u2028\u200bab'.split(''))
  fc.assert(
    fc.property(fc.string({ unit: marks, maxLength: 12 }), (words) => {
      const block = { kind: 'paragraph', text: `Words\n${words}` } as const
      const text = markdownOf({ ...document, sections: [{ title: 'a', note: '', blocks: [block] }] })
      const own = text.slice(text.indexOf('\nWords') + 1, text.lastIndexOf('**TLP'))
      for (const line of own.split('\n'))
        expect(line).not.toMatch(
          /^(?: {4}|\t| {0,3}(?:[-+=:](?![\p{L}\p{N}])|[#>*_~`|]|\d{1,9}[.)](?:\s|$)))/u,
        )
    }),
  )
})

test('a reader of the Word file finds the mark in head and foot of each page, and two lines as two', async () => {
  const parts = partsOf(Buffer.from(await wordOf(document)))
  expect(parts.get('word/header1.xml')).toContain('TLP:AMBER')
  expect(parts.get('word/footer1.xml')).toContain('TLP:AMBER')
  const body = parts.get('word/document.xml') ?? ''
  expect(body).toContain('&lt;script&gt;')
  expect(body).not.toContain('<script')
  expect(body).toMatch(/>lines<\/w:t>/)
})

/** The parts of a small ZIP, by the sizes in its central directory (APPNOTE 4.3.12). */
function partsOf(zip: Buffer): Map<string, string> {
  const parts = new Map<string, string>()
  for (let at = zip.indexOf('PK\x01\x02'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const name = zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString()
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(from, from + packed)
    parts.set(name, (method === 0 ? bytes : inflateRawSync(bytes)).toString())
  }
  return parts
}
