import { execFile } from 'node:child_process'
import { createPublicKey, sign, verify } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { realDisk } from './disk.ts'
import { faultyDisk } from './faulty-disk.ts'
import { loadKeys } from './keys.ts'
import { freshFolder } from './store-for-tests.ts'

const names = [
  'ledger-signing.pem',
  'context.key',
  'evidence.key',
  'auth.secret',
  'push.json',
  'install.json',
]
const posix = process.platform !== 'win32'

async function freshKeys(): Promise<string> {
  return join(await freshFolder(), 'deep', 'keys')
}

async function contentsOf(folder: string): Promise<Record<string, string>> {
  const found = (await readdir(folder)).sort()
  return Object.fromEntries(
    await Promise.all(found.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
}

async function refusalOf(folder: string): Promise<Refusal> {
  const error = await loadKeys(folder).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refusal)
  return error as Refusal // the line above has checked it
}

describe('a first run', () => {
  test('makes every key, each of its kind', async () => {
    const keys = await loadKeys(await freshKeys())

    expect(keys.install).toMatch(/^muster-[0-9a-f]{16}\.local$/)
    expect(keys.context).toHaveLength(32)
    expect(keys.evidence).toHaveLength(32)
    expect(Buffer.from(keys.context).equals(keys.evidence)).toBe(false)
    expect(Buffer.from(keys.authSecret, 'base64url')).toHaveLength(32)
    const signature = sign(null, Buffer.from('a checkpoint'), keys.ledgerSigning)
    expect(verify(null, Buffer.from('a checkpoint'), createPublicKey(keys.ledgerSigning), signature)).toBe(
      true,
    )
  })

  test('makes keys that no other installation has', async () => {
    const [one, two] = [await loadKeys(await freshKeys()), await loadKeys(await freshKeys())]

    expect(one.install).not.toBe(two.install)
    expect(Buffer.from(one.evidence).equals(two.evidence)).toBe(false)
    expect(one.authSecret).not.toBe(two.authSecret)
  })

  test.runIf(posix)('keeps the folder at 700 and every file at 600', async () => {
    const folder = await freshKeys()
    await loadKeys(folder)

    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    for (const name of await readdir(folder)) {
      expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600)
    }
  })

  test('leaves the keys, a marker, and no draft', async () => {
    const folder = await freshKeys()
    await loadKeys(folder)

    expect((await readdir(folder)).sort()).toEqual([...names, 'complete.json'].sort())
  })

  test('puts no secret into the marker', async () => {
    const folder = await freshKeys()
    const keys = await loadKeys(folder)
    const marker = await readFile(join(folder, 'complete.json'), 'utf8')

    for (const secret of [
      Buffer.from(keys.context),
      Buffer.from(keys.evidence),
      Buffer.from(keys.authSecret, 'base64url'),
    ]) {
      for (const form of ['base64', 'base64url', 'hex'] as const)
        expect(marker).not.toContain(secret.toString(form))
    }
  })
})

describe('a later run', () => {
  test('reads the same keys and changes no file', async () => {
    const folder = await freshKeys()
    const first = await loadKeys(folder)
    const before = await contentsOf(folder)

    const second = await loadKeys(folder)

    expect(second.install).toBe(first.install)
    expect(second.evidence).toEqual(first.evidence)
    expect(second.context).toEqual(first.context)
    expect(second.authSecret).toBe(first.authSecret)
    expect(second.ledgerSigning.equals(first.ledgerSigning)).toBe(true)
    expect(await contentsOf(folder)).toEqual(before)
  })

  test.each(names)('without %s refuses, and makes no new one', async (name) => {
    const folder = await freshKeys()
    await loadKeys(folder)
    await rm(join(folder, name))

    const refusal = await refusalOf(folder)

    expect(refusal.detail.reason).toBe('key_missing')
    expect(refusal.message).toContain(join(folder, name))
    expect(refusal.message).toContain('backup')
    expect(await readdir(folder)).not.toContain(name)
  })

  test.each([...names, 'complete.json'])(
    'refuses %s when it is empty, cut, rubbish, or off by one bit',
    async (name) => {
      const folder = await freshKeys()
      await loadKeys(folder)
      const path = join(folder, name)
      const text = await readFile(path)
      const flipped = Buffer.from(text)
      const at = Math.floor(text.length / 2)
      flipped[at] = (flipped[at] ?? 0) ^ 1

      for (const damage of [Buffer.alloc(0), text.subarray(0, at), Buffer.from('rubbish'), flipped]) {
        await writeFile(path, damage)
        const refusal = await refusalOf(folder)
        expect(refusal.detail.reason).toBe('key_damaged')
        // A flipped bit of the marker may lie in the fingerprint of a key, which is then the one that does not fit.
        expect(refusal.message).toContain(name === 'complete.json' && damage === flipped ? folder : path)
      }
      await writeFile(path, text)
      await expect(loadKeys(folder)).resolves.toBeDefined()
    },
  )

  test('refuses a key that was replaced by a well-formed other one', async () => {
    const [folder, other] = [await freshKeys(), await freshKeys()]
    await loadKeys(folder)
    await loadKeys(other)
    for (const name of names) {
      const own = await readFile(join(folder, name))
      await writeFile(join(folder, name), await readFile(join(other, name)))
      expect((await refusalOf(folder)).detail.reason, name).toBe('key_damaged')
      await writeFile(join(folder, name), own)
    }
  })

  test('says nothing of a damaged secret in its refusal', async () => {
    const folder = await freshKeys()
    await loadKeys(folder)
    await writeFile(join(folder, 'install.json'), 'canary-5f1c')

    expect(
      JSON.stringify([(await refusalOf(folder)).message, (await refusalOf(folder)).detail]),
    ).not.toContain('canary')
  })

  test('tidies drafts of a run that was killed', async () => {
    const folder = await freshKeys()
    await loadKeys(folder)
    await writeFile(join(folder, '.evidence.key.0190a0a0'), 'x', { mode: 0o600 })
    await writeFile(join(folder, 'note'), 'x', { mode: 0o600 })

    await loadKeys(folder)

    expect((await readdir(folder)).sort()).toEqual([...names, 'complete.json', 'note'].sort())
  })
})

