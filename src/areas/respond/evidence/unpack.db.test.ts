import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { pack, type Header } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { classify, remove } from './actions/keep-evidence.ts'
import { add, list, openContent } from './actions/seal-evidence.ts'
import { unpack } from './actions/unpack-evidence.ts'

describe('archives that are unpacked', () => {
  let place: World
  let id: string
  beforeAll(async () => {
    place = await world()
    const wanted = { title: 'Collected logs', kind: 'ransomware', severity: 'S2' } as const
    id = (await place.perform(openIncident, place.lead, wanted)).id
  })
  afterAll(() => place?.close())

  test('R49 U27 a responder unpacks a zip, and each file is evidence of its own that names its archive, place and dates', async () => {
    const log = randomBytes(5000)
    const archive = await sealed(
      'logs.zip',
      await zipOf([
        ['logs/', undefined],
        ['logs/system.log', log],
        ['logs/inner.zip', await zipOf([['deep.txt', Buffer.from('x')]])],
        ['empty.txt', Buffer.alloc(0)],
      ]),
    )
    expect(await place.perform(unpack, place.responder, { id, evidence: archive })).toEqual({
      sealed: 3,
      leftOut: [],
    })

    const { items } = await place.perform(list, place.responder, { id, source: archive })
    expect(items.map(({ path, name, size }) => [path, name, size]).toSorted()).toEqual([
      ['empty.txt', 'empty.txt', 0],
      ['logs/inner.zip', 'inner.zip', expect.any(Number)],
      ['logs/system.log', 'system.log', 5000],
    ])
    const first = items.find(({ name }) => name === 'system.log')
    expect(first?.dates).toEqual({ modifiedAt: lastModDate.toISOString() })
    const newest = await place.perform(list, place.responder, {
      id,
      source: 'none',
      order: 'newest',
      limit: 1,
    })
    expect(newest.items.map((one) => one.id)).toEqual([archive])
    const body = await (
      await place.perform(openContent, place.responder, { id, evidence: first?.id ?? '' })
    ).open()
    const bytes = body instanceof Readable ? Buffer.concat(await body.toArray()) : Buffer.from(body)
    expect(bytes.equals(log)).toBe(true)
    const top = await place.perform(list, place.responder, { id, source: 'none', limit: 200 })
    expect(top.items.map(({ sourceId }) => sourceId)).not.toContain(archive)
    // Once more, as after a server that died half-way: nothing is sealed twice.
    const again = await place.perform(unpack, place.responder, { id, evidence: archive })
    expect(again.sealed).toBe(0)
  })

  test('a responder unpacks a collection in tar.gz; links and devices in it are named and not followed', async () => {
    const archive = await sealed(
      'collect.tar.gz',
      gzipSync(
        await tarOf([
          { name: 'var/log/auth.log', mtime: lastModDate, body: Buffer.from('login failed') },
          { name: 'etc/shadow-link', type: 'symlink', linkname: '/etc/shadow' },
          { name: 'hard', type: 'link', linkname: '../../outside' },
          { name: 'dev/null', type: 'character-device' },
        ]),
      ),
    )
    const answer = await place.perform(unpack, place.responder, { id, evidence: archive })
    expect(answer.sealed).toBe(1)
    expect(answer.leftOut.map(({ path }) => path)).toEqual(['etc/shadow-link', 'hard', 'dev/null'])
    const last = (await place.leaves({ stream: id })).at(-1)
    expect(last).toMatchObject({ kind: 'evidence.unpack', fields: { sealed: '1' } })
  })

  const body = Buffer.from('harmless')
  const hostile: [string, () => Promise<Uint8Array>][] = [
    ['a name that climbs out', () => tarOf([{ name: '../../etc/passwd', body }])],
    ['a name that climbs out behind a folder', () => tarOf([{ name: 'a/../../b', body }])],
    ['a name with the other slash', () => tarOf([{ name: '..\\..\\windows\\x.dll', body }])],
    ['an absolute name', () => tarOf([{ name: '/etc/cron.d/x', body }])],
    ['a drive', () => tarOf([{ name: 'C:\\x.exe', body }])],
    ['a control character', () => tarOf([{ name: 'a\u001bb', body }])],
    [
      'two names that differ in case alone',
      () =>
        tarOf([
          { name: 'A.txt', body },
          { name: 'a.TXT', body },
        ]),
    ],
    [
      'a name twice, once with a mark that nobody sees',
      () =>
        zipOf([
          ['report.txt', body],
          ['rep\u200bort.txt', body],
        ]),
    ],
    ['a zip name that climbs out', () => zipOf([['../up.txt', body]])],
  ]

  test.each(hostile)('nothing is unpacked from an archive with %s', async (_what, make) => {
    await expectRefused('hostile.zip', await make(), 'archive_hostile')
  })

  test('nothing is unpacked from what unfolds to far more than it should, or has too many entries', async () => {
    const zeros = Buffer.alloc(60_000_000)
    await expectRefused('bomb.zip', await zipOf([['bomb', zeros]]), 'archive_bomb')
    await expectRefused('bomb.tar.gz', gzipSync(await tarOf([{ name: 'bomb', body: zeros }])), 'archive_bomb')
    // Headers that say little, behind them a flood.
    const padded = Buffer.concat([await tarOf([{ name: 'small', body }]), Buffer.alloc(80_000_000)])
    await expectRefused('flood.tar.gz', gzipSync(padded), undefined)
    const many = Array.from({ length: 10_001 }, (_, n) => ({ name: `f${n}`, body: Buffer.alloc(0) }))
    await expectRefused('many.tar.gz', gzipSync(await tarOf(many)), 'too_many_entries')
  })

  test('nothing is unpacked from what is cut, changed, or no archive', async () => {
    const whole = Buffer.from(await zipOf([['a.bin', randomBytes(3000)]]))
    await expectRefused('cut.zip', whole.subarray(0, whole.length - 30), 'archive_broken')
    const gz = gzipSync(await tarOf([{ name: 'a', body: randomBytes(9000) }]))
    await expectRefused('cut.tar.gz', gz.subarray(0, gz.length - 2000), 'archive_broken')
    await expectRefused('letter.txt', Buffer.from('Dear Sir or Madam'), 'no_archive')
    await expectRefused('empty.zip', Buffer.alloc(0), 'no_archive')
  })

  test('one broken entry of sixty is named and left out, the others are sealed, and the record says so', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `log-${n}.txt`)
    const marked = (name: string) => Buffer.from(`these are the words of ${name}.`)
    const bytes = Buffer.from(
      await zipOf(
        names.map((name) => [name, marked(name)]),
        0,
      ),
    )
    const at = bytes.indexOf(marked('log-55.txt'))
    expect(at).toBeGreaterThan(0)
    bytes[at + 3] = (bytes[at + 3] ?? 0) ^ 1
    const archive = await sealed('collected.zip', bytes)

    const answer = await place.perform(unpack, place.responder, { id, evidence: archive })

    const leftOut = [{ path: 'log-55.txt', why: 'is broken' }]
    expect(answer).toEqual({ sealed: 59, leftOut })
    expect((await place.leaves({ stream: id })).at(-1)).toMatchObject({
      kind: 'evidence.unpack',
      fields: { sealed: '59', leftOut: 'log-55.txt: is broken' },
    })
    expect(await place.perform(unpack, place.responder, { id, evidence: archive })).toEqual({
      sealed: 0,
      leftOut,
    })
  })

  test('two people who unpack the same archive at once seal each file once', async () => {
    const files = Array.from({ length: 120 }, (_, n) => [`${n}.txt`, Buffer.from(`file ${n}`)] as const)
    const archive = await sealed('both.zip', await zipOf(files))
    const both = [place.responder, place.lead].map((who) =>
      place.perform(unpack, who, { id, evidence: archive }),
    )
    const counts = (await Promise.all(both)).map((answer) => answer.sealed)
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(120)
  })

  test('what is marked a sample while it is unpacked is sealed as samples, and nothing is sealed of what is removed', async () => {
    const during = async (archive: string, act: () => Promise<unknown>) => {
      const { services } = place.house
      const { files } = services
      const put: typeof files.put = async (...asked) => {
        await act()
        return files.put(...asked)
      }
      Object.assign(services, { files: { ...files, put } })
      try {
        return await place.perform(unpack, place.responder, { id, evidence: archive })
      } finally {
        Object.assign(services, { files })
      }
    }
    const tools = await sealed('tools.zip', await zipOf([['a.exe', randomBytes(50)]]))
    const marking = { isSample: true, sensitivity: 'normal', reason: 'Looks bad' } as const
    await during(tools, () => place.perform(classify, place.lead, { id, evidence: tools, ...marking }))
    const { items } = await place.perform(list, place.responder, { id, source: tools })
    expect(items).toMatchObject([{ name: 'a.exe', isSample: true }])

    const gone = await sealed('gone.zip', await zipOf([['b.exe', randomBytes(50)]]))
    const removing = () => place.perform(remove, place.owner, { id, evidence: gone, reason: 'By mistake' })
    await expect(during(gone, removing)).rejects.toMatchObject({ detail: { reason: 'evidence_removed' } })
    expect((await place.perform(list, place.responder, { id, source: gone })).items).toEqual([])
  })

  test('an archive whose bytes changed or are gone raises the alarm when it is unpacked', async () => {
    for (const [how, reason] of [
      ['changed', 'evidence_damaged'],
      ['removed', 'evidence_missing'],
    ] as const) {
      const archive = await sealed(`${how}.zip`, await zipOf([['a', randomBytes(80)]]))
      const { items } = await place.perform(list, place.responder, { id, source: 'none', limit: 200 })
      const { sha256 } = items.find((one) => one.id === archive) ?? expect.fail('it is sealed')
      const folder = join(place.house.services.config.dataFolder, 'files', place.tenantId)
      const path = join(folder, sha256.slice(0, 2), sha256.slice(2))
      await (how === 'removed' ? rm(path) : writeFile(path, 'rubbish'))
      await expect(place.perform(unpack, place.responder, { id, evidence: archive })).rejects.toMatchObject({
        kind: 'conflict',
        detail: { reason },
      })
      expect((await place.leaves({ stream: id })).at(-1)).toMatchObject({
        kind: 'evidence.alarm',
        fields: { evidence: archive },
      })
    }
  })

  test('an entry that is locked with a password is named and left out', async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter())
    await writer.add('open.txt', new Uint8ArrayReader(body))
    await writer.add('locked.txt', new Uint8ArrayReader(body), { password: 'x', encryptionStrength: 3 })
    const archive = await sealed('half.zip', await writer.close())
    const answer = await place.perform(unpack, place.responder, { id, evidence: archive })
    expect(answer).toEqual({ sealed: 1, leftOut: [{ path: 'locked.txt', why: 'locked with a password' }] })
  })

  async function expectRefused(name: string, bytes: Uint8Array, reason: string | undefined): Promise<void> {
    const archive = await sealed(name, bytes)
    const trying = place.perform(unpack, place.responder, { id, evidence: archive })
    await expect(trying).rejects.toMatchObject({
      kind: 'invalid',
      ...(reason === undefined ? {} : { detail: { reason } }),
    })
    const { items } = await place.perform(list, place.responder, { id, source: archive })
    expect(items).toEqual([])
  }

  async function sealed(name: string, bytes: Uint8Array): Promise<string> {
    const acquisition = { name, acquiredAt: '2026-03-01T09:00:00Z', where: 'FILE01', why: 'Collected' }
    const upload = { body: Readable.from([Buffer.from(bytes)]) }
    return (await place.perform(add, place.responder, { id, acquisition }, { upload })).id
  }
})

const lastModDate = new Date('2024-02-03T04:05:06Z')

async function zipOf(
  entries: readonly (readonly [string, Uint8Array | undefined])[],
  level = 5,
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter())
  for (const [name, bytes] of entries)
    await writer.add(
      name,
      bytes && new Uint8ArrayReader(bytes),
      bytes ? { level, lastModDate } : { directory: true },
    )
  return writer.close()
}

async function tarOf(
  entries: readonly (Partial<Header> & { name: string; body?: Buffer })[],
): Promise<Buffer> {
  const tar = pack()
  for (const { body, ...header } of entries) tar.entry(header, body ?? Buffer.alloc(0))
  tar.finalize()
  const parts: Uint8Array[] = []
  for await (const part of tar) if (part instanceof Uint8Array) parts.push(part)
  return Buffer.concat(parts)
}
