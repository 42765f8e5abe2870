import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { mailServer } from '../../../../tests/mail-server.ts'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import type { Announcement } from '../../../base/announcement.ts'
import { asSystem } from '../../../platform/action.ts'
import { change as changeContact } from '../../register/contacts/actions/keep-contacts.ts'
import { change as changeForm, read as readForm } from '../../register/fields/actions.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'
import { chooseMyNews, readMyNews } from './actions/choose-news.ts'
import { listInbox, readInboxItem } from './actions/inbox.ts'
import { configureMail, confirmMail, testMail } from './actions/mail.ts'
import { deliverWaiting, deliveryJob } from './jobs/deliver-messages.ts'
import { passOnUnread } from './jobs/pass-on-unread.ts'
import { tell } from './public.ts'

let small: World

beforeAll(async () => {
  small = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
})
afterAll(() => small.close())

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

test('a case that waits for a reviewer is news for who leads, a missing part for the one whose it is', async () => {
  const about = { kind: 'review.due', ...incident } as const
  expect(await whoHears({ ...about, stage: 'asked', memberId: null })).toEqual(['owner', 'lead'])
  const { memberId } = small.counsel
  expect(await whoHears({ ...about, stage: 'overdue', memberId })).toEqual(['counsel'])
})

test('a lead who declares an incident hears nothing of it, the owner does', async () => {
  const declaring = () =>
    small.perform(openIncident, small.lead, { title: 'Invoice fraud', kind: 'other', severity: 'S2' })

  expect(await told(small.lead, declaring)).toEqual([])
  expect(await told(small.owner, declaring)).toEqual([
    expect.stringMatching(/^INC-\d+ was declared, severity S2: Invoice fraud$/),
  ])
})

test('U14 whoever is told of a grade reads it in the words of their own organisation', async () => {
  const { version: basedOn, form } = await small.perform(readForm, small.lead, {})
  const words = (severityWords: typeof form.severityWords, on: number) =>
    small.perform(changeForm, small.lead, { basedOn: on, form: { ...form, severityWords }, reason: 'Ours' })
  const { version } = await words({ S1: { en: 'Disaster' }, S2: { de: 'Ernstfall' } }, basedOn)
  const heard = await told(small.owner, async () => {
    await announce({ kind: 'incident.opened', ...incident, severity: 'S2' })
    await announce({ kind: 'severity.changed', ...incident, from: 'S2', to: 'S1' })
  })
  expect(heard.toSorted()).toEqual([
    'INC-7 is S1 Disaster now: Odd mail',
    'INC-7 was declared, severity S2 Ernstfall: Odd mail',
  ])
  await words({}, version)
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

test('U43 a person gets what they chose in one summary, at once what nobody may miss, and of a case closed to them nothing', async () => {
  const server = await mailServer()
  onTestFinished(() => server.stop())
  onTestFinished(() => small.setNow(undefined))
  const from = 'muster@example.org'
  const settings = { host: '127.0.0.1', port: server.port, security: 'none', user: '', from } as const
  await small.perform(configureMail, small.owner, settings)
  await small.perform(testMail, small.owner, {})
  const code = /code is (\d{8})/.exec(server.received[0]?.raw ?? '')?.[1] ?? ''
  await small.perform(confirmMail, small.owner, { code })
  const [open, closed] = [await declared('Locked files'), await declared('About one of us')]
  const { choices, digest, isChosen } = await small.perform(readMyNews, small.counsel, {})
  expect([isChosen, digest]).toEqual([
    false,
    expect.objectContaining({ every: 'day', hour: 7, zone: 'Europe/Vienna' }),
  ])
  const assigned = { push: false, mail: 'digest' } as const
  const incidents = { push: false, mail: 'never' } as const
  const chosen = {
    choices: { ...choices, assigned, incidents },
    digest: { ...digest, language: 'de' as const },
  }
  small.setNow(new Date('2026-03-28T08:00:00Z'))
  const { nextDigestAt } = await small.perform(chooseMyNews, small.counsel, chosen)
  expect(nextDigestAt).toBe('2026-03-29T05:00:00.000Z')
  const mine = { memberIds: [small.counsel.memberId] }
  const mails = () => server.received.filter(({ to }) => to.some((one) => one.startsWith('counsel-')))
  const run = async (instant: string) => {
    small.setNow(new Date(instant))
    await asSystem(small.house, small.tenantId, 'Post', (context) => deliveryJob.run(context, small.house))
    await deliverWaiting(small.house, small.tenantId)
    await small.house.services.wake.idle()
    return mails().length
  }
  await announce({ kind: 'member.mentioned', by: 'Olga', ...open, ...mine })
  await announce({ kind: 'member.mentioned', by: 'Olga', ...closed, ...mine })
  await announce({ kind: 'people.called', ...open, severity: 'S3', ...mine })
  expect(await run('2026-03-28T08:02:00Z')).toBe(0)
  await announce({ kind: 'people.called', ...open, severity: 'S1', ...mine })
  expect(await run('2026-03-28T08:04:00Z')).toBe(1)

  const people = [small.owner.memberId]
  await small.perform(restrict, small.owner, { id: closed.incidentId, people, suspects: [], reason: 'x' })
  expect(await run('2026-03-29T04:59:00Z')).toBe(1)
  expect(await run('2026-03-29T05:00:00Z')).toBe(2)
  const { raw, subject } = mails()[1] ?? { raw: '', subject: '' }
  const words = Buffer.from(/\r\n\r\n([^]*)$/.exec(raw)?.[1] ?? '', 'latin1').toString()
  expect(subject).toContain('Zusammenfassung')
  expect(words).toContain('eine Nachricht')
  expect(words).toContain(`INC-${open.number}`)
  expect(words).not.toContain(`INC-${closed.number}`)
  expect((await small.perform(readMyNews, small.counsel, {})).lastDigest).toMatchObject({ state: 'reached' })

  // Nothing new, and a day of leave: none goes out, and what waited comes with the next.
  expect(await run('2026-03-30T05:00:00Z')).toBe(2)
  await announce({ kind: 'member.mentioned', by: 'Olga', ...open, ...mine })
  const away = [{ from: '2026-03-31', to: '2026-03-31' }]
  await small.perform(changeContact, small.owner, { id: small.counsel.memberId, away })
  expect(await run('2026-03-31T05:00:00Z')).toBe(2)
  expect(await run('2026-04-01T05:00:00Z')).toBe(3)
})

async function declared(title: string) {
  const { id, number } = await small.perform(openIncident, small.owner, {
    title,
    kind: 'other',
    severity: 'S3',
  })
  return { incidentId: id, number, title }
}
