/**
 * Promises the parts of a mail as the bytes that were sent (RFC 5322, RFC 2045, RFC 2046), as signatures need them, and
 * entities of our own that every mail server leaves as they are. Bounded and linear: what comes is anybody's.
 */
export interface Entity {
  /** Names in small letters, values unfolded; of a name that comes twice the first. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

export interface ContentType {
  /** As `multipart/signed`, in small letters. */
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
}

const longestHead = 512 * 1024
const mostParts = 200

/** Head and body of a mail or of one of its parts. What has no empty line is all head. */
export function entityOf(bytes: Buffer): Entity {
  const end = headEnd(bytes)
  const lines = bytes
    .subarray(0, Math.min(end.head, longestHead))
    .toString('latin1')
    .split(/\r?\n(?![ \t])/u)
  const headers = new Map<string, string>()
  for (const line of lines) {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(0, at)).trim().toLowerCase()
    const isHeader = at > 0 && /^[\x21-\x7e]+$/u.test(name)
    if (isHeader && !headers.has(name))
      headers.set(
        name,
        line
          .slice(at + 1)
          .replaceAll(/\r?\n/gu, '')
          .trim(),
      )
  }
  return { headers, body: bytes.subarray(end.body) }
}

function headEnd(bytes: Buffer): { head: number; body: number } {
  if (bytes[0] === 0x0a) return { head: 0, body: 1 }
  if (bytes[0] === 0x0d && bytes[1] === 0x0a) return { head: 0, body: 2 }
  const bare = bytes.indexOf('\n\n')
  const full = bytes.indexOf('\r\n\r\n')
  if (bare < 0 && full < 0) return { head: bytes.length, body: bytes.length }
  if (full < 0 || (bare >= 0 && bare < full)) return { head: bare, body: bare + 2 }
  return { head: full, body: full + 4 }
}

/** What an entity says that it is; `text/plain` where it says nothing (RFC 2045 section 5.2). */
export function contentTypeOf({ headers }: Entity): ContentType {
  const [type = '', ...rest] = splitParameters(headers.get('content-type') ?? 'text/plain')
  const parameters = new Map<string, string>()
  for (const one of rest) {
    const at = one.indexOf('=')
    const name = one.slice(0, Math.max(0, at)).trim().toLowerCase()
    const value = one.slice(at + 1).trim()
    if (at > 0 && !parameters.has(name)) parameters.set(name, unquoted(value))
  }
  return { type: type.trim().toLowerCase(), parameters }
}

/** At semicolons that stand in no quotes. */
function splitParameters(value: string): string[] {
  return value.slice(0, 4000).match(/(?:"(?:\\.|[^"\\])*"|[^;"])+/gu) ?? []
}

function unquoted(value: string): string {
  return value.startsWith('"')
    ? value.slice(1, value.endsWith('"') ? -1 : undefined).replaceAll(/\\(.)/gu, '$1')
    : value
}

/** The parts between the boundaries, byte for byte; the break before a boundary belongs to it (RFC 2046 section 5.1.1). */
export function partsOf(body: Buffer, boundary: string): Buffer[] {
  if (boundary === '' || boundary.length > 70) return []
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  const parts: Buffer[] = []
  let start = -1
  for (let at = body.indexOf(mark); at >= 0 && parts.length < mostParts; at = body.indexOf(mark, at + 1)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue
    const after = body.subarray(at + mark.length)
    const isLast = after.subarray(0, 2).toString('latin1') === '--'
    const end = /^(?:--)?[ \t]*(?:\r?\n|$)/u.exec(after.subarray(0, 200).toString('latin1'))
    if (end === null) continue
    if (start >= 0) parts.push(body.subarray(start, at - (body[at - 2] === 0x0d ? 2 : 1)))
    start = at + mark.length + end[0].length
    if (isLast) return parts
  }
  return parts
}

/** The body without its transfer encoding. */
export function decodedBody({ headers, body }: Entity): Buffer {
  switch ((headers.get('content-transfer-encoding') ?? '').toLowerCase()) {
    case 'base64':
      return Buffer.from(body.toString('latin1').replaceAll(/[^A-Za-z0-9+/=]/gu, ''), 'base64')
    case 'quoted-printable':
      return Buffer.from(
        body
          .toString('latin1')
          .replaceAll(/[ \t]*=[ \t]*\r?\n/gu, '')
          .replaceAll(/=([0-9A-Fa-f]{2})/gu, (_whole, hex: string) =>
            String.fromCodePoint(Number.parseInt(hex, 16)),
          ),
        'latin1',
      )
    default:
      return body
  }
}

