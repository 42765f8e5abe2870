import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLog, shorten } from './log-file.ts'

test('a server that goes on writing into a shortened log begins it anew, and the old part is kept once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'muster-log-'))
  const path = join(folder, 'postgres.log')
  const server = openSync(path, 'a')
  writeSync(server, 'long story\n'.repeat(10))

  await shorten(path, 100)
  writeSync(server, 'next\n')

  expect(await readFile(path, 'utf8')).toBe('next\n')
  expect(await readFile(`${path}.1`, 'utf8')).toBe('long story\n'.repeat(10))
  expect(await readLog(path, 110)).toBe('next\n')
  closeSync(server)
  await rm(folder, { recursive: true })
})
