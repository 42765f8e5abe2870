import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { brandColours, brandFields, brandInks, markOf } from './brand.ts'

test('an organisation that chose no letters goes by the first ones of its first two words', () => {
  expect(markOf({ name: 'Harbour Bakery (demo)', mark: '' })).toBe('HB')
  expect(markOf({ name: 'öko Bau', mark: '' })).toBe('ÖB')
  expect(markOf({ name: '…', mark: '' })).toBe('')
})

test('an organisation goes by the letters that it chose', () => {
  expect(markOf({ name: 'Harbour Bakery', mark: 'Hb7' })).toBe('Hb7')
})

test('an organisation cannot choose a mark of four letters or with a sign in it', () => {
  expect(brandFields.mark.safeParse('HBKY').success).toBe(false)
  expect(brandFields.mark.safeParse('<b>').success).toBe(false)
})

test.each(brandColours)(
  'N12 letters and words in %s can be read by everybody on paper and on the screen, which have the same colour',
  (colour) => {
    const css = readFileSync(new URL('../ui/marks/brand.module.css', import.meta.url), 'utf8')
    expect(contrastWithWhite(brandInks[colour])).toBeGreaterThanOrEqual(4.5)
    const own =
      colour === 'slate'
        ? /\.brand \{[^}&]*background: (#\w+)/
        : new RegExp(`'${colour}'\\] \\{\\s*background: (#\\w+)`)
    expect(own.exec(css)?.[1]).toBe(brandInks[colour])
  },
)

/** WCAG 2.2, relative luminance. */
function contrastWithWhite(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
