import * as z from 'zod'

const Descriptor = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).optional(),
})
const Asked = z.looseObject({ challenge: z.string(), allowCredentials: z.array(Descriptor).optional() })
const Offered = z.looseObject({
  challenge: z.string(),
  user: z.looseObject({ id: z.string() }),
  excludeCredentials: z.array(Descriptor).optional(),
})

/** Passkeys need HTTPS or localhost. */
export function canUsePasskeys(): boolean {
  return globalThis.isSecureContext && 'PublicKeyCredential' in globalThis
}

/** Shows the browser's own question; undefined when the person closed it. JSON as WebAuthn level 3 writes it. */
export async function askForPasskey(options: object): Promise<object | undefined> {
  const { challenge, allowCredentials, ...rest } = Asked.parse(options)
  const publicKey = {
    ...rest,
    challenge: bytesOf(challenge),
    ...(allowCredentials && { allowCredentials: allowCredentials.map(described) }),
  } as PublicKeyCredentialRequestOptions // the rest is what the server's library wrote for this very call
  const credential = await unlessClosed(() => navigator.credentials.get({ publicKey }))
  if (!(credential instanceof PublicKeyCredential)) return undefined
  const response = credential.response as AuthenticatorAssertionResponse // what `get` answers
  return {
    ...common(credential),
    response: {
      clientDataJSON: textOfBytes(response.clientDataJSON),
      authenticatorData: textOfBytes(response.authenticatorData),
      signature: textOfBytes(response.signature),
      ...(response.userHandle && { userHandle: textOfBytes(response.userHandle) }),
    },
  }
}

/** Makes a passkey on this device; undefined when the person closed the browser's question. */
export async function makePasskey(options: object): Promise<object | undefined> {
  const { challenge, user, excludeCredentials, ...rest } = Offered.parse(options)
  const publicKey = {
    ...rest,
    challenge: bytesOf(challenge),
    user: { ...user, id: bytesOf(user.id) },
    ...(excludeCredentials && { excludeCredentials: excludeCredentials.map(described) }),
  } as unknown as PublicKeyCredentialCreationOptions // as above
  const credential = await unlessClosed(() => navigator.credentials.create({ publicKey }))
  if (!(credential instanceof PublicKeyCredential)) return undefined
  const response = credential.response as AuthenticatorAttestationResponse // what `create` answers
  return {
    ...common(credential),
    response: {
      clientDataJSON: textOfBytes(response.clientDataJSON),
      attestationObject: textOfBytes(response.attestationObject),
      transports: response.getTransports(),
    },
  }
}

function common(credential: PublicKeyCredential) {
  return { id: credential.id, rawId: textOfBytes(credential.rawId), type: credential.type }
}

function described({ id, ...rest }: z.output<typeof Descriptor>) {
  return { ...rest, id: bytesOf(id) }
}

async function unlessClosed<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    // Closed, timed out, or the device has no such passkey: browsers say the same for all three.
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name))
      return undefined
    throw error
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

function textOfBytes(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
