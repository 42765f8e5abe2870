/** What stands in the file beside the sealed chunks; every word of it is bound to each of them. */
export interface SealedHeader {
  readonly format: 'muster-handout/1'
  readonly kdf: 'PBKDF2-HMAC-SHA-256'
  readonly iterations: number
  /** Base64. */
  readonly salt: string
  readonly cipher: 'AES-256-GCM'
  /** Of what is sealed; the last chunk holds the rest. */
  readonly chunkBytes: number
  readonly chunks: number
}

/** The file's content: each chunk is sealed to its place, so that none can be left out, doubled or moved. */
export interface SealedFile {
  readonly header: SealedHeader
  /** SHA-256 of all sealed bytes, base64: tells a damaged file from a wrong passphrase. Not a secret, and no proof. */
  readonly sum: string
  /** Base64. */
  readonly chunks: readonly string[]
}

/** What of the browser's own cryptography is used; there is other code for browsers that have none at this address. */
export interface Ciphers {
  key(
    passphrase: Uint8Array<ArrayBuffer>,
    salt: Uint8Array<ArrayBuffer>,
    iterations: number,
  ): Promise<ChunkCipher>
  sum(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>
}
export interface ChunkCipher {
  seal(iv: Bytes, bound: Bytes, bytes: Bytes): Promise<Uint8Array>
  /** Throws when a byte is not what was sealed. */
  open(iv: Bytes, bound: Bytes, bytes: Bytes): Promise<Uint8Array>
}
export type Bytes = Uint8Array<ArrayBuffer>

/** OWASP's least for PBKDF2 with SHA-256 (2023); a passphrase of sixty bits does the rest. */
export const iterations = 600_000
const chunkBytes = 64 * 1024

export type OpenedFile =
  | { readonly outcome: 'opened'; readonly words: string }
  | { readonly outcome: 'wrong_passphrase' | 'damaged' | 'newer' }

/** Seals words under a passphrase. Nobody can recover them without it. */
export async function sealFile(
  ciphers: Ciphers,
  passphrase: string,
  words: string,
  rounds = iterations,
): Promise<SealedFile> {
  const bytes = new TextEncoder().encode(words)
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const header: SealedHeader = {
    format: 'muster-handout/1',
    kdf: 'PBKDF2-HMAC-SHA-256',
    iterations: rounds,
    salt: base64Of(salt),
    cipher: 'AES-256-GCM',
    chunkBytes,
    chunks: Math.max(1, Math.ceil(bytes.length / chunkBytes)),
  }
  const cipher = await ciphers.key(phraseBytes(passphrase), salt, rounds)
  const sealed: Bytes[] = []
  for (let at = 0; at < header.chunks; at++) {
    const chunk = bytes.slice(at * chunkBytes, (at + 1) * chunkBytes)
    sealed.push(new Uint8Array(await cipher.seal(placeOf(at), boundTo(header, at), chunk)))
  }
  return { header, sum: base64Of(await ciphers.sum(joined(sealed))), chunks: sealed.map(base64Of) }
}

/** Opens what {@link sealFile} sealed, or says why not. Gives no word of a file of which a single byte was changed. */
export async function openFile(ciphers: Ciphers, passphrase: string, file: SealedFile): Promise<OpenedFile> {
  const { header } = file
  if (header.format !== 'muster-handout/1') return { outcome: 'newer' }
  const sealed = bytesOfAll(file.chunks)
  if (!sealed || base64Of(await ciphers.sum(joined(sealed))) !== file.sum || sealed.length !== header.chunks)
    return { outcome: 'damaged' }
  const salt = bytesOf(header.salt)
  // A header that somebody changed must not keep the browser busy for hours.
  if (!salt || header.iterations > 10 * iterations) return { outcome: 'damaged' }
  const cipher = await ciphers.key(phraseBytes(passphrase), salt, header.iterations)
  const opened: Bytes[] = []
  for (const [at, chunk] of sealed.entries()) {
    try {
      opened.push(new Uint8Array(await cipher.open(placeOf(at), boundTo(header, at), chunk)))
    } catch {
      return { outcome: at === 0 ? 'wrong_passphrase' : 'damaged' }
    }
  }
  return { outcome: 'opened', words: new TextDecoder().decode(joined(opened)) }
}

/** The same words, however they were typed: on a telephone with a capital first, with two blanks, or decomposed. */
function phraseBytes(passphrase: string): Bytes {
  return new TextEncoder().encode(passphrase.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase())
}

/** The key belongs to this file alone (its salt is random), so a counter never meets itself. */
function placeOf(at: number): Bytes {
  const iv = new Uint8Array(12)
  new DataView(iv.buffer).setUint32(8, at)
  return iv
}

function boundTo(header: SealedHeader, at: number): Bytes {
  const { format, kdf, salt, cipher, chunks } = header
  const parts = [format, kdf, header.iterations, salt, cipher, header.chunkBytes, chunks, at]
  return new TextEncoder().encode(JSON.stringify(parts))
}

function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

function bytesOfAll(texts: readonly string[]): Bytes[] | undefined {
  const all = texts.map(bytesOf)
  return all.every((bytes) => bytes !== undefined) ? all : undefined
}

function bytesOf(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}
