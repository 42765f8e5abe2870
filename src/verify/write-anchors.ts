import { mkdirSync, writeFileSync } from 'node:fs'
import type { Anchor } from './anchors.ts'
import { shown } from './report.ts'

/**
 * Writes the checkpoint of each anchor and its trace into a folder; nothing that is there is overwritten.
 * @returns what was written and how to check the timestamps among them, or why nothing could be written
 */
export function writeAnchors(
  anchors: readonly Anchor[],
  folder: string,
): { said: string } | { failure: string } {
  try {
    mkdirSync(folder, { recursive: true })
    for (const [n, anchor] of anchors.entries()) {
      writeNew(`${folder}/${noteOf(n)}`, anchor.checkpoint)
      writeNew(`${folder}/${traceOf(n, anchor)}`, Buffer.from(anchor.data, 'base64'))
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { failure: `${shown(`The anchors cannot be written: ${why}`)}\n` }
  }
  const stamps = anchors.flatMap((anchor, n) => (anchor.type === 'rfc3161' ? [commandFor(n, anchor)] : []))
  const how = stamps.length === 0 ? [] : ['CHECK there, with the roots from the authority itself:', ...stamps]
  return { said: `${[`WROTE ${anchors.length} anchors into ${shown(folder)}`, ...how].join('\n')}\n` }
}

function writeNew(path: string, bytes: string | Uint8Array): void {
  writeFileSync(path, bytes, { flag: 'wx' })
}

function noteOf(n: number): string {
  return `anchor-${n + 1}.checkpoint`
}

function traceOf(n: number, { type }: Anchor): string {
  return `anchor-${n + 1}.${type === 'rfc3161' ? 'tst' : 'txt'}`
}

function commandFor(n: number, anchor: Anchor): string {
  return `  openssl ts -verify -token_in -in ${traceOf(n, anchor)} -data ${noteOf(n)} -CAfile <roots.pem>`
}
