import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { brandColours, markOf } from '../../src/base/brand.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const settings = (css: string) =>
  new Map([...css.matchAll(/(--m-[\w-]+):\s*(#[0-9a-f]{6})\b/g)].map(([, name, value]) => [name, value]))

test('U65 an owner gives the organisation a colour and letters that everybody can read, on a light and a dark screen', () => {
  const css = read('src/ui/marks/brand.module.css')
  const backgrounds = new Map(
    [...css.matchAll(/data-colour='(\w+)'\] \{\s*background: (#[0-9a-f]{6})/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  )
  // The one that ships has no line of its own.
  const usual = /\.brand \{[^}&]*background: (#[0-9a-f]{6})/s.exec(css)?.[1]
  for (const colour of brandColours)
    expect(
      contrastWithWhite((colour === 'slate' ? usual : backgrounds.get(colour)) ?? '#ffffff'),
      colour,
    ).toBeGreaterThanOrEqual(4.5)
  expect(markOf({ name: 'Harbour Bakery', mark: '' })).toBe('HB')
  expect(markOf({ name: 'Harbour Bakery', mark: 'hb1' })).toBe('hb1')
})

test('U65 a person at night finds every colour of the screens in a dark tone of its own', () => {
  const [light = '', dark = ''] = read('src/ui/theme/tokens.css').split(
    ":root[data-mantine-color-scheme='dark'] {",
  )
  const [byDay, byNight] = [settings(light), settings(dark.split('}')[0] ?? '')]
  expect(byDay.size).toBeGreaterThan(10)
  // What is written on a filled button or an alarm is white by day and by night.
  const missing = [...byDay.keys()].filter((name) => !byNight.has(name))
  expect(missing.filter((name) => name?.startsWith('--m-on-') !== true)).toEqual([])
})

test('U65 a responder puts the program on the telephone as an app, with its name, its icons and a start', () => {
  const page = read('src/app/index.html')
  expect(page).toContain('rel="manifest" href="/app.webmanifest"')
  expect(page).toContain('rel="apple-touch-icon"')
  const manifest: unknown = JSON.parse(read('src/app/public/app.webmanifest'))
  expect(manifest).toMatchObject({ name: 'Muster', start_url: '/', scope: '/', display: 'standalone' })
  const { icons } = manifest as { icons: { src: string; sizes: string; purpose?: string }[] } // as the line above found it
  for (const { src, sizes } of icons) {
    expect(existsSync(join(root, 'src/app/public', src)), src).toBe(true)
    if (src.endsWith('.png')) expect(sizeOf(src), src).toBe(sizes)
  }
  for (const size of ['192x192', '512x512']) expect(icons.map(({ sizes }) => sizes)).toContain(size)
  expect(icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
})

/** As the picture itself says: width and height stand in its head. */
function sizeOf(src: string): string {
  const bytes = readFileSync(join(root, 'src/app/public', src))
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`
}

/** By WCAG 2.2. */
function contrastWithWhite(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
