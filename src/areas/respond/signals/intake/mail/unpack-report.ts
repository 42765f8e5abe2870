/** The one text in a small archive, with a limit on what it may unpack to: what is larger is no report. */
import { gunzipSync, inflateRawSync } from 'node:zlib'

/** A report of a large provider has some 2 MB; a bomb has a thousand times that. */
const longest = 20 * 1024 * 1024
const mostEntries = 20

/** The text of an XML file, a gzip of one, or the first XML in a zip; undefined for anything else and for bombs. */
export function unpackedReport(bytes: Buffer): string | undefined {
  try {
    const plain = unpacked(bytes)
    if (plain === undefined) return undefined
    const text = plain.toString('utf8').replace(/^\ufeff/u, '')
    return /^\s*</u.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

function unpacked(bytes: Buffer): Buffer | undefined {
  if (bytes.length > longest) return undefined
  const head = bytes.subarray(0, 4).toString('hex')
  if (head.startsWith('1f8b')) return gunzipSync(bytes, { maxOutputLength: longest })
  if (head === '504b0304') return firstInZip(bytes)
  return bytes
}

/** By the central directory (APPNOTE 4.3.12), which says sizes that the local head may leave out. */
function firstInZip(bytes: Buffer): Buffer | undefined {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0 || end + 22 > bytes.length) return undefined
  let at = bytes.readUInt32LE(end + 16)
  for (let entry = 0; entry < Math.min(bytes.readUInt16LE(end + 10), mostEntries); entry += 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) return undefined
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
    const name = bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)).toString('utf8')
    if (/\.xml$/iu.test(name)) {
      const local = bytes.readUInt32LE(at + 42)
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const body = bytes.subarray(start, start + packed)
      if (method === 0) return body
      return method === 8 ? inflateRawSync(body, { maxOutputLength: longest }) : undefined
    }
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return undefined
}
