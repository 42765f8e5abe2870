import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readPdf } from '../../../../tests/pdf.ts'
import { key, plain, program } from '../../../../tests/program.ts'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import { listInbox } from '../communications/actions/inbox.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { makeReport } from '../incidents/actions/make-report.ts'
import { markTlp } from '../incidents/actions/mark-incident.ts'
import { read as readIncident } from '../incidents/actions/read-incidents.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'
import { read as readRun, start } from '../incidents/actions/run-playbook.ts'
import { add as addTraces } from '../investigation/actions/collect-observables.ts'
import { create, publish, save } from '../../prepare/playbooks/actions/edit-playbook.ts'
import { playbookFor } from '../../prepare/playbooks/public.ts'
import * as connections from '../../register/connections/actions.ts'
import * as calls from './actions.ts'
import { callJob } from './jobs.ts'

let w: World
beforeAll(async () => {
  w = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
})
afterAll(() => w.close())
afterEach(() => w.setNow(undefined))

const define = async (name: string, address: string, change: Partial<typeof plain> = {}) => {
  const made = await w.perform(connections.add, w.owner, {
    ...plain,
    ...{ name, address, secret: key },
    ...change,
  })
  const { id, version } = made
  return w.perform(connections.turn, w.owner, { id, version, isOn: true })
}
const incident = async (more: object = {}) =>
  (await w.perform(openIncident, w.lead, { title: 'Odd', kind: 'other', severity: 'S3', ...more })).id
const trace = async (id: string, value: string) =>
  (await w.perform(addTraces, w.responder, { id, items: [{ value }] })).items[0]?.id ?? ''
const idle = () => w.house.services.wake.idle()
const minute = async (at = new Date()) => {
  w.setNow(at)
  await asSystem(w.house, w.tenantId, 'Test', (context) => callJob.run(context, w.house))
  await idle()
}
const listed = async (id: string) => (await w.perform(calls.list, w.lead, { id })).items

