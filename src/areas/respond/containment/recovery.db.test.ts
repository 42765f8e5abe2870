import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { gradeCase } from '../../../../tests/graded-case.ts'
import { world, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import { asSystem, perform, type Action } from '../../../platform/action.ts'
import * as functions from '../../register/assets/actions/manage-functions.ts'
import * as inbox from '../communications/actions/inbox.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'
import type { closeIncident } from '../incidents/contract/incident.ts'
import { create as createSource } from '../signals/actions/manage-sources.ts'
import { receive } from '../signals/actions/receive-signals.ts'
import { drainIntake } from '../signals/public.ts'
import * as lists from './actions/block-list.ts'
import * as blocks from './actions/blocks-and-measures.ts'
import * as board from './actions/board.ts'
import * as clearance from './actions/clearance.ts'
import * as footholds from './actions/footholds.ts'
import * as watches from './actions/watches.ts'
import * as weaknesses from './actions/weaknesses.ts'
import type { BlockKind } from './contract/words.ts'
import { announceDue } from './jobs.ts'

// As the program plugs them together, with the conditions of every room.
const named = (name: string) => actions.find(({ endpoint }) => endpoint.name === name)
const close = named('closeIncident') as Action<typeof closeIncident> // found by its name

const start = new Date('2026-03-01T08:00:00Z')
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000)
const ending = { summary: 'Over', initialVector: 'phishing' } as const

