import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { Failure, fail, failUnless } from './failure.ts'
import { openNote, readVerifierKey } from './note.ts'
import { shown } from './report.ts'
import { base64, sha256 } from './shape.ts'

export type CopyVerdict =
  | { verdict: 'VERIFIED'; organisation: string; madeAt: string; madeBy: string; code: string }
  | { verdict: 'FAIL'; reason: string }

/** Whether a file is an offline copy: a page, where a bundle begins with a brace. */
export function isOfflineCopy(bytes: Uint8Array): boolean {
  return bytes[0] === 0x3c
}

/**
 * Checks the words of an offline copy against a key line that the reader got by another way. The page around them
 * is not judged: a forger's page can show what it likes, which is why this program exists.
 */
export function verifyCopy(page: string, passphrase: string, keyText: string): CopyVerdict {
  try {
    return checked(page, passphrase, keyText.trim())
  } catch (error) {
    if (error instanceof Failure) return { verdict: 'FAIL', reason: error.message }
    // JSON that is none, or nested deeper than any that Muster writes.
    if (error instanceof SyntaxError || error instanceof RangeError)
      return { verdict: 'FAIL', reason: 'The file is damaged.' }
    throw error
  }
}

export function copyReport(verdict: CopyVerdict): string {
  if (verdict.verdict === 'FAIL') return `FAIL ${shown(verdict.reason)}\n`
  const { organisation, madeAt, madeBy, code } = verdict
  return `VERIFIED ${shown(`offline copy of ${organisation}, made ${madeAt} by ${madeBy}, check code ${code}`)}\n`
}

type Fields = Readonly<Record<string, unknown>>

/** The rules of a bundle have numbers; a copy has none of them. */
const rule = 0
const mostRounds = 6_000_000
/** In the order in which they are bound to each chunk. */
const headerNames = ['format', 'kdf', 'iterations', 'salt', 'cipher', 'chunkBytes', 'chunks']

function checked(page: string, passphrase: string, keyLine: string): CopyVerdict {
  const key = readVerifierKey(keyLine, rule)
  const copy = sealedIn(page)
  const { signed, ...words } = fieldsOf(JSON.parse(opened(copy, passphrase)), 'The copy')
  const { note, key: ownKey } = fieldsOf(signed, 'The signature')
  failUnless(ownKey === keyLine, rule, 'The copy was signed with another key than the one given.')
  const body = openNote(textOf(note, 'The note'), key, rule, 'the copy')
  const text = (name: string) => textOf(words[name], `"${name}" of the copy`)
  const [madeAt, code] = [text('madeAt'), text('code')]
  const sum = sha256(sorted(words)).toString('base64')
  const isSigned = body === `muster-offline-copy/1\n${key.name}\n${madeAt}\n${code}\n${sum}\n`
  failUnless(isSigned, rule, 'The words are not those that were signed.')
  const isLabelled = copy['madeAt'] === madeAt && copy['code'] === code
  failUnless(isLabelled, rule, 'The date or code in front of the copy is not the one that was signed.')
  return { verdict: 'VERIFIED', organisation: text('organisation'), madeAt, madeBy: text('madeBy'), code }
}

function sealedIn(page: string): Fields {
  const [, text] = /<script type="application\/json" id="sealed">([^<]*)<\/script>/.exec(page) ?? []
  if (text === undefined) return fail(rule, 'The file holds no sealed words: it is no offline copy.')
  return fieldsOf(JSON.parse(text), 'The sealed part')
}

/** The words in clear; no byte of a chunk, of its place or of the header can be another. */
function opened(copy: Fields, passphrase: string): string {
  const header = fieldsOf(copy['header'], 'The header')
  failUnless(header['format'] === 'muster-handout/1', rule, 'The format is not muster-handout/1.')
  const rounds = header['iterations']
  const isUsual = typeof rounds === 'number' && Number.isInteger(rounds) && rounds > 0 && rounds <= mostRounds
  failUnless(isUsual, rule, 'The number of rounds is none that Muster writes.')
  const salt = base64(textOf(header['salt'], 'The salt'), 16, rule, 'The salt')
  const phrase = passphrase.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
  const key = pbkdf2Sync(phrase, salt, rounds, 32, 'sha256')
  const chunks: unknown[] = Array.isArray(copy['chunks']) ? copy['chunks'] : []
  failUnless(chunks.length > 0 && chunks.length === header['chunks'], rule, 'A chunk is missing.')
  const parts = chunks.map((chunk, at) => {
    const bytes = base64(textOf(chunk, `Chunk ${at}`), undefined, rule, `Chunk ${at}`)
    failUnless(bytes.length >= 16, rule, `Chunk ${at} is too short.`)
    const place = Buffer.alloc(12)
    place.writeUInt32BE(at, 8)
    const decipher = createDecipheriv('aes-256-gcm', key, place)
    decipher.setAAD(Buffer.from(JSON.stringify([...headerNames.map((name) => header[name]), at])))
    decipher.setAuthTag(bytes.subarray(-16))
    try {
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()])
    } catch {
      const why = 'The passphrase does not open the copy, or it was changed.'
      return fail(rule, at === 0 ? why : `Chunk ${at} was changed.`)
    }
  })
  return Buffer.concat(parts).toString('utf8')
}

/** JSON without blanks, keys by their UTF-16 code units. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${sorted(each)}`)
  return `{${parts.join(',')}}`
}

function fieldsOf(value: unknown, what: string): Fields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  failUnless(isObject, rule, `${what} is not an object.`)
  return value as Fields // an object of JSON, as was just asked
}

function textOf(value: unknown, what: string): string {
  return typeof value === 'string' ? value : fail(rule, `${what} is not a text.`)
}
