import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { caseFacts, statementDesk } from '../../../../tests/statement-desk.ts'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import type { Announcement } from '../../../base/announcement.ts'
import { asSystem } from '../../../platform/action.ts'
import { change as changeContact } from '../../register/contacts/actions/keep-contacts.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import * as systems from '../incidents/actions/work-systems.ts'
import { listInbox, readInboxItem } from './actions/inbox.ts'
import * as rhythms from './actions/keep-rhythms.ts'
import * as pages from './actions/partner-pages.ts'
import * as publicPages from './actions/public-page.ts'
import * as ruling from './actions/statement-rules.ts'
import * as writing from './actions/write-statements.ts'
import { passOnUnread } from './jobs/pass-on-unread.ts'
import { prepareReports } from './jobs/prepare-reports.ts'
import { tell } from './public.ts'

let small: World

beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())
afterEach(() => small.setNow(undefined))

const { declare, draft, list, agreed, release } = statementDesk(() => small)
const [known = ''] = caseFacts.confirmed

const incident = { incidentId: '0190a0a0-0000-7000-8000-00000000000a', number: 7, title: 'Odd mail' } as const

async function announce(event: Announcement): Promise<void> {
  await asSystem(small.house, small.tenantId, 'Test', (context) => context.announce(event))
}

/** Titles of what this person was told since. */
async function told(actor: MemberActor, work: () => Promise<unknown>): Promise<string[]> {
  const before = new Set((await small.perform(listInbox, actor, { limit: 200 })).items.map(({ id }) => id))
  await work()
  const { items } = await small.perform(listInbox, actor, { limit: 200 })
  return items.filter(({ id }) => !before.has(id)).map(({ title }) => title)
}

async function whoHears(event: Announcement): Promise<string[]> {
  const roles = ['owner', 'lead', 'responder', 'staff', 'auditor', 'counsel'] as const
  const counts = async () =>
    Promise.all(
      roles.map(async (role) => (await small.perform(listInbox, small[role], { limit: 200 })).items.length),
    )
  const before = await counts()
  await announce(event)
  const after = await counts()
  return roles.filter((_, at) => (after[at] ?? 0) > (before[at] ?? 0))
}

test('owners and leads hear of an incident, of evidence that changed, and of a source that fell silent', async () => {
  const leaders = ['owner', 'lead']
  expect(await whoHears({ kind: 'incident.opened', ...incident, severity: 'S3' })).toEqual(leaders)
  expect(
    await whoHears({
      kind: 'evidence.alarmed',
      ...incident,
      evidenceId: incident.incidentId,
      name: 'disk.img',
    }),
  ).toEqual(leaders)
  expect(
    await whoHears({ kind: 'source.silent', sourceId: incident.incidentId, name: 'Alertmanager' }),
  ).toEqual(leaders)
})

test('R33 whoever leads hears of a report at once, also the one who may have written it', async () => {
  const event = { kind: 'report.received', signalId: incident.incidentId, title: 'A strange mail' } as const
  expect(await whoHears(event)).toEqual(['owner', 'lead'])
})

test('R33 a flood of reports fills the inbox and rings each phone once, until its owner has looked', async () => {
  const event = { kind: 'report.received', signalId: incident.incidentId, title: 'One of many' } as const
  const mine = async () =>
    (await small.perform(listInbox, small.owner, { limit: 200 })).items.filter(
      ({ kind, readAt }) => kind === event.kind && readAt === null,
    )
  const sent = async () =>
    small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
      const { rows } = await $client.query<{ count: number }>(
        `select count(*)::int as count from app.outbound o join app.inbox_item i on i.id = o.item_id
         where i.kind = 'report.received' and i.member_id = $1`,
        [small.owner.memberId],
      )
      return rows[0]?.count ?? 0
    })
  for (const { id } of await mine()) await small.perform(readInboxItem, small.owner, { id })
  const before = await sent()

  for (let n = 0; n < 3; n += 1) await announce(event)
  expect([(await mine()).length, (await sent()) - before]).toEqual([3, 1])

  for (const { id } of await mine()) await small.perform(readInboxItem, small.owner, { id })
  await announce(event)
  expect((await sent()) - before).toBe(2)

  // Ten minutes later whoever has not looked is told again, also while the flood goes on.
  await small.house.wall.inTenant(small.tenantId, ({ $client }) =>
    $client.query(`update app.inbox_item set at = at - interval '11 minutes' where kind = 'report.received'`),
  )
  await announce(event)
  await announce(event)
  expect((await sent()) - before).toBe(3)
})

