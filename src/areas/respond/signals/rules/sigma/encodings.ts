/** Values of a Sigma rule written otherwise: as an attacker encodes them, or with the dashes that Windows takes. */
import { concat, toBase64, utf8 } from '../../../../../base/ledger/bytes.ts'
import { SigmaFault } from './condition.ts'
import type { Piece } from './patterns.ts'

/** A value on its way through the modifiers: pieces to match, and its bytes where an encoding made them. */
export interface Value {
  readonly pieces: readonly Piece[]
  readonly bytes?: Uint8Array
}

/** What the specification lets stand for a dash or slash before a flag. */
const dashes: ReadonlySet<string> = new Set(['-', '/', '\u2013', '\u2014', '\u2015'])
/** A flag: nothing of a word before it, something of one after it. */
const flag = /(?<!\w)[-/](?=\w)/g
/** Five ways to write each dash: three of them are 125 values. */
const mostDashes = 3

export function withAnyDash({ pieces }: Value): Value {
  return {
    pieces: pieces.flatMap((piece): Piece[] => {
      if (typeof piece !== 'string') return [piece]
      const rest = piece.split(flag)
      return rest.flatMap((part, index) => [
        ...(index > 0 ? [dashes] : []),
        ...(part === '' && rest.length > 1 ? [] : [part]),
      ])
    }),
  }
}

/** As UTF-16, which Windows writes; `utf16` begins with its byte order mark. */
export function asUtf16(value: Value, form: 'le' | 'be' | 'marked'): Value[] {
  return spelled(value).map((text) => {
    const units = form === 'marked' ? `\uFEFF${text}` : text
    const bytes = new Uint8Array(units.length * 2)
    const view = new DataView(bytes.buffer)
    for (let at = 0; at < units.length; at += 1) view.setUint16(at * 2, units.charCodeAt(at), form !== 'be')
    // One by one: as arguments of one call, long text would not fit on the stack.
    return { bytes, pieces: [Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')] }
  })
}

export function asBase64(value: Value): Value[] {
  return bytesOf(value).map((bytes) => ({ pieces: [toBase64(bytes)] }))
}

/** The three ways in which text can stand inside longer text that was encoded; what depends on its neighbours is cut off. */
export function asBase64Offset(value: Value): Value[] {
  return bytesOf(value).flatMap((bytes) =>
    [0, 1, 2].flatMap((offset) => {
      const text = toBase64(concat(new Uint8Array(offset), bytes))
      const start = [0, 2, 3][offset] ?? 0
      const cut = [0, 3, 2][(bytes.length + offset) % 3] ?? 0
      const rest = text.slice(start, text.length - cut)
      return rest === '' ? [] : [{ pieces: [rest] }]
    }),
  )
}

function bytesOf(value: Value): Uint8Array[] {
  return value.bytes === undefined ? spelled(value).map(utf8) : [value.bytes]
}

/** The texts that these pieces stand for, dashes written out. */
function spelled({ pieces }: Value): string[] {
  if (pieces.filter((piece) => typeof piece === 'object').length > mostDashes)
    throw new SigmaFault(`It encodes a value with more than ${mostDashes} dashes.`)
  return pieces.reduce<string[]>(
    (texts, piece) => {
      if (typeof piece === 'symbol') throw new SigmaFault('It encodes a value that has wildcards.')
      const ways = typeof piece === 'string' ? [piece] : [...piece]
      return texts.flatMap((text) => ways.map((way) => text + way))
    },
    [''],
  )
}
