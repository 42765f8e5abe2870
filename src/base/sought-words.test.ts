import { describe, expect, test } from 'vitest'
import {
  excerptAround,
  holdsSought,
  whyNotSought,
  writeOver,
  writeOverIn,
  type Sought,
} from './sought-words.ts'

const marks = { name: 'Erased person #7', email: 'e@x.invalid', phone: '+999', passage: '█████' }
const name = (text: string): Sought => ({ kind: 'name', text })

describe('U62 words that are to go', () => {
  test('U62 a name goes in any case of letters and over any space, and never out of the middle of another word', () => {
    const words = [name('Anna Berger'), name('Berger')]
    expect(writeOver('ANNA\n  berger met Bergermann; Berger, too.', words, marks)).toBe(
      'Erased person #7 met Bergermann; Erased person #7, too.',
    )
  })

  test('U62 a number goes however it is grouped, and not as a part of a longer one', () => {
    const words: Sought[] = [{ kind: 'phone', text: '+43 664 123 4567' }]
    expect(writeOver('Call 43-664/1234567 or (43) 664 12 34 567, not 436641234567890', words, marks)).toBe(
      'Call +999 or (+999, not 436641234567890',
    )
  })

  test('U62 signs that mean something in a pattern are letters like others', () => {
    const words: Sought[] = [{ kind: 'passage', text: 'a.b*c (x|y) [z] \\ $1^' }]
    expect(writeOver('so: a.b*c (x|y) [z] \\ $1^ and axbbc', words, marks)).toBe('so: █████ and axbbc')
    expect(writeOver('cost', [name('cost')], { ...marks, name: '$& $1' })).toBe('$& $1')
  })

  test('U62 a passage with quotation marks and strokes goes also where a program wrote it with more of them', () => {
    const words: Sought[] = [{ kind: 'passage', text: 'said "hello" at FIRMA\\anna' }]
    expect(writeOver('he said "hello" at FIRMA\\anna.', words, marks)).toBe('he █████.')
    expect(writeOver('{"he":"said \\"hello\\" at FIRMA\\\\anna"}', words, marks)).toBe('{"he":"█████"}')
  })

  test('U62 every text of a value goes over, and numbers, names of fields and the rest stay', () => {
    const value = { Anna: ['Anna', 7, null, { to: 'an Anna!' }] }
    expect(writeOverIn(value, [name('Anna')], { ...marks, name: 'X' })).toEqual({
      Anna: ['X', 7, null, { to: 'an X!' }],
    })
  })

  test('U62 what is too short, or no address or number, is not looked for', () => {
    expect(whyNotSought(name('Jo'))).toBe('short')
    expect(whyNotSought({ kind: 'email', text: 'no address' })).toBe('no_email')
    expect(whyNotSought({ kind: 'phone', text: '12 3' })).toBe('no_phone')
    expect(whyNotSought(name('Bob'))).toBeUndefined()
  })

  test('U62 a word that a machine wrote in numbers of letters is found and goes, and its neighbours stay', () => {
    const words: Sought[] = [name('Jürgen Öhl'), { kind: 'email', text: 'jo@x.org' }]
    const payload = String.raw`{"by":"J\u00FCrgen \u00d6hl","mail":"\u003cjo\u0040x.org\u003e","other":"\u00d6hler"}`
    expect(holdsSought(payload, words)).toBe(true)
    expect(writeOver(payload, words, marks)).toBe(
      String.raw`{"by":"Erased person #7","mail":"\u003ce@x.invalid\u003e","other":"\u00d6hler"}`,
    )
  })

  test('U62 a reader sees the words around the first place', () => {
    const text = `${'x '.repeat(80)}Anna stood here ${'y '.repeat(80)}`
    expect(excerptAround(text, [name('Anna')], 20)).toMatch(/^….*Anna stood here.*…$/)
    expect(excerptAround('nothing', [name('Anna')])).toBe('')
    expect(holdsSought('Johanna', [name('Anna')])).toBe(false)
  })
})
