import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem } from '../../../platform/action.ts'
import * as policies from './actions/manage-policies.ts'
import * as retainers from './actions/manage-retainers.ts'
import { announceRenewals } from './jobs.ts'
import { insuranceDates } from './public.ts'

describe('insurance and the firm on call', () => {
  let w: World
  let today: string
  const heard: { what: string; title: string; memberId: string | null }[] = []
  beforeAll(async () => {
    w = await world()
    today = dayIn(w.house.now(), 'Europe/Vienna')
    w.house.announcer.on('date.near', async (_context, event) => void heard.push(event))
  })
  afterAll(() => w.close())

  const run = (days = 0) =>
    asSystem(w.house, w.tenantId, 'insurance.renewal', (context) =>
      announceRenewals({ ...context, now: new Date(context.now.getTime() + days * 86_400_000) }),
    )

  test('R79 N5 a responder reads hotline, number, notice duty and panel of what covers today, and of nothing else', async () => {
    const policy = {
      name: 'Cyber',
      insurer: 'Old Mutual',
      number: 'P-77',
      hotline: '+43 800 1',
      noticeHours: 72,
      consentAbove: 0,
      panel: ['Good Forensics'],
      exclusions: ['War'],
      coverLimit: 500_000,
      excess: 5000,
      ownerId: w.lead.memberId,
      startsOn: dayAfter(today, -300),
      endsOn: dayAfter(today, 65),
    }
    await w.perform(policies.add, w.owner, policy)
    await w.perform(policies.add, w.owner, {
      ...policy,
      name: 'Last year',
      startsOn: null,
      endsOn: dayAfter(today, -1),
    })
    await w.perform(retainers.addRetainer, w.owner, {
      name: 'Good Forensics',
      phone: '+43 1 9',
      answerHours: 4,
      authority: 'Owner or lead, up to 10,000',
      panel: 'yes',
      endsOn: dayAfter(today, 61),
    })
    const card = await w.perform(retainers.readCard, w.responder, {})
    expect(card.policies).toMatchObject([{ name: 'Cyber', number: 'P-77', noticeHours: 72, consentAbove: 0 }])
    expect(card.retainers).toMatchObject([{ phone: '+43 1 9', answerHours: 4, panel: 'yes' }])
    await expect(w.perform(retainers.readCard, w.staff, {})).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(policies.add, w.responder, { name: 'X', insurer: 'Y' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('R78 an attestation counts only with a check of the past in words, and warns 60 days before renewal', async () => {
    const { items } = await w.perform(policies.list, w.auditor, { q: 'cyber' })
    const [{ id } = expect.fail('the policy stands')] = items
    const add = (statement: string) =>
      w.perform(policies.attest, w.owner, { id, statement, check: 'List of accounts without it' })
    await add('Everybody has a second factor')
    const { attestations } = await add('Backups are offline')
    const [factor = expect.fail(), offline = expect.fail()] = attestations
    expect(factor.state).toBe('unproved')
    const prove = (
      attestation: string,
      checkedOn: string,
      validUntil: string,
      words = 'The list was empty',
    ) => w.perform(policies.prove, w.owner, { id, attestation, checkedOn, validUntil, words })
    await expect(prove(factor.id, dayAfter(today, 1), dayAfter(today, 90))).rejects.toMatchObject({
      detail: { faults: [{ path: 'checkedOn' }] },
    })
    await expect(prove(factor.id, today, dayAfter(today, 90), 'ok')).rejects.toMatchObject({
      kind: 'invalid',
    })
    await prove(factor.id, today, dayAfter(today, 200))
    // Proved today, but not any more on the day on which the policy is renewed.
    const proved = await prove(offline.id, today, dayAfter(today, 30))
    expect(proved.attestations.map(({ state }) => state)).toEqual(['proved', 'proved'])
    for (const days of [0, 5, 6]) await run(days)
    const attested = heard.filter(({ what }) => what === 'attestation_unproved')
    expect(attested).toMatchObject([{ title: 'Backups are offline', memberId: w.lead.memberId }])
    expect(heard.filter(({ what }) => what === 'policy_end')).toMatchObject([{ title: 'Cyber' }])
    await w.perform(policies.withdraw, w.owner, { id, attestation: offline.id, reason: 'Told them' })
    expect((await w.perform(policies.get, w.auditor, { id })).attestations).toHaveLength(1)
  })

  test('R8 the end of an agreement with a firm on call is announced 60 days ahead, once', async () => {
    for (const days of [1, 2, 40]) await run(days)
    expect(heard.filter(({ what }) => what === 'retainer_end')).toMatchObject([{ title: 'Good Forensics' }])
  })

  test('R8 an agreement that ends raises one task, which stands in the calendar until its owner says what came of it', async () => {
    const firm = {
      name: 'Night Forensics',
      phone: '+43 1 99',
      ownerId: w.lead.memberId,
      panel: 'no' as const,
    }
    const { id, tasks } = await w.perform(retainers.addRetainer, w.lead, {
      ...firm,
      endsOn: dayAfter(today, 70),
    })
    expect(tasks).toEqual([])
    for (const days of [9, 10, 11]) await run(days)
    const waiting = async () => {
      const { items } = await w.perform(retainers.listRetainers, w.auditor, { q: 'night' })
      return items[0]?.tasks ?? []
    }
    const due = async () =>
      (await asSystem(w.house, w.tenantId, 'x', insuranceDates)).filter(({ title }) => title === firm.name)
    // Sixty days ahead, not seventy-one; the insurance that is renewed in 65 days asks about its panel as well.
    expect((await waiting()).map(({ cause }) => cause).toSorted()).toEqual(['ends', 'panel'])
    expect((await due()).map(({ kind, ownerId }) => [kind, ownerId])).toEqual([
      ['retainer_panel', w.lead.memberId],
      ['retainer_renewal', w.lead.memberId],
    ])
    const task = (await waiting()).find(({ cause }) => cause === 'ends') ?? expect.fail()
    const said = { id, task: task.id, outcome: 'Asked for an offer' }
    await expect(w.perform(retainers.completeTask, w.responder, said)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(retainers.completeTask, w.stranger, said)).rejects.toMatchObject({
      kind: 'not_found',
    })
    await w.perform(retainers.completeTask, w.lead, said)
    await expect(w.perform(retainers.completeTask, w.lead, said)).rejects.toMatchObject({ kind: 'not_found' })
    // What was asked for closes the other by itself, and nothing is raised twice for the same day.
    await w.perform(retainers.changeRetainer, w.lead, {
      id,
      ...firm,
      panel: 'yes',
      endsOn: dayAfter(today, 70),
    })
    await run(12)
    expect(await waiting()).toEqual([])
    expect((await due()).map(({ kind }) => kind)).toEqual(['retainer_end'])
  })

  test('R79 a responder records the consent of the insurer, and nobody one that is still to come', async () => {
    const { items } = await w.perform(policies.list, w.auditor, { q: 'cyber' })
    const [{ id } = expect.fail('the policy stands')] = items
    const now = w.house.now()
    const consent = { id, what: 'Forensics by Other Ltd', amount: 4000, givenBy: 'Ms Claims' }
    const later = new Date(now.getTime() + 3_600_000).toISOString()
    await expect(
      w.perform(policies.agree, w.responder, { ...consent, givenAt: later }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await w.perform(policies.agree, w.responder, { ...consent, givenAt: now.toISOString() })
    const { consents } = await w.perform(policies.get, w.auditor, { id })
    expect(consents).toMatchObject([{ amount: 4000, givenBy: 'Ms Claims', recordedBy: w.responder.name }])
    await w.perform(policies.end, w.owner, { id, reason: 'Changed insurer' })
    expect((await w.perform(retainers.readCard, w.lead, {})).policies).toEqual([])
    const kinds = new Set((await w.leaves()).map(({ kind }) => kind))
    expect([...kinds]).toEqual(expect.arrayContaining(['consent.record', 'attestation.prove', 'policy.end']))
  })
})
