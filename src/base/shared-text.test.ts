import { describe, expect, it } from 'vitest'
import { Doc, encodeStateAsUpdate, mergeUpdates } from 'yjs'
import { movedCaret, readSharedUpdate, replacementBetween, sharedRoot } from './shared-text.ts'

const bytesOf = (change: (doc: Doc) => void) => {
  const doc = new Doc()
  change(doc)
  return encodeStateAsUpdate(doc)
}
const written = bytesOf((doc) => {
  const text = doc.getText(sharedRoot)
  text.insert(0, 'The insurer says: wait 👩‍🚒')
  text.insert(4, 'friendly ')
  text.delete(0, 3)
})
const faultOf = (bytes: Uint8Array) => {
  const read = readSharedUpdate(bytes)
  return 'fault' in read ? read.fault : undefined
}

describe('bytes that come as words', () => {
  it('a browser that writes plain words is read, with the number under which they came', () => {
    const doc = new Doc()
    doc.getText(sharedRoot).insert(0, 'a')
    expect(readSharedUpdate(encodeStateAsUpdate(doc))).toEqual({ clients: [doc.clientID] })
    expect(faultOf(written)).toBeUndefined()
    expect(faultOf(mergeUpdates([written, encodeStateAsUpdate(doc)]))).toBeUndefined()
  })

  it('an attacker who sends anything but plain words is turned away before it is applied', () => {
    const strange: [string, (doc: Doc) => void][] = [
      ['a NUL', (doc) => doc.getText(sharedRoot).insert(0, 'a\0')],
      ['a map', (doc) => doc.getMap(sharedRoot).set('a', 1)],
      ['another text', (doc) => doc.getText('other').insert(0, 'a')],
      ['marks', (doc) => doc.getText(sharedRoot).insert(0, 'a', { bold: true })],
      ['things', (doc) => doc.getText(sharedRoot).insertEmbed(0, { image: 'x' })],
      ['a list', (doc) => doc.getArray(sharedRoot).push([1])],
      ['a document in it', (doc) => doc.getArray(sharedRoot).push([new Doc()])],
    ]
    for (const [what, change] of strange) expect(faultOf(bytesOf(change)), what).toBeDefined()
  })

  it('an attacker who claims more than was sent, or cuts it anywhere, is turned away at once', () => {
    const many = [0xff, 0xff, 0xff, 0x7f]
    expect(faultOf(new Uint8Array([...many]))).toBe('too_many')
    expect(faultOf(new Uint8Array([1, ...many, 1, 0]))).toBe('too_many')
    expect(faultOf(new Uint8Array([0, 1, 1, ...many]))).toBe('too_many')
    expect(faultOf(new Uint8Array(20).fill(0xff))).toBe('too_many')
    expect(faultOf(new Uint8Array())).toBe('too_short')
    expect(faultOf(new Uint8Array([...written, 0]))).toBe('trailing')
    for (let cut = 0; cut < written.length; cut += 1)
      expect(faultOf(written.subarray(0, cut)), String(cut)).toBeDefined()
  })
})

describe('what somebody typed', () => {
  const isWhole = (text: string) => !/\p{Surrogate}/u.test(text)
  const applied = (before: string, change: ReturnType<typeof replacementBetween>) =>
    change === undefined
      ? before
      : before.slice(0, change.at) + change.inserted + before.slice(change.at + change.removed)

  it('a person who types gets the smallest change that says it, whatever they wrote', () => {
    const texts = [
      '',
      'a',
      'aa',
      'aaa',
      'call them',
      'call all of them',
      '👍👎',
      '👎',
      '👍',
      'x👍y',
      'x👎y',
      'aXa',
    ]
    for (const before of texts)
      for (const after of texts) {
        for (let caret = 0; caret <= after.length; caret += 1) {
          const change = replacementBetween(before, after, caret)
          expect(applied(before, change)).toBe(after)
          expect(isWhole(change?.inserted ?? '')).toBe(true)
          expect(isWhole(before.slice(0, change?.at ?? 0))).toBe(true)
        }
      }
    expect(replacementBetween('aaaa', 'aaaaa', 2)).toEqual({ at: 1, removed: 0, inserted: 'a' })
    expect(replacementBetween('same', 'same')).toBeUndefined()
  })

  it('a person whose neighbour writes keeps their caret at the letter where it stood', () => {
    const change = { at: 4, removed: 3, inserted: 'longer' }
    expect([2, 4, 5, 7, 9].map((caret) => movedCaret(caret, change))).toEqual([2, 4, 10, 10, 12])
  })
})
