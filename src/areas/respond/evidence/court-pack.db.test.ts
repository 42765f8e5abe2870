import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ontology, shapeFaults } from '../../../../tests/case-shapes.ts'
import { noTestData, testData } from '../../../../tests/data.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import { world, type World } from '../../../../tests/world.ts'
import { verifyBundle } from '../../../verify/bundle.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { offer } from './actions/hand-over.ts'
import { copy } from './actions/keep-evidence.ts'
import { courtPack } from './actions/make-court-pack.ts'
import { add } from './actions/seal-evidence.ts'

describe('a pack for a court', () => {
  let place: World
  let id: string
  const plain = randomBytes(3000)
  beforeAll(async () => {
    place = await world()
    const wanted = { title: 'Ransom note', kind: 'ransomware', severity: 'S2' } as const
    id = (await place.perform(openIncident, place.lead, wanted)).id
    const original = await sealed({ name: '=cmd|calc.csv', path: 'Disk/=cmd|calc.csv' }, plain)
    await sealed({ name: 'virus.exe', isSample: true }, Buffer.from('not really'))
    await sealed({ name: 'to-counsel.txt', sensitivity: 'privileged' }, Buffer.from('Dear counsel'))
    await place.perform(copy, place.responder, { id, evidence: original, why: 'To look inside' })
    await place.perform(offer, place.responder, {
      ...{ id, evidence: original, what: 'Disk', purpose: 'Analysis', memberId: place.lead.memberId },
    })
  })
  afterAll(() => place?.close())

  test('N7 R50 a lawyer gets exhibits, custody, hashes, paper and proof in one archive, and can check all of it elsewhere', async () => {
    const entries = await packed({ id, files: true })

    const key = textOf(entries, 'muster-ledger.pub')
    const verdict = verifyBundle(entries.get('INC-1-bundle.json') ?? Buffer.alloc(0), key)
    if (verdict.verdict !== 'VERIFIED') expect.fail(verdict.reason)
    expect(verdict.timeline.slice(-5).map(({ kind }) => kind)).toEqual([
      ...['evidence.open', 'evidence.open', 'evidence.open'],
      ...['custody.export', 'export'],
    ])
    const hashes = textOf(entries, 'hashes.sha256').trim().split('\n')
    expect(hashes).toHaveLength(2)
    for (const line of hashes) {
      const [hash, name = ''] = line.split('  ')
      expect(
        createHash('sha256')
          .update(entries.get(name) ?? '')
          .digest('hex'),
      ).toBe(hash)
    }
    expect(entries.get('files/E1-=cmd_calc.csv')?.equals(plain)).toBe(true)
    const locked = entries.get('files/E2-virus.exe.zip') ?? Buffer.alloc(0)
    expect(locked.includes('not really')).toBe(false)
    const [inner] = await new ZipReader(new Uint8ArrayReader(new Uint8Array(locked))).getEntries()
    expect(inner?.encrypted).toBe(true)
    expect([...entries.keys()].filter((name) => name.includes('counsel'))).toEqual([])
    expect(textOf(entries, 'exhibits.csv')).toContain('"\'=cmd|calc.csv"')
    expect(textOf(entries, 'custody.csv')).toContain('"custody.offer"')
    const pdf = readPdf(entries.get('INC-1.pdf') ?? Buffer.alloc(0))
    expect(pdf.isTagged).toBe(true)
    expect(pdf.text).toContain('E3: to-counsel.txt')
    expect(pdf.text).toContain('Under legal privilege')
  })

  test('R49 a lawyer without this server finds one changed byte, in an exported file by its hash and in the record by the verifier', async () => {
    const entries = await packed({ id, files: true })
    const [line = ''] = textOf(entries, 'hashes.sha256').split('\n')
    const [hash, name = ''] = line.split('  ')
    const file = entries.get(name) ?? Buffer.alloc(0)
    const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    expect(hashOf(file)).toBe(hash)
    expect(hashOf(withFlip(file, Math.floor(file.length / 2)))).not.toBe(hash)

    const bundle = entries.get('INC-1-bundle.json') ?? Buffer.alloc(0)
    const key = textOf(entries, 'muster-ledger.pub')
    // The record holds the same hash that the list of the pack has, so the list cannot be changed with the file.
    const verdict = verifyBundle(bundle, key)
    if (verdict.verdict !== 'VERIFIED') expect.fail(verdict.reason)
    const words = verdict.timeline.flatMap(({ fields }) =>
      fields.flatMap((field) => (field.state === 'opened' ? [field.value] : [])),
    )
    expect(words.some((value) => value.startsWith(`sha256:${hash} ${file.length}`))).toBe(true)
    const places = Array.from({ length: 40 }, (_, n) => Math.floor((n * bundle.length) / 40))
    for (const at of [...places, bundle.length - 1])
      expect(verifyBundle(withFlip(bundle, at), key).verdict).toBe('FAIL')
  })

  test('without the files a pack opens none, and says what there is all the same', async () => {
    const before = (await place.leaves({ stream: id })).length
    const entries = await packed({ id })
    expect([...entries.keys()].some((name) => name.startsWith('files/'))).toBe(false)
    const written = (await place.leaves({ stream: id })).slice(before).map(({ kind }) => kind)
    expect(written).toEqual(['custody.export', 'export'])
  })

  const folder = testData('case-uco')
  test.skipIf(folder === undefined)(
    `the graph of a pack keeps the shapes of CASE and UCO${folder === undefined ? noTestData('case-uco') : ''}`,
    async () => {
      const shapes = ontology(join(folder ?? '', 'ontology.tar.gz'))
      const graph: unknown = JSON.parse(textOf(await packed({ id }), 'case-uco.jsonld'))
      expect(shapeFaults(graph, shapes)).toEqual([])
      // Each of the published examples uses terms of its own, but what we judge by must know theirs.
      const sample: unknown = JSON.parse(
        await readFile(join(folder ?? '', 'forensic_lifecycle.json'), 'utf8'),
      )
      expect(shapeFaults(sample, shapes).filter((fault) => fault.includes('case-investigation:'))).toEqual([])
      const wrong = JSON.parse(
        JSON.stringify(graph).replaceAll('uco-types:hashValue', 'uco-types:hashWord'),
      ) as unknown // still JSON
      expect(shapeFaults(wrong, shapes)).not.toEqual([])
    },
  )

  test('a damaged file raises the alarm, and a note stands in its place', async () => {
    const store = join(place.house.services.config.dataFolder, 'files', place.tenantId)
    const hash = createHash('sha256').update(plain).digest('hex')
    const file = join(store, hash.slice(0, 2), hash.slice(2))
    const bytes = await readFile(file)
    bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1
    await writeFile(file, bytes)

    const entries = await packed({ id, files: true })

    expect(textOf(entries, 'files/E1-=cmd_calc.csv.MISSING.txt')).toContain('does not match the hash')
    expect((await place.leaves({ stream: id })).map(({ kind }) => kind)).toContain('evidence.alarm')
    expect(await readdir(store)).not.toEqual([])
  })

  test('a responder or a stranger gets no pack', async () => {
    await expect(place.perform(courtPack, place.responder, { id })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(place.perform(courtPack, place.stranger, { id })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  async function packed(input: { id: string; files?: boolean }): Promise<Map<string, Buffer>> {
    const body = await (await place.perform(courtPack, place.lead, input)).open()
    if (!(body instanceof Readable)) throw new Error('A pack is a stream')
    const bytes = new Uint8Array(Buffer.concat(await body.toArray()))
    const entries = new Map<string, Buffer>()
    for (const entry of await new ZipReader(new Uint8ArrayReader(bytes)).getEntries())
      if (!entry.directory)
        entries.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())))
    return entries
  }

  async function sealed(
    said: { name: string; path?: string; isSample?: boolean; sensitivity?: 'privileged' },
    bytes: Uint8Array,
  ): Promise<string> {
    const acquisition = { acquiredAt: '2026-03-01T09:00:00Z', where: 'FILE01', why: 'Collected', ...said }
    const upload = { body: Readable.from([bytes]) }
    return (await place.perform(add, place.responder, { id, acquisition }, { upload })).id
  }
})

function textOf(entries: ReadonlyMap<string, Buffer>, name: string): string {
  return entries.get(name)?.toString() ?? expect.fail(`${name} is not in the pack`)
}

function withFlip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}
