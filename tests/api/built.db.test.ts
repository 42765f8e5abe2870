import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../guards/tree.ts'

test('the built program is written in letters of one byte, or its text would take twice the memory of whoever runs it', async () => {
  const names = (await readdir(join(root, 'dist'))).filter((name) => name.endsWith('.mjs'))
  const texts = await Promise.all(names.map((name) => readFile(join(root, 'dist', name), 'utf8')))

  const wide = texts.flatMap((text) =>
    [...text.matchAll(/[^\u0000-\u00FF]+/g)].map(({ index }) => text.slice(index - 60, index + 10)),
  )

  expect(Math.max(...texts.map(({ length }) => length))).toBeGreaterThan(1_000_000)
  expect(wide).toEqual([])
})
