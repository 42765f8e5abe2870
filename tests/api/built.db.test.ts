import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../guards/tree.ts'

test('the built program is written in letters of one byte, or its text would take twice the memory of whoever runs it', async () => {
  const text = await readFile(join(root, 'dist/server.mjs'), 'utf8')

  const wide = [...text.matchAll(/[^\u0000-\u00FF]+/g)].map(({ index }) => text.slice(index - 60, index + 10))

  expect(text.length).toBeGreaterThan(1_000_000)
  expect(wide).toEqual([])
})