describe('measures, watches and recovery', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  beforeEach(() => w.setNow(start))
  afterAll(() => w.close())

  const declare = async (mode: 'real' | 'exercise' = 'real') => {
    const given = { title: 'Locked', kind: 'ransomware', severity: 'S3', mode } as const
    return gradeCase(w, (await w.perform(opening.open, w.lead, given)).id)
  }
  const kindsOf = async (stream: string) => (await w.leaves({ stream })).map((leaf) => leaf.kind)
  const read = (id: string) => w.perform(board.read, w.auditor, { id })
  /** News about this incident that stands in somebody's inbox. */
  const told = async (who: World['lead'], kind: string, id: string) =>
    (await w.perform(inbox.listInbox, who, {})).items.filter(
      (item) => item.kind === kind && item.path.includes(id),
    )

  test('R46 alerts that name what is blocked are counted from the hour in which it was', async () => {
    const { id: source, secret: token } = await w.perform(createSource, w.owner, {
      kind: 'generic',
      name: 'Fw',
    })
    const alarm = async (hour: number) => {
      w.setNow(hours(hour))
      const said = { title: 'Refused', src: '198.51.100.77', seen: hour, at: hours(hour).toISOString() }
      await perform(w.house, receive, w.nobody, {
        input: { source, token },
        webhook: { body: Buffer.from(JSON.stringify(said)), headers: {} },
      })
      await drainIntake(w.house)
    }
    await alarm(1)
    w.setNow(hours(2))
    const id = await declare()
    const until = { id, kind: 'address', source: 'Log', endsAt: hours(48).toISOString() } as const
    const block = await w.perform(blocks.addBlock, w.lead, { ...until, value: '198.51.100.77' })
    const range = await w.perform(blocks.addBlock, w.lead, { ...until, value: '192.0.2.0/24' })
    expect([block.alerts, range.alerts]).toEqual([{ count: 0, lastAt: null }, null])
    await alarm(3)
    expect((await read(id)).blocks.find((one) => one.id === block.id)).toMatchObject({
      alerts: { count: 1, lastAt: hours(3).toISOString() },
    })
  })

  test('R46 a firewall reads what is in force, what a second person looked at, and nothing of a restricted case or an exercise', async () => {
    const id = await declare()
    const set = (value: string, until: number, incident = id) =>
      w.perform(blocks.addBlock, w.lead, {
        ...{ id: incident, kind: 'domain', value, source: 'Log', endsAt: hours(until).toISOString() },
      } as const)
    const shortly = await set('shortly.example', 1)
    for (const { id: block } of [shortly, await set('long.example', 48)])
      await w.perform(blocks.reviewBlock, w.responder, { id, block })
    await set('alone.example', 48)
    const secret = await declare()
    await set('secret.example', 48, secret)
    await w.perform(restrict, w.owner, { id: secret, reason: 'Staff' })
    await set('rehearsed.example', 48, await declare('exercise'))
    const make = async (unreviewed: boolean) => {
      const { urls } = await w.perform(lists.makeList, w.owner, { unreviewed })
      return urls[0]?.url.split('/').at(-2) ?? ''
    }
    const lines = async (token: string, kind: BlockKind = 'domain') => {
      const bytes = await (await w.perform(lists.readList, w.nobody, { token, kind })).open()
      return new TextDecoder().decode(bytes as Uint8Array) // The text is made in memory.
    }
    await w.perform(blocks.addBlock, w.lead, {
      ...{ id, kind: 'account', value: 'Old-Admin', source: 'Log', endsAt: hours(48).toISOString() },
    } as const)
    const first = await make(false)
    expect(await lines(first)).toBe('long.example\nshortly.example\n')
    w.setNow(hours(1))
    expect(await lines(first)).toBe('long.example\n')
    expect((await read(id)).blockList).toMatchObject({ unreviewed: false })

    const second = await make(true)
    expect(await lines(second)).toContain('alone.example\n')
    expect(await lines(second)).not.toMatch(/secret|rehearsed/)
    expect([await lines(second, 'hash'), await lines(second, 'account')]).toEqual(['', 'old-admin\n'])
    await expect(lines(first)).rejects.toMatchObject({ kind: 'not_found' })
    await w.perform(lists.removeList, w.owner, {})
    await expect(lines(second)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R45 a stop-gap that ran out is announced once, holds up closing, and runs on only with a reason', async () => {
    const id = await declare()
    const ownerId = w.staff.memberId
    const title = 'Mail only on phones'
    const wanted = { id, title, ownerId, expiresAt: hours(2).toISOString() }
    const { id: measure } = await w.perform(blocks.addMeasure, w.lead, wanted)
    const run = () => asSystem(w.house, w.tenantId, 'containment.due', announceDue)
    await run()
    expect(await told(w.owner, 'containment.due', id)).toEqual([])
    w.setNow(hours(3))
    await run()
    await run()
    for (const who of [w.owner, w.lead, w.staff])
      expect(await told(who, 'containment.due', id)).toMatchObject([
        { title: expect.stringContaining(title) },
      ])
    expect(await kindsOf(id)).toContain('measure.overdue')
    for (const disposition of ['resolved', 'false_alarm'] as const)
      await expect(w.perform(close, w.lead, { id, ...ending, disposition })).rejects.toMatchObject({
        detail: { faults: { length: 1 } },
      })
    const renewed = { id, measure, expiresAt: hours(5).toISOString(), reason: 'Parts come tomorrow' }
    expect(await w.perform(blocks.renewMeasure, w.lead, renewed)).toMatchObject({
      isOverdue: false,
      renewals: [{ reason: 'Parts come tomorrow', by: w.lead.name }],
    })
    w.setNow(hours(6))
    await run()
    expect(await told(w.owner, 'containment.due', id)).toHaveLength(2)
    await w.perform(blocks.endMeasure, w.lead, { id, measure, note: 'Replaced' })
    expect(await w.perform(close, w.lead, { id, ...ending })).toMatchObject({ status: 'closed' })
  })

  test('R58 a responder answers a list of footholds; unknown is looked at again, found is removed', async () => {
    const id = await declare()
    const { items } = await w.perform(footholds.start, w.responder, { id, platform: 'microsoft_365' })
    expect(items.map(({ item }) => item)).toEqual(expect.arrayContaining(['mailbox_rules', 'oauth_consents']))
    await expect(w.perform(footholds.start, w.lead, { id, platform: 'microsoft_365' })).rejects.toMatchObject(
      { kind: 'conflict' },
    )
    const [first, second] = items.map((item) => item.id)
    const answer = (foothold = '', given: 'yes' | 'no' | 'unknown') =>
      w.perform(footholds.answer, w.lead, { id, foothold, answer: given })
    expect(await answer(first, 'unknown')).toMatchObject({ recheckAt: hours(24).toISOString() })
    await expect(
      w.perform(footholds.remove, w.lead, { id, foothold: first ?? '', note: 'x' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await answer(second, 'yes')
    const removed = { id, foothold: second ?? '', note: 'Rule deleted, export sealed' }
    expect(await w.perform(footholds.remove, w.lead, removed)).toMatchObject({ removedBy: w.lead.name })
    const before = (await told(w.owner, 'containment.due', id)).length
    w.setNow(hours(25))
    await asSystem(w.house, w.tenantId, 'containment.due', announceDue)
    expect(await told(w.owner, 'containment.due', id)).toHaveLength(before + 1)
    expect((await read(id)).open.join(' ')).toMatch(/still open.*look again/)
  })

  test('R59 R70 a missed check tells its watcher, and what a plan finds after closing tells those who lead', async () => {
    const id = await declare()
    const window = { title: 'Firewall', startsAt: hours(0).toISOString(), endsAt: hours(12).toISOString() }
    const rota = { everyMinutes: 240, watcherIds: [w.responder.memberId, w.lead.memberId] }
    const watch = await w.perform(watches.start, w.lead, { id, ...window, ...rota })
    const [first = '', second = ''] = rota.watcherIds
    expect(watch.checks.map(({ watcherId }) => watcherId)).toEqual([first, second, first])
    const check = (at: number, result: 'clear' | 'found', note = '') => {
      const input = { id, watch: watch.id, check: watch.checks[at]?.id ?? '', result, note }
      return w.perform(watches.recordResult, w.responder, input)
    }
    w.setNow(hours(5))
    await asSystem(w.house, w.tenantId, 'containment.due', announceDue)
    expect(await told(w.responder, 'containment.due', id)).toHaveLength(1)
    expect(await kindsOf(id)).toContain('watch.miss')
    expect((await read(id)).open).toEqual([expect.stringContaining('Firewall')])
    await check(0, 'clear')
    await expect(check(0, 'clear')).rejects.toMatchObject({ kind: 'conflict' })
    w.setNow(hours(6))
    await w.perform(close, w.lead, { id, ...ending })
    await check(1, 'clear')
    await expect(check(2, 'found')).rejects.toMatchObject({ kind: 'invalid' })
    expect(await kindsOf(id)).not.toContain('incident.reopen')
    await check(2, 'found', 'A new sign-in from elsewhere')
    const reopened = (await w.leaves({ stream: id })).find(({ kind }) => kind === 'incident.reopen')
    expect(reopened?.fields).toMatchObject({ reason: 'Firewall: A new sign-in from elsewhere' })
    expect(await told(w.lead, 'watch.found', id)).toMatchObject([
      { title: expect.stringContaining('closed') },
    ])
    // The case is open again, so work goes on in it.
    await w.perform(watches.start, w.lead, { id, ...window, ...rota })
  })

  test('R61 R66 the business takes a function back after trying all of its tests, and the real time stands beside the aim', async () => {
    const add = (name: string, priority: number) =>
      w.perform(functions.add, w.lead, {
        name,
        priority,
        longestOutageMinutes: 60,
        acceptanceTests: ['Sell a roll'],
      })
    const [late, first] = [await add('Pay wages', 4), await add('Sell', 1)]
    const id = await declare()
    const downAt = start.toISOString()
    for (const { id: functionId } of [late, first])
      await w.perform(clearance.recordStop, w.lead, { id, functionId, downAt })
    expect((await read(id)).functions.map(({ name }) => name)).toEqual(['Sell', 'Pay wages'])
    w.setNow(hours(2))
    const accept = (functionId: string, tests: { text: string; passed: boolean }[], restoredAt = hours(2)) =>
      w.perform(clearance.acceptFunction, w.responder, {
        id,
        function: functionId,
        restoredAt: restoredAt.toISOString(),
        tests,
        acceptedBy: 'Maria of the shop',
      })
    await expect(accept(first.id, [{ text: 'Another', passed: true }])).rejects.toMatchObject({
      kind: 'invalid',
    })
    const passed = [{ text: 'Sell a roll', passed: true }]
    await expect(accept(first.id, [{ text: 'Sell a roll', passed: false }])).rejects.toMatchObject({
      kind: 'invalid',
    })
    await expect(accept(first.id, passed, hours(-1))).rejects.toMatchObject({ kind: 'invalid' })
    await expect(w.perform(close, w.lead, { id, ...ending })).rejects.toMatchObject({
      detail: { faults: { length: 2 } },
    })
    expect(await accept(first.id, passed)).toMatchObject({
      tookMinutes: 120,
      aimMinutes: 60,
      acceptedBy: 'Maria of the shop',
      recordedBy: w.responder.name,
    })
    await accept(late.id, passed)
    expect(await w.perform(close, w.lead, { id, ...ending })).toMatchObject({ status: 'closed' })
  })

  test('R54 a hole that attackers are known to use goes first, and is verified or put up with until a date', async () => {
    const id = await declare()
    const hole = (title: string, knownExploited: boolean) =>
      w.perform(weaknesses.addWeakness, w.responder, { id, title, knownExploited })
    const [plain, urgent] = [await hole('Old PHP', false), await hole('VPN box', true)]
    expect((await read(id)).weaknesses.map(({ title }) => title)).toEqual(['VPN box', 'Old PHP'])
    const verified = { id, weakness: urgent.id, how: 'rescan', note: 'Scanner shows it closed' } as const
    expect(await w.perform(weaknesses.verifyWeakness, w.lead, verified)).toMatchObject({
      verifiedBy: w.lead.name,
    })
    const excepted = { id, weakness: plain.id, until: hours(2).toISOString(), reason: 'New server on Friday' }
    await expect(w.perform(weaknesses.exceptWeakness, w.responder, excepted)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await w.perform(weaknesses.exceptWeakness, w.lead, excepted)
    expect((await read(id)).open).toEqual([])
    w.setNow(hours(3))
    expect((await read(id)).open).toEqual([expect.stringContaining('Old PHP')])
  })
})
