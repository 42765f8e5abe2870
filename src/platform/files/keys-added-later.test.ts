import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { realDisk } from './disk.ts'
import { faultyDisk } from './faulty-disk.ts'
import { loadKeys } from './keys.ts'
import { freshFolder } from './store-for-tests.ts'

interface Marker {
  fingerprints: Record<string, string>
}

async function reasonOf(folder: string): Promise<string | undefined> {
  const error = await loadKeys(folder).catch((thrown: unknown) => thrown)
  return error instanceof Refusal ? error.detail.reason : undefined
}

describe('a key folder from before push messages', () => {
  const withoutPush = async () => {
    const folder = join(await freshFolder(), 'keys')
    const keys = await loadKeys(folder)
    const marker = JSON.parse(await readFile(join(folder, 'complete.json'), 'utf8')) as Marker // what loadKeys has just written
    delete marker.fingerprints['push.json']
    await writeFile(join(folder, 'complete.json'), `${JSON.stringify(marker, null, 2)}\n`)
    await rm(join(folder, 'push.json'))
    return { folder, keys }
  }

  test('gets its pair once, keeps the others, and from then on misses it', async () => {
    const { folder, keys } = await withoutPush()

    const grown = await loadKeys(folder)

    expect(grown.evidence).toEqual(keys.evidence)
    expect(grown.install).toBe(keys.install)
    expect((await loadKeys(folder)).push).toEqual(grown.push)
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([])
    await rm(join(folder, 'push.json'))
    expect(await reasonOf(folder)).toBe('key_missing')
  })

  test('still refuses a changed older key, and makes nothing', async () => {
    const { folder } = await withoutPush()
    await writeFile(join(folder, 'evidence.key'), `${Buffer.alloc(32, 1).toString('base64')}\n`)

    expect(await reasonOf(folder)).toBe('key_damaged')
  })

  test('agrees on one pair when many programs find it at once', async () => {
    const { folder } = await withoutPush()

    const all = await Promise.all(Array.from({ length: 8 }, () => loadKeys(folder)))

    expect(new Set(all.map(({ push }) => push.privateKey)).size).toBe(1)
    expect((await loadKeys(folder)).push).toEqual(all[0]?.push)
  })

  test('is completed by the next start after a fault at any disk call', async () => {
    for (let nth = 1; ; nth++) {
      const { folder } = await withoutPush()
      const faulty = faultyDisk(realDisk, { nth, when: 'after', code: 'EIO', stays: true })
      await loadKeys(folder, faulty.disk).catch(() => undefined)
      if (!faulty.failed()) {
        expect(nth).toBeGreaterThan(20)
        break
      }
      const { push } = await loadKeys(folder)
      expect((await loadKeys(folder)).push).toEqual(push)
    }
  })
})
