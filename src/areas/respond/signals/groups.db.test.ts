import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import type { SentInputOf } from '../../../base/endpoint.ts'
import { asSystem, perform } from '../../../platform/action.ts'
import { tenantStreams } from '../../../platform/ledger/read.ts'
import * as incidents from '../incidents/actions/open-incident.ts'
import { add as addAsset } from '../../register/assets/actions/manage-assets.ts'
import { leaveGroup } from '../incidents/actions/join-alert-groups.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'
import { relations } from './actions/find-relations.ts'
import { judge } from './actions/judge-groups.ts'
import { begin, end, listRules } from './actions/keep-quiet.ts'
import { create } from './actions/manage-sources.ts'
import { getGroup, groups } from './actions/read-groups.ts'
import { receive } from './actions/receive-signals.ts'
import { list } from './actions/triage-signals.ts'
import type { AlertGroup } from './contract/groups.ts'
import { groupUnlessGrouped } from './intake/group-signals.ts'
import { drainIntake } from './public.ts'
import { lockGrouping } from './store/grouping.ts'

let small: World
let source: { id: string; secret: string }
beforeAll(async () => {
  small = await world()
  source = await small.perform(create, small.owner, { kind: 'generic', name: 'Monitoring' })
  small.setNow(new Date('2026-03-10T12:00:00Z'))
})
afterAll(() => small.close())

interface Said {
  readonly title: string
  readonly at: string
  readonly [label: string]: string
}

async function send(...said: readonly Said[]): Promise<void> {
  await perform(small.house, receive, small.nobody, {
    input: { source: source.id, token: source.secret },
    webhook: { body: Buffer.from(JSON.stringify(said)), headers: {} },
  })
}

async function shown(q?: string): Promise<AlertGroup[]> {
  await drainIntake(small.house)
  return (await small.perform(groups, small.lead, { limit: 100, ...(q && { q }) })).items
}

const one = async (q: string) => {
  const [found] = await shown(q)
  if (found === undefined) throw new Error(`no group for ${q}`)
  return found
}

test('U6 signals that share a machine stand in one group that says why, whatever order they came in', async () => {
  await send(
    { title: 'Third sign on till', at: '2026-03-10T10:50:00Z', host: 'till01' },
    { title: 'First sign on till', at: '2026-03-10T10:00:00Z', host: 'till01' },
  )
  await drainIntake(small.house)
  await send({ title: 'Second sign on till', at: '2026-03-10T10:30:00Z', host: 'till01', user: 'anna' })
  await send({ title: 'Elsewhere', at: '2026-03-10T10:30:00Z', host: 'oven02' })

  const group = await one('till01')
  const whole = await small.perform(getGroup, small.auditor, { id: group.id })

  expect(group).toMatchObject({
    signals: 3,
    kinds: 3,
    status: 'open',
    things: ['host till01', 'account anna'],
  })
  expect(group.because).toContain('within an hour of one another they name the same machine till01')
  expect(whole.members.map(({ signal, joined }) => [signal.title, joined.by, joined.thing])).toEqual([
    ['First sign on till', 'first', ''],
    ['Second sign on till', 'thing', 'host till01'],
    ['Third sign on till', 'thing', 'host till01'],
  ])
  expect(whole.can.triage).toBe(false)
  expect((await one('oven02')).signals).toBe(1)
})

test('U6 U7 a group that somebody put off keeps its address, says what joined, and comes back by itself', async () => {
  await send({ title: 'Fan is loud', at: '2026-03-10T09:00:00Z', host: 'nas09' })
  const before = await one('nas09')
  await small.perform(judge, small.responder, {
    ids: [before.id],
    verdict: 'snooze',
    until: '2026-03-11T08:00:00Z',
  })

  await send({ title: 'Disk is warm', at: '2026-03-10T08:40:00Z', host: 'nas09' })

  const after = await one('nas09')
  expect(after).toMatchObject({ id: before.id, status: 'snoozed', signals: 2, joinedSince: 1 })
  small.setNow(new Date('2026-03-11T09:00:00Z'))
  expect(await one('nas09')).toMatchObject({ status: 'open', snoozedUntil: null })
  small.setNow(new Date('2026-03-10T12:00:00Z'))
})

