/** What a timestamp token (RFC 3161) says of itself. Read, not checked: the signature is for the reader's own tool to judge. */
export type Stamp = { issuer: string; serial: string; stampedAt: string }

/** Undefined where the bytes are no token with definite lengths, or one that is written otherwise than authorities write it. */
export function readToken(token: Uint8Array): Stamp | undefined {
  try {
    return stampOf(Buffer.from(token))
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

class Unreadable extends Error {}

interface Part {
  readonly tag: number
  readonly value: Buffer
}

const tags = {
  integer: 0x02,
  octets: 0x04,
  octetPieces: 0x24,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  zero: 0xa0,
} as const

/** ContentInfo, in it SignedData (RFC 5652 section 5.1), in it TSTInfo and one SignerInfo. */
function stampOf(token: Buffer): Stamp {
  const [, content] = inside(first(token, tags.sequence))
  const signed = inside(first(need(content, tags.zero).value, tags.sequence))
  const [, wrapped] = inside(need(signed[2], tags.sequence))
  const info = partsOf(first(octetsIn(need(wrapped, tags.zero)), tags.sequence).value)
  const signers = inside(need(signed.at(-1), tags.set))
  if (signers.length !== 1) throw new Unreadable()
  const [, sid] = inside(need(signers[0], tags.sequence))
  const [issuer, serial] = inside(need(sid, tags.sequence))
  return {
    issuer: nameOf(need(issuer, tags.sequence)),
    serial: need(serial, tags.integer).value.toString('hex'),
    stampedAt: timeOf(need(info[4], tags.time).value.toString('latin1')),
  }
}

/** Some writers cut an octet string into pieces, which CMS allows. */
function octetsIn(part: Part): Buffer {
  const [octets] = inside(part)
  if (octets?.tag !== tags.octetPieces) return need(octets, tags.octets).value
  return Buffer.concat(inside(octets).map((piece) => need(piece, tags.octets).value))
}

function need(part: Part | undefined, tag: number): Part {
  if (part?.tag !== tag) throw new Unreadable()
  return part
}

function first(bytes: Buffer, tag: number): Part {
  return need(partsOf(bytes)[0], tag)
}

function inside({ value }: Part): Part[] {
  return partsOf(value)
}

/** Definite lengths of at most four bytes, none of which reaches past the end. */
function partsOf(bytes: Buffer): Part[] {
  const parts: Part[] = []
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0
    const short = bytes[at + 1] ?? 0x80
    const count = short < 0x80 ? 0 : short & 0x7f
    if ((short >= 0x80 && (count === 0 || count > 4)) || at + 2 + count > bytes.length) throw new Unreadable()
    const length = count === 0 ? short : bytes.readUIntBE(at + 2, count)
    const start = at + 2 + count
    if (start + length > bytes.length) throw new Unreadable()
    parts.push({ tag, value: bytes.subarray(start, start + length) })
    at = start + length
  }
  return parts
}

/** `20260301100000Z`, with or without a fraction (RFC 3161 section 2.4.2). */
function timeOf(text: string): string {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text)
  if (found === null) throw new Unreadable()
  const [, year, month, day, hour, minute, second, fraction = ''] = found
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`
}

const names: Readonly<Record<string, string>> = {
  '550403': 'CN',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '55040a': 'O',
  '55040b': 'OU',
}

/** Most particular part first, as people write it (RFC 4514); of an unknown part its number in hexadecimal. */
function nameOf(name: Part): string {
  const words = inside(name).flatMap((set) =>
    inside(need(set, tags.set)).map((pair) => {
      const [kind, value] = inside(need(pair, tags.sequence))
      if (kind === undefined || value === undefined) throw new Unreadable()
      const hex = kind.value.toString('hex')
      return `${names[hex] ?? hex}=${wordsOf(value)}`
    }),
  )
  return words.toReversed().join(', ')
}

const bmpString = 0x1e

function wordsOf({ tag, value }: Part): string {
  if (tag !== bmpString) return value.toString('utf8')
  return Buffer.from(value.subarray(0, value.length & ~1))
    .swap16()
    .toString('utf16le')
}
