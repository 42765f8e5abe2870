import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { closeWith } from '../incidents/actions/close-incident.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import { listSimilarWith } from '../incidents/actions/similar-incidents.ts'
import * as running from '../incidents/actions/run-playbook.ts'
import * as systems from '../incidents/actions/work-systems.ts'
import * as traces from './actions/collect-observables.ts'
import * as scope from './actions/draw-scope.ts'
import * as causes from './actions/find-causes.ts'
import * as settling from './actions/settle-closing.ts'
import * as parties from './actions/tell-parties.ts'
import * as hypotheses from './actions/weigh-hypotheses.ts'
import {
  countsInNumbers,
  incidentsWithFactorOf,
  incidentsWithTraceOf,
  investigationCondition,
} from './public.ts'
import { asSystem } from '../../../platform/action.ts'

const clear = systems.changeStateWith({ findReturnGaps: async () => [], keepMove: async () => {} })

describe('investigation', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const declare = async (mode: 'real' | 'exercise' = 'real') =>
    (
      await w.perform(opening.open, w.lead, {
        title: 'Odd invoices',
        kind: 'ransomware',
        severity: 'S3',
        mode,
      })
    ).id
  const kinds = async (id: string) => (await w.leaves({ stream: id })).map(({ kind }) => kind)
  const open = (id: string, disposition: 'resolved' | 'false_alarm' = 'resolved') =>
    asSystem(w.house, w.tenantId, 'Test', (context) =>
      investigationCondition.findOpen(context, id, { disposition }),
    )

  test('R37 a responder keeps what is known, suspected and ruled out, with people counted for data', async () => {
    const id = await declare()
    await w.perform(systems.add, w.responder, { id, name: 'FILE01', state: 'isolated' })
    const web = await w.perform(systems.add, w.responder, { id, name: 'WEB01', state: 'suspected' })
    await w.perform(clear, w.responder, { id, system: web.id, state: 'ruled_out', reason: 'No trace' })
    const add = (line: object) =>
      w.perform(scope.add, w.responder, {
        id,
        topic: 'data',
        what: 'Customer list',
        standing: 'suspected',
        ...line,
      })
    await expect(add({})).rejects.toMatchObject({ kind: 'invalid' })
    await expect(add({ topic: 'work', people: 3 })).rejects.toMatchObject({ kind: 'invalid' })
    const { lines } = await add({ dataKind: 'personal' })
    const line = lines[0]?.id ?? ''
    const sheet = await w.perform(scope.change, w.lead, {
      id,
      line,
      standing: 'known',
      people: 412,
      reason: 'Counted in the export',
    })
    expect(sheet).toMatchObject({
      lines: [{ dataKind: 'personal', standing: 'known', people: 412, note: 'Counted in the export' }],
      systems: [
        { name: 'FILE01', standing: 'known' },
        { name: 'WEB01', standing: 'ruled_out' },
      ],
    })
    expect((await w.leaves({ stream: id })).at(-1)).toMatchObject({
      kind: 'scope.change',
      fields: { from: 'suspected', to: 'known', people: '412' },
    })
  })

  test('U22 R52 a lead who used the investigation sees what is missing before closing, and an untouched case is not held up', async () => {
    const id = await declare()
    expect(await open(id)).toEqual([])
    const { id: party } = await w.perform(parties.add, w.responder, {
      id,
      name: 'Customers in Linz',
      audience: 'customers',
    })
    expect((await open(id)).map(({ where }) => where.split('=')[1])).toEqual(['causes', 'causes', 'reach'])
    expect(await open(id, 'false_alarm')).toEqual([])
    const close = () =>
      w.perform(closeWith({ closureConditions: [investigationCondition] }), w.lead, {
        id,
        summary: 'Done',
        initialVector: 'phishing',
      })
    await expect(close()).rejects.toMatchObject({
      kind: 'conflict',
      detail: { reason: 'closure_conditions' },
    })
    await w.perform(causes.vector, w.responder, { id, vector: 'phishing', confidence: 'likely' })
    for (const words of ['human error', 'Anwenderfehler', 'Eva was careless'])
      await expect(w.perform(causes.factor, w.responder, { id, kind: 'other', words })).rejects.toMatchObject(
        {
          kind: 'invalid',
          detail: { reason: 'blame', faults: [{ path: 'words' }] },
        },
      )
    const first = await w.perform(causes.factor, w.responder, {
      id,
      kind: 'no_second_check',
      words: 'Nobody calls back when an account changes',
    })
    const behind = first.factors[0]?.id ?? ''
    await w.perform(causes.factor, w.responder, {
      id,
      kind: 'unclear_duty',
      words: 'The rule has no owner',
      behind,
    })
    await expect(
      w.perform(causes.withdraw, w.lead, { id, factor: behind, reason: 'x' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await expect(
      w.perform(parties.tell, w.lead, { id, party, toldAt: '2099-01-01T00:00:00Z', how: 'letter' }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    expect(
      await w.perform(parties.leaveUntold, w.lead, { id, party, reason: 'No data of theirs was there' }),
    ).toMatchObject({ silenceReason: 'No data of theirs was there' })
    expect(await open(id)).toEqual([])
    expect(await close()).toMatchObject({ status: 'closed' })
  })

  test('R52 a lead closes a serious case that nobody looked into only once a cause is named, and the closing names the way in', async () => {
    const opened = { title: 'Locked', kind: 'ransomware', severity: 'S1' } as const
    const { id } = await w.perform(opening.open, w.lead, opened)
    const close = () =>
      w.perform(closeWith({ closureConditions: [investigationCondition] }), w.lead, {
        id,
        summary: 'Restored',
        initialVector: 'stolen_credentials',
      })
    await expect(close()).rejects.toMatchObject({
      kind: 'conflict',
      detail: { faults: [{ message: expect.stringMatching(/made it possible/) }] },
    })
    await w.perform(causes.factor, w.lead, { id, kind: 'weak_sign_in', words: 'A password alone let one in' })
    expect(await close()).toMatchObject({ status: 'closed' })
  })

  test('R40 each affected party is told at a time, by somebody, in some way, or not for a reason', async () => {
    const id = await declare()
    const { id: party } = await w.perform(parties.add, w.counsel, {
      id,
      name: 'Insurer',
      audience: 'insurer',
    })
    await w.perform(parties.leaveUntold, w.lead, { id, party, reason: 'Below the excess' })
    const told = await w.perform(parties.tell, w.lead, {
      id,
      party,
      toldAt: '2026-03-01T10:00:00+01:00',
      how: 'phone',
      note: 'Ms Berger',
    })
    expect(told).toMatchObject({
      toldAt: '2026-03-01T09:00:00.000Z',
      toldBy: w.lead.name,
      toldHow: 'phone',
      silenceReason: null,
    })
    await expect(w.perform(parties.leaveUntold, w.lead, { id, party, reason: 'late' })).rejects.toMatchObject(
      { kind: 'conflict' },
    )
    expect((await kinds(id)).slice(-3)).toEqual(['party.add', 'party.leave', 'party.tell'])
  })

  test('U22 an owner asks for causes at every closing, and an open waiver is settled by whoever leads', async () => {
    const id = await declare()
    const run = await w.perform(running.start, w.lead, { id })
    const step = run.document.steps.find(
      ({ destructive, needsEvidence = [] }) => destructive && needsEvidence.length > 0,
    )
    const items = step?.needsEvidence ?? []
    const move = running.moveStepWith({
      refuseUnknownEvidence: async () => {},
      refuseUnreadGuide: async () => {},
    })
    await w.perform(move, w.lead, {
      id,
      step: step?.id ?? '',
      move: { move: 'done' },
      waiver: { items: [...items], reason: 'Power was failing' },
    })
    expect((await w.perform(settling.waivers, w.auditor, { id })).items).toMatchObject([
      { waiver: 1, isOpen: true, reason: 'Power was failing' },
    ])
    expect(await open(id)).toEqual([])
    await expect(w.perform(settling.changeRule, w.lead, { asks: 'every' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await w.perform(settling.changeRule, w.owner, { asks: 'every' })
    const asked = (await open(id)).map(({ where }) => where.split('=')[1])
    await expect(w.perform(settling.changeRule, w.owner, { asks: 'used' })).rejects.toMatchObject({
      kind: 'invalid',
      detail: { faults: [{ path: 'reason' }] },
    })
    const usual = await w.perform(settling.changeRule, w.owner, { asks: 'serious' })
    expect(usual).toMatchObject({ asks: 'serious', changedBy: w.owner.name })
    expect(asked).toEqual(['causes', 'causes', 'finish'])
    await expect(
      w.perform(settling.settle, w.responder, { id, waiver: 1, words: 'x' }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(settling.settle, w.lead, { id, waiver: 2, words: 'x' })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const settled = await w.perform(settling.settle, w.lead, {
      id,
      waiver: 1,
      words: 'Memory is lost, the disk tells the same',
    })
    expect(settled.items).toMatchObject([{ isOpen: false, settledBy: w.lead.name }])
  })

  test('U54 an exercise never counts, and a real case that was entered afterwards is left out with a reason', async () => {
    const counts = (id: string) =>
      asSystem(w.house, w.tenantId, 'Test', (context) => countsInNumbers(context, id))
    const [exercise, real] = [await declare('exercise'), await declare()]
    expect([await counts(exercise), await counts(real)]).toEqual([false, true])
    const marked = await w.perform(causes.counting, w.lead, {
      id: real,
      counting: 'entered_afterwards',
      reason: 'From 2024',
    })
    expect(marked).toMatchObject({ counts: false, leftOutAs: 'entered_afterwards' })
    expect(await counts(real)).toBe(false)
  })

  test('an auditor reads and changes nothing, a stranger finds nothing, and a closed case stays as it is', async () => {
    const id = await declare()
    await w.perform(hypotheses.list, w.auditor, { id })
    await expect(w.perform(hypotheses.add, w.auditor, { id, text: 'x' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(traces.list, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
    await w.perform(closeWith({ closureConditions: [investigationCondition] }), w.lead, {
      id,
      summary: 'Done',
      initialVector: 'unknown',
      disposition: 'resolved',
    })
    await expect(w.perform(hypotheses.add, w.lead, { id, text: 'x' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(
      w.perform(causes.vector, w.lead, { id, vector: 'phishing', confidence: 'likely' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('R41 a lead sees the earlier case with the same cause, and not the one whose cause was taken back', async () => {
    const similar = listSimilarWith({ incidentsWithFactorOf, incidentsWithTraceOf })
    const [earlier, withdrawn, now] = [await declare(), await declare(), await declare()]
    const cause = {
      kind: 'leaver_access',
      words: 'The account of a leaver was still open',
      confidence: 'likely',
    } as const
    const unlike = { ...cause, kind: 'other' } as const
    for (const id of [earlier, withdrawn]) await w.perform(causes.factor, w.responder, { id, ...cause })
    const { factors } = await w.perform(causes.factor, w.responder, { id: withdrawn, ...unlike })
    for (const { id: factor } of factors)
      await w.perform(causes.withdraw, w.lead, { id: withdrawn, factor, reason: 'It was closed' })
    await w.perform(causes.factor, w.responder, { id: now, ...cause })

    const { items } = await w.perform(similar, w.lead, { id: now })

    const withCause = items.filter(({ shares }) => shares.some(({ what }) => what === 'factor'))
    expect(withCause.map(({ id }) => id)).toEqual([earlier])
    expect(withCause[0]?.shares).toContainEqual({ what: 'factor', name: cause.words })
  })
})
