import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decrypted, encrypted } from '../src/platform/backup/age.ts'
import { endBytes, magic, partBytes, readParts, type Encoding } from '../src/platform/backup/container.ts'
import type { Manifest } from '../src/platform/backup/manifest.ts'
import { busyWorld, elsewhere, newSecret, saved, withClient } from './backup.ts'
import type { BusyWorld, Elsewhere, Secret } from './backup.ts'
import { shareOf } from './api/share.ts'

/** The parts of a backup in clear: whoever knows the recipient can encrypt to it, so all of it may be a lie. */
type Parts = Map<string, { encoding: Encoding; bytes: Buffer }>

describe('a forged backup', () => {
  let w: BusyWorld
  let secret: Secret
  let folder: string
  let there: Elsewhere
  let honest: Parts

  beforeAll(async () => {
    w = await busyWorld()
    secret = await newSecret()
    there = await elsewhere()
    folder = await mkdtemp(join(tmpdir(), 'muster-forged-'))
    const path = join(folder, 'honest.age')
    await saved(w, { path, recipient: secret.recipient })
    honest = new Map()
    for await (const part of readParts(decrypted(secret.identity, onePiece(await readFile(path))))) {
      const bytes = await gathered(part.bytes)
      honest.set(part.name, { encoding: part.encoding, bytes })
    }
  })
  afterAll(async () => {
    await there.close()
    await w.close()
    await rm(folder, { recursive: true, force: true })
  })

  const copy = (): Parts => new Map([...honest].map(([name, part]) => [name, { ...part }]))
  const forge = async (parts: Parts): Promise<string> => sealed(await plainOf(parts))
  const sealed = async (plain: Buffer): Promise<string> => {
    const path = join(folder, 'forged.age')
    await writeFile(path, await gathered(encrypted(secret.recipient, onePiece(plain))))
    return path
  }
  /** Nothing may be there afterwards: no folder, no schema, no row. */
  const expectRefused = async (path: string, why: RegExp) => {
    await expect(there.restore({ path, identity: secret.identity })).rejects.toThrow(why)
    expect(await readdir(there.folder)).toEqual([])
    const { rows } = await withClient(there.database.url, (client) =>
      client.query(
        `select nspname from pg_namespace where nspname in ('app', 'auth', 'wall', 'jobs', 'muster_restoring')`,
      ),
    )
    expect(rows).toEqual([])
  }

  test('the way of forging is sound: what is put together unchanged is restored', async () => {
    const place = await elsewhere()
    try {
      expect(await place.restore({ path: await forge(copy()), identity: secret.identity })).toMatchObject({
        files: 1,
      })
    } finally {
      await place.close()
    }
  })

  test('a backup that ends at the border of any part is refused', async () => {
    const plain = await plainOf(honest)
    let at = magic.length
    // Tables are read by one and the same code, and there is one more with each room.
    const borders = new Set<string | undefined>([
      ...shareOf(0, [...honest.keys()]),
      [...honest.keys()].at(-1),
    ])
    expect(borders.size).toBeGreaterThan(20)
    for (const [name, { encoding, bytes }] of honest) {
      if (borders.has(name)) await expectRefused(await sealed(plain.subarray(0, at)), /ends too early/)
      at += (
        await gathered(partBytes({ name, encoding, bytes: onePiece(stored(encoding, bytes)) }, () => {}))
      ).length
    }
  })

  test('a part that its manifest does not name, or names otherwise, is refused', async () => {
    const without = copy()
    without.delete('table/app.task')
    await expectRefused(await forge(without), /manifest/)
    const other = copy()
    other.set('key/auth.secret', { encoding: 'raw', bytes: Buffer.from('another') })
    await expectRefused(await forge(other), /manifest/)
  })

  test('rows of the sign-in tables that are left out cannot be brought in', async () => {
    const parts = copy()
    rewrite(parts, 'auth.session', Buffer.from(''), { columns: ['id'], rows: 0 })
    await expectRefused(await forge(parts), /tables are not those/)
  })

  test('a leaf that was changed with everything around it made to fit is found by its ledger', async () => {
    const parts = copy()
    const rows = rowsOf(parts, 'app.leaf').toString()
    rewrite(parts, 'app.leaf', Buffer.from(rows.replace('"k":"incident.open"', '"k":"incident.apen"')))
    await expectRefused(await forge(parts), /leaf of a ledger was changed/)
  })

  test('a ledger without its last leaf is found by its checkpoint', async () => {
    const parts = copy()
    const lines = rowsOf(parts, 'app.opening').toString().trimEnd().split('\n')
    const leaves = rowsOf(parts, 'app.leaf').toString().trimEnd().split('\n')
    const last = leaves.findLastIndex((line) => line.startsWith(w.tenantId))
    const [, index] = leaves[last]?.split('\t') ?? []
    rewrite(parts, 'app.leaf', Buffer.from(`${leaves.toSpliced(last, 1).join('\n')}\n`))
    const kept = lines.filter((line) => !line.startsWith(`${w.tenantId}\t${index}\t`))
    rewrite(parts, 'app.opening', Buffer.from(`${kept.join('\n')}\n`))
    await expectRefused(await forge(parts), /do not give its checkpoint/)
  })

  test('a row that breaks a rule of the schema refuses the whole', async () => {
    const orphan = copy()
    const rows = rowsOf(orphan, 'app.incident').toString()
    rewrite(orphan, 'app.incident', Buffer.from(rows.replaceAll(w.tenantId, crypto.randomUUID())))
    await expectRefused(await forge(orphan), /rows of app.incident do not fit/)
    const command = copy()
    rewrite(command, 'app.task', Buffer.from("\\! touch /tmp/owned\n'; drop table app.leaf; --\n"), {
      rows: 2,
    })
    await expectRefused(await forge(command), /rows of app.task do not fit/)
  })

  test('rows that are longer, or fewer, than the manifest says are refused', async () => {
    const bomb = copy()
    rewrite(bomb, 'app.task', Buffer.alloc(5_000_000, 0x61), { plainSize: 1000 })
    await expectRefused(await forge(bomb), /longer than it says/)
    const fewer = copy()
    rewrite(fewer, 'app.task', Buffer.from(''), { rows: 3 })
    await expectRefused(await forge(fewer), /not as many/)
  })

  test('an installation without its row would be open to whoever comes first, and is refused', async () => {
    const parts = copy()
    rewrite(parts, 'wall.install', Buffer.from(''), { rows: 0 })
    await expectRefused(await forge(parts), /names no installation/)
  })

  test('keys of another installation are refused', async () => {
    const parts = copy()
    const other = Buffer.from('{"install":"muster-0000000000000000.local"}\n')
    parts.set('key/install.json', { encoding: 'raw', bytes: other })
    change(parts, (manifest) => {
      const key = manifest.keys.find(({ name }) => name === 'install.json')
      if (key !== undefined) Object.assign(key, { size: other.length, sha256: sha256(other) })
    })
    await expectRefused(await forge(parts), /damaged or was changed/)
  })

  test('evidence that was exchanged for other bytes is refused', async () => {
    const parts = copy()
    const [name = '', file] = [...parts].find(([key]) => key.startsWith('file/')) ?? []
    const bytes = Buffer.from(file?.bytes ?? '')
    bytes[1000] = (bytes[1000] ?? 0) ^ 1
    parts.set(name, { encoding: 'raw', bytes })
    change(parts, (manifest) =>
      Object.assign(manifest.files, { digest: sha256(Buffer.from(`${name}\0${sha256(bytes)}\n`)) }),
    )
    await expectRefused(await forge(parts), /evidence is not what was sealed/)
  })

  test('a head or manifest of another shape is refused', async () => {
    for (const [name, text] of [
      ['head.json', '{'],
      ['head.json', '{"format":"muster-backup/2"}'],
      ['manifest.json', '{"__proto__":{"format":"muster-manifest/1"}}'],
      ['manifest.json', '[]'],
    ] as const) {
      const parts = copy()
      parts.set(name, { encoding: 'raw', bytes: Buffer.from(text) })
      await expectRefused(await forge(parts), /cannot be read/)
    }
    const large = copy()
    large.set('key/auth.secret', { encoding: 'raw', bytes: Buffer.alloc(100_000) })
    await expectRefused(await forge(large), /larger than/)
  })
})

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of bytes) all.push(piece)
  return Buffer.concat(all)
}

