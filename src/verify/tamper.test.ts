import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyBundle } from './bundle.ts'
import { hiddenInExample, incident, exampleBundle, exampleLog, origin, otherStream } from './test-example.ts'
import { bytesOf, sha256, TestLog } from './test-writer.ts'

/** A bundle that uses every part of the format: opened, erased and withheld fields, and all four kinds of anchors. */
function richBundle(): { bytes: Buffer; key: string } {
  const log = exampleLog()
  const stamp = Buffer.concat([Buffer.from('a token about '), sha256(log.checkpoint(4))])
  const at = '2026-03-02T09:31:00.000Z'
  const anchors = [
    ...exampleBundle(log).anchors,
    log.anchor({ type: 'rfc3161', at, data: stamp, size: 4 }),
    log.anchor({ type: 'print', at, data: Buffer.from('card 7'), size: 4 }),
    log.anchor({ type: 'witness', at, data: Buffer.from('a cosignature line'), size: 5 }),
  ]
  return { bytes: bytesOf(log.bundle(incident, hiddenInExample, anchors)), key: log.key }
}

test('a reader refuses a bundle in which any one byte was changed', () => {
  const { bytes, key } = richBundle()
  expect(verifyBundle(bytes, key).verdict).toBe('VERIFIED')
  const random = createHash('shake256', { outputLength: bytes.length }).update('bytes to flip').digest()

  const accepted: string[] = []
  for (let at = 0; at < bytes.length; at += 1)
    for (const flip of new Set([[0x01, 0x20, 0x80][at % 3] ?? 1, (random[at] ?? 0) % 255 || 0x55])) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ flip
      if (verifyBundle(changed, key).verdict !== 'FAIL') accepted.push(`byte ${at} ^ ${flip}`)
    }

  expect(accepted).toEqual([])
})

test('a reader refuses a bundle from which any one byte was cut, or to which one was added', () => {
  const { bytes, key } = richBundle()

  const accepted: string[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    const cut = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])
    const doubled = Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at)])
    if (verifyBundle(cut, key).verdict !== 'FAIL') accepted.push(`without byte ${at}`)
    if (verifyBundle(doubled, key).verdict !== 'FAIL') accepted.push(`with byte ${at} twice`)
    if (verifyBundle(bytes.subarray(0, at), key).verdict !== 'FAIL') accepted.push(`cut at ${at}`)
  }
  for (const tail of ['\n', ' ', '\0', '{}'])
    if (verifyBundle(Buffer.concat([bytes, Buffer.from(tail)]), key).verdict !== 'FAIL') accepted.push(tail)

  expect(accepted).toEqual([])
})

/** A longer stream between leaves of another one, nothing hidden, so that each list is long enough to shuffle. */
function longBundle() {
  const log = new TestLog(origin)
  for (let minute = 10; minute < 30; minute += 1) {
    const at = `2026-03-01T08:${minute}:00.000Z`
    const stream = minute % 3 === 0 ? otherStream : incident
    log.append({ stream, kind: 'note.add', at, fields: { actor: 'u:7', text: `note ${minute}` } })
  }
  log.append({
    stream: incident,
    kind: 'export',
    at: '2026-03-01T09:00:00.000Z',
    fields: { actor: 'u:7' },
    w: [],
  })
  return { bundle: log.bundle(incident), key: log.key }
}

/** Every list that differs from the given one by one swap, one drop, one doubling, or one cut of its end. */
function shuffles<T>(list: readonly T[]): T[][] {
  const found: T[][] = [[], list.toReversed()]
  for (const [at, item] of list.entries()) {
    found.push(list.toSpliced(at, 1), list.toSpliced(at, 0, item), list.slice(0, at))
    for (const [other, second] of list.entries())
      if (other > at) found.push(list.with(at, second).with(other, item))
  }
  return found
}

test('a reader refuses leaves that were swapped, dropped, doubled or cut', () => {
  const { bundle, key } = longBundle()
  expect(verifyBundle(bytesOf(bundle), key).verdict).toBe('VERIFIED')

  for (const leaves of shuffles(bundle.leaves))
    expect(verifyBundle(bytesOf({ ...bundle, leaves }), key).verdict).toBe('FAIL')
  for (const [at, { leaf, proof }] of bundle.leaves.entries())
    for (const shuffled of shuffles(proof).filter(
      (other) => JSON.stringify(other) !== JSON.stringify(proof),
    )) {
      const leaves = bundle.leaves.with(at, { leaf, proof: shuffled })
      expect(verifyBundle(bytesOf({ ...bundle, leaves }), key).verdict).toBe('FAIL')
    }
})

test('a reader refuses leaves that were cut together with their openings', () => {
  const { bundle, key } = longBundle()

  for (let kept = 0; kept < bundle.leaves.length; kept += 1) {
    const leaves = bundle.leaves.slice(0, kept)
    const openings = bundle.openings.slice(0, kept * 2)
    expect(verifyBundle(bytesOf({ ...bundle, leaves, openings }), key).verdict).toBe('FAIL')
  }
})

test('a reader refuses openings that were swapped, hidden, doubled or cut', () => {
  const { bundle, key } = longBundle()

  for (const openings of shuffles(bundle.openings))
    expect(verifyBundle(bytesOf({ ...bundle, openings }), key).verdict).toBe('FAIL')
})

test('a reader refuses a file that is too large before reading it', () => {
  const verdict = verifyBundle(Buffer.alloc(2 ** 28 + 1), origin)

  expect(verdict).toMatchObject({ verdict: 'FAIL', rule: 1, reason: 'The bundle is larger than 256 MiB.' })
})

test('a reader who is handed hostile bytes gets a refusal and never a crash', () => {
  const { bundle, key } = longBundle()
  const part = fc.constantFrom('leaves', 'openings', 'anchors', 'checkpoint', 'key', 'format')

  fc.assert(
    fc.property(part, fc.jsonValue(), (name, value) => {
      fc.pre(JSON.stringify(value) !== JSON.stringify(name === 'anchors' ? [] : bundle[name as 'key'])) // one of its keys
      expect(verifyBundle(bytesOf({ ...bundle, [name]: value }), key).verdict).toBe('FAIL')
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, text) => {
      expect(verifyBundle(bytes, text).verdict).toBe('FAIL')
      expect(verifyBundle(bytesOf(bundle), text).verdict).toBe('FAIL')
    }),
  )
})
