/** DER (X.690) as certificates and timestamps use it: one byte of tag, definite and shortest lengths, nothing behind the end. */
export interface Part {
  readonly tag: number
  readonly value: Buffer
  /** With its tag and length, as it was hashed or signed. */
  readonly whole: Buffer
}

/** What was read is not written as the format demands, or otherwise than this reader takes. */
export class Unreadable extends Error {}

/** What was read, or undefined where it cannot be. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  octetPieces: 0x24,
  nothing: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  implicit: (n: number) => 0x80 + n,
  explicit: (n: number) => 0xa0 + n,
} as const

/** The one part that the bytes are. */
export function only(bytes: Buffer, tag: number): Part {
  const [part, ...more] = partsOf(bytes)
  if (more.length > 0) throw new Unreadable()
  return need(part, tag)
}

export function need(part: Part | undefined, tag: number): Part {
  if (part?.tag !== tag) throw new Unreadable()
  return part
}

/** The parts of a sequence; nothing recurses here, so that what is nested deeper than the grammar asks is never looked at. */
export function inside(part: Part | undefined, tag: number): Part[] {
  return partsOf(need(part, tag).value)
}

/** Takes what may stand next: the part when it has the tag, and it is then gone from the list. */
export function taken(parts: Part[], tag: number): Part | undefined {
  return parts[0]?.tag === tag ? parts.shift() : undefined
}

export function partsOf(bytes: Buffer): Part[] {
  const parts: Part[] = []
  for (let at = 0; at < bytes.length;) {
    const { start, end } = boundsAt(bytes, at)
    parts.push({
      tag: bytes[at] ?? 0,
      value: bytes.subarray(start, end),
      whole: bytes.subarray(at, end),
    })
    at = end
  }
  return parts
}

const longTag = 0x1f

function boundsAt(bytes: Buffer, at: number): { start: number; end: number } {
  const [tag = longTag, first = 0x80] = bytes.subarray(at, at + 2)
  const count = first < 0x80 ? 0 : first & 0x7f
  const start = at + 2 + count
  const isTaken = (tag & longTag) !== longTag && first !== 0x80 && count <= 4 && start <= bytes.length
  if (!isTaken) throw new Unreadable()
  const length = count === 0 ? first : bytes.readUIntBE(at + 2, count)
  const isShortest = count === 0 || (length >= 0x80 && length >= 2 ** (8 * (count - 1)))
  if (!isShortest || start + length > bytes.length) throw new Unreadable()
  return { start, end: start + length }
}

/** Dotted, as `1.2.840.113549.1.7.2`. */
export function oidOf(part: Part | undefined): string {
  const { value } = need(part, tags.oid)
  const numbers: number[] = []
  let [number, isOpen] = [0, false]
  for (const byte of value) {
    const isPadded = !isOpen && byte === 0x80
    if (isPadded || number >= 2 ** 45) throw new Unreadable()
    number = number * 128 + (byte & 0x7f)
    isOpen = byte >= 0x80
    if (!isOpen) {
      numbers.push(number)
      number = 0
    }
  }
  const [head] = numbers
  if (isOpen || head === undefined) throw new Unreadable()
  const root = Math.min(2, Math.floor(head / 40))
  return [root, head - root * 40, ...numbers.slice(1)].join('.')
}

/** An integer in its shortest form, in hexadecimal as it stands. */
export function integerOf(part: Part | undefined): string {
  const { value } = need(part, tags.integer)
  const [first, second = 0] = value
  const isPadded = value.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))
  if (first === undefined || isPadded) throw new Unreadable()
  return value.toString('hex')
}

export function isTrue(part: Part): boolean {
  const { value } = need(part, tags.boolean)
  if (value.length !== 1 || (value[0] !== 0xff && value[0] !== 0)) throw new Unreadable()
  return value[0] === 0xff
}

/** Some writers cut an octet string into pieces, which CMS allows for the content. */
export function octetsOf(part: Part | undefined): Buffer {
  if (part?.tag !== tags.octetPieces) return need(part, tags.octets).value
  return Buffer.concat(partsOf(part.value).map((piece) => need(piece, tags.octets).value))
}

/** `20260301100000Z` with or without a fraction (RFC 3161 section 2.4.2), or `260301100000Z`, as an instant that exists. */
export function timeOf(part: Part | undefined): string {
  const text = part?.value.toString('latin1') ?? ''
  const isShort = part?.tag === tags.utcTime
  if (!isShort) need(part, tags.time)
  const century = Number(text.slice(0, 2)) < 50 ? '20' : '19'
  const found =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/.exec(isShort ? century + text : text) ?? []
  const [, year, month, day, hour, minute, second, fraction = ''] = found
  const plain = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const at = new Date(`${plain}Z`)
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(plain)
  if (!exists || (isShort && fraction !== '')) throw new Unreadable()
  return `${plain}${fraction}Z`
}

export interface Algorithm {
  readonly oid: string
  /** Undefined where there are none, or where they say nothing. */
  readonly parameters: Part | undefined
}

export function algorithmOf(part: Part | undefined): Algorithm {
  const [oid, parameters, ...more] = inside(part, tags.sequence)
  if (more.length > 0) throw new Unreadable()
  const isNothing = parameters?.tag === tags.nothing
  if (isNothing && parameters.value.length > 0) throw new Unreadable()
  return { oid: oidOf(oid), parameters: isNothing ? undefined : parameters }
}
