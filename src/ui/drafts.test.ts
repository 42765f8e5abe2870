import { beforeEach, expect, test, vi } from 'vitest'
import { draftKey, keepDraft, keptDraft, wipeDrafts } from './drafts.ts'

/** As much of a tab's storage as Node lacks: what is kept are its own properties, as in a browser. */
class TabStorage {
  [key: string]: unknown
  getItem(key: string): unknown {
    return this[key] ?? null
  }
  setItem(key: string, value: string): void {
    this[key] = value
  }
  removeItem(key: string): void {
    delete this[key]
  }
}

beforeEach(() => {
  vi.stubGlobal('sessionStorage', new TabStorage())
})

const vera = { tenant: 'bakery', person: 'vera@msp.example' }

test('a person finds their own words again, and none of another customer or of another person', () => {
  keepDraft(draftKey(vera, 'first-hour'), { words: 'Locked files' })

  expect(keptDraft(draftKey(vera, 'first-hour'))).toEqual({ words: 'Locked files' })
  expect(keptDraft(draftKey({ ...vera, tenant: 'dentist' }, 'first-hour'))).toBeUndefined()
  expect(keptDraft(draftKey({ ...vera, person: 'ben@msp.example' }, 'first-hour'))).toBeUndefined()
})

test('a person who signs out leaves no words behind, of no customer', () => {
  const keys = ['bakery', 'dentist'].map((tenant) => draftKey({ ...vera, tenant }, 'close.1'))
  for (const key of keys) keepDraft(key, { summary: 'It was the printer' })
  sessionStorage.setItem('another', 'stays')

  wipeDrafts()

  expect(Object.keys(sessionStorage)).toEqual(['another'])
})

test('a person whose browser forbids storage can type all the same', () => {
  vi.stubGlobal('sessionStorage', undefined)

  keepDraft(draftKey(vera, 'first-hour'), { words: 'x' })

  expect(keptDraft(draftKey(vera, 'first-hour'))).toBeUndefined()
  expect(() => wipeDrafts()).not.toThrow()
})