/** Read parts are as stored; the writer compresses what it is given. */
function stored(encoding: Encoding, bytes: Buffer): Buffer {
  return encoding === 'gzip' ? gunzipSync(bytes) : bytes
}

/** Parts in their order, with the manifest's hashes as the writer's compression gives them. */
async function plainOf(parts: Parts): Promise<Buffer> {
  const places = ['head', 'key', 'table', 'file', 'manifest']
  const rank = (name: string) => `${places.findIndex((place) => name.startsWith(place))} ${name}`
  const all = [...parts].toSorted(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))
  const made = await Promise.all(
    all.map(([name, { encoding, bytes }]) =>
      gathered(partBytes({ name, encoding, bytes: onePiece(stored(encoding, bytes)) }, () => {})),
    ),
  )
  return Buffer.concat([magic, ...made, endBytes])
}

function rowsOf(parts: Parts, table: string): Buffer {
  return gunzipSync(parts.get(`table/${table}`)?.bytes ?? Buffer.alloc(0))
}

/** Other rows for a table, and a manifest that agrees with them. */
function rewrite(
  parts: Parts,
  table: string,
  rows: Buffer,
  lies: Partial<Manifest['tables'][number]> = {},
): void {
  const bytes = gzipSync(rows, { level: 2 })
  parts.set(`table/${table}`, { encoding: 'gzip', bytes })
  change(parts, (manifest) => {
    const count = rows.toString('latin1').split('\n').length - 1
    const known = manifest.tables.find(({ name }) => name === table)
    const entry = known ?? { name: table, columns: [], rows: 0, plainSize: 0, size: 0, sha256: '' }
    Object.assign(entry, {
      rows: count,
      plainSize: rows.length,
      size: bytes.length,
      sha256: sha256(bytes),
      ...lies,
    })
    if (known !== undefined) return
    manifest.tables.push(entry)
    manifest.tables.sort((a, b) => (a.name < b.name ? -1 : 1))
  })
}

function change(parts: Parts, alter: (manifest: Manifest) => void): void {
  const manifest: Manifest = JSON.parse(parts.get('manifest.json')?.bytes.toString() ?? '{}')
  alter(manifest)
  parts.set('manifest.json', { encoding: 'raw', bytes: Buffer.from(JSON.stringify(manifest)) })
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
