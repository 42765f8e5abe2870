/** Promises the shapes of what a backup says about itself: the head before its content, the manifest behind it. */
import * as z from 'zod'
import { Id } from '../../base/ids.ts'
import { refuseDamaged } from './refused.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const Identifier = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)
const Instant = z.iso.datetime({ precision: 3 })

export const Head = z.strictObject({
  format: z.literal('muster-backup/1'),
  /** Version of the program that wrote it. */
  program: z.string().max(40),
  madeAt: Instant,
  install: z.string().max(100),
  /** The steps of the schema, as they were applied. */
  migrations: z
    .array(z.strictObject({ number: Count, sha256: Sha256 }))
    .min(1)
    .max(10_000),
})
export type Head = z.infer<typeof Head>

export const BackedUpTable = z.strictObject({
  name: z.string().regex(/^(app|auth|wall)\.[a-z][a-z0-9_]{0,62}$/),
  columns: z.array(Identifier).min(1).max(1600),
  rows: Count,
  /** Bytes of the rows before compression, in the text format of COPY. */
  plainSize: Count,
  size: Count,
  sha256: Sha256,
})
export type BackedUpTable = z.infer<typeof BackedUpTable>

const MentionedFile = z.strictObject({ tenantId: Id, sha256: Sha256, size: Count })
export type MentionedFile = z.infer<typeof MentionedFile>

export const Manifest = z.strictObject({
  format: z.literal('muster-manifest/1'),
  keys: z.array(z.strictObject({ name: z.string().max(64), size: Count, sha256: Sha256 })).max(200),
  tables: z.array(BackedUpTable).max(5000),
  /** `digest`: SHA-256 over name, NUL, SHA-256 in hex and newline of each file part in order. */
  files: z.strictObject({ count: Count, size: Count, digest: Sha256 }),
  /** Files that a row mentions and the store did not have, or had damaged, when the backup was made. */
  missing: z.array(MentionedFile),
  damaged: z.array(MentionedFile),
  /** Where each ledger stood, as a signed checkpoint. */
  logs: z.array(z.strictObject({ tenantId: Id, checkpoint: z.string().max(4096) })),
})
export type Manifest = z.infer<typeof Manifest>

/** Most bytes that the head, a key and the manifest may have: they are read into memory. */
export const mostBytes = { head: 1 << 21, key: 1 << 16, manifest: 1 << 26 } as const

/** Parses the text of a part; refuses what has another shape. */
export function parsePart<T>(shape: z.ZodType<T>, bytes: Uint8Array, name: string): T {
  try {
    return shape.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (error) {
    return refuseDamaged(`its ${name} cannot be read`, error)
  }
}

/** All bytes of a part that must be small. */
export async function readSmall(bytes: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of bytes) {
    size += piece.length
    if (size > most) refuseDamaged('a part is larger than such a part can be')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