test('nobody hears of a case whose audience is not known', async () => {
  const news = { kind: 'odd', title: 'Odd', path: `/incidents/${incident.incidentId}` }
  const memberIds = [small.owner.memberId, small.lead.memberId]
  const hearing =
    (isKnown: boolean, path = news.path) =>
    () =>
      asSystem(small.house, small.tenantId, 'Test', (context) => {
        const client = { value: { query: async () => ({ rows: [] }) } }
        const tx = isKnown ? context.tx : Object.create(context.tx, { $client: client })
        return tell({ ...context, tx }, { ...news, path, memberIds })
      })
  expect(await told(small.lead, hearing(false))).toEqual([])
  expect(await told(small.lead, hearing(true))).toEqual(['Odd'])
  expect(await told(small.lead, hearing(false, '/signals'))).toEqual(['Odd'])
})

test('owners hear that one of them was let back in from the host', async () => {
  const { memberId } = small.owner
  expect(await whoHears({ kind: 'owner.recovered', memberId, name: 'Olga' })).toEqual(['owner'])
})

test('only a change that makes an incident a crisis is news', async () => {
  const change = { kind: 'severity.changed', ...incident } as const
  expect(await whoHears({ ...change, from: 'S2', to: 'S1' })).toEqual(['owner', 'lead'])
  expect(await whoHears({ ...change, from: 'S3', to: 'S2' })).toEqual([])
  expect(await whoHears({ ...change, from: 'S1', to: 'S2' })).toEqual([])
})

test('a task is news for the person who got it', async () => {
  const ownerId = small.responder.memberId
  expect(
    await whoHears({ kind: 'task.assigned', ...incident, taskId: incident.incidentId, ownerId }),
  ).toEqual(['responder'])
})

test('a lead who declares an incident hears nothing of it, the owner does', async () => {
  const declaring = () =>
    small.perform(openIncident, small.lead, { title: 'Invoice fraud', kind: 'other', severity: 'S2' })

  expect(await told(small.lead, declaring)).toEqual([])
  expect(await told(small.owner, declaring)).toEqual([
    expect.stringMatching(/^INC-\d+ was declared, severity S2: Invoice fraud$/),
  ])
})

test('another organisation hears nothing, and no mail that waits says what the incident is about', async () => {
  await announce({ kind: 'incident.opened', ...incident, title: 'canary-title', severity: 'S1' })
  expect((await small.perform(listInbox, small.stranger, {})).items).toEqual([])
  const outgoing = await small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    const { rows } = await $client.query<{ text: string }>(
      `select channel || subject || body as text from app.outbound`,
    )
    return rows.map(({ text }) => text)
  })

  expect(outgoing.some((text) => text.includes('INC-7'))).toBe(true)
  expect(outgoing.join()).not.toContain('canary-title')
})

test('U12 what nobody read is passed on once to somebody who may hear of it, with the number to call, and stops when one has read it', async () => {
  const minute = (minutes: number) =>
    asSystem(small.house, small.tenantId, 'Post', (context) =>
      passOnUnread({ ...context, now: new Date(context.now.getTime() + minutes * 60_000) }),
    )
  const urge = (title: string, ...people: readonly MemberActor[]) =>
    asSystem(small.house, small.tenantId, 'Test', (context) => {
      const memberIds = people.map(({ memberId }) => memberId)
      return tell(context, { memberIds, kind: 'urge.test', title, path: '/calendar', insists: true })
    })
  await small.perform(changeContact, small.owner, {
    id: small.staff.memberId,
    deputyId: small.responder.memberId,
  })
  await urge('Unplug it', small.staff)
  expect(await told(small.responder, () => minute(14))).toEqual([])
  const [said, ...more] = await told(small.responder, () => minute(16))
  expect(said).toContain(`Call ${small.staff.name}`)
  expect(said).toContain('Unplug it')
  expect(more).toEqual([])
  expect(await told(small.responder, () => minute(40))).toEqual([])
  // Two who were told at once: one of them is enough.
  await urge('Call the bank', small.staff, small.lead)
  const { items } = await small.perform(listInbox, small.lead, { limit: 1 })
  await small.perform(readInboxItem, small.lead, { id: items[0]?.id ?? '' })
  expect(await told(small.responder, () => minute(20))).toEqual([])
  const passed = (await small.leaves()).filter(({ fields }) => fields['what'] === 'urge.test')
  expect(passed.map(({ kind, fields }) => [kind, fields['to']])).toEqual([
    ['message.escalate', small.responder.memberId],
  ])
})

