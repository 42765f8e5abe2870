/**
 * Makes a ZIP archive of small files in memory, stored as they are (PKWARE APPNOTE 6.3.3, method 0): any system opens
 * it without this program. Names are relative and plain; it never holds a path that leaves its folder.
 */
import { crc32 } from 'node:zlib'

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

const utf8Names = 0x0800
const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/**
 * @param entries at most 100 files, together below 4 GiB; each name once, of letters, digits, dot, dash and underscore
 * @param madeAt stands as the time of each file, in UTC to two seconds
 */
export function zipOf(entries: readonly ZipEntry[], madeAt: Date): Buffer {
  const names = new Set(entries.map(({ name }) => name))
  if (entries.length > 100 || names.size !== entries.length) throw new Error('Too many or equal names')
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    if (!safeName.test(name)) throw new Error(`${name} is no plain name of a file`)
    const label = Buffer.from(name, 'ascii')
    const facts = factsOf(bytes, madeAt, label.length)
    const local = Buffer.concat([word(0x04034b50), facts, label, bytes])
    parts.push(local)
    directory.push(
      Buffer.concat([
        word(0x02014b50),
        half(20),
        facts,
        half(0),
        half(0),
        half(0),
        word(0),
        word(offset),
        label,
      ]),
    )
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const count = half(entries.length)
  const end = [word(0x06054b50), half(0), half(0), count, count, word(central.length), word(offset), half(0)]
  return Buffer.concat([...parts, central, ...end])
}

/** What local header and directory say alike: version, flags, method, time, sum, sizes, lengths. */
function factsOf(bytes: Uint8Array, madeAt: Date, nameLength: number): Buffer {
  const time =
    (madeAt.getUTCHours() << 11) | (madeAt.getUTCMinutes() << 5) | Math.floor(madeAt.getUTCSeconds() / 2)
  const day =
    ((madeAt.getUTCFullYear() - 1980) << 9) | ((madeAt.getUTCMonth() + 1) << 5) | madeAt.getUTCDate()
  return Buffer.concat([
    half(20),
    half(utf8Names),
    half(0),
    half(time),
    half(day),
    word(crc32(bytes)),
    word(bytes.length),
    word(bytes.length),
    half(nameLength),
    half(0),
  ])
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
