/**
 * Promises that of a secured mail one thing is shown: what was signed, or what was encrypted as a whole, alone. A part
 * that is encrypted beside others is never opened, so that nothing of it can be carried out by what stands around it
 * (https://efail.de), and nothing of what stands around a signature counts as signed.
 */
import { randomBytes } from 'node:crypto'
import { decrypt, type OwnKey } from './cms-decrypt.ts'
import { base64Lines, canonical, contentTypeOf, decodedBody, entityOf, partsOf } from './mime.ts'
import { encryptFor, kindOfCms, signDetached, verifySigned, type Verified } from './smime.ts'

export interface OpenedMail {
  /** The innermost entity: all that may be shown. */
  readonly entity: Buffer
  readonly isEncrypted: boolean
  /** Undefined where nobody signed what is shown. */
  readonly signature: (Verified & { readonly form: 'smime' | 'openpgp' }) | undefined
  /** `no_key`: none of our keys opens it. `openpgp`: secured in a way that is not read here. Then nothing is shown of it. */
  readonly trouble: '' | 'no_key' | 'openpgp' | 'broken'
}

const deepest = 5
const unread = { isGood: false, certificate: undefined }
const cmsTypes = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime'])
const signatureTypes = new Set(['application/pkcs7-signature', 'application/x-pkcs7-signature'])

/** @param keys ours, the newest first */
export async function openMail(mail: Buffer, keys: readonly OwnKey[]): Promise<OpenedMail> {
  let opened: OpenedMail = { entity: mail, isEncrypted: false, signature: undefined, trouble: '' }
  for (let depth = 0; depth < deepest; depth += 1) {
    const next = await layer(opened, keys)
    if (next === undefined) return opened
    opened = next
    if (opened.trouble !== '') return opened
  }
  return { ...opened, trouble: 'broken' }
}

/** One layer off; undefined for what has none. */
async function layer(before: OpenedMail, keys: readonly OwnKey[]): Promise<OpenedMail | undefined> {
  const entity = entityOf(before.entity)
  const { type, parameters } = contentTypeOf(entity)
  if (type === 'multipart/signed') {
    const parts = partsOf(entity.body, parameters.get('boundary') ?? '')
    const [content, seal] = parts
    const sealed = seal && entityOf(seal)
    if (parts.length !== 2 || content === undefined || sealed === undefined) return broken(before)
    if (contentTypeOf(sealed).type === 'application/pgp-signature')
      return { ...before, entity: content, signature: { ...unread, form: 'openpgp' } }
    if (!signatureTypes.has(contentTypeOf(sealed).type)) return broken(before)
    const found = await verifySigned(decodedBody(sealed), canonical(content))
    return { ...before, entity: content, signature: { ...(found ?? unread), form: 'smime' } }
  }
  if (type === 'multipart/encrypted') return { ...before, entity: Buffer.alloc(0), trouble: 'openpgp' }
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
  const boundary = `muster-${randomBytes(18).toString('base64url')}`
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