test('U25 a responder looks a trace up with what an owner defined and switched on, and the answer stays beside it', async () => {
  const html = '<script>alert(1)</script>'
  const body = JSON.stringify({ data: { score: 91, tags: ['c2', html] } })
  const { taken, base } = await program((response) => response.end(body))
  const made = await w.perform(connections.add, w.owner, {
    ...plain,
    shown: [
      { label: 'Score', pointer: '/data/score' },
      { label: 'Tags', pointer: '/data/tags' },
    ],
    ...{ name: 'Who knows', address: `${base}/who/{{value}}?case={{incident.number}}`, secret: key },
  })
  const id = await incident()
  const observable = await trace(id, 'evil[.]example')
  const wish = { id, connection: made.id, version: made.version, observable }
  await expect(w.perform(calls.ask, w.responder, wish)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(
    w.perform(connections.turn, w.lead, { id: made.id, version: made.version, isOn: true }),
  ).rejects.toMatchObject({ kind: 'forbidden' })
  await w.perform(connections.turn, w.owner, { id: made.id, version: made.version, isOn: true })
  const tried = await w.perform(connections.tryOut, w.owner, { id: made.id, value: 'example.org' })
  expect(tried).toMatchObject({ status: 200, text: body })

  await w.perform(calls.ask, w.responder, wish)
  await idle()
  expect(taken.at(-1)).toMatchObject({ method: 'GET', headers: { 'x-key': key } })
  expect(taken.at(-1)?.url).toMatch(/^\/who\/evil\.example\?case=\d+$/)
  const [call] = (await w.perform(calls.list, w.auditor, { id, observable })).items
  expect(call).toMatchObject({
    ...{ state: 'answered', status: 200, name: 'Who knows', askedBy: w.responder.name, text: body },
    shown: [
      { label: 'Score', value: '91' },
      { label: 'Tags', value: `c2, ${html}` },
    ],
    sha256: createHash('sha256').update(body).digest('hex'),
  })
  // Five people do not ask five times.
  await expect(w.perform(calls.ask, w.lead, wish)).rejects.toMatchObject({
    detail: { reason: 'asked_already' },
  })
  await w.perform(calls.ask, w.lead, { ...wish, isAnew: true })
  await idle()
  expect(taken).toHaveLength(3)
  const file = await w.perform(calls.readOutput, w.auditor, { id, call: call?.id ?? '' })
  const bytes = (await file.open()) as Uint8Array // kept in the row
  expect(Buffer.from(bytes).toString()).toBe(body)
  const leaves = [...(await w.leaves()), ...(await w.leaves({ stream: id }))]
  expect(leaves.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([
      'connection.add',
      'connection.switch',
      'automation.ask',
      'automation.send',
      'automation.end',
    ]),
  )
  expect(JSON.stringify([leaves, await listed(id), w.logged])).not.toContain(key)
  // An answer that is too large is cut, and one that leads elsewhere is not followed.
  const big = await program((response) => response.end('x'.repeat(2 ** 20 + 5)))
  const moved = await program((response) => response.writeHead(302, { location: `${base}/stolen` }).end())
  for (const [name, to] of [
    ['Big', big.base],
    ['Moved', moved.base],
  ] as const) {
    const { id: connection, version } = await define(name, `${to}/{{value}}`)
    await w.perform(calls.ask, w.responder, { id, connection, version, value: '198.51.100.7' })
    await idle()
  }
  expect(await listed(id)).toMatchObject([
    { name: 'Moved', state: 'failed', trouble: 'redirect', status: 302 },
    { name: 'Big', state: 'answered', isCut: true, size: 2 ** 20 },
    { name: 'Who knows' },
    { name: 'Who knows' },
  ])
  expect(taken).toHaveLength(3)
})

test('U25 what acts needs a lead, a reason, a second person, and is never sent twice', async () => {
  const held: ServerResponse[] = []
  let isHeld = false
  const { taken, base } = await program((response) =>
    isHeld ? void held.push(response) : response.end('{}'),
  )
  const { id: connection, version } = await define('Block it', `${base}/block`, {
    ...{ purpose: 'act', method: 'POST', bodyKind: 'json', needsSecond: true },
    body: '{"address": "{{value}}", "why": "{{reason}}"}',
  })
  const id = await incident()
  const observable = await trace(id, '203.0.113.9')
  const wish = { id, connection, version, observable, reason: 'It "spreads"' }
  await expect(w.perform(calls.ask, w.responder, { ...wish, isConfirmed: true })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(w.perform(calls.ask, w.lead, wish)).rejects.toMatchObject({
    detail: { reason: 'unconfirmed' },
  })
  const asked = await w.perform(calls.ask, w.lead, { ...wish, isConfirmed: true })
  expect(asked).toMatchObject({ state: 'asked', mayDecide: false })
  await idle()
  expect(taken).toHaveLength(0)
  const inbox = (await w.perform(listInbox, w.owner, {})).items
  expect(inbox.filter(({ kind }) => kind === 'automation.ask')).toHaveLength(1)
  const decision = { id, call: asked.id, agrees: true }
  await expect(w.perform(calls.decide, w.lead, decision)).rejects.toMatchObject({ kind: 'forbidden' })
  const both = await Promise.allSettled([
    w.perform(calls.decide, w.owner, decision),
    w.perform(calls.decide, w.owner, decision),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await idle()
  // What arrived is judged as it is.
  expect(taken.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { address: '203.0.113.9', why: 'It "spreads"' },
  ])
  expect((await listed(id))[0]).toMatchObject({ state: 'answered', decidedBy: w.owner.name })

  // The process dies while the other side has not answered: nobody knows, and nothing is sent again.
  isHeld = true
  const again = await w.perform(calls.ask, w.lead, { ...wish, isConfirmed: true, isAnew: true })
  await w.perform(calls.decide, w.owner, { id, call: again.id, agrees: true })
  await expect.poll(() => held.length).toBe(1)
  await asSystem(w.house, w.tenantId, 'Test', (context) =>
    context.tx.$client.query(
      `update app.connection_call set claimed_until = now() - interval '1 s' where id = $1`,
      [again.id],
    ),
  )
  w.setNow(new Date())
  await asSystem(w.house, w.tenantId, 'Test', (context) => callJob.run(context, w.house))
  expect((await listed(id))[0]).toMatchObject({ state: 'unknown', trouble: 'died' })
  for (const response of held.splice(0)) response.destroy()
  await minute()
  expect(taken).toHaveLength(2)
  expect((await listed(id))[0]).toMatchObject({ state: 'unknown', trouble: 'died' })
  // Whoever still has another version on the screen is told.
  await expect(
    w.perform(calls.ask, w.lead, { ...wish, version: 9, isConfirmed: true }),
  ).rejects.toMatchObject({ detail: { reason: 'other_version' } })
})

test('U25 nobody outside hears of a restricted case unless a lead says why, and an exercise sends nothing', async () => {
  const { taken, base } = await program((response) => response.end('known'))
  const { id: connection, version } = await define('Ask them', `${base}/{{value}}`, { perMinute: 2 })
  const id = await incident()
  await w.perform(restrict, w.lead, {
    ...{ id, suspects: [], reason: 'x' },
    people: [w.lead.memberId, w.responder.memberId],
  })
  const wish = { id, connection, version, value: 'evil.example' }
  await expect(
    w.perform(calls.ask, w.responder, { ...wish, reason: 'x', isConfirmed: true }),
  ).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(w.perform(calls.ask, w.lead, wish)).rejects.toMatchObject({
    detail: { reason: 'unconfirmed' },
  })
  await w.perform(calls.ask, w.lead, { ...wish, reason: 'It must be known', isConfirmed: true })
  await idle()
  expect(taken).toHaveLength(1)
  for (const who of [w.owner, w.stranger])
    await expect(w.perform(calls.list, who, { id })).rejects.toMatchObject({ kind: 'not_found' })

  const drill = await incident({ mode: 'exercise' })
  const dry = await w.perform(calls.ask, w.responder, { ...wish, id: drill })
  expect(dry).toMatchObject({ state: 'dry', said: `GET ${base}/evil.example` })
  await minute()
  expect(taken).toHaveLength(1)
  // Of all cases together, whoever may see them.
  const open = await incident()
  await w.perform(calls.ask, w.responder, { ...wish, id: open })
  await expect(
    w.perform(calls.ask, w.responder, { ...wish, id: open, value: 'two.example' }),
  ).rejects.toMatchObject({ kind: 'too_many' })
  await idle()
})

test('U14 what a case is marked with keeps a request at home, also one that somebody asked for before', async () => {
  const { taken, base } = await program((response) => response.end('known'))
  const passive = await define('Passive', `${base}/p/{{value}}`, { isPassive: true })
  const other = await define('Other', `${base}/o/{{value}}`)
  const id = await incident()
  const ask = (one: typeof passive, value: string) =>
    w.perform(calls.ask, w.responder, { id, connection: one.id, version: one.version, value })
  const mark = (pap: 'amber' | 'red') => w.perform(markTlp, w.responder, { id, pap })
  expect(await mark('amber')).toMatchObject({ tlp: 'amber', pap: 'amber' })
  await expect(mark('amber')).rejects.toMatchObject({ kind: 'conflict' })
  await expect(ask(other, 'one.example')).rejects.toMatchObject({ detail: { reason: 'pap' } })
  await ask(passive, 'two.example')
  await idle()
  expect(taken.map(({ url }) => url)).toEqual(['/p/two.example'])
  // Marked while it waits for a second person.
  const body = { method: 'POST', bodyKind: 'json', body: '{"address": "{{value}}"}' } as const
  const act = await define('Block', `${base}/block`, { ...body, purpose: 'act', needsSecond: true })
  const own = await incident()
  const asked = await w.perform(calls.ask, w.lead, {
    ...{ id: own, connection: act.id, version: act.version, value: 'five.example' },
    ...{ reason: 'It spreads', isConfirmed: true },
  })
  await w.perform(markTlp, w.lead, { id: own, pap: 'amber' })
  await w.perform(calls.decide, w.owner, { id: own, call: asked.id, agrees: true })
  await idle()
  expect((await listed(own))[0]).toMatchObject({ state: 'dropped', trouble: 'not_permitted' })
  expect(taken).toHaveLength(1)
  await mark('red')
  await expect(ask(passive, 'four.example')).rejects.toThrow('PAP:RED')
  expect(await w.perform(readIncident, w.auditor, { id })).toMatchObject({ pap: 'red' })
})

test('U20 a step of an own playbook runs a request, each run is kept, a failed one ticks nothing, and the report prints what came', async () => {
  let status = 500
  const { taken, base } = await program((response) => response.writeHead(status).end('{"job":"j-1"}'))
  const {
    id: connection,
    version,
    name,
  } = await define('Own automation', `${base}/run/{{device_id}}`, {
    ...{ kinds: [], shown: [{ label: 'Job', pointer: '/job' }] },
  })
  const made = await w.perform(create, w.lead, { title: 'Ours', kind: 'ransomware', from: 'ransomware' })
  const shipped = playbookFor('ransomware')
  const [first, ...rest] = shipped.phases.contain
  if (first === undefined) throw new Error('ransomware is contained')
  const step = { ...first, connection: { id: connection, name, values: { device_id: 'pc 7' } } }
  const document = { ...shipped, phases: { ...shipped.phases, contain: [step, ...rest] } }
  const saved = await w.perform(save, w.lead, { kind: made.key, revision: made.revision, document })
  await w.perform(publish, w.lead, { kind: made.key, revision: saved.revision, note: 'x' })
  const id = await incident({ kind: 'ransomware' })
  await w.perform(start, w.lead, { id, playbook: made.key })

  const wish = { id, connection, version, step: step.id }
  await w.perform(calls.ask, w.responder, wish)
  await idle()
  status = 200
  await w.perform(calls.ask, w.responder, { ...wish, inputs: { device_id: 'pc 8' } })
  await idle()
  expect(taken.map(({ url }) => url)).toEqual(['/run/pc%207', '/run/pc%208'])
  const runs = (await w.perform(calls.list, w.lead, { id, step: step.id })).items
  expect(runs).toMatchObject([
    { state: 'answered', status: 200, shown: [{ label: 'Job', value: 'j-1' }] },
    { state: 'failed', status: 500 },
  ])
  expect((await w.perform(readRun, w.lead, { id })).state.entries[step.id]).toBeUndefined()
  const other = await define('Another', `${base}/x`, { kinds: [] })
  await expect(
    w.perform(calls.ask, w.responder, { ...wish, connection: other.id, version: other.version }),
  ).rejects.toMatchObject({ kind: 'conflict' })
  const report = await (await w.perform(makeReport, w.lead, { id })).open()
  const { text } = readPdf(report as Uint8Array) // a report comes as bytes
  expect(text).toContain('Own automation')
  expect(text).toMatch(/Job:\s+j-1/)
})
