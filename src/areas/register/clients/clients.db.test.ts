import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import { lookBy } from '../../../app/areas-clients.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem } from '../../../platform/action.ts'
import { makeLink } from '../../prepare/calendar/actions/feed.ts'
import { open } from '../../respond/incidents/actions/open-incident.ts'
import { restrict } from '../../respond/incidents/actions/restrict-incident.ts'
import { allowClients, createOrganisation } from '../people/public/organisation.ts'
import { listMembers, suspendMemberWith } from '../people/actions/members.ts'
import { addClient } from './actions/add-client.ts'
import { acceptAgreement, endAgreement, endHere, listAgreements, proposeAgreement } from './actions/agree.ts'
import { lookAgain } from './actions/keep-standings.ts'
import { assignClientStaff, enterClient, listClients, listClientWork } from './actions/work-clients.ts'
import { endWhatIsHalfEnded } from './jobs.ts'

const organisation = {
  name: 'Quay Cafe',
  country: 'AT',
  timeZone: 'Europe/Vienna',
  size: '1-9',
  sector: 'retail',
} as const
const page = { limit: 50 }

/** The bakery is the client, the stranger's company its provider. */
describe('a provider and its clients', () => {
  let w: World
  let boss: MemberActor
  let technician: MemberActor
  let unassigned: MemberActor
  let care: string
  let endsOn: string
  const look = (agreementId: string, client = w.tenantId) =>
    lookAgain(
      w.house,
      { client, provider: boss.tenantId, agreementId },
      lookBy(() => actions),
    )
  const doorOf = async (who: MemberActor, slug = w.slug) => {
    const { rows } = await w.house.services.door.query<{ role: string }>(
      'select role from wall.membership($1, $2)',
      [who.userId, slug],
    )
    return rows.map(({ role }) => role)
  }
  const kinds = async (tenantId: string) => (await w.leaves({ tenantId })).map(({ kind }) => kind)

  beforeAll(async () => {
    w = await world()
    boss = w.stranger
    technician = await addMember(w.house, boss.tenantId, 'responder')
    unassigned = await addMember(w.house, boss.tenantId, 'responder')
    endsOn = dayAfter(dayIn(w.house.now(), 'Europe/Vienna'), 200)
    const { id, code } = await w.perform(proposeAgreement, w.owner, { role: 'responder', endsOn })
    care = id
    await w.perform(acceptAgreement, boss, { code, isAgreed: true })
    await w.perform(assignClientStaff, boss, { id, memberIds: [technician.memberId] })
  })
  afterAll(() => w.close())

  test('N12 a provider reads the terms before it agrees, and only one organisation takes a code', async () => {
    const { id, code } = await w.perform(proposeAgreement, w.owner, { role: 'auditor', endsOn })
    const terms = await w.perform(acceptAgreement, boss, { code })
    expect(terms).toMatchObject({ id, other: 'Harbour Bakery', role: 'auditor', isAccepted: false })
    expect(await kinds(w.tenantId)).not.toContain('nothing')
    await expect(w.perform(acceptAgreement, w.owner, { code, isAgreed: true })).rejects.toThrow('not valid')
    await w.perform(endAgreement, w.owner, { id, reason: 'Changed our mind' })
    await expect(w.perform(acceptAgreement, boss, { code, isAgreed: true })).rejects.toThrow('not valid')
  })

  test('N12 an agreement has an end, two years ahead at most', async () => {
    const far = dayAfter(endsOn, 900)
    await expect(w.perform(proposeAgreement, w.owner, { role: 'lead', endsOn: far })).rejects.toThrow(
      'another last day',
    )
  })

  test('N12 a technician is outside until they enter, and the entry stands in the client’s own record', async () => {
    expect(await doorOf(technician)).toEqual([])
    const { slug, untilAt } = await w.perform(enterClient, technician, {
      id: care,
      reason: 'Alert from the till',
    })
    expect(slug).toBe(w.slug)
    expect(Date.parse(untilAt) - w.house.now().getTime()).toBeGreaterThan(7.9 * 3_600_000)
    expect(await doorOf(technician)).toEqual(['responder'])
    const entry = (await w.leaves()).findLast(({ kind }) => kind === 'care.enter')
    expect(entry?.fields).toMatchObject({ reason: 'Alert from the till' })
    expect(entry?.fields.by).toBe(`${technician.name} (Faraway Foods)`)
    expect(await kinds(boss.tenantId)).toContain('client.enter')
    const { items } = await w.perform(listAgreements, w.owner, page)
    const shown = items.find(({ id }) => id === care)
    expect(shown?.people).toEqual([`${technician.name} (Faraway Foods)`])
    expect(shown?.entries[0]).toMatchObject({ reason: 'Alert from the till' })
  })

  test('N12 whoever was not assigned sees nothing of the client and cannot enter', async () => {
    await look(care)
    expect((await w.perform(listClients, unassigned, page)).items).toEqual([])
    expect((await w.perform(listClientWork, unassigned, page)).items).toEqual([])
    await expect(w.perform(enterClient, unassigned, { id: care })).rejects.toMatchObject({
      kind: 'not_found',
    })
    expect(await doorOf(unassigned)).toEqual([])
  })

  test('N12 the queue shows open cases with the most urgent first, and no restricted one', async () => {
    const harmless = await w.perform(open, w.lead, { title: 'Odd mail', kind: 'other', severity: 'S3' })
    const grave = await w.perform(open, w.lead, {
      title: 'Tills encrypted',
      kind: 'ransomware',
      severity: 'S1',
    })
    const closed = await w.perform(open, w.lead, { title: 'About one of us', kind: 'other', severity: 'S1' })
    await w.perform(restrict, w.owner, { id: closed.id, reason: 'A matter of staff' })
    await look(care)
    const { items } = await w.perform(listClientWork, technician, { ...page, kind: 'case' })
    expect(items.map(({ title }) => title)).toEqual([
      `INC-${grave.number} Tills encrypted`,
      `INC-${harmless.number} Odd mail`,
    ])
    expect(items[0]).toMatchObject({ rank: 'now', slug: w.slug, path: `/incidents/${grave.id}` })
    const { items: clients, totals } = await w.perform(listClients, technician, page)
    expect(clients).toHaveLength(1)
    expect(clients[0]).toMatchObject({ name: 'Harbour Bakery', rank: 'now', cases: 2, worst: 'S1' })
    expect(totals).toMatchObject({ clients: 1, cases: 2, behind: 0 })
    expect(JSON.stringify(clients)).not.toContain('About one of us')
  })

  test('N12 what would fail today at the client stands in the queue with its sentence', async () => {
    await look(care)
    const { items } = await w.perform(listClientWork, technician, { ...page, kind: 'failure' })
    expect(items.length).toBeGreaterThan(0)
    expect(items[0]?.said?.kind).not.toBe('')
    const { items: clients } = await w.perform(listClients, technician, page)
    expect(clients[0]?.failures).toBeGreaterThanOrEqual(items.length)
  })

  test('N12 a client cannot see the queue of its provider, nor another client', async () => {
    const other = await createOrganisation(w.house, {
      organisation,
      owner: { name: 'Quay', email: 'quay@example.org' },
      turn: 'further',
    })
    expect((await w.perform(listClients, w.owner, page)).items).toEqual([])
    const { items } = await w.perform(listAgreements, w.owner, page)
    expect(JSON.stringify(items)).not.toContain('Quay')
    expect(await doorOf(technician, other.slug)).toEqual([])
  })

  test('N12 a page asked with a cursor of its own making is refused in words', async () => {
    await expect(w.perform(listClients, technician, { ...page, cursor: 'abc' })).rejects.toMatchObject({
      kind: 'invalid',
    })
  })

  test('N12 whom the client suspends stays out, whoever the provider assigns, and takes no key of the house along', async () => {
    const helper = await addMember(w.house, boss.tenantId, 'responder')
    const memberIds = [technician.memberId, helper.memberId]
    await w.perform(assignClientStaff, boss, { id: care, memberIds })
    await w.perform(enterClient, helper, { id: care, reason: 'A look' })
    const [row] = (await w.perform(listMembers, w.owner, { limit: 200 })).items.filter(({ name }) =>
      name.startsWith(`${helper.name} (`),
    )
    const memberId = row?.id ?? ''
    const inside: MemberActor = { ...helper, tenantId: w.tenantId, memberId, ref: `u:${memberId}` }
    await expect(w.perform(makeLink, inside, { everything: true, language: 'en' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(proposeAgreement, inside, { role: 'auditor', endsOn })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const suspend = suspendMemberWith({ heldBy: async () => [] })
    await w.perform(suspend, w.owner, { id: memberId, reason: 'Not this one' })
    await expect(w.perform(assignClientStaff, boss, { id: care, memberIds })).rejects.toThrow(
      'suspended by the client',
    )
    expect(await doorOf(helper)).toEqual([])
    await w.perform(assignClientStaff, boss, { id: care, memberIds: [technician.memberId] })
  })

  test('N12 a technician whose own firm lets them go is out of every client at the next request', async () => {
    const leaver = await addMember(w.house, boss.tenantId, 'responder')
    const memberIds = [technician.memberId, leaver.memberId]
    await w.perform(assignClientStaff, boss, { id: care, memberIds })
    await w.perform(enterClient, leaver, { id: care })
    expect(await doorOf(leaver)).toEqual(['responder'])
    const suspend = suspendMemberWith({ heldBy: async () => [] })
    await w.perform(suspend, boss, { id: leaver.memberId, reason: 'Left us' })
    expect(await doorOf(leaver)).toEqual([])
    await w.perform(assignClientStaff, boss, { id: care, memberIds: [technician.memberId] })
  })

  test('N12 a provider with the word of the host sets up a new client, whose owner is invited and sees who did it', async () => {
    const input = { organisation, owner: { name: 'Nora', email: 'nora@example.org' }, role: 'lead' } as const
    await expect(w.perform(addClient, boss, input)).rejects.toMatchObject({ kind: 'forbidden' })
    await asSystem(w.house, boss.tenantId, 'host', (context) => allowClients(context, true))
    const { id, slug, inviteUrl } = await w.perform(addClient, boss, input)
    expect(inviteUrl).toContain('http')
    await w.perform(enterClient, boss, { id })
    expect(await doorOf(boss, slug)).toEqual(['lead'])
    const { rows } = await w.house.services.door.query<{ id: string }>(
      'select wall.tenant_of_slug($1) as id',
      [slug],
    )
    const leaves = await w.leaves({ tenantId: rows[0]?.id ?? '' })
    expect(leaves.map(({ kind }) => kind)).toEqual([
      'log.start',
      'tenant.create',
      'member.invite',
      'agreement.accept',
      'care.join',
      'care.enter',
    ])
    expect(leaves.find(({ kind }) => kind === 'tenant.create')?.fields.by).toContain('Faraway Foods')
  })

  test('N12 the client ends it and every person of the provider is out at once, on both records', async () => {
    expect(await doorOf(technician)).toEqual(['responder'])
    await w.perform(endAgreement, w.owner, { id: care, reason: 'We found somebody else' })
    expect(await doorOf(technician)).toEqual([])
    expect((await w.perform(listClients, technician, page)).items).toEqual([])
    await expect(w.perform(enterClient, technician, { id: care })).rejects.toMatchObject({
      kind: 'not_found',
    })
    for (const tenantId of [w.tenantId, boss.tenantId]) {
      const last = (await w.leaves({ tenantId })).findLast(({ kind }) => kind === 'agreement.end')
      expect(last?.fields.reason).toBe('We found somebody else')
    }
  })

  test('N12 an ended agreement is followed by a new one with the same people, and an entry of the old one opens nothing', async () => {
    const { id, code } = await w.perform(proposeAgreement, w.owner, { role: 'lead', endsOn })
    await w.perform(acceptAgreement, boss, { code, isAgreed: true })
    await w.perform(assignClientStaff, boss, { id, memberIds: [technician.memberId] })
    // They entered within the last eight hours, by what is over now.
    expect(await doorOf(technician)).toEqual([])
    await w.perform(enterClient, technician, { id, reason: 'Back again' })
    expect(await doorOf(technician)).toEqual(['lead'])
    // Taken off and assigned anew: they come in anew.
    await w.perform(assignClientStaff, boss, { id, memberIds: [] })
    w.setNow(new Date(w.house.now().getTime() + 1000))
    await w.perform(assignClientStaff, boss, { id, memberIds: [technician.memberId] })
    expect(await doorOf(technician)).toEqual([])
    const both = [[technician.memberId], [technician.memberId, unassigned.memberId]]
    const done = await Promise.allSettled(
      both.map((memberIds) => w.perform(assignClientStaff, boss, { id, memberIds })),
    )
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    // Cut off between the two walls: the other side hears of it by itself.
    await asSystem(w.house, w.tenantId, 'Test', (context) => endHere(context, { id, reason: 'Enough' }))
    await endWhatIsHalfEnded(w.house)
    const { items } = await w.perform(listAgreements, boss, page)
    expect(items.find((one) => one.id === id)).toMatchObject({ state: 'ended', people: [] })
    await endWhatIsHalfEnded(w.house)
    const ends = (await w.leaves({ tenantId: boss.tenantId })).filter(
      ({ kind, fields }) => kind === 'agreement.end' && fields.agreement === id,
    )
    expect(ends).toHaveLength(1)
  })

  test('N12 the numbers of a client count all that waits, however much that is', async () => {
    const { id, code } = await w.perform(proposeAgreement, w.owner, { role: 'lead', endsOn })
    await w.perform(acceptAgreement, boss, { code, isAgreed: true })
    await w.perform(assignClientStaff, boss, { id, memberIds: [technician.memberId] })
    const one = await w.perform(open, w.lead, { title: 'One of many', kind: 'other', severity: 'S4' })
    // Copies of it: to open so many by hand would take a minute.
    await w.house.wall.inTenant(w.tenantId, async ({ $client }) => {
      const { rows } = await $client.query<{ names: string }>(
        `select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
         where table_schema = 'app' and table_name = 'incident' and is_generated = 'NEVER'`,
      )
      const names = rows[0]?.names ?? ''
      await $client.query(
        `insert into app.incident (${names}) select ${names} from (
           select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'number', 5000 + n))).*
           from app.incident i, generate_series(1, 210) n where i.id = $1) copies`,
        [one.id],
      )
    })
    await look(id)
    expect((await w.perform(listClients, technician, page)).items[0]?.cases).toBeGreaterThan(210)
  })
})
