/** A delivery's bytes become signals and faults. Whatever the bytes are, this answers; it never throws. */
import type { SourceKind } from '../contract/signals.ts'
import { readAlertmanager } from './alertmanager.ts'
import { readGeneric } from './generic.ts'
import type { Reading } from './reading.ts'

const readers: Readonly<Record<SourceKind, (body: unknown) => Reading>> = {
  alertmanager: readAlertmanager,
  generic: readGeneric,
}

/**
 * @param kind the kind of the source; one that this program does not know puts everything into quarantine
 * @param bytes as received; bytes that are no UTF-8 are read with replacement characters, the original is kept beside
 */
export function readDelivery(kind: string, bytes: Uint8Array): Reading {
  const read = Object.hasOwn(readers, kind) ? readers[kind as SourceKind] : undefined // own key of the table
  if (read === undefined) return quarantined('This version of Muster cannot read this kind of source.')
  if (bytes.length === 0) return quarantined('The body was empty.')
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return quarantined('The body is not valid JSON.')
  }
  try {
    return read(body)
  } catch (error) {
    // A parser must not throw; if one does, the bytes are worth more than the reason.
    return quarantined(
      `The body could not be read (${error instanceof Error ? error.name : 'unknown cause'}).`,
    )
  }
}

function quarantined(reason: string): Reading {
  return { signals: [], faults: [{ part: 0, reason, signals: 1 }] }
}
