import { isUtf8 } from 'node:buffer'

/** Bytes as JSON can carry them without changing any: text where they are UTF-8, else base64. */
export function payloadOf(payload: Buffer, sha256: Buffer) {
  const payloadEncoding = isUtf8(payload) ? ('utf8' as const) : ('base64' as const)
  return {
    payload: payload.toString(payloadEncoding),
    payloadEncoding,
    payloadSha256: sha256.toString('hex'),
  }
}
