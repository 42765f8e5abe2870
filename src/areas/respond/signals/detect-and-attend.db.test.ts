import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedInNow } from '../../../../tests/signed-in-now.ts'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { asSystem, perform } from '../../../platform/action.ts'
import { listInbox } from '../communications/actions/inbox.ts'
import * as questions from './actions/ask-about-accounts.ts'
import * as attention from './actions/attention.ts'
import * as rules from './actions/detection-rules.ts'
import { relations } from './actions/find-relations.ts'
import { judge } from './actions/judge-groups.ts'
import { create } from './actions/manage-sources.ts'
import { groups } from './actions/read-groups.ts'
import { receive } from './actions/receive-signals.ts'
import { figures } from './actions/answer-reports.ts'
import { makeLink, submit } from './actions/report-something.ts'
import { dismiss, get, list } from './actions/triage-signals.ts'
import { ruleSample } from './content/rule-samples.ts'
import { ruleIds, type RuleId } from './contract/detection-rules.ts'
import type { SourceKind } from './contract/signals.ts'
import { groupSignals } from './intake/group-signals.ts'
import { attentionJob } from './jobs.ts'

let small: World
let second: MemberActor
let clock = Date.parse('2026-03-02T09:00:00Z')
const sources = new Map<SourceKind, { id: string; secret: string }>()

beforeAll(async () => {
  small = await world()
  small.setNow(new Date(clock))
  second = await addMember(small.house, small.tenantId, 'responder')
  await look()
})
afterAll(() => small.close())

/** Turns the clock, and lets the job of the minute run. */
async function look(minutes = 1): Promise<void> {
  clock += minutes * 60_000
  small.setNow(new Date(clock))
  await asSystem(small.house, small.tenantId, 'Muster', (context) => attentionJob.run(context, small.house))
  await attentionJob.after?.(small.house, small.tenantId)
}

async function sourceOf(kind: SourceKind) {
  const known = sources.get(kind) ?? (await small.perform(create, small.owner, { kind, name: `A ${kind}` }))
  sources.set(kind, known)
  return known
}

async function send(kind: SourceKind, body: string): Promise<void> {
  const { id, secret } = await sourceOf(kind)
  await perform(small.house, receive, small.nobody, {
    input: { source: id, token: secret },
    webhook: { body: Buffer.from(body), headers: {} },
  })
}

const raisedBy = async (rule: RuleId) =>
  (await small.perform(list, small.lead, { limit: 200 })).items.filter(
    ({ labels }) => labels['rule'] === rule && labels['test'] === undefined,
  )
const titlesTo = async (actor: MemberActor) =>
  (await small.perform(listInbox, actor, { limit: 200 })).items.map(({ title }) => title)

test('R28 each template raises its alert from its sample, sent as the tool sends it, once it is switched on', async () => {
  for (const rule of ruleIds) await small.perform(rules.change, small.owner, { rule, isOn: true })
  clock += 31 * 3_600_000
  small.setNow(new Date(clock))
  const now = new Date(clock)
  for (const rule of ruleIds)
    for (const { kind, body } of ruleSample(rule, now, 'your-name.example').events)
      if (rule !== 'lookalike_domain') await send(kind, body)
  await send(
    'generic',
    JSON.stringify({ title: 'New certificate seen', domain: 'login-example-org.test', at: now }),
  )
  await look()
  await look()

  const raised = await Promise.all(
    ruleIds.map(async (rule) => [rule, (await raisedBy(rule)).length] as const),
  )
  // The domain of the test company is example.org, whose name is short enough to be found inside others.
  expect(Object.fromEntries(raised)).toEqual(Object.fromEntries(ruleIds.map((rule) => [rule, 1])))
  const [travel] = await raisedBy('impossible_travel')
  expect(travel).toMatchObject({ severity: 'high', state: 'firing', sourceName: 'A okta' })
  expect(travel?.summary).toContain('Brazil')
  const { items } = await small.perform(rules.list, small.auditor, {})
  expect(
    items.every(({ lastRaisedAt, isOn, cost }) => lastRaisedAt !== null && isOn && cost === 'free'),
  ).toBe(true)
})

test('R28 the button "test my alert" raises each template, marked as a test, and looks at nothing twice', async () => {
  const before = (await raisedBy('new_admin')).map(({ count }) => count)
  for (const rule of ruleIds) {
    const { signalId, title } = await small.perform(rules.test, small.lead, { rule })
    const shown = await small.perform(get, small.lead, { id: signalId })
    expect(shown).toMatchObject({ title, labels: { rule, test: 'yes' }, severity: 'low' })
  }
  await look()

  expect((await raisedBy('new_admin')).map(({ count }) => count)).toEqual(before)
})

