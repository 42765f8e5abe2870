import { failUnless } from './failure.ts'
import { openNote, type VerifierKey } from './note.ts'
import { base64 } from './shape.ts'

/** `<install>/<tenant log uuid>/<epoch>`; `log` is the part that a restore does not change. */
export type Origin = { log: string; epoch: number }

export function readOrigin(text: string, rule: number, what: string): Origin {
  const [, log, epoch] = originPattern.exec(text) ?? []
  failUnless(log !== undefined, rule, `${what} does not name a log as <install>/<tenant log uuid>/<epoch>.`)
  const number = Number(epoch)
  failUnless(Number.isSafeInteger(number), rule, `${what} names an epoch that is not a safe integer.`)
  return { log, epoch: number }
}

export type Checkpoint = { origin: Origin; size: number; root: Buffer }

/** Opens a C2SP tlog-checkpoint of three lines. A broken signature breaks `rules.note`, all else `rules.text`. */
export function openCheckpoint(
  note: string,
  key: VerifierKey,
  rules: { note: number; text: number },
  what: string,
): Checkpoint {
  const lines = openNote(note, key, rules.note, what).split('\n')
  failUnless(lines.length === 4, rules.text, `The text of ${what} is not exactly origin, size and root.`)
  const [name = '', count = '', root = ''] = lines
  failUnless(name === key.name, rules.text, `The origin of ${what} is not the name of the key.`)
  const origin = readOrigin(name, rules.text, `The origin of ${what}`)
  const size = Number(count)
  const isSize = /^(?:0|[1-9][0-9]{0,15})$/.test(count) && Number.isSafeInteger(size)
  failUnless(isSize, rules.text, `The tree size of ${what} is not a whole number in plain decimal.`)
  return { origin, size, root: base64(root, 32, rules.text, `The root hash of ${what}`) }
}

/** Lower-case uuid, epoch from 1 without leading zero; the install name has neither space, plus nor slash. */
const originPattern =
  /^([A-Za-z0-9][A-Za-z0-9._-]{0,99}\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/([1-9][0-9]{0,15})$/
