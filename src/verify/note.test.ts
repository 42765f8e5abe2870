import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noTestData, testData } from '../../tests/data.ts'
import { openNote, readVerifierKey } from './note.ts'
import { origin } from './test-example.ts'
import { sha256, TestLog } from './test-writer.ts'

test('a reader opens the example note of the C2SP specification with its example key', (context) => {
  const folder = testData('tlog') ?? context.skip(noTestData('tlog'))
  const page = readFileSync(join(folder, 'signed-note.md'), 'utf8')
  const line = /^ {4}(example\.com\/foo\+\S+)$/m.exec(page)?.[1] ?? ''
  const note = /```\n(This is an example message\.\n[^`]*)```/.exec(page)?.[1] ?? ''

  expect(openNote(note, readVerifierKey(line, 3), 4, 'the note')).toBe('This is an example message.\n')
})

const log = new TestLog(origin)
const key = readVerifierKey(log.key, 3)
const note = log.sign('a text\n')

test('a reader gets the signed text of an honest note', () => {
  expect(openNote(note, key, 4, 'the note')).toBe('a text\n')
})

const renamed = note.replace(/\u2014 \S+/, '\u2014 stranger.example')
const signature = note.slice(note.indexOf('\u2014'))
test.each([
  ['without a signature', 'a text\n'],
  ['with the signature alone', signature],
  ['with two signature lines', note + signature],
  ['with a stranger below it', `${note}\u2014 stranger.example AAAAAAAA\n`],
  ['without its last newline', note.slice(0, -1)],
  ['with a carriage return', note.replace('a text\n', 'a text\r\n')],
  ['with a hyphen for the dash', note.replace('\u2014', '-')],
  ['with two spaces', note.replace('\u2014 ', '\u2014  ')],
  ['with base64 without padding', note.replace(/=*\n$/, '\n')],
  ['with another name over the same signature', renamed],
  ['with another key id over the same signature', withOtherKeyId(note)],
  ['with a tab that was signed', log.sign('a\ttext\n')],
  ['with another text', note.replace('a text', 'b text')],
  ['signed with another key of the same name', new TestLog(origin, 'another seed').sign('a text\n')],
  ['signed under another name', new TestLog(origin.replace(/1$/, '2')).sign('a text\n')],
])('a reader refuses a note %s', (_how, text) => {
  expect(() => openNote(text, key, 4, 'the note')).toThrow(/note|signature/i)
})

// The base64 may itself hold a plus.
const [, name = '', id = '', material = ''] = /^(.*?)\+(.*?)\+(.*)$/.exec(log.key) ?? []
const otherType = Buffer.from(material, 'base64').with(0, 4)
const otherTypeId = sha256(name, '\n', otherType).subarray(0, 4).toString('hex')
test.each([
  ['that is empty', ''],
  ['with a wrong key id', `${name}+00000000+${material}`],
  ['with a key id of seven digits', `${name}+${id.slice(1)}+${material}`],
  ['of another signature type', `${name}+${otherTypeId}+${Buffer.from(otherType).toString('base64')}`],
  ['with a short key', `${name}+${id}+${Buffer.of(1, 2, 3).toString('base64')}`],
  ['with a space in its name', `a b+${id}+${material}`],
  ['with more behind it', `${log.key}+AAAA`],
])('a reader refuses a key line %s', (_how, line) => {
  expect(() => readVerifierKey(line, 3)).toThrow(/key/)
})

function withOtherKeyId(text: string): string {
  return text.replace(/\S+\n$/, (encoded) => {
    const bytes = Buffer.from(encoded, 'base64')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    return `${bytes.toString('base64')}\n`
  })
}
