import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf, textOf, unzippedBytes } from '../../../../tests/downloads.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import { addMember, world, type World } from '../../../../tests/world.ts'
import { bundle } from '../evidence/actions/prove-record.ts'
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
