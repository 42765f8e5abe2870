import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readToken } from './token.ts'

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const value = Buffer.concat(parts)
  const length = value.length < 0x80 ? [value.length] : [0x82, value.length >> 8, value.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), value])
}
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const named = (kind: string, tag: number, words: Buffer) => der(0x31, sequence(oid(kind), der(tag, words)))
const name = sequence(
  named('550406', 0x13, Buffer.from('AT')),
  named('55040a', 0x1e, Buffer.from('Ämter', 'utf16le').swap16()),
  named('550403', 0x0c, Buffer.from('Zeitstempel é')),
)
const one = der(0x02, Buffer.from([1]))
const info = (time: string) => sequence(one, oid('2a0304'), sequence(), one, der(0x18, Buffer.from(time)))
const token = (time = '20260301100000Z', signers = 1) =>
  sequence(
    oid('2a864886f70d010702'),
    der(
      0xa0,
      sequence(
        one,
        der(0x31),
        sequence(oid('2a864886f70d0109100104'), der(0xa0, der(0x04, info(time)))),
        der(0xa0, Buffer.alloc(300)),
        der(
          0x31,
          ...Array.from({ length: signers }, () =>
            sequence(one, sequence(name, der(0x02, Buffer.from('00ff17', 'hex'))), sequence()),
          ),
        ),
      ),
    ),
  )

test('a reader learns from a token who signed it, by issuer and serial, and when', () => {
  expect(readToken(token())).toEqual({
    issuer: 'CN=Zeitstempel é, O=Ämter, C=AT',
    serial: '00ff17',
    stampedAt: '2026-03-01T10:00:00Z',
  })
  expect(readToken(token('20260301100000.25Z'))?.stampedAt).toBe('2026-03-01T10:00:00.25Z')
})

test('a reader is told nothing of what is no token, or one of two signers', () => {
  expect(readToken(token('yesterday'))).toBeUndefined()
  expect(readToken(token('20260301100000Z', 2))).toBeUndefined()
  expect(readToken(Buffer.alloc(0))).toBeUndefined()
})

test('no bytes can make the reader of tokens fall over', () => {
  const good = token()
  for (let end = 0; end < good.length; end += 1) expect(readToken(good.subarray(0, end))).toBeUndefined()
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(good)
      changed[at] = (changed[at] ?? 0) ^ flip
      readToken(changed)
    }),
    { numRuns: 2000 },
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readToken(bytes)))
})
