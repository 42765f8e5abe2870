/**
 * Promises that of a secured mail one thing is shown: what was signed, or what was encrypted as a whole, alone. A part
 * that is encrypted beside others is never opened, so that nothing of it can be carried out by what stands around it
 * (https://efail.de), and nothing of what stands around a signature counts as signed.
 */
import { randomBytes } from 'node:crypto'
import { decrypt, type OwnKey } from './cms-decrypt.ts'
import type { PgpKey } from './openpgp.ts'
import { base64Lines, canonical, contentTypeOf, decodedBody, entityOf, partsOf, type Entity } from './mime.ts'
import { encryptFor, kindOfCms, signDetached, verifySigned, type Verified } from './smime.ts'

type Signed = Verified & { readonly form: 'smime' | 'openpgp'; readonly isDoubted?: boolean }

export interface OpenedMail {
  /** The innermost entity: all that may be shown. */
  readonly entity: Buffer
  readonly isEncrypted: boolean
  /** Undefined where nobody signed what is shown. */
  readonly signature: Signed | undefined
  /** `no_key`: none of our keys opens it. `openpgp`: of before that was read here. Then nothing is shown of it. */
  readonly trouble: '' | 'no_key' | 'openpgp' | 'broken'
}

/** What opens and proves by OpenPGP: our keys, and the public keys of others that are kept here. */
export interface PgpRing {
  readonly own: readonly PgpKey[]
  readonly known: readonly string[]
  readonly now: Date
}

const noRing: PgpRing = { own: [], known: [], now: new Date(0) }
const deepest = 5
const unread = { isGood: false, certificate: undefined }
const cmsTypes = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime'])
const signatureTypes = new Set(['application/pkcs7-signature', 'application/x-pkcs7-signature'])

/**
 * Never throws for what a mail holds: one that cannot be taken apart would be read again for ever.
 * @param keys ours for S/MIME, the newest first
 */
export async function openMail(
  mail: Buffer,
  keys: readonly OwnKey[],
  ring: PgpRing = noRing,
): Promise<OpenedMail> {
  let opened: OpenedMail = { entity: mail, isEncrypted: false, signature: undefined, trouble: '' }
  for (let depth = 0; depth < deepest; depth += 1) {
    const before = opened
    const next = await layer(before, keys, ring).catch(() => broken(before))
    if (next === undefined) return opened
    opened = next
    if (opened.trouble !== '') return opened
  }
  return { ...opened, trouble: 'broken' }
}

/** One layer off; undefined for what has none. */
async function layer(
  before: OpenedMail,
  keys: readonly OwnKey[],
  ring: PgpRing,
): Promise<OpenedMail | undefined> {
  const entity = entityOf(before.entity)
  const { type, parameters } = contentTypeOf(entity)
  if (type === 'multipart/signed') {
    const parts = partsOf(entity.body, parameters.get('boundary') ?? '')
    const [content, seal] = parts
    const sealed = seal && entityOf(seal)
    if (parts.length !== 2 || content === undefined || sealed === undefined) return broken(before)
    if (contentTypeOf(sealed).type === 'application/pgp-signature')
      return { ...before, entity: content, signature: await pgpSignature(sealed, content, ring) }
    if (!signatureTypes.has(contentTypeOf(sealed).type)) return broken(before)
    const found = await verifySigned(decodedBody(sealed), canonical(content))
    return { ...before, entity: content, signature: { ...(found ?? unread), form: 'smime' } }
  }
  if (type === 'multipart/encrypted') return pgpOpened(before, entity, ring)
  if (!cmsTypes.has(type)) return undefined
  const der = decodedBody(entity)
  const kind = kindOfCms(der)
  if (kind === 'enveloped') {
    const inner = readable(decrypt(der, keys))
    // Whoever signed the envelope did not sign what is in it.
    return inner === undefined
      ? { ...before, entity: Buffer.alloc(0), isEncrypted: true, trouble: 'no_key' }
      : { entity: inner, isEncrypted: true, signature: undefined, trouble: '' }
  }
  const found = kind === 'signed' ? await verifySigned(der) : undefined
  return found === undefined
    ? broken(before)
    : { ...before, entity: found.content, signature: { ...found, form: 'smime' } }
}

async function pgpSignature(sealed: Entity, content: Buffer, ring: PgpRing): Promise<Signed> {
  const { verifyPgp } = await import('./openpgp.ts')
  return { ...(await verifyPgp(decodedBody(sealed), canonical(content), ring)), form: 'openpgp' }
}