test('U10 a responder merges groups, takes them apart, and splits a signal off, each on the record', async () => {
  await send(
    { title: 'Mail queue grows', at: '2026-03-10T07:00:00Z', host: 'mail11' },
    { title: 'Mail filter stopped', at: '2026-03-10T07:05:00Z', host: 'mail11' },
    { title: 'Web is slow', at: '2026-03-10T07:00:00Z', host: 'web11' },
  )
  const [mail, web] = [await one('mail11'), await one('web11')]
  const verdict = (asked: SentInputOf<typeof judge.endpoint>) => small.perform(judge, small.responder, asked)

  await verdict({ ids: [mail.id, web.id], verdict: 'merge' })
  const merged = await one('mail11')
  await send({ title: 'Web is down', at: '2026-03-10T07:20:00Z', host: 'web11' })
  const grown = await one('mail11')
  const byTheOther = await one('web11')
  await verdict({ ids: [web.id], verdict: 'unmerge' })
  const apart = await one('web11')
  const { members } = await small.perform(getGroup, small.lead, { id: mail.id })
  const stranger = members.find(({ signal }) => signal.title === 'Mail filter stopped')
  const { groupId } = await verdict({
    ids: [mail.id],
    verdict: 'split',
    signalIds: [stranger?.signal.id ?? ''],
  })
  await send({ title: 'Mail is late', at: '2026-03-10T07:10:00Z', host: 'mail11' })

  expect([merged.signals, merged.merged, grown.signals]).toEqual([3, 1, 4])
  expect(byTheOther.id).toBe(mail.id)
  expect(apart).toMatchObject({ id: web.id, signals: 2 })
  await drainIntake(small.house)
  const split = await small.perform(getGroup, small.lead, { id: groupId ?? '' })
  expect(split.members.map(({ signal, joined }) => [signal.title, joined.by])).toEqual([
    ['Mail filter stopped', 'hand'],
  ])
  expect((await small.perform(getGroup, small.lead, { id: mail.id })).members.length).toBe(2)
  const kinds = (await intakeLeaves()).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['group.merge', 'group.unmerge', 'group.split']))
  await expect(verdict({ ids: [web.id], verdict: 'unmerge' })).rejects.toMatchObject({ kind: 'conflict' })
})

test('U7 noise is learnt from a dismissal, left aside, listed, and shown again once it is forgotten', async () => {
  const jam = (at: string) => send({ title: 'Paper jam', at, host: 'printer07' })
  await jam('2026-03-10T06:00:00Z')
  const first = await one('printer07')
  const reason = 'The printer in the hall'
  await small.perform(judge, small.responder, { ids: [first.id], verdict: 'dismiss', reason, isNoise: true })
  const dismissed = (await small.perform(list, small.lead, { q: 'printer07' })).items
  await jam('2026-03-10T10:00:00Z')
  const afterwards = await shown('printer07')
  const { items: rules } = await small.perform(listRules, small.lead, {})
  const learnt = rules.find(({ sort }) => sort === 'noise')

  await small.perform(end, small.responder, { id: learnt?.id ?? '' })
  await drainIntake(small.house)
  const again = await shown('printer07')

  expect(dismissed).toMatchObject([{ status: 'dismissed', dismissedReason: reason }])
  expect(afterwards.filter(({ status }) => status === 'open')).toEqual([])
  expect(learnt).toMatchObject({ title: 'Paper jam', thing: 'host printer07', isActive: true, reason })
  expect(again.filter(({ status }) => status === 'open').length).toBe(1)
  await small.perform(judge, small.responder, { ids: [first.id], verdict: 'restore' })
  expect(
    (await small.perform(list, small.lead, { q: 'printer07' })).items.map(({ status }) => status),
  ).not.toContain('dismissed')
})

test('U7 a maintenance window leaves its machine aside while it lasts and ends by itself', async () => {
  await small.perform(begin, small.responder, {
    sort: 'maintenance',
    thing: 'host db03',
    reason: 'New disks',
    startsAt: '2026-03-10T04:00:00Z',
    endsAt: '2026-03-10T13:00:00Z',
  })
  await send({ title: 'Database is down', at: '2026-03-10T05:00:00Z', host: 'db03' })
  const during = await shown('db03')
  small.setNow(new Date('2026-03-10T14:00:00Z'))
  await send({ title: 'Database is still down', at: '2026-03-10T13:30:00Z', host: 'db03' })

  const afterwards = await shown('db03')
  const blind = small.perform(begin, small.responder, {
    sort: 'mute',
    reason: 'All',
    endsAt: '2026-03-11T13:00:00Z',
  })

  small.setNow(new Date('2026-03-10T12:00:00Z'))
  expect(during).toEqual([])
  expect(afterwards.map(({ signals }) => signals)).toEqual([1])
  await expect(blind).rejects.toMatchObject({ kind: 'invalid' })
})

test('a dismissed group opens again when something of another kind joins it', async () => {
  await send({ title: 'Door open', at: '2026-03-10T03:00:00Z', host: 'door04' })
  const group = await one('door04')
  await small.perform(judge, small.lead, { ids: [group.id], verdict: 'dismiss', reason: 'The cleaner' })
  await send({ title: 'Door open', at: '2026-03-10T03:10:00Z', host: 'door04' })
  const quiet = await one('door04')
  await send({ title: 'Safe open', at: '2026-03-10T03:20:00Z', host: 'door04' })

  expect(quiet.status).toBe('dismissed')
  expect(await one('door04')).toMatchObject({ id: group.id, status: 'open', isReopened: true })
})