describe.runIf(posix)('keys that others could read', () => {
  test.each(['755', '750', '701', '770'])('are refused in a folder of mode %s', async (mode) => {
    const folder = await freshKeys()
    await loadKeys(folder)
    await chmod(folder, Number.parseInt(mode, 8))

    const refusal = await refusalOf(folder)

    expect(refusal.detail.reason).toBe('key_not_private')
    expect(refusal.message).toContain(`chmod 700 '${folder}'`)
  })

  test.each([...names, 'complete.json'])('are refused when %s is open to a group', async (name) => {
    const folder = await freshKeys()
    await loadKeys(folder)
    await chmod(join(folder, name), 0o640)

    expect((await refusalOf(folder)).message).toContain(`chmod 600 '${join(folder, name)}'`)
  })

  test.runIf(process.getuid?.() === 0)('are refused when they belong to another user', async () => {
    const folder = await freshKeys()
    await loadKeys(folder)
    await chown(join(folder, 'evidence.key'), 65_534, 65_534)
    expect((await refusalOf(folder)).message).toContain(`chown 0 '${join(folder, 'evidence.key')}'`)
    await chown(folder, 65_534, 65_534)

    expect((await refusalOf(folder)).message).toContain(`chown 0 '${folder}'`)
  })

  test('are refused when a folder lies in the place of a key, or a file in that of the folder', async () => {
    const folder = await freshKeys()
    await loadKeys(folder)
    await rm(join(folder, 'context.key'))
    await mkdir(join(folder, 'context.key'), { mode: 0o700 })
    expect((await refusalOf(folder)).detail.reason).toBe('key_not_private')

    expect((await refusalOf(join(folder, 'evidence.key'))).detail.reason).toBe('key_folder')
  })
})

describe('a first run that is cut off', () => {
  test.each(['before', 'after'] as const)(
    'at any one disk call (%s it) is completed by the next',
    async (when) => {
      for (let nth = 1; ; nth++) {
        const folder = await freshKeys()
        const faulty = faultyDisk(realDisk, { nth, when, code: 'EIO', stays: true })
        const error = await loadKeys(folder, faulty.disk).catch((thrown: unknown) => thrown)
        if (!faulty.failed()) {
          expect(nth).toBeGreaterThan(40)
          break
        }
        if (error instanceof Error) expect(error).toMatchObject({ kind: 'unavailable' })
        const left = await contentsOf(folder).catch(() => ({}))

        const keys = await loadKeys(folder)

        const whole = await contentsOf(folder)
        for (const [name, text] of Object.entries(left)) {
          if (!name.startsWith('.')) expect(whole[name], `call ${nth}, ${name}`).toBe(text)
        }
        const again = await loadKeys(folder)
        expect(again.install).toBe(keys.install)
        expect((await readdir(folder)).sort()).toEqual([...names, 'complete.json'].sort())
      }
    },
  )

  test('after some keys keeps those and makes the others', async () => {
    const folder = await freshKeys()
    const first = await loadKeys(folder)
    for (const name of ['complete.json', 'auth.secret', 'install.json']) await rm(join(folder, name))

    const completed = await loadKeys(folder)

    expect(completed.evidence).toEqual(first.evidence)
    expect(completed.install).not.toBe(first.install)
    expect((await loadKeys(folder)).install).toBe(completed.install)
  })
})

describe('processes that start at once', () => {
  test('in one program make one set of keys', async () => {
    const folder = await freshKeys()

    const all = await Promise.all(Array.from({ length: 10 }, () => loadKeys(folder)))

    expect(new Set(all.map(({ install }) => install)).size).toBe(1)
    expect(new Set(all.map(({ evidence }) => Buffer.from(evidence).toString('hex'))).size).toBe(1)
    expect(new Set(all.map(({ authSecret }) => authSecret)).size).toBe(1)
  })

  test('as two programs make one set of keys', async () => {
    const folder = await freshKeys()
    const script = `
      import { loadKeys } from ${JSON.stringify(new URL('./keys.ts', import.meta.url).href)}
      const keys = await loadKeys(process.argv[1])
      console.log([keys.install, keys.authSecret, ...[keys.context, keys.evidence].map((key) => Buffer.from(key).toString('hex')),
        keys.ledgerSigning.export({ format: 'jwk' }).x].join(' '))
    `
    const run = promisify(execFile)
    const start = () =>
      run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder], {
        cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      })

    const outputs = await Promise.all([start(), start(), start()])

    expect(new Set(outputs.map(({ stdout }) => stdout)).size).toBe(1)
    expect(outputs[0]?.stdout.trim().split(' ')).toHaveLength(5)
  })
})
