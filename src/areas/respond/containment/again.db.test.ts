import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { gradeCase } from '../../../../tests/graded-case.ts'
import { world, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import { asSystem, type Action } from '../../../platform/action.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as functions from '../../register/assets/actions/manage-functions.ts'
import * as inbox from '../communications/actions/inbox.ts'
import * as sealing from '../evidence/actions/seal-evidence.ts'
import * as merging from '../incidents/actions/merge-incidents.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import * as circle from '../incidents/actions/restrict-incident.ts'
import * as systems from '../incidents/actions/work-systems.ts'
import type { closeIncident } from '../incidents/contract/incident.ts'
import type { mergeIncident } from '../incidents/contract/links.ts'
import type { changeSystemState } from '../incidents/contract/work.ts'
import * as blocks from './actions/blocks-and-measures.ts'
import * as board from './actions/board.ts'
import * as clearance from './actions/clearance.ts'
import * as footholds from './actions/footholds.ts'
import * as watches from './actions/watches.ts'
import * as ways from './actions/way-back.ts'
import { clearanceCriteria } from './contract/words.ts'
import { announceDue } from './jobs.ts'

// As the program plugs them together, with the conditions of every room.
const named = (name: string) => actions.find(({ endpoint }) => endpoint.name === name)
const close = named('closeIncident') as Action<typeof closeIncident> // found by its name
const merge = named('mergeIncident') as Action<typeof mergeIncident> // likewise
const changeState = named('changeSystemState') as Action<typeof changeSystemState> // likewise

const start = new Date('2026-03-01T08:00:00Z')
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000)
const at = (count: number) => hours(count).toISOString()
const ending = { summary: 'Over', initialVector: 'phishing' } as const
const criteria = [...clearanceCriteria]

