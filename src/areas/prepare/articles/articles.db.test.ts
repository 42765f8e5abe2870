import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { perform } from '../../../platform/action.ts'
import { zipStream } from '../../../platform/files/archive-writer.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as exchange from './actions/exchange.ts'
import { list, readWith } from './actions/read-articles.ts'
import { writeWith } from './actions/write-articles.ts'

describe('articles', () => {
  let w: World
  const rooms = { casesWith: async () => [] }
  const { add, save, confirm, withdraw } = writeWith(rooms)
  const read = readWith(rooms)
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const inUse = async (fields: { title: string; body: string; tags?: string[] }) => {
    const { id, version } = await w.perform(add, w.lead, fields)
    return w.perform(confirm, w.lead, { id, version })
  }
  const titlesFor = async (q: string, rest = {}) =>
    (await w.perform(list, w.staff, { q, ...rest })).items.map(({ title }) => title)
  const zip = async (files: Readonly<Record<string, string | Uint8Array>>) => {
    const entries = Object.entries(files).map(([name, text]) => ({
      name,
      at: new Date(0),
      open: async () => Buffer.from(text),
    }))
    return buffer(zipStream(entries))
  }
  const bringIn = (name: string, bytes: Buffer, as: 'draft' | 'in_use' = 'in_use') =>
    perform(w.house, exchange.bringIn, w.lead, {
      input: { name, as },
      upload: { body: Readable.from([bytes]) },
    })

  test('U53 a staff member finds an article by an unfinished word, an umlaut either way and another ending, the best first, and sees where', async () => {
    await inUse({
      title: 'Recall a bank transfer',
      body: 'Call the bank. Say: **recall** of a transfer.',
      tags: ['Money'],
    })
    await inUse({
      title: 'Überweisungen zurückholen',
      body: 'Rufen Sie die Bank an. Die Straße der Filiale steht im Register.',
      tags: ['money'],
    })
    await inUse({ title: 'Lost keys', body: 'Nobody needs the bank for this. Call the locksmith.' })
    expect(await titlesFor('bank')).toEqual([
      'Recall a bank transfer',
      'Lost keys',
      'Überweisungen zurückholen',
    ])
    for (const q of ['überweisung', 'Ueberweisung', 'uberwei', 'ÜBERWEISUNGEN zurück', 'strasse filiale'])
      expect(await titlesFor(q), q).toEqual(['Überweisungen zurückholen'])
    expect(await titlesFor('transfers calling')).toEqual(['Recall a bank transfer'])
    expect(await titlesFor('bank', { tag: 'money' })).toHaveLength(2)
    expect(await titlesFor("'; drop & | !")).toEqual([])
    expect(await titlesFor('%_&!()')).toEqual([])
    const found = await w.perform(list, w.staff, { q: 'locksm', limit: 1 })
    expect(found.items[0]?.excerpt).toContainEqual({ text: 'locksmith', isFound: true })
    expect(found.tags).toEqual([{ tag: 'money', count: 2 }])
    const pages = await w.perform(list, w.staff, { q: 'bank', limit: 2 })
    const rest = await w.perform(list, w.staff, { q: 'bank', limit: 2, cursor: pages.next ?? '' })
    expect([...pages.items, ...rest.items].map(({ title }) => title)).toEqual(await titlesFor('bank'))
  })

  test('a reader sees no draft, whoever saves second is told who was first, and every version stays', async () => {
    const laptop = await w.perform(assets.add, w.lead, { name: 'Laptop of the till', kind: 'computer' })
    const given = { title: 'Keep the memory', body: 'Leave it on.', assetIds: [laptop.id] }
    const { id } = await w.perform(add, w.responder, given)
    await expect(w.perform(read, w.staff, { id })).rejects.toMatchObject({ kind: 'not_found' })
    expect(await titlesFor('memory')).toEqual([])
    const next = { ...given, id, basedOn: 1, body: 'Leave it on. Pull the cable.', note: 'The cable' }
    expect(await w.perform(save, w.lead, next)).toMatchObject({
      version: 2,
      assets: [{ name: 'Laptop of the till' }],
    })
    const late = w.perform(save, w.responder, { ...next, body: 'Turn it off.' })
    await expect(late).rejects.toMatchObject({ kind: 'conflict', detail: { reason: 'outdated' } })
    await expect(w.perform(confirm, w.lead, { id, version: 1 })).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(confirm, w.lead, { id, version: 2 })
    expect(await w.perform(read, w.staff, { id, version: 1 })).toMatchObject({
      ...{ isLookDue: false, body: 'Leave it on. Pull the cable.' },
      older: { number: 1, body: 'Leave it on.' },
      can: { manage: false },
    })
    await expect(w.perform(add, w.lead, { ...given, title: 'keep the MEMORY' })).rejects.toMatchObject({
      detail: { reason: 'name_taken' },
    })
    await w.perform(withdraw, w.lead, { id, reason: 'We have no such laptop any more' })
    await expect(w.perform(save, w.lead, { ...next, basedOn: 2 })).rejects.toMatchObject({ kind: 'conflict' })
    await expect(w.perform(read, w.staff, { id })).rejects.toMatchObject({ kind: 'not_found' })
    expect(await w.perform(confirm, w.lead, { id, version: 2 })).toMatchObject({ state: 'in_use' })
  })

  test('U53 a lead brings in a folder of Markdown files with what became of each, and what goes out comes back the same', async () => {
    const first = await bringIn(
      'wiki.zip',
      await zip({
        'wiki/reset-mail.md':
          '---\ntags: [Mail, Mail]\nkinds: [ransomware, nonsense]\n---\n# Reset a mailbox\r\n\nFirst this.',
        'wiki/reset again.md': '# Reset a MAILBOX\n\nOther words.',
        'wiki/empty.md': '# Only a title',
        'wiki/picture.png': new Uint8Array([0, 1, 2, 255]),
        'wiki/bad.md': new Uint8Array([0xff, 0xfe, 0x41]),
        'wiki/bomb.md': '---\na: &a [1]\nb: [*a, *a]\n---\nThe name is the title.',
        'wiki/nul.md': String.raw`---
title: "a\0b"
---
Words.`,
        '.git/config.md': 'idle',
      }),
    )
    expect(first.files.map(({ file, outcome, title }) => [file, outcome, title])).toEqual([
      ['wiki/reset-mail.md', 'added', 'Reset a mailbox'],
      ['wiki/reset again.md', 'left_out', 'Reset a MAILBOX'],
      ['wiki/empty.md', 'left_out', ''],
      ['wiki/picture.png', 'left_out', ''],
      ['wiki/bad.md', 'left_out', ''],
      ['wiki/bomb.md', 'added', 'bomb'],
      ['wiki/nul.md', 'left_out', ''],
    ])
    const { items } = await w.perform(list, w.staff, { q: 'mailbox' })
    expect(items).toMatchObject([{ tags: ['mail'], kinds: ['ransomware'], state: 'in_use' }])
    const out = await w.perform(exchange.takeOut, w.staff, { format: 'markdown' })
    const body = await out.open()
    const archive = body instanceof Uint8Array ? Buffer.from(body) : await buffer(body)
    const again = await bringIn('articles.zip', archive)
    expect(new Set(again.files.map(({ outcome }) => outcome))).toEqual(new Set(['same']))
    const one = await bringIn('Reset a mailbox.md', Buffer.from('# Reset a mailbox\n\nNow that.'))
    expect(one.files).toMatchObject([{ outcome: 'changed', articleId: items[0]?.id }])
    const drafted = Buffer.from('# Call the insurer\n\nFirst them.')
    await bringIn('insurer.md', drafted, 'draft')
    const outcomes = [await bringIn('insurer.md', drafted, 'draft'), await bringIn('insurer.md', drafted)]
    expect(outcomes.map(({ files }) => files[0]?.outcome)).toEqual(['same', 'changed'])
    expect(await titlesFor('insurer')).toEqual(['Call the insurer'])
    const hostile = await zip({ '../../etc/cron.md': 'x', 'fine.md': 'y' })
    await expect(bringIn('a.zip', hostile)).rejects.toMatchObject({ detail: { reason: 'hostile_names' } })
    await expect(bringIn('a.zip', Buffer.from('no zip'))).rejects.toMatchObject({ kind: 'invalid' })
    expect(await titlesFor('fine')).toEqual([])
  })
})
