import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { pack, type Header } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
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

  test('R49 a responder unpacks a zip, and each file is evidence of its own that names its archive and place', async () => {
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
          { name: 'var/log/auth.log', body: Buffer.from('login failed') },
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
    await refusedWhole('hostile.zip', await make(), 'archive_hostile')
  })

  test('nothing is unpacked from what unfolds to far more than it should, or has too many entries', async () => {
    const zeros = Buffer.alloc(60_000_000)
    await refusedWhole('bomb.zip', await zipOf([['bomb', zeros]]), 'archive_bomb')
    await refusedWhole('bomb.tar.gz', gzipSync(await tarOf([{ name: 'bomb', body: zeros }])), 'archive_bomb')
    // Headers that say little, behind them a flood.
    const padded = Buffer.concat([await tarOf([{ name: 'small', body }]), Buffer.alloc(80_000_000)])
    await refusedWhole('flood.tar.gz', gzipSync(padded), undefined)
    const many = Array.from({ length: 10_001 }, (_, n) => ({ name: `f${n}`, body: Buffer.alloc(0) }))
    await refusedWhole('many.tar.gz', gzipSync(await tarOf(many)), 'too_many_entries')
  })

  test('nothing is unpacked from what is cut, changed, or no archive', async () => {
    const whole = Buffer.from(await zipOf([['a.bin', randomBytes(3000)]]))
    await refusedWhole('cut.zip', whole.subarray(0, whole.length - 30), 'archive_broken')
    const changed = Buffer.from(whole)
    changed[200] = (changed[200] ?? 0) ^ 0xff
    await refusedWhole('changed.zip', changed, 'archive_broken')
    const gz = gzipSync(await tarOf([{ name: 'a', body: randomBytes(9000) }]))
    await refusedWhole('cut.tar.gz', gz.subarray(0, gz.length - 2000), 'archive_broken')
    await refusedWhole('letter.txt', Buffer.from('Dear Sir or Madam'), 'no_archive')
    await refusedWhole('empty.zip', Buffer.alloc(0), 'no_archive')
  })

  test('an entry that is locked with a password is named and left out', async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter())
    await writer.add('open.txt', new Uint8ArrayReader(body))
    await writer.add('locked.txt', new Uint8ArrayReader(body), { password: 'x', encryptionStrength: 3 })
    const archive = await sealed('half.zip', await writer.close())
    const answer = await place.perform(unpack, place.responder, { id, evidence: archive })
    expect(answer).toEqual({ sealed: 1, leftOut: [{ path: 'locked.txt', why: 'locked with a password' }] })
  })

  async function refusedWhole(name: string, bytes: Uint8Array, reason: string | undefined): Promise<void> {
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

async function zipOf(entries: readonly (readonly [string, Uint8Array | undefined])[]): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter())
  for (const [name, bytes] of entries)
    await writer.add(name, bytes && new Uint8ArrayReader(bytes), bytes ? {} : { directory: true })
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
