import { expect, test } from 'vitest'
import { words } from '../content/words.ts'
import type { HandoutSection } from '../contract.ts'
import { changedSince, codeOf, marksOf } from './check-code.ts'
import { isStrongEnough, leastBits, passphraseBits, proposeWords } from './passphrase.ts'

const section = (key: string, text: string): HandoutSection => ({
  key,
  title: key,
  blocks: [{ kind: 'paragraph', text, tone: 'plain' }],
})

test('a lead recognises an old copy by its code: the same words give the same, any other word another', () => {
  const now = [section('people', 'Ada +43 1'), section('cards', 'Unplug')]
  expect(codeOf(now)).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)
  expect(codeOf(structuredClone(now))).toBe(codeOf(now))
  const later = [section('people', 'Ada +43 2'), section('cards', 'Unplug')]
  expect(codeOf(later)).not.toBe(codeOf(now))
  expect(changedSince(marksOf(now), marksOf(later))).toEqual(['people'])
  expect(changedSince(marksOf(now), marksOf([...now, section('plan', 'x')]))).toEqual(['plan'])
  expect(changedSince(marksOf(now), marksOf(now.slice(0, 1)))).toEqual(['cards'])
})

test('an owner is offered eight words of a list of 256 different ones, in each language', () => {
  for (const list of Object.values(words)) {
    expect(list).toHaveLength(256)
    expect(new Set(list).size).toBe(256)
    expect(Math.max(...list.map((word) => word.length))).toBeLessThanOrEqual(9)
    const phrase = proposeWords(list, Uint8Array.from([0, 37, 74, 111, 148, 185, 222, 255]))
    expect(phrase.split(' ')).toHaveLength(8)
    expect(isStrongEnough(phrase)).toBe(true)
  }
})

test('an owner who types what a guesser tries first is told to choose another', () => {
  const weak = [
    '',
    'Sommer2026!',
    'passwort',
    '12345678901234567890',
    'abcdefghijklmnopqrstuvwxyz',
    'aaaaaaaaaaaaaaaaaaaaaaaaa',
  ]
  for (const phrase of [...weak, 'harbour print', 'boat boat boat boat boat boat boat boat'])
    expect(passphraseBits(phrase), phrase).toBeLessThan(leastBits)
  for (const phrase of ['x9Kw!2mQz7Rb#4Ltyv', 'the bakery beside our third lighthouse sells purple bread'])
    expect(isStrongEnough(phrase), phrase).toBe(true)
})
