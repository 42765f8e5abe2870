import { gunzipSync } from 'node:zlib'
import { refuse } from '../../../../base/refusal.ts'
import type { LongWork } from '../../../../platform/action.ts'
import { openEvidenceFor } from '../../evidence/public.ts'

/**
 * The text of a sealed file, unpacked when it is gzip. Reading is custody, as every opening is.
 * @param atMostBytes of the file and of what it unpacks to; more is refused, and nothing larger is ever held
 */
export async function readSealedText(
  work: LongWork,
  { id, evidence, atMostBytes }: { id: string; evidence: string; atMostBytes: number },
): Promise<string> {
  const { body } = await openEvidenceFor(work, { incidentId: id, id: evidence, atMostBytes })
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(Buffer.from(chunk as Uint8Array)) // what a file store streams
  return textOf(unpacked(Buffer.concat(chunks), atMostBytes))
}

function unpacked(bytes: Buffer, atMostBytes: number): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: atMostBytes })
  } catch (error) {
    if (error instanceof RangeError) refuseLarge(atMostBytes)
    return refuse(
      'invalid',
      'This file looks like gzip and cannot be unpacked. Unpack it yourself and seal the result.',
    )
  }
}

/** UTF-8, or UTF-16 with its mark, as Windows tools write. A file that is mostly no text is refused. */
function textOf(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  const text = new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes)
  const odd = text.slice(0, 4096).match(/[\0\uFFFD]/g)?.length ?? 0
  if (odd > 20)
    refuse('invalid', 'This file is not text, so it cannot be read here. Export it as text first.')
  return text.replaceAll('\0', '')
}

function refuseLarge(atMostBytes: number): never {
  refuse(
    'invalid',
    `The file is larger than ${Math.round(atMostBytes / 2 ** 20)} MB. Cut it to what matters.`,
  )
}
