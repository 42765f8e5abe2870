import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf, textOf, unzippedBytes } from '../../../../tests/downloads.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { bundle } from '../evidence/actions/prove-record.ts'
import * as caseArticles from './actions/use-articles.ts'
import { readWith as readArticleWith } from '../../prepare/articles/actions/read-articles.ts'
import { writeWith as writeArticlesWith } from '../../prepare/articles/actions/write-articles.ts'
import * as capturing from './actions/keep-captures.ts'
import * as closing from './actions/close-incident.ts'
import * as leading from './actions/lead-incident.ts'
import * as reports from './actions/make-report.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'
import * as lanes from './actions/use-lanes.ts'

/** What a person can read in a file: of a PDF its pages and the data attached to it. */
function readable(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('utf8')
  if (!text.startsWith('%PDF-')) return [text]
  const pdf = readPdf(bytes)
  return [pdf.text, pdf.attachment('report-data.json').toString('utf8')]
}

describe('the sealed lanes of a case', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  test('U53 an article shows where it helped only to those who see the case, and only a case that all may read becomes one', async () => {
    const rooms = { casesWith: caseArticles.casesWith }
    const { add, confirm } = writeArticlesWith(rooms)
    const readArticle = readArticleWith(rooms)
    const written = {
      title: 'Lists that leave',
      body: 'Look at the mail log.',
      kinds: ['insider-data-theft' as const],
    }
    const { id: articleId } = await w.perform(add, w.lead, written)
    const secret = await w.perform(opening.open, w.lead, {
      title: 'Customer list went to a private mailbox',
      kind: 'insider-data-theft',
      severity: 'S2',
      circle: { suspects: [w.owner.memberId], people: [w.counsel.memberId] },
    })
    const open = await w.perform(opening.open, w.lead, {
      title: 'Odd mail',
      kind: 'phishing-campaign',
      severity: 'S4',
    })
    const draft = w.perform(caseArticles.link, w.lead, { id: open.id, articleId })
    await expect(draft).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(confirm, w.lead, { id: articleId, version: 1 })
    const suggested = await w.perform(caseArticles.list, w.counsel, { id: secret.id })
    expect(suggested).toMatchObject({ linked: [], suggested: [{ id: articleId, fits: [{ what: 'kind' }] }] })
    await w.perform(caseArticles.link, w.counsel, { id: secret.id, articleId })
    await w.perform(caseArticles.link, w.lead, { id: open.id, articleId })
    await expect(w.perform(caseArticles.link, w.lead, { id: open.id, articleId })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const casesFor = async (who: MemberActor) =>
      (await w.perform(readArticle, who, { id: articleId })).usedIn.map(({ number }) => number)
    expect(await casesFor(w.counsel)).toEqual([open.number, secret.number])
    expect(await casesFor(w.owner)).toEqual([open.number])
    expect(await casesFor(w.staff)).toEqual([])
    const unseen = w.perform(caseArticles.unlink, w.owner, { id: secret.id, article: articleId })
    await expect(unseen).rejects.toMatchObject({ kind: 'not_found' })
    await w.perform(caseArticles.unlink, w.responder, { id: open.id, article: articleId })
    expect(await casesFor(w.owner)).toEqual([])
    const lane = await w.perform(lanes.open, w.counsel, { id: open.id, kind: 'legal', people: [] })
    await w.perform(lanes.add, w.counsel, { id: open.id, lane: lane.id, text: 'Only for counsel' })
    for (const { id } of [secret, open]) {
      await w.perform(capturing.addIdea, w.lead, { id, text: 'Ask the mail firm for a *rule*' })
      const ending = { id, summary: 'Over', initialVector: 'unknown', disposition: 'false_alarm' } as const
      await w.perform(closing.closeWith({ closureConditions: [] }), w.lead, ending)
    }
    await expect(w.perform(caseArticles.keep, w.lead, { id: secret.id })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const kept = await w.perform(caseArticles.keep, w.lead, { id: open.id, language: 'de' })
    expect(await w.perform(readArticle, w.lead, { id: kept.articleId })).toMatchObject({
      ...{ state: 'draft', kinds: ['phishing-campaign'], owner: w.lead.name },
      body: expect.stringContaining(String.raw`Ask the mail firm for a \*rule\*`),
    })
    expect((await w.perform(readArticle, w.lead, { id: kept.articleId })).body).not.toContain('counsel')
    await expect(w.perform(caseArticles.keep, w.lead, { id: open.id, language: 'de' })).rejects.toMatchObject(
      { kind: 'conflict' },
    )
  })

  test('R18 N17 words in the legal lane reach nobody but those in it, and no export: not report, bundle or pack', async () => {
    const { id } = await w.perform(opening.open, w.lead, { title: 'Leak', kind: 'other', severity: 'S2' })
    const lane = await w.perform(lanes.open, w.counsel, { id, kind: 'legal', people: [w.owner.memberId] })
    const words = `privileged${randomUUID().replaceAll('-', '')}`
    const ordinary = { id, kind: 'note', text: 'The mailbox stood open' } as const
    await w.perform(leading.note, w.lead, ordinary)
    await w.perform(lanes.add, w.owner, { id, lane: lane.id, text: words })
    await w.perform(lanes.decide, w.counsel, {
      id,
      lane: lane.id,
      duty: 'GDPR Art. 33',
      decision: 'no_notice',
      reason: `Encrypted, ${words}`,
    })
    for (const outsider of [w.lead, w.responder, w.auditor]) {
      expect((await w.perform(lanes.list, outsider, { id })).items).toEqual([])
      await expect(w.perform(lanes.entries, outsider, { id, lane: lane.id })).rejects.toMatchObject({
        kind: 'not_found',
      })
    }
    const { items } = await w.perform(lanes.entries, w.owner, { id, lane: lane.id })
    expect(items[0]).toMatchObject({
      kind: 'lane.decide',
      fields: { decision: 'no_notice', signedBy: w.counsel.name, signedAs: 'counsel' },
    })
    const timeline = JSON.stringify(await w.perform(reading.timeline, w.owner, { id }))
    const bundled = await textOf(await w.perform(bundle, w.owner, { id }))
    const pack = await unzippedBytes(await w.perform(reports.handOver, w.owner, { id }))
    const report = await bytesOf(await w.perform(reports.makeReport, w.owner, { id }))
    const printed = [report, ...Object.values(pack)].flatMap((bytes) => readable(bytes))
    expect(printed.filter((text) => text.includes('The mailbox stood open'))).toHaveLength(6)
    for (const text of [timeline, bundled, ...printed]) {
      expect(text).not.toContain(words)
      expect(text).not.toContain(lane.id)
    }
    expect(Object.keys(pack).map((name) => name.replace(/^INC-\d+-/, ''))).toEqual([
      'read-me-first.txt',
      'report.pdf',
      'bundle.json',
      'timeline.csv',
      'tasks.csv',
      'evidence.csv',
    ])
    expect(Buffer.from(Object.values(pack)[0] ?? []).toString('utf8')).toMatch(/^TLP:AMBER\r\n/)
    expect(bundled).toContain('amber')
    const naming = w.perform(lanes.nameInLane, w.owner, { id, lane: lane.id, memberId: w.lead.memberId })
    await expect(naming).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('R18 a legal lane belongs to counsel, and a decision without a reason is none', async () => {
    const { id } = await w.perform(opening.open, w.lead, { title: 'Leak', kind: 'other', severity: 'S2' })
    await expect(w.perform(lanes.open, w.lead, { id, kind: 'legal' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    const lane = await w.perform(lanes.open, w.lead, { id, kind: 'legal', counselId: w.counsel.memberId })
    expect(lane.people.find(({ isOwner }) => isOwner)?.name).toBe(w.counsel.name)
    const empty = { id, lane: lane.id, duty: 'NIS2', decision: 'no_notice', reason: ' ' } as const
    await expect(w.perform(lanes.decide, w.counsel, empty)).rejects.toMatchObject({ kind: 'invalid' })
    const staff = await w.perform(lanes.open, w.lead, { id, kind: 'staff' })
    const there = { id, lane: staff.id, duty: 'NIS2', decision: 'notify', reason: 'Large' } as const
    await expect(w.perform(lanes.decide, w.lead, there)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('R19 whoever reads every table for a review, an exercise or a number finds no row of a staff lane', async () => {
    const { id } = await w.perform(opening.open, w.lead, { title: 'Conduct', kind: 'other', severity: 'S3' })
    const hr = await addMember(w.house, w.tenantId, 'responder')
    const lane = await w.perform(lanes.open, w.lead, { id, kind: 'staff', people: [hr.memberId] })
    const words = `talk with staff ${randomUUID()}`
    await w.perform(lanes.add, hr, { id, lane: lane.id, text: words })
    const rows = async (viewer: 'anybody' | 'program' | { member: string }) =>
      w.house.wall.inTenant({ tenantId: w.tenantId, viewer }, async ({ $client }) => {
        const count = async (sql: string) => Number((await $client.query<{ n: string }>(sql)).rows[0]?.n)
        return [
          await count(`select count(*) as n from app.lane where id = '${lane.id}'`),
          await count(`select count(*) as n from app.lane_member where lane_id = '${lane.id}'`),
          await count(`select count(*) as n from app.leaf where stream = '${lane.id}'`),
          await count(`select count(*) as n from app.opening where fields::text like '%${words}%'`),
        ]
      })
    expect(await rows('program')).toEqual([1, 2, 2, 1])
    expect(await rows('anybody')).toEqual([0, 0, 0, 0])
    expect(await rows({ member: w.owner.memberId })).toEqual([0, 0, 0, 0])
    expect(await rows({ member: hr.memberId })).toEqual([1, 2, 2, 1])
    await w.perform(lanes.leave, w.lead, { id, lane: lane.id, member: hr.memberId })
    expect(await rows({ member: hr.memberId })).toEqual([0, 0, 0, 0])
  })
})