describe('what begins anew, and what comes due later', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  beforeEach(() => w.setNow(start))
  afterAll(() => w.close())

  const open = (title: string) =>
    w.perform(opening.open, w.lead, { title, kind: 'ransomware', severity: 'S3' })
  const declare = async (title = 'Locked') => gradeCase(w, (await open(title)).id)
  const read = (id: string) => w.perform(board.read, w.lead, { id })
  const run = () => asSystem(w.house, w.tenantId, 'containment.due', announceDue)
  const told = async (who: World['lead'], kind: string, id: string) =>
    (await w.perform(inbox.listInbox, who, {})).items.filter(
      (item) => item.kind === kind && item.path.includes(id),
    )
  const walk = async (
    id: string,
    system: string,
    states: readonly ('isolated' | 'cleaned' | 'verified')[],
  ) => {
    for (const state of states) await w.perform(changeState, w.lead, { id, system, state })
  }

  test('R65 a system that was reconnected and hit again is not let back by what was said for the last time', async () => {
    const id = await declare()
    const { id: system } = await w.perform(systems.add, w.lead, { id, name: 'PC7', state: 'affected' })
    const reconnect = () => w.perform(changeState, w.lead, { id, system, state: 'reconnected' })
    await walk(id, system, ['isolated', 'cleaned', 'verified'])
    await w.perform(ways.override, w.owner, { id, system, reason: 'The bakery opens at four' })
    w.setNow(hours(1))
    await reconnect()
    expect((await read(id)).systems).toMatchObject([{ override: { by: w.owner.name } }])
    w.setNow(hours(2))
    await w.perform(ways.tick, w.lead, { id, system, check: 'credentials', note: 'Early', provedAt: at(2) })
    w.setNow(hours(3))
    await w.perform(changeState, w.lead, { id, system, state: 'affected', reason: 'Hit again' })
    await walk(id, system, ['isolated', 'cleaned', 'verified'])
    await expect(reconnect()).rejects.toMatchObject({ detail: { faults: { length: 4 } } })
    const early = { id, system, check: 'credentials', note: 'Then', provedAt: at(2) } as const
    await expect(w.perform(ways.tick, w.lead, early)).rejects.toMatchObject({ kind: 'invalid' })
    w.setNow(hours(4))
    await w.perform(ways.tick, w.lead, { ...early, provedAt: at(4) })
    await expect(reconnect()).rejects.toMatchObject({ detail: { faults: { length: 3 } } })
  })

  test('R56 a patch is ticked with evidence of this incident that was acquired after it began', async () => {
    const id = await declare()
    const { id: system } = await w.perform(systems.add, w.lead, { id, name: 'PC8', state: 'affected' })
    const seal = async (incident: string, acquiredAt: string) => {
      const acquisition = { name: 'scan.txt', acquiredAt, where: 'PC8', why: 'Patch state' }
      const upload = { body: Readable.from([Buffer.from(`${incident} ${acquiredAt}`)]) }
      return (await w.perform(sealing.add, w.lead, { id: incident, acquisition }, { upload })).id
    }
    const other = await declare('Another')
    w.setNow(hours(2))
    const tick = (evidenceId?: string) =>
      w.perform(ways.tick, w.lead, {
        id,
        system,
        check: 'patched',
        note: 'Version 7',
        provedAt: at(1),
        ...(evidenceId !== undefined && { evidenceId }),
      })
    await expect(tick()).rejects.toMatchObject({ detail: { faults: [{ path: 'evidenceId' }] } })
    await expect(tick(await seal(id, at(-1)))).rejects.toMatchObject({
      detail: { faults: [{ path: 'evidenceId' }] },
    })
    await expect(tick(await seal(other, at(1)))).rejects.toMatchObject({ kind: 'not_found' })
    expect((await tick(await seal(id, at(1)))).missing).toHaveLength(3)
  })

  test('R43 R66 what stops with a system waits for the business, however it was isolated, and may stop again', async () => {
    const asset = await w.perform(assets.add, w.lead, { name: 'TILL', kind: 'computer' })
    const work = { priority: 1, assetIds: [asset.id], acceptanceTests: ['Sell a roll'] }
    const sell = await w.perform(functions.add, w.lead, { ...work, name: 'Sell' })
    const untested = await w.perform(functions.add, w.lead, { ...work, name: 'Weigh', acceptanceTests: [] })
    const id = await declare()
    const { id: system } = await w.perform(systems.add, w.lead, { id, name: 'Till', state: 'affected' })
    await w.perform(clearance.recordStop, w.lead, { id, functionId: sell.id, downAt: at(-1) })
    // The plain change of state, as tools send it: without a word, and answered as ever.
    const moved = await w.perform(changeState, w.lead, { id, system, state: 'isolated' })
    expect(moved).toMatchObject({ state: 'isolated' })
    const { functions: down, systems: listed } = await read(id)
    expect(down).toMatchObject([
      { name: 'Sell', downAt: at(-1) },
      { name: 'Weigh', downAt: at(0) },
    ])
    expect(listed).toMatchObject([{ isolation: { tradeOff: '', functions: { length: 2 } } }])
    const kinds = (await w.leaves({ stream: id })).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'function.stop')).toHaveLength(2)
    expect(kinds).toContain('system.isolate')
    const accept = (one: { id: string }, restoredAt: string, more: object = {}) =>
      w.perform(clearance.acceptFunction, w.responder, {
        id,
        function: one.id,
        restoredAt,
        tests: [{ text: 'Sell a roll', passed: true }],
        acceptedById: w.staff.memberId,
        ...more,
      })
    await expect(accept(untested, at(0))).rejects.toMatchObject({
      detail: { faults: [{ path: 'tests', message: expect.stringContaining('list of functions') }] },
    })
    await expect(accept(sell, at(1))).rejects.toMatchObject({ detail: { faults: [{ path: 'restoredAt' }] } })
    await expect(accept(sell, at(0), { acceptedById: null })).rejects.toMatchObject({
      detail: { faults: [{ path: 'acceptedBy' }] },
    })
    const back = { acceptedBy: w.staff.name, acceptedById: w.staff.memberId, tookMinutes: 60 }
    expect(await accept(sell, at(0))).toMatchObject(back)
    w.setNow(hours(2))
    const stop = (downAt: string) =>
      w.perform(clearance.recordStop, w.lead, { id, functionId: sell.id, downAt })
    await expect(stop(at(-0.5))).rejects.toMatchObject({ kind: 'invalid' })
    await stop(at(1))
    await expect(stop(at(2))).rejects.toMatchObject({ kind: 'conflict' })
    const twice = (await read(id)).functions.filter(({ name }) => name === 'Sell')
    expect(twice).toMatchObject([{ acceptedBy: w.staff.name }, { downAt: at(1), acceptedAt: null }])
    expect(await accept(sell, at(2))).toMatchObject({ downAt: at(1), tookMinutes: 60 })
  })

  test('R60 R70 nobody signs words that were replaced, and what a watch finds takes the signature back', async () => {
    const id = await declare()
    const wanted = { id, title: 'Sign-ins', from: at(-24), watcherIds: [w.responder.memberId] }
    const watch = await w.perform(watches.plan, w.lead, wanted)
    const claim = (basis: string) => w.perform(clearance.claim, w.lead, { id, basis, criteria })
    const sign = (claimedAt: string) => w.perform(clearance.sign, w.responder, { id, claimedAt, criteria })
    const seen = await claim('Quiet for a week')
    w.setNow(hours(1))
    const replaced = await claim('Quiet since noon')
    await expect(sign(seen.claimedAt)).rejects.toMatchObject({ detail: { reason: 'claim_changed' } })
    await sign(replaced.claimedAt)
    await expect(claim('Again')).rejects.toMatchObject({ kind: 'conflict' })
    w.setNow(hours(2))
    await w.perform(close, w.lead, { id, ...ending })
    w.setNow(hours(200))
    const check = watch.checks[0]?.id ?? ''
    const found = { id, watch: watch.id, check, result: 'found', note: 'A new sign-in' } as const
    await w.perform(watches.recordResult, w.responder, found)
    const after = await read(id)
    expect(after.clearance).toMatchObject({ isOutdated: true, signedBy: w.responder.name })
    await w.perform(footholds.start, w.lead, { id, platform: 'network' })
    expect((await read(id)).open).toContainEqual(expect.stringContaining('say it anew'))
    await expect(sign(replaced.claimedAt)).rejects.toMatchObject({ kind: 'conflict' })
    w.setNow(hours(201))
    // The list that was begun is not answered yet: the room speaks against it.
    await expect(claim('Gone')).rejects.toMatchObject({ detail: { reason: 'not_clear' } })
    for (const { id: foothold } of (await read(id)).footholds)
      await w.perform(footholds.answer, w.lead, { id, foothold, answer: 'no' })
    const anew = await claim('Reset once more')
    expect(anew).toMatchObject({ isOutdated: false, signedAt: null })
    expect(await sign(anew.claimedAt)).toMatchObject({ signedBy: w.responder.name })
    expect((await read(id)).open).toEqual([])
  })

  test('R45 R46 R58 what comes due after closing can still be settled', async () => {
    const id = await declare()
    const until = { expiresAt: at(2) }
    const first = await w.perform(blocks.addMeasure, w.lead, { id, title: 'Mail by phone', ...until })
    const second = await w.perform(blocks.addMeasure, w.lead, { id, title: 'No guests', ...until })
    const shut = { kind: 'domain', value: 'evil.example', source: 'Mail header', endsAt: at(2) } as const
    const block = await w.perform(blocks.addBlock, w.lead, { id, ...shut })
    const { items } = await w.perform(footholds.start, w.lead, { id, platform: 'network' })
    const answer = (foothold: string, given: 'yes' | 'no' | 'unknown') =>
      w.perform(footholds.answer, w.responder, { id, foothold, answer: given })
    for (const { id: foothold } of items) await answer(foothold, 'unknown')
    await w.perform(watches.plan, w.lead, {
      id,
      title: 'All',
      from: at(0),
      watcherIds: [w.lead.memberId],
    })
    const { claimedAt } = await w.perform(clearance.claim, w.lead, { id, basis: 'Quiet', criteria })
    await w.perform(clearance.sign, w.responder, { id, claimedAt, criteria })
    await w.perform(close, w.lead, { id, ...ending })
    w.setNow(hours(25))
    await run()
    await run()
    const due = (await told(w.owner, 'containment.due', id)).map(({ title }) => title)
    expect(due.filter((title) => title.includes('evil[.]example'))).toHaveLength(1)
    expect(await read(id)).toMatchObject({
      can: { work: false, settle: true },
      blocks: [{ isOverdue: true }],
      measures: [{ isOverdue: true }, { isOverdue: true }],
    })
    const foothold = items[0]?.id ?? ''
    await answer(foothold, 'yes')
    await w.perform(footholds.remove, w.responder, { id, foothold, note: 'Gone' })
    await w.perform(blocks.endMeasure, w.lead, { id, measure: first.id, note: 'New mail server' })
    const renewal = { id, measure: second.id, expiresAt: at(50), reason: 'Still needed' }
    await w.perform(blocks.renewMeasure, w.lead, renewal)
    await w.perform(blocks.endBlock, w.lead, { id, block: block.id, reason: 'Taken down' })
    await expect(w.perform(blocks.addBlock, w.lead, { id, ...shut, endsAt: at(99) })).rejects.toMatchObject({
      detail: { reason: 'closed' },
    })
    expect((await w.perform(board.read, w.counsel, { id })).can).toMatchObject({ settle: false })
  })

  test('R59 only people who see the case and may record it are given a watch; a night of misses is one message', async () => {
    const id = await declare()
    const window = { id, title: 'Firewall', startsAt: at(0), endsAt: at(8), everyMinutes: 60 }
    const begin = (who: World['lead']) =>
      w.perform(watches.start, w.lead, { ...window, watcherIds: [who.memberId] })
    for (const who of [w.staff, w.auditor])
      await expect(begin(who)).rejects.toMatchObject({ detail: { reason: 'unfit_role' } })
    await begin(w.responder)
    w.setNow(hours(9))
    await run()
    expect(await told(w.responder, 'containment.due', id)).toMatchObject([
      { title: expect.stringContaining('Firewall') },
    ])
    const misses = (await w.leaves({ stream: id })).filter(({ kind }) => kind === 'watch.miss')
    expect(misses).toHaveLength(8)
    await w.perform(circle.restrict, w.lead, { id, people: [w.owner.memberId], reason: 'Quiet' })
    const measure = { id, title: 'x', ownerId: w.responder.memberId, expiresAt: at(20) }
    await expect(w.perform(blocks.addMeasure, w.lead, measure)).rejects.toMatchObject({
      detail: { reason: 'outside_circle' },
    })
    const { people } = await read(id)
    expect(people.map((one) => one.id).toSorted()).toEqual([w.lead.memberId, w.owner.memberId].toSorted())
  })

  test('R67 a watch over a system goes along when its case is merged into another, and comes back with it', async () => {
    const from = await declare('One')
    const { id: into, number } = await open('Two')
    const { id: system } = await w.perform(systems.add, w.lead, { id: from, name: 'SRV', state: 'affected' })
    const window = { title: 'SRV', startsAt: at(0), endsAt: at(8), everyMinutes: 240 }
    const who = { watcherIds: [w.lead.memberId] }
    await w.perform(watches.start, w.lead, { id: from, systemId: system, ...window, ...who })
    await w.perform(merge, w.lead, { id: from, into: number, reason: 'The same' })
    expect(await read(into)).toMatchObject({
      systems: [{ isWatched: true }],
      watches: [{ title: 'SRV', checks: { length: 2 } }],
    })
    expect((await read(from)).watches).toEqual([])
    await w.perform(merging.unmerge, w.lead, { id: from })
    expect((await read(from)).systems).toMatchObject([{ isWatched: true }])
  })
})