test('a rule that is off raises nothing, and what came before it was on is not looked through', async () => {
  await small.perform(rules.change, small.owner, { rule: 'new_admin', isOn: false })
  const before = (await raisedBy('new_admin')).length
  await send(
    'generic',
    JSON.stringify({ title: 'Carla was added to Domain Admins', labels: { user: 'carla' } }),
  )
  await look()
  await small.perform(rules.change, small.owner, { rule: 'new_admin', isOn: true })
  await look()

  expect(await raisedBy('new_admin')).toHaveLength(before)
})

test('R33 an alert and a report that nobody takes up reach a second human by a second channel, those taken up do not', async () => {
  await giveDevice(small.lead)
  await look(24 * 60)
  const token = (await small.perform(makeLink, small.owner, {})).url.split('/').at(-1) ?? ''
  await send('generic', JSON.stringify({ title: 'Ransom note on FILE01', severity: 'critical' }))
  await send('generic', JSON.stringify({ title: 'Strange login on NAS01', severity: 'critical' }))
  await small.perform(submit, small.nobody, { token, what: 'My files have odd names' })
  await look()
  const taken = await idOf('Strange login on NAS01')
  await small.perform(attention.take, small.responder, { id: taken })
  expect(await channelsTo(small.lead, 'signal.first')).toContain('push')
  await look(70)

  const ours = /FILE01|NAS01|odd names/
  const toSecond = (await titlesTo(small.owner)).filter(
    (title) => title.startsWith('Nobody') && ours.test(title),
  )
  expect(toSecond.toSorted()).toEqual([
    'Nobody has taken this up, it is yours now: My files have odd names',
    'Nobody has taken this up, it is yours now: Ransom note on FILE01',
  ])
  expect(await channelsTo(small.owner, 'signal.second')).toContain('mail')
  const { attention: seen } = await small.perform(get, small.lead, {
    id: await idOf('Ransom note on FILE01'),
  })
  expect(seen).toMatchObject({
    asked: small.lead.name,
    escalatedTo: 'Owner of Harbour Bakery',
    takenAt: null,
  })
  await look(600)
  expect(
    (await titlesTo(small.owner)).filter((title) => title.startsWith('Nobody') && ours.test(title)),
  ).toHaveLength(2)
  expect(await small.perform(figures, small.lead, {})).toMatchObject({ minutesToTaken: 1 })
})

