import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'

// Timestamp authorities as OpenSSL makes them, for the verifier's tests alone.

export const stampOid = '1.2.840.113549.1.9.16.1.4'

/** A DER part around others. */
export function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const value = Buffer.concat(parts)
  const { length } = value
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...head]), value])
}

const hex = (tag: number, text: string) => der(tag, Buffer.from(text, 'hex'))
const sha256 = der(0x30, hex(0x06, '608648016503040201'))

/** TSTInfo over the SHA-256 of a text; `more` stands behind the time. */
export function stampInfo(about: string, time: string, more: Uint8Array[] = []): Buffer {
  const digest = createHash('sha256').update(about).digest()
  const imprint = der(0x30, sha256, der(0x04, digest))
  return der(
    0x30,
    hex(0x02, '01'),
    hex(0x06, '2a0304'),
    imprint,
    hex(0x02, '2a'),
    der(0x18, Buffer.from(time)),
    ...more,
  )
}

/** A token that names a signer and signs nothing: for lies that need no authority. */
export function unsignedToken(about: string): Buffer {
  const name = der(0x30, der(0x31, der(0x30, hex(0x06, '550403'), der(0x0c, Buffer.from('Nobody')))))
  const signer = der(0x30, hex(0x02, '01'), der(0x30, name, hex(0x02, '01')), sha256, sha256, der(0x04))
  const content = der(0x04, stampInfo(about, '20260302093000Z'))
  const encapsulated = der(0x30, hex(0x06, '2a864886f70d0109100104'), der(0xa0, content))
  const signed = der(0x30, hex(0x02, '03'), der(0x31, sha256), encapsulated, der(0x31, signer))
  return der(0x30, hex(0x06, '2a864886f70d010702'), der(0xa0, signed))
}

const keys = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  short: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
  ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
} as const

const extensions = `[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[between]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
[stamps]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[mails]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, emailProtection
[loose]
extendedKeyUsage = timeStamping
[demanding]
extendedKeyUsage = critical, timeStamping
1.2.3.4.5 = critical, ASN1:UTF8String:unknown
[signs]
keyUsage = critical, digitalSignature
basicConstraints = critical, CA:FALSE
[req]
distinguished_name = name
[name]
[tsa]
default_tsa = one
[one]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha384
ordering = yes
tsa_name = yes
accuracy = secs:1
ess_cert_id_alg = sha256
`

export type Extensions = 'root' | 'between' | 'stamps' | 'mails' | 'loose' | 'demanding' | 'signs'

/** A folder with keys and certificates, each by its name. */
export class Authority {
  private readonly folder = mkdtempSync(join(tmpdir(), 'muster-tsa-'))

  constructor() {
    writeFileSync(this.path('x.cnf'), extensions)
    writeFileSync(this.path('serial'), '01\n')
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Makes a key and its certificate, signed by that of another name, or by itself. */
  certify(name: string, kind: keyof typeof keys, how: Extensions, by?: string, ...more: string[]): this {
    this.run('genpkey', ...keys[kind], '-out', `${name}.key`)
    this.run(
      'req',
      '-new',
      '-config',
      'x.cnf',
      '-key',
      `${name}.key`,
      '-subj',
      `/O=Tests/CN=${name}`,
      '-out',
      `${name}.csr`,
    )
    const issuer =
      by === undefined
        ? ['-signkey', `${name}.key`]
        : ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial']
    const shape = ['-extfile', 'x.cnf', '-extensions', how, '-days', '9000', '-out', `${name}.pem`]
    this.run('x509', '-req', '-in', `${name}.csr`, ...issuer, ...shape, ...more)
    return this
  }

  pem(...names: string[]): string {
    return names.map((name) => readFileSync(this.path(`${name}.pem`), 'utf8')).join('')
  }

  /** What `openssl ts` answers to a request for this text, now. */
  stamp(about: string, signer: string, ...chain: string[]): Buffer {
    writeFileSync(this.path('about'), about)
    this.run('ts', '-query', '-config', 'x.cnf', '-data', 'about', '-sha256', '-cert', '-out', 'query')
    writeFileSync(this.path('chain'), this.pem(...chain))
    const who = [
      '-signer',
      `${signer}.pem`,
      '-inkey',
      `${signer}.key`,
      ...(chain.length > 0 ? ['-chain', 'chain'] : []),
    ]
    this.run('ts', '-reply', '-config', 'x.cnf', '-queryfile', 'query', ...who, '-token_out', '-out', 'token')
    return readFileSync(this.path('token'))
  }

  /** The signed message around any content, as `openssl cms` makes it. */
  sign(content: Buffer, signer: string, ...how: string[]): Buffer {
    writeFileSync(this.path('content'), content)
    const type = how.includes('-econtent_type') ? [] : ['-econtent_type', stampOid]
    const who = ['-signer', `${signer}.pem`, '-inkey', `${signer}.key`]
    const shape = ['-binary', '-nodetach', '-nosmimecap', '-outform', 'DER']
    this.run('cms', '-sign', '-in', 'content', ...who, ...shape, ...type, ...how, '-out', 'signed')
    return readFileSync(this.path('signed'))
  }

  private run(...args: string[]): void {
    const { status, stderr } = spawnSync('openssl', args, { cwd: this.folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`)
  }

  private path(name: string): string {
    return join(this.folder, name)
  }
}
