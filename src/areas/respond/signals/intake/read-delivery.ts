/** A delivery's bytes become signals and faults. Whatever the bytes are, this answers; it never throws. */
import type { SourceKind } from '../contract/signals.ts'
import { faulty } from './entries.ts'
import { readers, type About } from './formats.ts'
import type { Reading } from './reading.ts'

/**
 * @param kind the kind of the source; one that this program does not know puts everything into quarantine
 * @param bytes as received; bytes that are no UTF-8 are read with replacement characters, the original is kept beside
 */
export function readDelivery(kind: string, bytes: Uint8Array, about: About = {}): Reading {
  const read = Object.hasOwn(readers, kind) ? readers[kind as SourceKind] : undefined // own key of the table
  if (read === undefined) return faulty('This version of Muster cannot read this kind of source.')
  if (bytes.length === 0) return faulty('The body was empty.')
  try {
    return read(new TextDecoder().decode(bytes), about)
  } catch (error) {
    // A parser must not throw; if one does, the bytes are worth more than the reason.
    return faulty(`The body could not be read (${error instanceof Error ? error.name : 'unknown cause'}).`)
  }
}
