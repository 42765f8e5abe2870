import { expect, test } from 'vitest'
import { createSecretBox } from './secret-box.ts'

const place = { tenantId: 'a', purpose: 'mail password' }
const box = createSecretBox(new Uint8Array(32).fill(7))

test('a secret comes back, and looks different each time it is sealed', () => {
  const [one, other] = [box.seal(place, 'geheim ü'), box.seal(place, 'geheim ü')]

  expect(box.open(place, one)).toBe('geheim ü')
  expect(box.open(place, createSecretBox(new Uint8Array(32).fill(7)).seal(place, ''))).toBe('')
  expect(one.equals(other)).toBe(false)
  expect(one.includes('geheim')).toBe(false)
})

test('a sealed secret is of no use to another tenant, purpose or installation', () => {
  const sealed = box.seal(place, 'geheim')

  expect(() => box.open({ ...place, tenantId: 'b' }, sealed)).toThrow()
  expect(() => box.open({ ...place, purpose: 'other' }, sealed)).toThrow()
  expect(() => createSecretBox(new Uint8Array(32).fill(8)).open(place, sealed)).toThrow()
})

test('a sealed secret with any one bit flipped, or cut, does not open', () => {
  const sealed = box.seal(place, 'geheim')
  for (let at = 0; at < sealed.length; at++) {
    const flipped = Buffer.from(sealed)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    expect(() => box.open(place, flipped), `byte ${at}`).toThrow()
    expect(() => box.open(place, sealed.subarray(0, at)), `cut at ${at}`).toThrow()
  }
})