test('R33 a signal that was dismissed calls nobody any more, and one is taken up once', async () => {
  await send('generic', JSON.stringify({ title: 'Printer on fire', severity: 'critical' }))
  await look()
  const id = await idOf('Printer on fire')
  await small.perform(dismiss, small.responder, { id, reason: 'A drill' })
  await look(60)

  expect((await titlesTo(small.owner)).join()).not.toContain('Printer on fire')
  await expect(small.perform(attention.take, small.lead, { id })).rejects.toMatchObject({ kind: 'conflict' })
  await expect(small.perform(attention.take, small.auditor, { id })).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('U11 a lead routes backups to one person within hours, then the second; a stranger is no one to route to', async () => {
  const routes = [
    {
      name: 'Backups',
      when: { of: 'alerts' as const, words: ['backup'] },
      to: { memberId: small.responder.memberId },
      second: second.memberId,
      hours: { days: [1, 2, 3, 4, 5], from: '08:00', until: '17:00' },
      minutes: 10,
    },
  ]
  await small.perform(attention.change, small.lead, { routes })
  clock = Date.parse('2026-03-11T09:00:00Z')
  await look()
  await send('generic', JSON.stringify({ title: 'Backup of the till failed', severity: 'low' }))
  await look()
  expect(await titlesTo(small.responder)).toContain('Please look at this: Backup of the till failed')
  await look(11)
  expect(await titlesTo(second)).toContain(
    'Nobody has taken this up, it is yours now: Backup of the till failed',
  )

  clock = Date.parse('2026-03-14T20:00:00Z')
  await look()
  await send('generic', JSON.stringify({ title: 'Backup of the shop failed', severity: 'low' }))
  await look()
  expect(await titlesTo(second)).toContain('Please look at this: Backup of the shop failed')

  expect((await small.perform(attention.read, small.auditor, {})).routes).toMatchObject(routes)
  const strange = [{ ...routes[0]!, to: { memberId: small.stranger.memberId } }] // the one above
  await expect(small.perform(attention.change, small.lead, { routes: strange })).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('in a storm people are called once for what stands together, and everything is worked off', async () => {
  await small.perform(attention.change, small.lead, { routes: [] })
  const before = (await titlesTo(small.lead)).length
  for (let number = 0; number < 30; number += 1)
    await send(
      'generic',
      JSON.stringify({ title: `Host ${number} is down`, severity: 'critical', group: 'switch-1' }),
    )
  await look()

  expect((await titlesTo(small.lead)).length - before).toBe(1)
})

async function idOf(title: string): Promise<string> {
  const { items } = await small.perform(list, small.lead, { q: title, limit: 1 })
  return items[0]?.id ?? ''
}

async function giveDevice({ memberId }: MemberActor): Promise<void> {
  await small.house.wall.inTenant(small.tenantId, ({ $client }) =>
    $client.query(
      `insert into app.push_device (id, member_id, device, endpoint, p256dh, auth, created_at)
       values (gen_random_uuid(), $1, 'Phone', 'https://push.example/1', 'k', 'a', now())`,
      [memberId],
    ),
  )
}

/** By which ways news of this kind goes out to this person at once. */
async function channelsTo({ memberId }: MemberActor, kind: string): Promise<string[]> {
  return small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    const { rows } = await $client.query<{ channel: string }>(
      `select o.channel from app.outbound o join app.inbox_item i on i.id = o.item_id
       where o.member_id = $1 and i.kind = $2 and not o.held`,
      [memberId, kind],
    )
    return rows.map(({ channel }) => channel)
  })
}

test('U13 the person concerned says no by the link, once, and the group stands first again for everybody', async () => {
  small.setNow(undefined)
  await send('generic', JSON.stringify({ title: 'Mailbox rule made', host: 'mail3', user: 'paula.own' }))
  await asSystem(small.house, small.tenantId, 'Muster', groupSignals)
  const { items } = await small.perform(groups, small.lead, { q: 'paula' })
  const group = items[0]?.id ?? ''
  await small.perform(judge, small.responder, { ids: [group], verdict: 'dismiss', reason: 'A new colleague' })

  const about = { alertGroupId: group, account: 'paula.own', memberId: small.staff.memberId }
  const asked = await small.perform(questions.ask, small.responder, about)
  const token = new URL(asked.url).pathname.split('/').at(-1) ?? ''
  const twice = small.perform(questions.ask, small.responder, about)
  await expect(twice).rejects.toMatchObject({ kind: 'conflict' })
  const answer = { token, words: 'I was on holiday' }
  await small.perform(questions.answerLink, small.nobody, answer, { address: '203.0.113.7' })
  const again = small.perform(questions.answerLink, small.nobody, answer, { address: '203.0.113.7' })

  await expect(again).rejects.toMatchObject({ kind: 'conflict' })
  expect(await titlesTo(small.staff)).toContain('Was this you, paula.own? Mailbox rule made')
  const first = (await small.perform(groups, small.lead, { status: 'open', limit: 1 })).items[0]
  expect(first).toMatchObject({ id: group, isRaised: true, status: 'open' })
  const told = await small.perform(relations, small.auditor, { alertGroupId: group })
  expect(told.questions).toMatchObject([{ answer: 'not_me', answeredHow: 'link', words: answer.words }])
  const [news] = await titlesTo(small.responder)
  expect(news).toContain('says: that was not me. Mailbox rule made')
})

test('U13 a yes counts only in a session that passed the second factor a moment ago', async () => {
  await send('generic', JSON.stringify({ title: 'Login from abroad', user: 'sam.own' }))
  const [signal] = (await small.perform(list, small.lead, { q: 'abroad' })).items
  const about = { signalId: signal?.id ?? '', account: 'sam.own', memberId: small.staff.memberId }
  const { id } = await small.perform(questions.ask, small.responder, about)
  const yes = (actor: MemberActor) => small.perform(questions.answerMine, actor, { id, answer: 'me' })

  await expect(yes(small.lead)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(yes(small.staff)).rejects.toMatchObject({ detail: { reason: 'proof_needed' } })
  expect((await small.perform(questions.listMine, small.staff, {})).items.map((each) => each.id)).toEqual([
    id,
  ])
  await signedInNow(small, small.staff)
  await yes(small.staff)

  const told = await small.perform(relations, small.lead, { signalId: signal?.id ?? '' })
  expect(told.questions).toMatchObject([{ id, answer: 'me', answeredHow: 'proved' }])
  expect((await small.perform(questions.listMine, small.staff, {})).items).toEqual([])
})