/** Every line ends as it travels, which is how it is signed (RFC 8551 section 3.1.1, RFC 3156 section 5). */
export function canonical(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(/\r?\n/gu, '\r\n'), 'latin1')
}

/** A text as an entity of seven bits. @param subject stands inside too, where the one outside says nothing */
export function textEntity(text: string, subject?: string): Buffer {
  const head = [
    `Content-Type: text/plain; charset=utf-8${subject === undefined ? '' : '; protected-headers="v1"'}`,
    'Content-Transfer-Encoding: base64',
    ...(subject === undefined ? [] : [`Subject: ${encodedWords(subject)}`]),
  ]
  return Buffer.from(
    `${head.join('\r\n')}\r\n\r\n${base64Lines(Buffer.from(text.replaceAll(/\r?\n/gu, '\r\n')))}\r\n`,
  )
}

/** A file as it travels in a mail. */
export interface AttachedFile {
  readonly name: string
  readonly content: Buffer
}

/**
 * A text with files beside it. Nothing is said of what a file is, so that no program opens it by itself.
 * @param subject stands inside too, where the one outside says nothing
 */
export function mixedEntity(
  text: string,
  files: readonly AttachedFile[],
  { subject, boundary }: { readonly subject?: string | undefined; readonly boundary: string },
): Buffer {
  const head = [
    `Content-Type: multipart/mixed; boundary="${boundary}"${subject === undefined ? '' : '; protected-headers="v1"'}`,
    ...(subject === undefined ? [] : [`Subject: ${encodedWords(subject)}`]),
  ]
  const parts = [textEntity(text), ...files.map(fileEntity)].flatMap((part) => [
    Buffer.from(`--${boundary}\r\n`),
    part,
  ])
  return Buffer.concat([
    Buffer.from(`${head.join('\r\n')}\r\n\r\n`),
    ...parts,
    Buffer.from(`--${boundary}--\r\n`),
  ])
}

/** So that no line is longer than programs on the way carry (RFC 5322: 998), a long name goes in pieces (RFC 2231). */
function fullName(whole: string): string {
  if (whole.length <= 200) return ` filename*=utf-8''${whole}`
  // No piece ends inside of a letter that takes several.
  const letters = /(?:%[0-7][\dA-F]|%[C-F][\dA-F](?:%[89AB][\dA-F])+|[^%]){1,15}/giu
  const pieces = whole.match(letters) ?? []
  return pieces.map((piece, at) => ` filename*${at}*=${at === 0 ? "utf-8''" : ''}${piece}`).join(';\r\n')
}

/** Its name twice: in plain letters, and as RFC 2231 has it. */
function fileEntity({ name, content }: AttachedFile): Buffer {
  const plain = name.replaceAll(/[^A-Za-z0-9 ._()-]/gu, '_').slice(0, 100)
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/gu,
    (one) => `%${one.codePointAt(0)?.toString(16)}`,
  )
  return Buffer.from(
    [
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${plain}";\r\n${fullName(whole)}`,
      '',
      base64Lines(content),
      '',
    ].join('\r\n'),
  )
}

export function base64Lines(bytes: Uint8Array): string {
  return (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/gu) ?? []
  ).join('\r\n')
}

/**
 * A header's words as RFC 2047 wants them, no line longer than 75; a line break in them begins no header of its own.
 * @param kind a `phrase` stands before an address, where letters and digits alone need no wrapping
 */
export function encodedWords(text: string, kind: 'text' | 'phrase' = 'text'): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  const free = kind === 'text' ? /^[\x20-\x7e]{0,60}$/u : /^[A-Za-z0-9 ]{1,60}$/u
  if (free.test(plain) && !plain.includes('=?')) return plain
  const words: string[] = []
  let word = ''
  for (const letter of plain) {
    if (Buffer.byteLength(word + letter) > 42) {
      words.push(word)
      word = ''
    }
    word += letter
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ')
}
