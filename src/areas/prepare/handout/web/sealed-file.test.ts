import { beforeAll, expect, test } from 'vitest'
import { computedCiphers, nativeCiphers } from './ciphers.ts'
import { iterations, openFile, sealFile, type SealedFile } from './sealed-file.ts'

const own = nativeCiphers(crypto.subtle)
const phrase = 'acorn beach candle drum echo fern garlic honey'
// Three chunks, and a letter beyond Latin on each border.
const words = `Ada Quay +43 1 555 ${'ü€🛟'.repeat(20_000)}`
let file: SealedFile

beforeAll(async () => {
  file = await sealFile(own, phrase, words)
})

test('R24 a person with the passphrase reads the whole file again, also typed as telephones type', async () => {
  expect(file.header.iterations).toBeGreaterThanOrEqual(600_000)
  expect(file.chunks.length).toBeGreaterThan(2)
  expect(await openFile(own, phrase, file)).toEqual({ outcome: 'opened', words })
  expect(await openFile(own, ` Acorn  beach candle drum echo fern garlic honey `, file)).toMatchObject({
    outcome: 'opened',
  })
})

test('a person with a wrong passphrase is told so', async () => {
  expect(await openFile(own, 'acorn beach candle drum echo fern garlic money', file)).toEqual({
    outcome: 'wrong_passphrase',
  })
})

test('a person with a damaged stick is told so, and not that the passphrase is wrong', async () => {
  for (const at of file.chunks.keys()) {
    const chunks = [...file.chunks]
    chunks[at] = flipped(chunks[at] ?? '')
    expect(await openFile(own, phrase, { ...file, chunks })).toEqual({ outcome: 'damaged' })
  }
  expect(await openFile(own, phrase, { ...file, chunks: file.chunks.slice(0, -1) })).toEqual({
    outcome: 'damaged',
  })
})

test('a forger who mends the sum as well still opens nothing: no chunk changes, moves or goes, and no word of the header', async () => {
  const [first = '', second = '', ...rest] = file.chunks
  const forged = [
    { ...file, chunks: [flipped(first), second, ...rest] },
    { ...file, chunks: [second, first, ...rest] },
    { header: { ...file.header, chunks: file.header.chunks - 1 }, chunks: file.chunks.slice(0, -1) },
    { ...file, header: { ...file.header, chunkBytes: 1 } },
  ]
  for (const one of forged) {
    const sum = await sumOf(one.chunks)
    const { outcome } = await openFile(own, phrase, { ...one, sum })
    expect(outcome).not.toBe('opened')
  }
})

test('a forger cannot keep a browser busy for hours', async () => {
  const slow = { ...file, header: { ...file.header, iterations: iterations * 1000 } }
  expect(await openFile(own, phrase, slow)).toEqual({ outcome: 'damaged' })
})

test('a telephone without cryptography of its own computes the same', async () => {
  const small = await sealFile(computedCiphers, phrase, 'Ada +43 1', 1000)
  expect(await openFile(own, phrase, small)).toEqual({ outcome: 'opened', words: 'Ada +43 1' })
})

function flipped(base64: string): string {
  const bytes = bytesOf(base64)
  bytes[7] = (bytes[7] ?? 0) ^ 1
  return base64Of(bytes)
}

async function sumOf(chunks: readonly string[]): Promise<string> {
  const bytes = Uint8Array.from(chunks.flatMap((chunk) => [...bytesOf(chunk)]))
  return base64Of(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

function base64Of(bytes: Uint8Array): string {
  return btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''))
}
