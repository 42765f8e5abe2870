import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../../base/access.ts'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { listMembers } from '../../register/people/actions/members.ts'
import { acceptInvitation } from '../../register/people/actions/accept-invitation.ts'
import { listInbox } from '../communications/actions/inbox.ts'
import * as reporting from '../signals/actions/report-something.ts'
import { readReceipt } from '../signals/actions/answer-reports.ts'
import { list as listSignals } from '../signals/actions/triage-signals.ts'
import * as guests from './actions/invite-guest.ts'
import * as leading from './actions/lead-incident.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'
import * as circle from './actions/restrict-incident.ts'
import * as roles from './actions/incident-roles.ts'
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

  test('R34 a responder’s case about an insider is restricted from its first moment, though they said nothing of it, and never one that nobody can open', async () => {
    const wanted = { title: 'List copied', kind: 'insider-data-theft', severity: 'S3' } as const
    const { id, isRestricted } = await w.perform(opening.open, w.responder, wanted)
    expect(isRestricted).toBe(true)
    await expect(w.perform(reading.read, w.auditor, { id })).rejects.toMatchObject(missing)
    const { people } = await w.perform(circle.read, w.owner, { id })
    expect(people.map(({ name }) => name).toSorted()).toEqual(
      [w.responder, w.owner, w.lead, w.counsel].map(({ name }) => name).toSorted(),
    )
    await w.perform(circle.openUp, w.counsel, { id, reason: 'It was a test' })
    const locked = w.perform(opening.open, w.responder, {
      ...wanted,
      circle: { suspects: [w.owner.memberId] },
    })
    await expect(locked).rejects.toMatchObject({ kind: 'invalid' })
    const key: Actor = {
      kind: 'key',
      ref: 'k:1',
      name: 'Tool',
      tenantId: w.tenantId,
      keyId: randomUUID(),
      scopes: ['incident.open'],
    }
    await expect(w.perform(opening.open, key, wanted)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('whoever is taken out of a case has no part in it: not the lead, no role, no deputy, no open task', async () => {
    const other = await addMember(w.house, w.tenantId, 'lead')
    const { id } = await insiderCase([], [w.responder.memberId, w.counsel.memberId, other.memberId])
    const guest = await guestOf(id, 'write')
    await w.perform(leading.lead, w.lead, { id, memberId: w.responder.memberId })
    const give = (role: 'scribe' | 'technical', memberId: string, deputyId: string | null) =>
      w.perform(roles.assign, w.lead, { id, role, memberId, deputyId })
    await give('scribe', w.responder.memberId, w.counsel.memberId)
    await give('technical', w.counsel.memberId, w.responder.memberId)
    const { id: task, version } = await w.perform(tasks.add, w.lead, {
      id,
      title: 'Look',
      ownerId: w.responder.memberId,
    })
    await w.perform(circle.endAccess, w.lead, { id, member: w.responder.memberId })
    expect(await w.perform(reading.read, w.lead, { id })).toMatchObject({ leadId: w.lead.memberId })
    const held = (await w.perform(roles.list, w.lead, { id })).items
    expect(held.find(({ role }) => role === 'scribe')).toMatchObject({
      memberId: null,
      deputyId: w.counsel.memberId,
      emptyReason: null,
    })
    expect(held.find(({ role }) => role === 'technical')).toMatchObject({ deputyId: null })
    const all = (await w.perform(tasks.list, w.lead, { id })).items
    expect(all.map(({ ownerId }) => ownerId)).not.toContain(w.responder.memberId)
    const stale = { id, task, title: 'Look', ownerId: w.responder.memberId, dueAt: null, version }
    await expect(w.perform(tasks.change, w.lead, stale)).rejects.toMatchObject({ kind: 'conflict' })
    const leaves = await w.leaves({ stream: id })
    expect(
      leaves.find(({ kind, fields }) => kind === 'task.change' && fields['task'] === task),
    ).toMatchObject({
      fields: { owner: '' },
    })
    const since = leaves.slice(leaves.findIndex(({ kind }) => kind === 'access.end'))
    expect(since.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['role.empty', 'role.assign', 'lead.change']),
    )
    await w.perform(circle.openUp, w.lead, { id, reason: 'Known by now' })
    await w.perform(tasks.add, w.lead, { id, title: 'Image', ownerId: guest.memberId })
    await w.perform(circle.restrict, w.lead, { id, reason: 'Closed again' })
    const owners = (await w.perform(tasks.list, w.lead, { id })).items.map(({ ownerId }) => ownerId)
    expect(owners).toContain(guest.memberId)
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
    expect(stream.map(({ kind }) => kind).slice(0, 3)).toEqual([
      'incident.open',
      'incident.circle',
      'severity.change',
    ])
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
    expect(await w.perform(readReceipt, w.nobody, { receipt })).toMatchObject({
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

  test('R9 a guest reads who leads the case and who does what in it, and the names of nobody else', async () => {
    const { id } = await insiderCase([], [w.responder.memberId])
    await w.perform(tasks.add, w.lead, { id, title: 'Image the laptop', ownerId: w.responder.memberId })
    const guest = await guestOf(id, 'read')
    const { names } = await w.perform(reading.read, guest, { id })
    expect(names.map(({ name }) => name).toSorted()).toEqual([w.lead.name, w.responder.name].toSorted())
    expect((await w.perform(reading.read, w.lead, { id })).names).toEqual([])
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
})