test('U10 a group goes to an incident whole, and who may not see the case sees neither it nor its count', async () => {
  await send(
    { title: 'Login at night', at: '2026-03-10T01:00:00Z', host: 'pc05', user: 'bert' },
    { title: 'Mass download', at: '2026-03-10T01:20:00Z', host: 'pc05', user: 'bert' },
  )
  const group = await one('pc05')

  const incident = await small.perform(incidents.open, small.lead, {
    title: 'Leaver takes files',
    kind: 'ransomware',
    severity: 'S2',
    alertGroupId: group.id,
  })
  const seen = (await small.perform(groups, small.lead, { q: 'pc05' })).items
  await small.perform(restrict, small.lead, { id: incident.id, reason: 'Staff matter' })
  const outside = (await small.perform(groups, small.responder, { q: 'pc05' })).items
  const direct = small.perform(getGroup, small.responder, { id: group.id })

  expect(seen).toMatchObject([{ status: 'linked', signals: 2, incidentNumber: incident.number }])
  expect(outside).toEqual([])
  await expect(direct).rejects.toMatchObject({ kind: 'not_found' })
  expect((await small.perform(list, small.lead, { incidentId: incident.id })).items.length).toBe(2)
  await small.perform(leaveGroup, small.lead, { id: incident.id, groupId: group.id })
  expect(await one('pc05')).toMatchObject({ status: 'open', signals: 2, incidentId: null })
  expect((await small.perform(list, small.responder, { q: 'pc05' })).items.length).toBe(2)
})

test('U8 U9 a responder sees the traces of a group, whose they are, and which signals and cases share them', async () => {
  await small.perform(addAsset, small.owner, { name: 'PC08', kind: 'computer' })
  const evil = 'hxxps://evil[.]example/login'
  await send({ title: 'Odd link', at: '2026-03-09T01:00:00Z', host: 'pc99', note: evil })
  const earlier = await one('pc99')
  const incident = await small.perform(incidents.open, small.lead, {
    title: 'Odd link clicked',
    kind: 'other',
    severity: 'S3',
    alertGroupId: earlier.id,
  })
  await send({
    title: 'Login from abroad',
    at: '2026-03-10T00:10:00Z',
    host: 'pc08',
    ip: '203.0.113.80',
    note: evil,
  })
  const group = await one('pc08')

  const told = await small.perform(relations, small.responder, { alertGroupId: group.id })
  const neither = small.perform(relations, small.responder, {})

  expect(told.traces).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ sort: 'host', value: 'pc08', known: 'PC08' }),
      expect.objectContaining({ sort: 'address', value: '203[.]0[.]113[.]80', isInternal: true }),
      expect.objectContaining({ sort: 'domain', value: 'evil[.]example', signals: 1 }),
    ]),
  )
  expect(told.signals).toMatchObject([{ title: 'Odd link', shares: ['domain evil.example'] }])
  expect(told.incidents).toMatchObject([{ number: incident.number, signals: 1 }])
  await expect(neither).rejects.toMatchObject({ kind: 'invalid' })
})

test('U6 a responder finds a group by the name of the alert in its tool, and among those that are put off', async () => {
  const prometheus = await small.perform(create, small.owner, { kind: 'alertmanager', name: 'Prometheus' })
  const labels = { alertname: 'NodeFilesystemFull', instance: 'files21:9100', severity: 'warning' }
  const alert = { status: 'firing', labels, annotations: { summary: 'Little room is left' } }
  const body = { version: '4', groupLabels: { alertname: 'NodeFilesystemFull' }, alerts: [alert] }
  await perform(small.house, receive, small.nobody, {
    input: { source: prometheus.id, token: prometheus.secret },
    webhook: { body: Buffer.from(JSON.stringify(body)), headers: {} },
  })
  const found = await one('nodefilesystemfull')
  const until = '2026-03-11T08:00:00Z'
  await small.perform(judge, small.responder, { ids: [found.id], verdict: 'snooze', until })
  const those = async (status: AlertGroup['status']) =>
    (await small.perform(groups, small.lead, { q: 'NodeFilesystemFull', status })).items.map(({ id }) => id)

  expect(found.title).toBe('Little room is left')
  expect([await those('open'), await those('snoozed')]).toEqual([[], [found.id]])
})

async function intakeLeaves() {
  const streams = await small.house.wall.inTenant(small.tenantId, ({ $client }) => tenantStreams($client))
  return small.leaves({ stream: streams.intake })
}

test('U4 the clock waits for nobody who groups already', async () => {
  await asSystem(small.house, small.tenantId, 'Muster', async (holder) => {
    await lockGrouping(holder, { isPatient: true })
    await send({ title: 'Fan stopped', at: '2026-03-10T11:00:00Z', host: 'store9' })
    expect(await asSystem(small.house, small.tenantId, 'Muster', groupUnlessGrouped)).toBe(false)
  })
  expect(await shown('store9')).toHaveLength(1)
})
