import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { gradeCase } from '../../../../tests/graded-case.ts'
import { addMember, world, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import { Refusal } from '../../../base/refusal.ts'
import type { Action } from '../../../platform/action.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as functions from '../../register/assets/actions/manage-functions.ts'
import type { suspendMember } from '../../register/people/contract/people.ts'
import * as charging from '../duties/actions/charge-duties.ts'
import * as facts from '../duties/actions/change-facts.ts'
import * as roles from '../incidents/actions/incident-roles.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import * as reading from '../incidents/actions/read-incidents.ts'
import * as circle from '../incidents/actions/restrict-incident.ts'
import * as systems from '../incidents/actions/work-systems.ts'
import type { closeIncident } from '../incidents/contract/incident.ts'
import type { changeSystemState } from '../incidents/contract/work.ts'
import { clearanceCriteria } from './contract/words.ts'
import * as accounts from './actions/accounts-and-secrets.ts'
import * as blocks from './actions/blocks-and-measures.ts'
import * as board from './actions/board.ts'
import * as clearance from './actions/clearance.ts'
import * as watches from './actions/watches.ts'
import * as ways from './actions/way-back.ts'

// As the program plugs them together, with the conditions of every room.
const named = (name: string) => actions.find(({ endpoint }) => endpoint.name === name)
const close = named('closeIncident') as Action<typeof closeIncident> // found by its name
const changeState = named('changeSystemState') as Action<typeof changeSystemState> // likewise
const suspend = named('suspendMember') as Action<typeof suspendMember> // likewise

const start = new Date('2026-03-01T08:00:00Z')
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000)
const ending = { summary: 'Over', initialVector: 'phishing' } as const