test('U38 reports by audience come due on a rhythm: drafted from what is sure, their owner reminded, let go by a person', async () => {
  const id = await declare()
  await small.perform(systems.add, small.lead, { id, name: 'NAS', state: 'affected' })
  const start = Date.now()
  const after = (minutes: number) => new Date(start + minutes * 60_000)
  const tick = async (minutes: number) => {
    small.setNow(after(minutes))
    await asSystem(small.house, small.tenantId, 'Muster', prepareReports)
    const board = await small.perform(writing.read, small.lead, { id })
    return { ...board, drafts: board.statements.filter(({ state }) => state === 'draft') }
  }
  const due = async () =>
    (await small.perform(listInbox, small.responder, {})).items.filter(
      ({ kind, path }) => kind === 'statement.due' && path.includes(id),
    )
  const wish = {
    ...{ id, audience: 'customers' as const, isOn: true, everyMinutes: 60, revision: 0 },
    ...{ nextAt: after(60).toISOString(), ownerId: small.responder.memberId },
  }
  await small.perform(rhythms.set, small.responder, wish)
  await expect(small.perform(rhythms.set, small.lead, wish)).rejects.toMatchObject({
    detail: { reason: 'stale' },
  })
  expect((await tick(44)).drafts).toEqual([])
  const [first] = (await tick(46)).drafts
  expect(first?.body.confirmed).toEqual([known])
  expect((await tick(47)).drafts).toHaveLength(1)
  expect((await due()).map(({ title }) => title)).toEqual([expect.stringContaining('A draft waits for you')])
  expect((await tick(61)).rhythms).toMatchObject([{ isLate: true, statementId: first?.id }])
  expect((await due())[0]?.title).toContain('was due')

  if (first === undefined) throw new Error('nothing was drafted')
  await list(id, first.id, 'name,email\nAnn,ann@example.org')
  await agreed(id, first)
  await release(id, first)
  // A day later one report comes due, not a day's worth, and it is for the same people.
  const { drafts, rhythms: standing } = await tick(60 * 25)
  expect(drafts.map(({ recipients, stage }) => [recipients.all, stage])).toEqual([[1, 'update']])
  expect(standing).toMatchObject([{ outsiders: 1, isLate: true }])

  // The team's own goes by itself, once the organisation says so, and is kept as it went.
  const team = {
    ...wish,
    audience: 'team' as const,
    nextAt: after(60 * 26).toISOString(),
    goesByItself: true,
  }
  const own = { ...team, memberIds: [small.responder.memberId], ownerId: small.lead.memberId }
  await expect(small.perform(rhythms.set, small.lead, own)).rejects.toThrow('owner can allow it')
  const { rules, revision } = await small.perform(ruling.read, small.owner, {})
  await small.perform(ruling.set, small.owner, { revision, rules: { ...rules, teamByItself: true } })
  await expect(small.perform(rhythms.set, small.responder, own)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(small.perform(rhythms.set, small.lead, { ...own, audience: 'staff' })).rejects.toMatchObject({
    kind: 'conflict',
  })
  await small.perform(rhythms.set, small.lead, own)
  await tick(60 * 26 - 5)
  const { statements } = await tick(60 * 26)
  expect(statements.find(({ audience }) => audience === 'team')).toMatchObject({
    ...{ state: 'released', releasedBy: 'Muster', recipients: { all: 1, reached: 0 } },
    sentText: expect.stringContaining(known),
    ticks: [{ tick: 'approver', by: 'Muster' }],
  })
})

test('U42 whoever promised the public a word is reminded before it is due, once it is late, and no more when it stands there', async () => {
  const id = await declare()
  const start = Date.now()
  const at = (minutes: number) => new Date(start + minutes * 60_000)
  await small.perform(publicPages.set, small.lead, {
    id,
    isOpen: true,
    nextUpdateAt: at(60).toISOString(),
  })
  const heard = async (minutes: number) => {
    small.setNow(at(minutes))
    await asSystem(small.house, small.tenantId, 'Muster', prepareReports)
    const { items } = await small.perform(listInbox, small.lead, {})
    return items.filter(({ path }) => path === `/incidents/${id}/outside`).length
  }
  expect([await heard(29), await heard(30), await heard(31), await heard(60), await heard(62)]).toEqual([
    0, 1, 1, 2, 2,
  ])
  const said = await draft(id, { audience: 'public' })
  await agreed(id, said)
  await release(id, said)
  const { publicPage } = await small.perform(pages.read, small.lead, { id })
  expect(publicPage).toMatchObject({ updates: 1, nextUpdateAt: null })
  expect(await heard(600)).toBe(2)
})
