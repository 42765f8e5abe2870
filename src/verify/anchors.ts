import type { Certificate } from './certificate.ts'
import { type Checkpoint, openCheckpoint, readOrigin } from './checkpoint.ts'
import { failUnless } from './failure.ts'
import { isConsistent } from './merkle.ts'
import { isSigned, renamedKey, signerOf, type VerifierKey } from './note.ts'
import { base64, instantOf, listOf, objectOf, sha256, textLike, textOf } from './shape.ts'
import { canonical, type Json } from './strict-json.ts'
import { checkToken, type Stamp } from './token-check.ts'

/**
 * An outside trace of the log at `size` leaves, as the installation recorded it: its checkpoint, and in `data` (base64)
 * what to ask the outside for. `stamp` is what a timestamp says of itself, and what of it was checked.
 */
export type Anchor = {
  type: string
  at: string
  size: number
  checkpoint: string
  data: string
  stamp?: Stamp
}

/**
 * Rule 19: each anchor was recorded by the holder of the bundle's key, and its checkpoint is an earlier state of this
 * very log. A timestamp is checked here (rule 20); whether another trace is genuine is for the reader to check outside.
 * @param authorities certificates that the reader trusts to stamp
 */
export function checkAnchors(
  anchors: readonly Json[],
  log: { readonly key: VerifierKey; readonly checkpoint: Checkpoint },
  authorities: readonly Certificate[],
): Anchor[] {
  return anchors.map((entry, position) => {
    const what = `anchor number ${position + 1}`
    const anchor = checkAnchor(entry, log, what)
    if (anchor.type !== 'rfc3161') return anchor
    const stamp = checkToken(Buffer.from(anchor.data, 'base64'), anchor.checkpoint, authorities, what)
    return { ...anchor, ...(stamp && { stamp }) }
  })
}

const anchorKeys = ['at', 'checkpoint', 'data', 'proof', 'signature', 'type']
const anchorTypes = /^(?:email|print|rfc3161|witness)$/
/** A signed note never holds a zero byte, so no anchor signature can be passed off as a checkpoint or the reverse. */
const signedPrefix = 'muster-anchor/1\0'
const maxDataBytes = 65_536

function checkAnchor(
  entry: Json,
  { key, checkpoint: newest }: { readonly key: VerifierKey; readonly checkpoint: Checkpoint },
  what: string,
): Anchor {
  const object = objectOf(entry, anchorKeys, 19, `The ${what}`)
  const signature = base64(object.get('signature'), 64, 19, `The signature of ${what}`)
  const message = canonical(new Map([...object].filter(([name]) => name !== 'signature')))
  const isGenuine = isSigned(Buffer.from(signedPrefix + message), signature, key)
  failUnless(
    isGenuine,
    19,
    `The signature of ${what} does not match: the anchor was changed or is not this log's.`,
  )

  const type = textLike(object.get('type'), anchorTypes, 19, `The type of ${what}`)
  const at = instantOf(object.get('at'), 19, `The time of ${what}`)
  const data = base64(object.get('data'), undefined, 19, `The data of ${what}`)
  const isFitting = data.length > 0 && data.length <= maxDataBytes
  failUnless(isFitting, 19, `The data of ${what} is empty or longer than ${maxDataBytes} bytes.`)

  const note = textOf(object.get('checkpoint'), 19, `The checkpoint of ${what}`)
  const older = openOlder(note, key, newest, what)
  const proof = listOf(object.get('proof'), 19, `The proof of ${what}`)
  const path = proof.map((hash) => base64(hash, 32, 19, `A hash in the proof of ${what}`))
  failUnless(
    isConsistent(older, newest, path),
    19,
    `The checkpoint of ${what} is not an earlier state of this log.`,
  )
  const isNamed = type !== 'rfc3161' || data.includes(sha256(note))
  failUnless(isNamed, 19, `The timestamp of ${what} is not about its checkpoint.`)
  return { type, at, size: older.size, checkpoint: note, data: data.toString('base64') }
}

/** An anchor may stem from an earlier epoch of the same log: same public key, under the name of that epoch. */
function openOlder(note: string, key: VerifierKey, newest: Checkpoint, what: string): Checkpoint {
  const name = signerOf(note, 19, what)
  const origin = readOrigin(name, 19, `The signer of ${what}`)
  const isOurs = origin.log === newest.origin.log && origin.epoch <= newest.origin.epoch
  failUnless(isOurs, 19, `The checkpoint of ${what} belongs to another log or a later epoch.`)
  return openCheckpoint(note, renamedKey(key, name, 19), { note: 19, text: 19 }, what)
}