/** Two parts and no more, the first of which says that it is OpenPGP (RFC 3156 section 4). */
async function pgpOpened(before: OpenedMail, entity: Entity, ring: PgpRing): Promise<OpenedMail> {
  const parts = partsOf(entity.body, contentTypeOf(entity).parameters.get('boundary') ?? '').map(entityOf)
  const [control, message] = parts
  const isPgp = control !== undefined && contentTypeOf(control).type === 'application/pgp-encrypted'
  if (!isPgp || message === undefined || parts.length !== 2) return broken(before)
  const { decryptPgp } = await import('./openpgp.ts')
  const found = await decryptPgp(decodedBody(message), ring.own, ring)
  const inner = readable(found?.content)
  if (found === undefined || inner === undefined)
    return { ...before, entity: Buffer.alloc(0), isEncrypted: true, trouble: 'no_key' }
  const signature: Signed | undefined = found.signature && { ...found.signature, form: 'openpgp' }
  return { entity: inner, isEncrypted: true, signature, trouble: '' }
}

/** What a wrong key makes of it is no mail: it begins with no header. */
function readable(inner: Buffer | undefined): Buffer | undefined {
  return /^(?:[\x21-\x39\x3b-\x7e]{1,80}:|\r?\n)/u.test(inner?.subarray(0, 100).toString('latin1') ?? '')
    ? inner
    : undefined
}

function broken(before: OpenedMail): OpenedMail {
  return { ...before, entity: Buffer.alloc(0), trouble: 'broken' }
}

/** An entity with its signature beside it, which every mail program shows (RFC 8551 section 3.5.3). */
export async function signedEntity(entity: Buffer, own: OwnKey, now: Date): Promise<Buffer> {
  const content = canonical(entity)
  const boundary = newBoundary()
  const signature = base64Lines(await signDetached(content, own, now))
  return Buffer.concat([
    Buffer.from(
      [
        `Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256;`,
        ` boundary="${boundary}"`,
        '',
        `--${boundary}`,
        '',
      ].join('\r\n'),
    ),
    content,
    Buffer.from(
      [
        '',
        `--${boundary}`,
        'Content-Type: application/pkcs7-signature; name="smime.p7s"',
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename="smime.p7s"',
        '',
        signature,
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    ),
  ])
}

/** An entity that only the holders of these certificates open (RFC 8551 section 3.3). */
export async function encryptedEntity(entity: Buffer, certificates: readonly string[]): Promise<Buffer> {
  const der = await encryptFor(canonical(entity), certificates)
  return Buffer.from(
    [
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="smime.p7m"',
      '',
      base64Lines(der),
      '',
    ].join('\r\n'),
  )
}

/** An entity with an OpenPGP signature beside it (RFC 3156 section 5). */
export async function pgpSignedEntity(entity: Buffer, own: PgpKey, now: Date): Promise<Buffer> {
  const content = canonical(entity)
  const { signPgp } = await import('./openpgp.ts')
  const signature = await signPgp(content, own, now)
  const boundary = newBoundary()
  const head = `Content-Type: multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha512;\r\n boundary="${boundary}"`
  return Buffer.concat([
    Buffer.from(`${head}\r\n\r\n--${boundary}\r\n`),
    content,
    Buffer.from(
      [
        `\r\n--${boundary}`,
        'Content-Type: application/pgp-signature; name="signature.asc"',
        'Content-Disposition: attachment; filename="signature.asc"',
        '',
        signature.trim().replaceAll(/\r?\n/gu, '\r\n'),
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    ),
  ])
}

/** An entity that only the holders of these OpenPGP keys open, signed inside where we have a key (RFC 3156 section 6.2). */
export async function pgpEncryptedEntity(
  entity: Buffer,
  certificates: readonly string[],
  by: { readonly own: PgpKey | undefined; readonly now: Date },
): Promise<Buffer> {
  const { encryptPgp } = await import('./openpgp.ts')
  const message = await encryptPgp(canonical(entity), certificates, by)
  const boundary = newBoundary()
  return Buffer.from(
    [
      `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";\r\n boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: application/pgp-encrypted',
      '',
      'Version: 1',
      '',
      `--${boundary}`,
      'Content-Type: application/octet-stream; name="encrypted.asc"',
      'Content-Disposition: inline; filename="encrypted.asc"',
      '',
      message.trim().replaceAll(/\r?\n/gu, '\r\n'),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  )
}

function newBoundary(): string {
  return `muster-${randomBytes(18).toString('base64url')}`
}
