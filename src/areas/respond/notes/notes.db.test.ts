import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import { sharedRoot } from '../../../base/shared-text.ts'
import { asSystem } from '../../../platform/action.ts'
import { closeWith } from '../incidents/actions/close-incident.ts'
import { open as declare } from '../incidents/actions/open-incident.ts'
import { makeReport } from '../incidents/actions/make-report.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'
import * as versions from './actions/keep-versions.ts'
import * as pages from './actions/write-pages.ts'
import { keepPaused } from './jobs.ts'
import { forgetInNotes } from './public.ts'
import { hearClosings } from './reactions.ts'
import { longestMinutes, pauseMinutes } from './rules/keeping.ts'

let small: World
beforeAll(async () => {
  small = await world()
  hearClosings(small.house.announcer)
})
afterAll(() => small.close())

/** A browser with the page open: it writes, sends what it wrote, and reads what others did. */
class Browser {
  readonly doc = new Doc()
  #sent = 0
  #unsent: Uint8Array[] = []
  readonly #who: MemberActor
  readonly #at: { id: string; page: string }

  constructor(who: MemberActor, at: { id: string; page: string }) {
    this.#who = who
    this.#at = at
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') this.#unsent.push(update)
    })
  }

  get text(): string {
    return this.doc.getText(sharedRoot).toJSON()
  }

  type(at: number, words: string): this {
    this.doc.getText(sharedRoot).insert(at, words)
    return this
  }

  async send(change: Uint8Array | null = null) {
    const [next] = this.#unsent
    const bytes = change ?? next
    const sent = bytes === undefined ? null : Buffer.from(bytes).toString('base64')
    const news = await small.perform(pages.write, this.#who, { ...this.#at, change: sent, after: this.#sent })
    if (change === null) this.#unsent.shift()
    for (const one of news.changes) applyUpdate(this.doc, Buffer.from(one, 'base64'), 'others')
    this.#sent = news.seq
    if (this.#unsent.length > 0) await this.send()
    return news
  }
}

let id: string
let at: { id: string; page: string }
beforeEach(async () => {
  const opened = await small.perform(declare, small.lead, { title: 'Mail', kind: 'other', severity: 'S3' })
  ;({ id } = opened)
  const { id: page } = await small.perform(pages.open, small.lead, { id, title: 'Call with the insurer' })
  at = { id, page }
})

const kept = (by: MemberActor = small.lead, bringBack?: number) =>
  small.perform(versions.keep, by, { ...at, ...(bringBack !== undefined && { bringBack }) })
const later = (minutes: number) =>
  asSystem(small.house, small.tenantId, 'Muster', (context) =>
    keepPaused({ ...context, now: new Date(context.now.getTime() + minutes * 60_000) }),
  )
const listed = async () => (await small.perform(versions.list, small.auditor, { ...at })).items

describe('U29 a page that several write in at once', () => {
  test('U29 two people write at once and for an hour apart, and no word of either is lost', async () => {
    const [anna, ben] = [new Browser(small.lead, at), new Browser(small.responder, at)]
    await anna.type(0, 'Insurer: \n').send()
    await ben.send()
    ben.type(10, 'They want a list of systems.')
    anna.type(9, 'Ms Huber, 14:00')
    await Promise.all([anna.send(), ben.send()])
    await anna.send()
    await ben.send()
    expect(anna.text).toBe('Insurer: Ms Huber, 14:00\nThey want a list of systems.')
    expect(ben.text).toBe(anna.text)

    // One of them is without a connection for many changes, which are taken together meanwhile.
    ben.type(0, 'Offline: we pulled the plug. ')
    for (let n = 0; n < 44; n += 1) anna.type(anna.text.length, `${n} `)
    await anna.send()
    await ben.send()
    await anna.send()
    expect(ben.text).toBe(anna.text)
    expect(anna.text).toMatch(/^Offline: we pulled the plug\. Insurer: .*0 1 2 .*42 43 $/s)
    const { news, mayWrite } = await small.perform(pages.read, small.auditor, at)
    expect([news.changes.length, mayWrite]).toEqual([1, false])
    expect(news.writing.map(({ name }) => name).toSorted()).toEqual(
      [small.lead.name, small.responder.name].toSorted(),
    )
    const found = await small.perform(pages.list, small.auditor, { id, q: 'pulled the' })
    expect(found.items).toMatchObject([{ id: at.page, title: 'Call with the insurer' }])
    expect((await small.perform(pages.list, small.lead, { id, q: '%' })).items).toEqual([])
  })

  test('U62 a name with umlauts goes from a page also where it was typed and taken out again', async () => {
    const anna = new Browser(small.lead, at)
    await anna.type(0, 'Call Jürgen Köpke now').send()
    anna.doc.getText(sharedRoot).delete(5, 13)
    await anna.send()
    const inChanges = () =>
      small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
        const { rows } = await $client.query<{ change: Buffer }>(
          'select change from app.note_update where page_id = $1',
          [at.page],
        )
        return rows.filter(({ change }) => change.includes('Jürgen Köpke')).length
      })
    expect(await inChanges()).toBe(1)
    const marks = { name: 'X', email: 'x@x.invalid', phone: '+999', passage: 'X' }
    const forgotten = await asSystem(small.house, small.tenantId, 'Test', (context) =>
      forgetInNotes(context, { words: [{ kind: 'name', text: 'jürgen köpke' }], marks, only: id }),
    )
    expect(forgotten).toMatchObject({ cases: [id], stuck: 0 })
    expect(await inChanges()).toBe(0)
    await anna.send()
    expect(anna.text).toBe('Call now')
  })

  test('U29 a version is kept when writing pauses, when another goes on and by hand, each on the record with its words, and an older one comes back as a new one', async () => {
    const anna = new Browser(small.lead, at)
    await anna.type(0, 'First words').send()
    await later(pauseMinutes - 1)
    expect(await listed()).toEqual([])
    await later(pauseMinutes + 1)
    await later(pauseMinutes + 1)
    expect(await listed()).toMatchObject([
      { number: 1, why: 'pause', keptBy: 'Muster', writers: [small.lead.name], letters: 11 },
    ])
    await anna.type(0, 'Other. ').send()
    expect(await kept()).toMatchObject({ number: 2, why: 'by_hand' })
    await expect(kept()).rejects.toMatchObject({ kind: 'conflict' })
    expect(await small.perform(versions.read, small.auditor, { ...at, number: 2 })).toMatchObject({
      text: 'Other. First words',
      before: 'First words',
    })

    await anna.type(0, 'Unkept. ').send()
    expect(await kept(small.responder, 1)).toMatchObject({ number: 4, why: 'brought_back', broughtBack: 1 })
    await anna.send()
    expect(anna.text).toBe('First words')
    expect((await listed()).map(({ why }) => why)).toEqual(['brought_back', 'by_hand', 'by_hand', 'pause'])
    await expect(kept(small.lead, 99)).rejects.toMatchObject({ kind: 'not_found' })
    const record = (await small.leaves({ stream: id })).filter(({ kind }) => kind === 'note_page.keep')
    expect(record.map(({ fields }) => fields['text'])).toEqual([
      'First words',
      'Other. First words',
      'Unkept. Other. First words',
      'First words',
    ])

    // Who only takes words out has no number among the letters, and stands among the writers all the same.
    const ben = new Browser(small.responder, at)
    await ben.send()
    ben.doc.getText(sharedRoot).delete(0, 6)
    await ben.send()
    await kept()
    expect((await listed())[0]?.writers).toEqual([small.responder.name])
    await anna.send()
    await anna.type(5, '!').send()
    await later(longestMinutes + 1)
    await anna.type(0, 'The last line. ').send()
    await small.perform(closeWith({ closureConditions: [] }), small.lead, {
      ...{ id, summary: 'Over', initialVector: 'phishing', disposition: 'resolved' },
    })
    expect((await listed())[0]).toMatchObject({ number: 7, why: 'closing' })
    await expect(anna.type(0, 'late').send()).rejects.toMatchObject({ detail: { reason: 'closed' } })
    const { open } = await small.perform(makeReport, small.lead, { id, form: 'markdown' })
    const report = Buffer.from((await open()) as Uint8Array).toString() // as reports always come
    expect(report).toContain('The last line. words!')
    expect(report).not.toContain('Unkept.')
  })

  test('nobody writes under the number of another, sends what is no text, or builds on words that never came', async () => {
    const [anna, ben] = [new Browser(small.lead, at), new Browser(small.responder, at)]
    await anna.type(0, 'Mine').send()
    const forged = new Doc()
    applyUpdate(forged, encodeStateAsUpdate(anna.doc))
    forged.clientID = anna.doc.clientID
    forged.getText(sharedRoot).insert(4, ' and theirs')
    const refused = (change: Uint8Array, reason: string) =>
      expect(ben.send(change)).rejects.toMatchObject({ detail: { reason } })
    await refused(encodeStateAsUpdate(forged), 'foreign_number')
    const strange = new Doc()
    strange.getMap(sharedRoot).set('a', 1)
    await refused(encodeStateAsUpdate(strange), 'unreadable')
    await refused(new Uint8Array([1, 0xff, 0xff, 0xff, 0x7f, 1, 0]), 'unreadable')
    const apart = new Doc()
    apart.getText(sharedRoot).insert(0, 'a')
    const gaps: Uint8Array[] = []
    apart.on('update', (update: Uint8Array) => gaps.push(update))
    apart.getText(sharedRoot).insert(1, 'b')
    await refused(gaps[0] ?? new Uint8Array(), 'gap')
    const long = new Doc()
    long.getText(sharedRoot).insert(0, 'x'.repeat(1_000_001))
    await refused(encodeStateAsUpdate(long), 'too_long')
    await ben.send()
    expect(ben.text).toBe('Mine')
  })

  test('a page is renamed, put away and taken back, on the record; who only reads changes nothing, and outside a restricted case nobody learns of it', async () => {
    const anna = new Browser(small.lead, at)
    await small.perform(pages.rename, small.responder, { ...at, title: 'What the insurer says' })
    expect(await small.perform(pages.archive, small.lead, { ...at, isArchived: true })).toMatchObject({
      title: 'What the insurer says',
    })
    await expect(anna.type(0, 'a').send()).rejects.toMatchObject({ detail: { reason: 'archived' } })
    expect((await small.perform(pages.list, small.lead, { id })).items).toEqual([])
    expect((await small.perform(pages.list, small.lead, { id, archived: 'yes' })).items).toHaveLength(1)
    await small.perform(pages.archive, small.lead, { ...at, isArchived: false })
    await anna.send()
    const writing = { ...at, change: null, after: 0 }
    for (const who of [small.auditor, small.staff])
      await expect(small.perform(pages.write, who, writing)).rejects.toMatchObject({ kind: 'forbidden' })
    expect((await small.leaves({ stream: id })).map(({ kind }) => kind).slice(-4)).toEqual([
      'note_page.open',
      'note_page.rename',
      'note_page.archive',
      'note_page.restore',
    ])

    await small.perform(restrict, small.lead, { id, people: [small.lead.memberId], reason: 'Staff matter' })
    const hidden = { kind: 'not_found' }
    await expect(small.perform(pages.read, small.auditor, at)).rejects.toMatchObject(hidden)
    await expect(small.perform(versions.list, small.auditor, at)).rejects.toMatchObject(hidden)
    await expect(small.perform(pages.write, small.responder, writing)).rejects.toMatchObject({
      kind: 'not_found',
    })
    await expect(small.perform(pages.list, small.stranger, { id })).rejects.toMatchObject({
      kind: 'not_found',
    })
    expect((await small.perform(pages.read, small.lead, at)).page.title).toBe('What the insurer says')
  })
})
