import { expect, test } from 'vitest'
import { nameFor, newKeys, openWords, sealWords } from './seal.ts'

const words = '{"title":"Files are locked"}'

test('a person reads again what their browser sealed, under these keys and in this place alone', async () => {
  const [own, other] = await Promise.all([newKeys(), newKeys()])
  const sealed = await sealWords(own, 'here', words)
  expect(await openWords(own, 'here', sealed)).toBe(words)
  expect(await openWords(other, 'here', sealed)).toBeUndefined()
  expect(await openWords(own, 'there', sealed)).toBeUndefined()
})

test('a thief who changes any byte of what is sealed opens nothing', async () => {
  const keys = await newKeys()
  const sealed = await sealWords(keys, 'here', words)
  for (let at = 0; at < sealed.sealed.byteLength; at++) {
    const bytes = new Uint8Array(sealed.sealed.slice(0))
    bytes[at] = (bytes[at] ?? 0) ^ 1
    expect(await openWords(keys, 'here', { iv: sealed.iv, sealed: bytes.buffer })).toBeUndefined()
  }
})

test('a thief takes neither key out of the browser, and reads no address from a name', async () => {
  const keys = await newKeys()
  await expect(crypto.subtle.exportKey('raw', keys.seal)).rejects.toThrow()
  await expect(crypto.subtle.exportKey('raw', keys.name)).rejects.toThrow()
  const name = await nameFor(keys, ['acme', '/api/v1/incidents'])
  expect(atob(name)).toHaveLength(32)
  expect(await nameFor(keys, ['acme', '/api/v1/incidents'])).toBe(name)
  expect(await nameFor(keys, ['acme/api', '/v1/incidents'])).not.toBe(name)
  expect(await nameFor(await newKeys(), ['acme', '/api/v1/incidents'])).not.toBe(name)
})
