import { beforeAll, describe, expect, test } from 'vitest'
import { signedNote, verifierKey } from '../../../../base/ledger/note.ts'
import type { Handout, HandoutWords } from '../contract.ts'
import { keyCode, signedText, signerOf } from '../rules/signature.ts'
import { computedCheck, nativeCheck } from './ciphers.ts'

const origin = 'muster-test/8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10/1'
const words: HandoutWords = {
  organisation: 'Harbour Bäckerei </script>',
  language: 'en',
  madeAt: '2026-03-01T21:14:00.000Z',
  timeZone: 'Europe/Vienna',
  madeBy: 'Ada Quay',
  code: '3F2A-90BC-41DE',
  sections: [
    {
      key: 'people',
      title: 'People',
      blocks: [
        { kind: 'list', isOrdered: true, items: ['Ada Quay +43 1 555', '🛟 Lea'] },
        { kind: 'paragraph', text: 'Bank: +43 1 777', tone: 'warn' },
      ],
    },
  ],
}

describe('the signature of an offline copy', () => {
  const native = nativeCheck(crypto.subtle)
  let ours: Signer
  let copy: Handout
  beforeAll(async () => {
    ours = await newSigner()
    copy = await signedBy(ours, words)
  })

  test('R24 whoever opens a copy is told under which key it was signed, also where the browser must compute it', async () => {
    expect(keyCode({ name: origin, ...ours })).toMatch(/^([0-9A-F]{4}-){4}[0-9A-F]{4}$/)
    expect(await signerOf(copy, native)).toBe(keyCode({ name: origin, ...ours }))
    expect(await signerOf(copy, computedCheck)).toBe(keyCode({ name: origin, ...ours }))
  })

  test('R24 whoever opens a copy in which one letter of words, note or key is another is told that it was changed', async () => {
    const text = JSON.stringify(copy)
    let tried = 0
    for (let at = 0; at < text.length; at++) {
      const changed = parsed(text.slice(0, at) + turned(text[at] ?? '') + text.slice(at + 1))
      if (changed === undefined) continue
      tried += 1
      expect(await signerOf(changed, native), `letter ${at} of ${text}`).toBeUndefined()
    }
    expect(tried).toBeGreaterThan(300)
  })

  test('R24 a telephone that must compute it tells a changed signature as well', async () => {
    const { note, key } = copy.signed
    const at = note.length - 20
    const changed = { note: note.slice(0, at) + (note[at] === 'A' ? 'B' : 'A') + note.slice(at + 1), key }
    expect(await signerOf({ ...copy, signed: changed }, computedCheck)).toBeUndefined()
  })

  test('R24 a forger who knows the passphrase and signs with a key of their own shows another code than the cards', async () => {
    const theirs = await newSigner()
    const forged = await signedBy(theirs, { ...words, madeBy: 'Mallory' })
    expect(await signerOf(forged, native)).toBe(keyCode({ name: origin, ...theirs }))
    expect(keyCode({ name: origin, ...theirs })).not.toBe(keyCode({ name: origin, ...ours }))
  })

  test('R24 a neighbour on the same installation, who signs with the same key, passes for nobody else', async () => {
    const neighbour = 'muster-test/0d5f2c11-77aa-4a57-9a53-6b0d9a3f4b10/1'
    const body = signedText(words, neighbour)
    const signature = await ours.sign(body)
    const moved = signedNote(body, origin, ours.publicKey, signature)
    const forged = { ...words, signed: { note: moved, key: verifierKey(origin, ours.publicKey) } }
    expect(await signerOf(forged, native)).toBeUndefined()
    const { publicKey } = ours
    expect(keyCode({ name: neighbour, publicKey })).not.toBe(keyCode({ name: origin, publicKey }))
    // A restore begins a new epoch, and the cards in the wallets stay good.
    expect(keyCode({ name: origin.replace(/1$/, '2'), publicKey })).toBe(keyCode({ name: origin, publicKey }))
  })
})

interface Signer {
  readonly publicKey: Uint8Array
  sign(body: string): Promise<Uint8Array>
}

async function newSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    sign: async (body) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(body))),
  }
}

async function signedBy({ publicKey, sign }: Signer, said: HandoutWords): Promise<Handout> {
  const body = signedText(said, origin)
  const note = signedNote(body, origin, publicKey, await sign(body))
  return { ...said, signed: { note, key: verifierKey(origin, publicKey) } }
}

function turned(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) ^ 1)
}

/** Undefined where the change leaves nothing that could be read. */
function parsed(text: string): Handout | undefined {
  try {
    return JSON.parse(text) as Handout // as the page reads it, unjudged
  } catch {
    return undefined
  }
}
