/**
 * Promises the form of a backup inside its encryption: named parts one after another, each with its length
 * and SHA-256 behind it, and nothing that could be a link, a path or a command.
 *
 * `MUSTER-BACKUP/1\n`, then parts. A part is 0x50, the length of its name (one byte), the name, 0x00 (stored as
 * it is) or 0x01 (gzip), then chunks (four bytes of length, big-endian, 1 byte to 1 MiB), four zero bytes, eight
 * bytes of stored length, 32 bytes SHA-256 of the stored bytes. 0x45 ends the file; a byte behind it is refused.
 */
import { createHash } from 'node:crypto'
import { createGzip } from 'node:zlib'
import { Readable } from 'node:stream'
import { orderOf } from './part-names.ts'
import { refuseDamaged } from './refused.ts'

export type Encoding = 'raw' | 'gzip'

/** What stands behind a part: the bytes as they are stored, counted and hashed. */
export interface PartSeal {
  readonly name: string
  readonly encoding: Encoding
  readonly size: number
  readonly sha256: string
}

/** A part on its way in. Read `bytes` to its end, then ask for `seal()`; only then comes the next part. */
export interface IncomingPart {
  readonly name: string
  readonly encoding: Encoding
  readonly bytes: AsyncIterable<Uint8Array>
  seal(): PartSeal
}

export const magic = Buffer.from('MUSTER-BACKUP/1\n', 'latin1')
const partMark = 0x50
const endMark = 0x45
const mostChunkBytes = 1 << 20

/** One part as bytes; `done` learns what was written once all of it was. */
export async function* partBytes(
  part: { readonly name: string; readonly encoding: Encoding; readonly bytes: AsyncIterable<Uint8Array> },
  done: (seal: PartSeal) => void,
): AsyncGenerator<Uint8Array> {
  const { name, encoding } = part
  const header = Buffer.concat([
    Buffer.from([partMark, name.length]),
    Buffer.from(name, 'latin1'),
    Buffer.from([encoding === 'gzip' ? 1 : 0]),
  ])
  yield header
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of chunksOf(encoding === 'gzip' ? zipped(part.bytes) : part.bytes)) {
    hash.update(chunk)
    size += chunk.length
    yield uint32(chunk.length)
    yield chunk
  }
  const digest = hash.digest()
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(size))
  yield Buffer.concat([uint32(0), length, digest])
  done({ name, encoding, size, sha256: digest.toString('hex') })
}

/** What follows the last part. */
export const endBytes: Uint8Array = Buffer.from([endMark])

/**
 * The parts of a container in their order. Names come from the closed list, rise strictly (so none stands
 * twice) and every length is checked before it is believed; the first rule that is broken refuses the file.
 */
export async function* readParts(source: AsyncIterable<Uint8Array>): AsyncGenerator<IncomingPart> {
  const input = new Input(source)
  try {
    if (!magic.equals(await input.take(magic.length))) refuseDamaged('it does not begin like a backup')
    let last = ''
    for (;;) {
      const [mark] = await input.take(1)
      if (mark === endMark) break
      if (mark !== partMark) refuseDamaged('a part does not begin where it should')
      const head = await readHeader(input)
      const order = orderOf(head.name)
      if (order === undefined || order <= last) refuseDamaged('a part has a name that no backup has there')
      last = order
      const read: { seal?: PartSeal } = {}
      const bytes = readBody(input, head, (seal) => (read.seal = seal))
      yield { ...head, bytes, seal: () => read.seal ?? refuseUnread(head.name) }
      if (read.seal === undefined) refuseUnread(head.name)
    }
    if (!(await input.isAtEnd())) refuseDamaged('something follows its end')
  } finally {
    await input.close()
  }
}

function refuseUnread(name: string): never {
  throw new Error(`The part ${name} was not read to its end`)
}

async function* zipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes, { objectMode: false })
  const gzip = createGzip({ level: 2, chunkSize: 1 << 16 })
  source.on('error', (error) => gzip.destroy(error))
  source.pipe(gzip)
  try {
    yield* gzip
  } finally {
    source.destroy()
    gzip.destroy()
  }
}

/** Gathers small pieces and cuts large ones, so that framing costs next to nothing. */
async function* chunksOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const wanted = 1 << 18
  let held: Uint8Array[] = []
  let heldBytes = 0
  for await (const piece of bytes) {
    held.push(piece)
    heldBytes += piece.length
    if (heldBytes < wanted) continue
    const joined = held.length === 1 ? piece : Buffer.concat(held)
    for (let at = 0; at < joined.length; at += mostChunkBytes) yield joined.subarray(at, at + mostChunkBytes)
    held = []
    heldBytes = 0
  }
  if (heldBytes > 0) yield Buffer.concat(held)
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

async function readHeader(input: Input): Promise<{ name: string; encoding: Encoding }> {
  const [length = 0] = await input.take(1)
  const name = (await input.take(length)).toString('latin1')
  const [encoding] = await input.take(1)
  if (encoding !== 0 && encoding !== 1) refuseDamaged('a part is stored in a way this program does not know')
  return { name, encoding: encoding === 1 ? 'gzip' : 'raw' }
}

async function* readBody(
  input: Input,
  head: { readonly name: string; readonly encoding: Encoding },
  done: (seal: PartSeal) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let size = 0
  for (;;) {
    const length = (await input.take(4)).readUInt32BE()
    if (length > mostChunkBytes) refuseDamaged('a part claims a length that no part has')
    if (length === 0) break
    const chunk = await input.take(length)
    hash.update(chunk)
    size += length
    yield chunk
  }
  const stated = (await input.take(8)).readBigUInt64BE()
  const digest = await input.take(32)
  if (stated !== BigInt(size) || !hash.digest().equals(digest))
    refuseDamaged('a part is not what was written')
  done({ ...head, size, sha256: digest.toString('hex') })
}

/** Takes exact numbers of bytes from pieces of any length. */
class Input {
  readonly #source: AsyncIterator<Uint8Array>
  #piece: Uint8Array = new Uint8Array()

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Never asked for more than a chunk, so what is held stays small. */
  async take(count: number): Promise<Buffer> {
    const taken = Buffer.allocUnsafe(count)
    let filled = 0
    while (filled < count) {
      if (this.#piece.length === 0 && !(await this.#next())) refuseDamaged('it ends too early')
      const part = this.#piece.subarray(0, count - filled)
      taken.set(part, filled)
      filled += part.length
      this.#piece = this.#piece.subarray(part.length)
    }
    return taken
  }

  async isAtEnd(): Promise<boolean> {
    return this.#piece.length === 0 && !(await this.#next())
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }

  async #next(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.#source.next()
      if (done === true) return false
      if (value.length === 0) continue
      this.#piece = value
      return true
    }
  }
}
