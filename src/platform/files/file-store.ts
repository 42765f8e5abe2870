/**
 * Promises what every store of sealed files keeps, be it a folder or an S3 bucket: what was acknowledged is
 * durable, what is read is the bytes that were put, and one tenant never reaches another's files.
 */
import type { Readable } from 'node:stream'

/** What a room keeps of a file: the hex SHA-256 of its plain bytes, and their number. */
export interface SealedFile {
  readonly sha256: string
  readonly size: number
}

/** `healed`: the store held these bytes damaged, and now holds them intact; worth an entry in the log. */
export type PutOutcome = 'stored' | 'present' | 'healed'

export interface PutFile extends SealedFile {
  readonly outcome: PutOutcome
}

export interface PutOptions {
  /** The most plain bytes to take. */
  readonly maxBytes: number
  /** Hex SHA-256 that the sender says the bytes have. */
  readonly expectedSha256?: string
  readonly signal?: AbortSignal
}

export interface OpenOptions {
  /** A part of the plain bytes; the whole file is verified all the same. */
  readonly range?: { readonly offset: number; readonly length: number }
  readonly signal?: AbortSignal
}

export interface StoredFile extends SealedFile {
  readonly tenantId: string
  /** Where the sealed bytes lie, for a backup to copy as they are. */
  readonly path: string
}

export interface SweepOptions {
  /** Milliseconds since 1970, UTC. */
  readonly now: number
  /** Whether any record mentions the file; without it no file counts as unknown. */
  readonly isKnown?: (tenantId: string, sha256: string) => boolean | Promise<boolean>
  /** Also removes unknown files; false unless given. */
  readonly removeUnknown?: boolean
}

export interface SweepReport {
  readonly removedUploads: number
  /** Files older than an hour that no record mentions. */
  readonly unknown: readonly StoredFile[]
  readonly removedUnknown: number
}

/** A verified file that stays open. */
export interface OpenFile {
  readonly size: number
  /** So many bytes from there, fewer at the end; throws FileDamaged on a byte that changed since. */
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

export interface FileStore {
  /**
   * Streams bytes in with constant memory and resolves when the file and its name are durable. The same
   * bytes put twice are one file. Refuses `invalid` (413 past `maxBytes`; 422 when the digest is another),
   * `unavailable` when the disk is full or broken. Rejects with the source's own error, or the signal's
   * reason on abort. After any rejection nothing half-written remains.
   */
  put(tenantId: string, source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<PutFile>
  /**
   * Puts files of this store together into one, in their order, as `put` does. One at a time, so that many large
   * files finished at once take the memory of one; asked again meanwhile, it answers with the first. Throws FileDamaged when one of them is not what was put.
   */
  gather(
    tenantId: string,
    parts: readonly SealedFile[],
    options: PutOptions & { readonly expectedSha256: string },
  ): Promise<PutFile>
  /**
   * Verifies the whole file, then gives its bytes, each verified again before it is handed out; a mismatch
   * destroys the stream with {@link FileDamaged}. Throws FileDamaged, or refuses `not_found` with the reason
   * `file_missing`. Whoever opens
   * a stream must read it to its end or destroy it.
   */
  open(tenantId: string, file: SealedFile, options?: OpenOptions): Promise<Readable>
  /**
   * Verifies the whole file and leaves it open for reading here and there, as archives need it. Throws and refuses as
   * `open` does. Whoever opens it must close it.
   */
  openAnywhere(tenantId: string, file: SealedFile): Promise<OpenFile>
  /** Verifies the whole file without serving it. */
  check(tenantId: string, file: SealedFile, signal?: AbortSignal): Promise<'intact' | 'damaged' | 'missing'>
  /** Removes what interrupted uploads left more than an hour ago, and reports files no record mentions. */
  sweep(options: SweepOptions): Promise<SweepReport>
  /** Every file of every tenant in a stable order; `size` is what the stored length implies, unverified. */
  list(): AsyncIterable<StoredFile>
}

/** The stored bytes are not those that were put. Never answer with them; raise the alarm. */
export class FileDamaged extends Error {
  readonly tenantId: string
  readonly sha256: string

  constructor(tenantId: string, sha256: string) {
    super(`The stored file ${sha256} is not what was sealed, so it is not shown.`)
    this.name = 'FileDamaged'
    this.tenantId = tenantId
    this.sha256 = sha256
  }
}
