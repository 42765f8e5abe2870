import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder, lockHolder } from './lock.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-lock-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('of many who start at once on a folder that a killed process left, never two hold it', async () => {
  await writeFile(join(folder, `postgres.lock-${process.pid}-0123456789abcdef-aa`), '')

  const results = await Promise.allSettled(Array.from({ length: 6 }, () => lockFolder(folder)))

  const held = results.filter(({ status }) => status === 'fulfilled')
  expect(held.length).toBeLessThanOrEqual(1)
  expect((await readdir(folder)).length).toBe(held.length)
})

test('a second program is refused while the first holds the folder, and let in afterwards', async () => {
  const first = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toMatchObject({
    reason: 'locked',
    message: expect.stringContaining(`process ${process.pid}`),
  })

  await first.release()

  await (await lockFolder(folder)).release()
  expect(await readdir(folder)).toEqual([])
})

test('a program that was killed without notice holds nothing', async () => {
  const code = `const { lockFolder } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)})
    await lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code])
  await once(child.stdout, 'data')
  expect(await lockHolder(folder)).toBe(child.pid)
  await expect(lockFolder(folder)).rejects.toMatchObject({ reason: 'locked' })

  child.kill('SIGKILL')
  await once(child, 'exit')

  expect(await lockHolder(folder)).toBe(undefined)
  await (await lockFolder(folder)).release()
})
