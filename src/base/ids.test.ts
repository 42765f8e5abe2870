import { expect, test } from 'vitest'
import { uuidv7, uuidv7From } from './ids.ts'

const random = '919108f7-52d1-4320-9bac-f847db4148a8'

test('whoever needs an id gets one of version 7 that begins with its time, from bytes or from a random UUID', () => {
  // RFC 9562, appendix A.6
  const at = Date.UTC(2022, 1, 22, 19, 22, 22)
  expect(uuidv7From(at, '00000000-0000-4cc3-98c4-dc0c0c07398f')).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  const bytes = Uint8Array.from([0xcc, 0x31, 0x8c, 0x4d, 0xc0, 0xc0, 0xc0, 0x73, 0x98, 0xf0])
  expect(uuidv7(at, bytes)).toMatch(/^017f22e2-79b0-7cc3-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('whoever makes ids one after the other finds them in order', () => {
  const ids = [1, 2, 0x0f_ffff_ffff, 0x10_0000_0000].map((at) => uuidv7From(at, random))
  expect(ids.toSorted()).toEqual(ids)
})
