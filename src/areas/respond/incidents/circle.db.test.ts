import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textOf, unzipped } from '../../../../tests/downloads.ts'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { listMembers } from '../../register/people/actions/members.ts'
import { acceptInvitation } from '../../register/people/actions/accept-invitation.ts'
import { listInbox } from '../communications/actions/inbox.ts'
import { bundle } from '../evidence/actions/prove-record.ts'
import * as reporting from '../signals/actions/report-something.ts'
import { list as listSignals } from '../signals/actions/triage-signals.ts'
import * as guests from './actions/invite-guest.ts'
import * as leading from './actions/lead-incident.ts'
import * as reports from './actions/make-report.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'
import * as circle from './actions/restrict-incident.ts'
import * as lanes from './actions/use-lanes.ts'
import * as tasks from './actions/work-tasks.ts'

const nextWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString()
const missing = { kind: 'not_found', message: 'There is no such incident here.' }

describe('the circle of a case', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const insiderCase = (suspects: string[] = [], people: string[] = []) =>
    w.perform(opening.open, w.lead, {
      title: 'Customer list went to a private mailbox',
      kind: 'insider-data-theft',
      severity: 'S2',
      circle: { suspects, people },
    })

  test('R34 a suspect cannot see the case that is about them, though they own the organisation, and nobody can let them in', async () => {
    const { id, number } = await insiderCase([w.owner.memberId], [w.counsel.memberId])
    await expect(w.perform(reading.read, w.owner, { id })).rejects.toMatchObject(missing)
    const { items } = await w.perform(reading.list, w.owner, { q: String(number) })
    expect(items).toEqual([])
    const naming = w.perform(circle.namePerson, w.lead, { id, memberId: w.owner.memberId })
    await expect(naming).rejects.toMatchObject({ kind: 'conflict' })
    const assigning = w.perform(tasks.add, w.lead, { id, title: 'Look', ownerId: w.owner.memberId })
    await expect(assigning).rejects.toMatchObject({ kind: 'conflict' })
    expect(await w.perform(reading.read, w.counsel, { id })).toMatchObject({ number, isRestricted: true })
    const named = await w.perform(circle.read, w.counsel, { id })
    expect(named.suspects).toEqual([{ memberId: w.owner.memberId, name: w.owner.name }])
  })

  test('U31 whoever is not named hears nothing: no message in the inbox, no word on the organisation’s own record', async () => {
    const { id } = await insiderCase([], [w.counsel.memberId])
    await w.perform(leading.grade, w.lead, { id, severity: 'S1', reason: 'More was taken' })
    const paths = async (who: MemberActor) =>
      (await w.perform(listInbox, who, {})).items.map((item) => item.path).filter((path) => path.includes(id))
    expect(await paths(w.owner)).toEqual([])
    const audit = JSON.stringify(await w.leaves())
    expect(audit).not.toContain(id)
    const stream = await w.leaves({ stream: id })
    expect(stream.map(({ kind }) => kind)).toEqual(['incident.open', 'incident.circle', 'severity.change'])
    expect(stream[1]?.fields).toMatchObject({ by: w.lead.name, people: `${w.lead.name}\n${w.counsel.name}` })
  })

  test('U31 a lead closes a case that ran already: tasks of outsiders lose their owner, news go out of sight, and the way back is on the record', async () => {
    const { id } = await w.perform(opening.open, w.responder, { title: 'Odd', kind: 'other', severity: 'S2' })
    await w.perform(tasks.add, w.responder, { id, title: 'Ask around', ownerId: w.responder.memberId })
    const told = async () =>
      (await w.perform(listInbox, w.owner, {})).items.filter((item) => item.path.includes(id)).length
    expect(await told()).toBe(1)
    await w.perform(circle.restrict, w.lead, {
      id,
      people: [w.counsel.memberId],
      reason: 'It is about staff',
    })
    expect(await told()).toBe(0)
    await expect(w.perform(reading.timeline, w.responder, { id })).rejects.toMatchObject(missing)
    expect((await w.perform(tasks.list, w.lead, { id })).items).toMatchObject([{ ownerId: null }])
    expect(await w.perform(reading.read, w.lead, { id })).toMatchObject({ leadId: w.lead.memberId })
    const last = { id, member: w.counsel.memberId }
    await w.perform(circle.endAccess, w.lead, last)
    await expect(w.perform(reading.read, w.counsel, { id })).rejects.toMatchObject(missing)
    await w.perform(circle.openUp, w.lead, { id, reason: 'It was a misunderstanding' })
    expect(await w.perform(reading.read, w.responder, { id })).toMatchObject({ isRestricted: false })
    expect(await told()).toBe(1)
  })

  test('nobody is locked out: the last who could open the case again stays in it', async () => {
    const { id } = await insiderCase([], [w.counsel.memberId, w.responder.memberId])
    await w.perform(circle.endAccess, w.lead, { id, member: w.counsel.memberId })
    const own = w.perform(circle.endAccess, w.lead, { id, member: w.lead.memberId })
    await expect(own).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(circle.namePerson, w.lead, { id, memberId: w.counsel.memberId })
    const suspecting = w.perform(circle.nameSuspect, w.counsel, { id, memberId: w.lead.memberId })
    expect((await suspecting).suspects).toMatchObject([{ name: w.lead.name }])
    await expect(w.perform(reading.read, w.lead, { id })).rejects.toMatchObject(missing)
    await expect(
      w.perform(circle.nameSuspect, w.counsel, { id, memberId: w.counsel.memberId }),
    ).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('a reporter’s receipt answers though the case that grew from the report is closed to others', async () => {
    const { receipt } = await w.perform(reporting.report, w.staff, {
      what: 'He copies the customer list',
      anonymous: true,
    })
    const { items } = await w.perform(listSignals, w.lead, { limit: 1 })
    const signalId = items[0]?.id ?? ''
    await w.perform(opening.open, w.lead, {
      title: 'Customer list',
      kind: 'insider-data-theft',
      severity: 'S2',
      signalId,
      circle: { suspects: [w.owner.memberId] },
    })
    expect(await w.perform(reporting.readReceipt, w.nobody, { receipt })).toMatchObject({
      status: 'being handled',
    })
    const seen = await w.perform(listSignals, w.owner, {})
    expect(seen.items.map(({ id }) => id)).not.toContain(signalId)
  })

  async function guestOf(id: string, access: 'read' | 'write'): Promise<MemberActor> {
    const email = `${randomUUID()}@forensics.example`
    const invited = await w.perform(guests.inviteGuest, w.lead, {
      id,
      name: 'Dr. Forensic',
      email,
      access,
      endsAt: nextWeek(),
    })
    const token = invited.inviteUrl?.split('/').at(-1) ?? ''
    await w.perform(acceptInvitation, w.nobody, { token, password: 'lamp-orbit-cactus-72' })
    const { userId } = (await w.house.services.sessions.findUserByEmail(email)) ?? { userId: '' }
    const { memberId } = invited
    return { ...w.guest, memberId, userId, ref: `u:${memberId}`, name: 'Dr. Forensic' }
  }

  test('R9 a guest sees the one case they were let into, reads or writes as granted, and each reading is on record', async () => {
    const [ours, other] = [await insiderCase(), await insiderCase()]
    const open = await w.perform(opening.open, w.lead, { title: 'Open', kind: 'other', severity: 'S4' })
    const guest = await guestOf(ours.id, 'read')
    expect((await w.perform(reading.list, guest, {})).items.map(({ id }) => id)).toEqual([ours.id])
    for (const { id } of [other, open])
      await expect(w.perform(reading.read, guest, { id })).rejects.toMatchObject(missing)
    expect(await w.perform(reading.read, guest, { id: ours.id })).toMatchObject({ title: ours.title })
    await expect(
      w.perform(leading.note, guest, { id: ours.id, kind: 'note', text: 'I was here' }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(listMembers, guest, {})).rejects.toMatchObject({ kind: 'forbidden' })
    await w.perform(guests.changeGuest, w.lead, {
      id: ours.id,
      member: guest.memberId,
      access: 'write',
      endsAt: nextWeek(),
    })
    await w.perform(leading.note, guest, { id: ours.id, kind: 'note', text: 'Image taken' })
    const { items } = await w.perform(guests.listReadings, w.lead, { id: ours.id, member: guest.memberId })
    expect(items.map(({ action, by }) => [action, by])).toEqual([['getIncident', 'Dr. Forensic']])
    const kinds = (await w.leaves({ stream: ours.id })).map(({ kind }) => kind)
    expect(kinds).not.toContain('guest.read')
  })

  test('R9 a guest’s access ends by itself: from that moment the organisation does not know them', async () => {
    const { id } = await insiderCase()
    const guest = await guestOf(id, 'write')
    const belongs = async () =>
      (
        await w.house.services.door.query<{ id: string }>('select id from wall.membership($1, $2)', [
          guest.userId,
          w.slug,
        ])
      ).rowCount
    expect(await belongs()).toBe(1)
    await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query(
        `update app.incident_access set ends_at = now() - interval '1 second' where member_id = $1`,
        [guest.memberId],
      ),
    )
    expect(await belongs()).toBe(0)
    await expect(w.perform(reading.read, guest, { id })).rejects.toMatchObject(missing)
    expect((await w.perform(circle.read, w.lead, { id })).people.map(({ name }) => name)).toEqual([
      w.lead.name,
    ])
  })

  test('a lead cannot let a guest in without an end, for years, or as one of the own people', async () => {
    const { id } = await insiderCase()
    const wanted = { id, name: 'X', email: 'x@forensics.example', access: 'read' } as const
    for (const endsAt of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z'])
      await expect(w.perform(guests.inviteGuest, w.lead, { ...wanted, endsAt })).rejects.toMatchObject({
        kind: 'invalid',
      })
    const { items } = await w.perform(listMembers, w.owner, {})
    const email = items.find(({ role }) => role === 'counsel')?.email ?? ''
    await expect(
      w.perform(guests.inviteGuest, w.lead, { ...wanted, email, endsAt: nextWeek() }),
    ).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('R18 N17 words in the legal lane reach nobody but those in it, and no export: not report, bundle or pack', async () => {
    const { id } = await w.perform(opening.open, w.lead, { title: 'Leak', kind: 'other', severity: 'S2' })
    const lane = await w.perform(lanes.open, w.counsel, { id, kind: 'legal', people: [w.owner.memberId] })
    const words = `privileged ${randomUUID()}`
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
    const pack = await unzipped(await w.perform(reports.handOver, w.owner, { id }))
    for (const text of [timeline, bundled, JSON.stringify(pack)]) {
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
    expect(Object.values(pack)[0]).toMatch(/^TLP:AMBER\r\n/)
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