describe('containment', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  beforeEach(() => w.setNow(start))
  afterAll(() => w.close())

  const declare = async () => {
    const given = { title: 'Locked', kind: 'ransomware', severity: 'S3' } as const
    return gradeCase(w, (await w.perform(opening.open, w.lead, given)).id)
  }
  const read = (id: string) => w.perform(board.read, w.auditor, { id })
  test('R43 a responder sees which work stops before a system is isolated, and the trade-off is recorded', async () => {
    const asset = await w.perform(assets.add, w.lead, { name: 'FILE01', kind: 'server' })
    await w.perform(functions.add, w.lead, {
      name: 'Take orders',
      priority: 1,
      longestOutageMinutes: 240,
      people: 'Four in the shop',
      customers: 'The web shop is shut',
      workaround: 'Paper and pencil',
      assetIds: [asset.id],
    })
    const id = await declare()
    // Known by its name: nobody links anything at 02:00.
    const { id: system } = await w.perform(systems.add, w.responder, {
      id,
      name: 'file01',
      state: 'affected',
    })
    const shown = await w.perform(ways.impact, w.responder, { id, system })
    expect(shown).toMatchObject({
      asset: 'FILE01',
      functions: [{ name: 'Take orders', customers: 'The web shop is shut', workaround: 'Paper and pencil' }],
    })
    const tradeOff = 'Two hours of paper are better than the backup lost'
    const stale = { id, system, functionIds: [], tradeOff }
    await expect(w.perform(ways.isolateSystem, w.responder, stale)).rejects.toMatchObject({
      detail: { reason: 'impact_changed' },
    })
    const functionIds = shown.functions.map((one) => one.id)
    const after = await w.perform(ways.isolateSystem, w.responder, { ...stale, functionIds })
    expect(after).toMatchObject({ state: 'isolated', isolation: { tradeOff, by: w.responder.name } })
    const leaf = (await w.leaves({ stream: id })).find(({ kind }) => kind === 'system.isolate')
    expect(leaf?.fields).toMatchObject({ stops: 'Take orders', reason: tradeOff })
    const unknown = await w.perform(systems.add, w.lead, { id, name: 'Tablet', state: 'affected' })
    expect(await w.perform(ways.impact, w.lead, { id, system: unknown.id })).toEqual({
      asset: null,
      functions: [],
    })
    await expect(
      w.perform(systems.add, w.lead, { id, name: 'X', state: 'affected', assetId: randomUUID() }),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R65 nobody reconnects a system before four checks pass, or a lead overrides by name', async () => {
    const id = await declare()
    const { id: system } = await w.perform(systems.add, w.lead, { id, name: 'PC1', state: 'isolated' })
    const reconnect = () => w.perform(changeState, w.lead, { id, system, state: 'reconnected' })
    for (const state of ['cleaned', 'verified'] as const)
      await w.perform(changeState, w.lead, { id, system, state })
    await expect(reconnect()).rejects.toMatchObject({
      status: 409,
      detail: { reason: 'return_checks', faults: { length: 4 } },
    })
    w.setNow(hours(1))
    const proved = { id, system, note: 'Looked', provedAt: hours(1).toISOString() }
    const early = { ...proved, check: 'patched' as const, provedAt: hours(-1).toISOString() }
    await expect(w.perform(ways.tick, w.lead, early)).rejects.toMatchObject({ kind: 'invalid' })
    await w.perform(ways.tick, w.responder, { ...proved, check: 'clean_source', method: 'cleaned' })
    const put = { ...proved, check: 'patched' as const, exceptedUntil: hours(5).toISOString() }
    await expect(w.perform(ways.tick, w.responder, put)).rejects.toMatchObject({ kind: 'forbidden' })
    await w.perform(ways.tick, w.lead, put)
    await w.perform(ways.tick, w.lead, { ...proved, check: 'credentials' })
    await w.perform(watches.start, w.lead, {
      id,
      title: 'PC1',
      systemId: system,
      startsAt: hours(1).toISOString(),
      endsAt: hours(9).toISOString(),
      everyMinutes: 240,
      watcherIds: [w.responder.memberId],
    })
    w.setNow(hours(6))
    await expect(reconnect()).rejects.toMatchObject({ detail: { faults: { length: 1 } } })
    await w.perform(ways.tick, w.lead, { ...put, exceptedUntil: hours(9).toISOString() })
    const untick = { id, system, check: 'credentials' as const }
    expect(await w.perform(ways.untick, w.lead, untick)).toMatchObject({ missing: { length: 1 } })
    await expect(w.perform(ways.untick, w.lead, untick)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(
      w.perform(ways.override, w.responder, { id, system, reason: 'Hurry' }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await w.perform(ways.override, w.owner, { id, system, reason: 'The bakery opens at four' })
    await reconnect()
    expect((await read(id)).systems).toMatchObject([
      { state: 'reconnected', override: { by: w.owner.name, reason: 'The bakery opens at four' } },
    ])
  })

  test('R55 R48 accounts, secrets and their inventory: all parts cleared, none unknown, or the incident stays open', async () => {
    const id = await declare()
    const account = await w.perform(accounts.addAccount, w.responder, { id, name: 'anna@' })
    const clear = (part: 'password' | 'sessions' | 'tokens' | 'app_passwords' | 'mailbox_rules') =>
      w.perform(accounts.clearPart, w.responder, { id, account: account.id, part, result: 'cleared' })
    for (const part of ['password', 'sessions', 'tokens', 'app_passwords'] as const)
      expect(await clear(part)).toMatchObject({ isReset: false })
    await w.perform(assets.add, w.lead, { name: 'Bank key', kind: 'secret' })
    const taken = await w.perform(accounts.takeInSecrets, w.lead, { id })
    expect(taken.items).toMatchObject([{ name: 'Bank key', state: 'unknown' }])
    expect((await w.perform(accounts.takeInSecrets, w.lead, { id })).items).toHaveLength(1)
    const plan = { id, title: 'Sign-ins', from: start.toISOString(), watcherIds: [w.lead.memberId] }
    await w.perform(watches.plan, w.lead, plan)
    const before = await w.leaves({ stream: id })
    await expect(w.perform(close, w.lead, { id, ...ending })).rejects.toMatchObject({
      status: 409,
      detail: {
        reason: 'closure_conditions',
        faults: [
          { path: `/incidents/${id}/containment`, message: expect.stringContaining('mailbox rules') },
          { message: expect.stringContaining('Bank key') },
          { message: expect.stringContaining('attacker is gone') },
        ],
      },
    })
    expect(await w.leaves({ stream: id })).toEqual(before)
    expect(await clear('mailbox_rules')).toMatchObject({ isReset: true })
    const secret = taken.items[0]?.id ?? ''
    const settled = { id, secret, state: 'not_needed' } as const
    await expect(w.perform(accounts.settleSecret, w.lead, settled)).rejects.toMatchObject({ kind: 'invalid' })
    await w.perform(accounts.settleSecret, w.lead, { ...settled, note: 'Kept in the safe' })
    const criteria = [...clearanceCriteria]
    const half = { id, basis: 'All sessions ended', criteria: criteria.slice(1) }
    await expect(w.perform(clearance.claim, w.lead, half)).rejects.toMatchObject({ kind: 'invalid' })
    const { claimedAt } = await w.perform(clearance.claim, w.lead, { ...half, criteria })
    const signing = { id, claimedAt, criteria }
    await expect(w.perform(clearance.sign, w.lead, signing)).rejects.toMatchObject({
      detail: { reason: 'second_person' },
    })
    expect(await w.perform(clearance.sign, w.responder, signing)).toMatchObject({
      claimedBy: w.lead.name,
      signedBy: w.responder.name,
      soloReason: null,
    })
    expect(await w.perform(close, w.lead, { id, ...ending })).toMatchObject({ status: 'closed' })
  })

  test('R60 a lead who is alone signs with a reason that is recorded', async () => {
    const id = await declare()
    const criteria = [...clearanceCriteria]
    const claim = { id, basis: 'Looked everywhere', criteria }
    const { claimedAt } = await w.perform(clearance.claim, w.lead, claim)
    const soloReason = 'Nobody else works here'
    expect(await w.perform(clearance.sign, w.lead, { id, claimedAt, criteria, soloReason })).toMatchObject({
      soloReason,
    })
    const leaf = (await w.leaves({ stream: id })).find(({ kind }) => kind === 'clearance.sign')
    expect(leaf?.fields).toMatchObject({ alone: 'yes', reason: soloReason })
  })

  test('R46 U34 a block has a source, an end, a second pair of eyes, and hits that are counted', async () => {
    const id = await declare()
    const wanted = { id, kind: 'domain', source: 'Mail header', endsAt: hours(48).toISOString() } as const
    const block = await w.perform(blocks.addBlock, w.responder, { ...wanted, value: 'hxxp://Evil[.]example' })
    expect(block).toMatchObject({ value: 'evil.example', hits: 0, reviewedAt: null })
    await expect(
      w.perform(blocks.addBlock, w.lead, { ...wanted, value: 'evil.example' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    for (const wrong of [{ value: 'nonsense' }, { endsAt: start.toISOString(), value: 'x.example' }])
      await expect(w.perform(blocks.addBlock, w.lead, { ...wanted, ...wrong })).rejects.toMatchObject({
        kind: 'invalid',
      })
    const own = { id, block: block.id }
    await expect(w.perform(blocks.reviewBlock, w.responder, own)).rejects.toMatchObject({
      detail: { reason: 'own_block' },
    })
    expect(await w.perform(blocks.reviewBlock, w.lead, own)).toMatchObject({ reviewedBy: w.lead.name })
    const lastHitAt = start.toISOString()
    await w.perform(blocks.countHits, w.lead, { ...own, hits: 3, lastHitAt })
    expect(await w.perform(blocks.countHits, w.lead, { ...own, hits: 4, lastHitAt })).toMatchObject({
      hits: 7,
    })
    await w.perform(blocks.endBlock, w.lead, { ...own, reason: 'Taken down' })
    await expect(w.perform(blocks.endBlock, w.lead, { ...own, reason: 'Again' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    // It may be set again once it ended: the attacker comes back from where they were.
    const anew = await w.perform(blocks.addBlock, w.lead, { ...wanted, value: 'evil.example' })
    expect(anew).toMatchObject({ hits: 0, endedAt: null })
    // Only blocks were entered: nothing of this room holds up closing.
    expect(await w.perform(close, w.lead, { id, ...ending })).toMatchObject({ status: 'closed' })
  })

  test('R47 a closed service has an owner, and opens again only with the result of a test that it passed', async () => {
    const id = await declare()
    const ownerId = w.staff.memberId
    const closed = { id, name: 'Port 3389', ownerId, impact: 'No home office', reopenTest: 'Only by VPN' }
    const { id: service } = await w.perform(blocks.closeService, w.lead, closed)
    const result = 'Refused outside'
    const reopen = (said: { passed: boolean; result: string }) =>
      w.perform(blocks.reopenService, w.lead, { id, service, ...said })
    for (const wrong of [
      { passed: true, result: ' ' },
      { passed: false, result },
    ])
      await expect(reopen(wrong)).rejects.toMatchObject({ kind: 'invalid' })
    const reopened = await reopen({ passed: true, result })
    expect(reopened).toMatchObject({ result: 'Refused outside', reopenedBy: w.lead.name, ownerId })
    await expect(reopen({ passed: true, result })).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('staff and strangers see nothing of it, and an auditor changes nothing', async () => {
    const id = await declare()
    await expect(w.perform(board.read, w.staff, { id })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(board.read, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
    expect((await read(id)).can).toEqual({ work: false, sign: false, override: false, settle: false })
    await expect(w.perform(accounts.addAccount, w.auditor, { id, name: 'x' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('nobody who has a measure, a role or a duty in an open case is suspended by the way, and the audit says nothing of a restricted one', async () => {
    const [open, closed] = [await declare(), await declare()]
    const ben = await addMember(w.house, w.tenantId, 'responder')
    const measure = { title: 'Mail by phone', ownerId: ben.memberId, expiresAt: hours(5).toISOString() }
    for (const id of [open, closed]) {
      await w.perform(facts.change, w.lead, {
        ...{ id, revision: 0, reason: 'Seen on the screen' },
        changes: [
          { fact: 'personal_data_affected', value: true },
          { fact: 'role', value: ['controller'] },
          { fact: 'entity.established_in', value: ['AT'] },
          { fact: 'entity.eu_main_establishment', value: 'AT' },
          { fact: 'risk_to_individuals', value: 'high' },
          { fact: 'times.became_aware_at', value: start.toISOString() },
        ],
      })
      await w.perform(charging.charge, w.lead, { id, duty: 'eu.gdpr.33.lead', ownerId: ben.memberId })
      await w.perform(blocks.addMeasure, w.lead, { id, ...measure })
      await w.perform(roles.assign, w.lead, { id, role: 'technical', memberId: ben.memberId })
    }
    const people = [w.owner.memberId, ben.memberId]
    await w.perform(circle.restrict, w.lead, { id: closed, people, suspects: [], reason: 'About one of us' })
    const [near, far] = await Promise.all(
      [open, closed].map(async (id) => (await w.perform(reading.read, w.owner, { id })).number),
    )
    const wanted = { id: ben.memberId, reason: 'Left' }
    const refused: unknown = await w.perform(suspend, w.owner, wanted).catch((error: unknown) => error)
    const faults = refused instanceof Refusal ? (refused.detail.faults ?? []) : []
    const held = (number: number | undefined) => [
      `the role technical in INC-${number}`,
      `legal duties in INC-${number}: 1`,
      `measures that stand in INC-${number}: 1`,
      `open tasks in INC-${number}: 1`,
    ]
    expect(faults.map(({ message }) => message).toSorted()).toEqual([...held(near), ...held(far)].toSorted())
    await w.perform(suspend, w.owner, { ...wanted, atOnce: true })
    const leaf = (await w.leaves()).findLast(({ kind }) => kind === 'member.suspend')
    expect(String(leaf?.fields['held']).split('\n').toSorted()).toEqual(held(near).toSorted())
  })
})
