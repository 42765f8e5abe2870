/** The two keys of what this browser keeps: one seals words, one names them. Neither can be taken out of the browser. */
export interface Keys {
  readonly seal: CryptoKey
  readonly name: CryptoKey
}

/** What lies on the disk for one answer: nothing of it can be read without the keys. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}

/** New keys, which the browser uses and never shows: not to a script, not to whoever copies a value out of a console. */
export async function newKeys(): Promise<Keys> {
  const [seal, name] = await Promise.all([
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']),
  ])
  return { seal, name }
}

/** A name that says nothing to whoever reads the disk, and is the same for the same words under the same keys. */
export async function nameFor({ name }: Keys, words: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(words))
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', name, bytes))
  return btoa(String.fromCharCode(...mac))
}

/** Seals words to the place they lie in: moved under another name they do not open. */
export async function sealWords({ seal }: Keys, place: string, words: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) },
    seal,
    new TextEncoder().encode(words),
  )
  return { iv, sealed }
}

/** The words again; undefined when a byte was changed, or when they lay elsewhere or under other keys. */
export async function openWords({ seal }: Keys, place: string, from: Sealed): Promise<string | undefined> {
  try {
    const bytes = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: from.iv, additionalData: new TextEncoder().encode(place) },
      seal,
      from.sealed,
    )
    return new TextDecoder().decode(bytes)
  } catch {
    return undefined
  }
}
