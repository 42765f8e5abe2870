/** Promises that a secret in the database is of no use without the key folder, nor in another tenant's row or for another purpose. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export interface SecretBox {
  seal(place: SecretPlace, text: string): Buffer
  /** @throws Error when it was sealed with another key, for another place, or was changed */
  open(place: SecretPlace, sealed: Uint8Array): string
}

/** What a secret belongs to; one sealed for another place does not open. */
export interface SecretPlace {
  readonly tenantId: string
  readonly purpose: string
}

const nonceBytes = 12
const tagBytes = 16

/** @param root 32 bytes from the key folder; the box's own key is derived from it (RFC 5869) */
export function createSecretBox(root: Uint8Array): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', root, new Uint8Array(0), 'muster secret box 1', 32))
  return {
    seal(place, text) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
      cipher.setAAD(nameOf(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(nameOf(place))
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      const body = bytes.subarray(nonceBytes + tagBytes)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}

function nameOf({ tenantId, purpose }: SecretPlace): Buffer {
  return Buffer.from(`${tenantId}\0${purpose}`)
}
