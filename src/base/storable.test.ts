import { describe, expect, test } from 'vitest'
import { unstorableText } from './storable.ts'

describe('text that can be kept', () => {
  test('a writer may use every whole character', () => {
    expect(unstorableText({ a: ['Tür 🔒', '\u202e', '\ufffd'], n: 1, none: null })).toBeUndefined()
  })

  test.each(['a\0b', 'a\ud83d', '\udd12b', '\udd12\ud83d'])(
    'a writer of %j is told where it stands',
    (text) => {
      expect(unstorableText({ options: ['fine', text] })).toBe('options.1')
      expect(unstorableText(text)).toBe('')
    },
  )
})
