/** Promises tests a passkey in software: ES256, no attestation, as WebAuthn level 3 lays the bytes out. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

const userPresent = 0x01
const userVerified = 0x04
const hasCredential = 0x40

export interface Authenticator {
  /** Answers `navigator.credentials.create`. */
  create(options: { challenge: string; rp: { id?: string } }): object
  /** Answers `navigator.credentials.get`. */
  get(options: { challenge: string; rpId?: string }): object
}

/** @param quirks what a broken, hostile or simple authenticator does otherwise; read anew for each answer */
export function createAuthenticator(quirks: { origin?: string; verifies?: boolean } = {}): Authenticator {
  const id = randomBytes(32).toString('base64url')
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  let counter = 0
  const clientData = (type: string, challenge: string) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge,
        origin: quirks.origin ?? 'http://localhost:8420',
        crossOrigin: false,
      }),
    )
  const authenticatorData = (rpId: string, moreFlags: number, rest: Buffer) => {
    const flags = userPresent | (quirks.verifies === false ? 0 : userVerified)
    const fixed = Buffer.alloc(5)
    fixed.writeUInt8(flags | moreFlags, 0)
    fixed.writeUInt32BE(++counter, 1)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), fixed, rest])
  }
  const credential = {
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    authenticatorAttachment: 'platform',
  }
  return {
    create({ challenge, rp }) {
      const rawId = Buffer.from(id, 'base64url')
      const length = Buffer.alloc(2)
      length.writeUInt16BE(rawId.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, rawId, coseKey(publicKey)])
      const authData = authenticatorData(rp.id ?? '', hasCredential, attested)
      return {
        ...credential,
        response: {
          clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
          attestationObject: attestationNone(authData).toString('base64url'),
          transports: ['internal', 'something-new'],
          publicKeyAlgorithm: -7,
        },
      }
    },
    get({ challenge, rpId }) {
      const data = clientData('webauthn.get', challenge)
      const authData = authenticatorData(rpId ?? '', 0, Buffer.alloc(0))
      const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()])
      return {
        ...credential,
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
          userHandle: null,
        },
      }
    },
  }
}

/** CBOR map { fmt: 'none', attStmt: {}, authData } (RFC 8949). */
function attestationNone(authData: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([0xa3]),
    cborText('fmt'),
    cborText('none'),
    cborText('attStmt'),
    Buffer.from([0xa0]),
    cborText('authData'),
    cborBytes(authData),
  ])
}

/** COSE_Key for ES256: { 1: 2, 3: -7, -1: 1, -2: x, -3: y } (RFC 9053 section 7.1). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    cborBytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    cborBytes(Buffer.from(y, 'base64url')),
  ])
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
}

function cborBytes(bytes: Buffer): Buffer {
  const head = bytes.length < 256 ? [0x58, bytes.length] : [0x59, bytes.length >> 8, bytes.length & 255]
  return Buffer.concat([Buffer.from(head), bytes])
}
