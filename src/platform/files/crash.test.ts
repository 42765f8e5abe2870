import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { SealedFile } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { freshFolder, incomingOf, tenantA, testKey } from './store-for-tests.ts'

/** Four writers without end that say `{ sha256, size }` once each file is acknowledged. */
const script = `
  import { folderStore } from ${JSON.stringify(new URL('./folder-store.ts', import.meta.url).href)}
  import { randomBytes, randomInt } from 'node:crypto'
  const store = folderStore({ folder: process.argv[1], key: new Uint8Array(32).fill(7) })
  const writer = async () => {
    for (;;) {
      const source = (async function* () { for (let n = randomInt(1, 40); n > 0; n--) yield randomBytes(65536) })()
      console.log(JSON.stringify(await store.put('${tenantA}', source, { maxBytes: 1e9 })))
    }
  }
  await Promise.all([writer(), writer(), writer(), writer()])
`

test('a responder keeps every acknowledged file when the program is killed, and no half of another', async () => {
  const folder = await freshFolder()
  const acknowledged: SealedFile[] = []
  for (let round = 1; round <= 5; round++) {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    const lines = createInterface(child.stdout)
    let told = 0
    lines.on('line', (line) => {
      acknowledged.push(JSON.parse(line))
      if (++told === round * 5) child.kill('SIGKILL')
    })
    await Promise.all([exited, once(lines, 'close')])
    expect(told).toBeGreaterThanOrEqual(round * 5)
  }

  const store = folderStore({ folder, key: testKey })
  for (const file of acknowledged) expect(await store.check(tenantA, file)).toBe('intact')
  for await (const { tenantId, sha256, size } of store.list()) {
    expect(await store.check(tenantId, { sha256, size })).toBe('intact')
  }
  await store.sweep({ now: Date.now() + 7_200_000 })
  expect(await incomingOf(folder)).toEqual([])
})
