import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import type { AnnouncementOf } from '../../../base/announcement.ts'
import { asSystem } from '../../../platform/action.ts'
import * as catching from '../../respond/incidents/actions/keep-captures.ts'
import { closeWith } from '../../respond/incidents/actions/close-incident.ts'
import * as lanes from '../../respond/incidents/actions/use-lanes.ts'
import * as leading from '../../respond/incidents/actions/lead-incident.ts'
import * as opening from '../../respond/incidents/actions/open-incident.ts'
import * as circle from '../../respond/incidents/actions/restrict-incident.ts'
import * as running from '../../respond/incidents/actions/run-playbook.ts'
import * as systems from '../../respond/incidents/actions/work-systems.ts'
import * as parties from '../../respond/investigation/actions/tell-parties.ts'
import * as risks from '../../prepare/risks/actions.ts'
import * as planning from './actions/plan-reviews.ts'
import { propose } from './actions/propose-measure.ts'
import * as reviewing from './actions/read-review.ts'
import * as voices from './actions/voices.ts'
import { remindReviews } from './jobs.ts'
import { planAfterRecovery, planReviewOfExercise, reviewCondition, reviewOf } from './public.ts'
import { planAtEndings } from './reactions.ts'

describe('reviews', () => {
  let w: World
  const heard: AnnouncementOf<'look_back.due'>[] = []
  const close = closeWith({ closureConditions: [reviewCondition] })
  const back = systems.changeStateWith({
    findReturnGaps: async () => [],
    keepMove: planAfterRecovery,
  })
  beforeAll(async () => {
    w = await world()
    planAtEndings(w.house.announcer)
    w.house.announcer.on('look_back.due', async (_context, event) => void heard.push(event))
  })
  afterAll(() => w.close())

  const declare = async (given: object = {}) => {
    const title = `Files are locked ${randomUUID()}`
    const { id } = await w.perform(opening.open, w.lead, {
      title,
      kind: 'ransomware',
      severity: 'S2',
      ...given,
    })
    return id
  }
  const recover = async (id: string) => {
    const { id: system } = await w.perform(systems.add, w.responder, {
      id,
      name: 'FILE01',
      state: 'isolated',
    })
    for (const state of ['cleaned', 'verified', 'reconnected'] as const)
      await w.perform(back, w.responder, { id, system, state, reason: 'Proved' })
  }
  const ended = { summary: 'Clean', initialVector: 'phishing', disposition: 'resolved' } as const
  const reviewIn = async (incidentId: string) =>
    (await w.perform(planning.list, w.owner, { incidentId })).items[0]
  const at = (day: string, work: Parameters<typeof asSystem>[3]) =>
    asSystem(w.house, w.tenantId, 'Muster', (context) =>
      work({ ...context, now: new Date(`${day}T08:00:00Z`) }),
    )

  test('R80 U49 closing plans the review by severity with owner, day, facilitator and agenda; a second person hears of one that is late', async () => {
    const [serious, small] = [await declare(), await declare({ severity: 'S4' })]
    await w.perform(close, w.lead, { id: small, ...ended })
    expect(await reviewIn(small)).toMatchObject({ form: 'lite', why: 'closing', mode: 'real' })
    await recover(serious)
    const early = await reviewIn(serious)
    expect(early).toMatchObject({ form: 'full', why: 'recovery', state: 'planned' })
    await w.perform(close, w.lead, { id: serious, ...ended })
    expect(await reviewIn(serious)).toEqual(early)
    const whole = await w.perform(reviewing.read, w.owner, { id: early?.id ?? '' })
    expect(whole.agenda).toHaveLength(12)
    expect([whole.ownerId, whole.facilitatorId]).not.toContain(null)
    for (const disposition of ['false_alarm', 'cancelled'] as const) {
      const other = await declare()
      await w.perform(close, w.lead, { id: other, ...ended, disposition })
      expect(await reviewIn(other)).toBeUndefined()
    }
    // Planned when all was back, and then it was nothing: nobody is called to look back at it.
    const nothing = await declare()
    await recover(nothing)
    const needless = (await reviewIn(nothing))?.id ?? 'none'
    await w.perform(close, w.lead, { id: nothing, ...ended, disposition: 'false_alarm' })
    const day = early?.dueOn ?? ''
    const second = w.owner.memberId === whole.ownerId ? w.lead : w.owner
    await w.perform(planning.changeRule, w.owner, { asks: 'planned', secondId: second.memberId })
    heard.length = 0
    const later = (days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
    for (const days of [-9, -2, -1, 1, 1, 2, 3]) await at(later(days), remindReviews)
    const about = heard.filter(({ reviewId }) => reviewId === early?.id)
    expect(about.map(({ stage }) => stage)).toEqual(['reminder', 'overdue', 'escalation'])
    expect([needless, ...heard.map(({ reviewId }) => reviewId)].lastIndexOf(needless)).toBe(0)
    expect(about.map(({ memberId }) => memberId)).toEqual([
      ...[whole.ownerId, whole.ownerId],
      second.memberId,
    ])
  })

  test('R80 a lead cannot close a serious case before its review, where the house asks for it, but for a waiver with a reason', async () => {
    await expect(w.perform(planning.changeRule, w.owner, { asks: 'nothing' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await w.perform(planning.changeRule, w.owner, { asks: 'held' })
    const [id, rehearsal, alarm] = [await declare(), await declare({ mode: 'exercise' }), await declare()]
    await w.perform(close, w.lead, { id: rehearsal, ...ended })
    expect(await reviewIn(rehearsal)).toBeUndefined()
    await w.perform(close, w.lead, { id: alarm, ...ended, disposition: 'false_alarm' })
    await expect(w.perform(close, w.lead, { id, ...ended })).rejects.toMatchObject({
      detail: { reason: 'closure_conditions', faults: [{ path: `/incidents/${id}/review` }] },
    })
    const { id: review } = await w.perform(planning.plan, w.lead, { incidentId: id })
    await expect(w.perform(planning.plan, w.lead, { incidentId: id })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(w.perform(close, w.lead, { id, ...ended })).rejects.toMatchObject({ kind: 'conflict' })
    await expect(w.perform(reviewing.move, w.lead, { id: review, move: 'waive' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await expect(
      w.perform(reviewing.move, w.responder, { id: review, move: 'waive', reason: 'No time' }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    const reason = 'The insurer reviewed it with us'
    await w.perform(reviewing.move, w.lead, { id: review, move: 'waive', reason })
    await w.perform(close, w.lead, { id, ...ended })
    const leaves = await w.leaves({ stream: id })
    expect(leaves.find(({ kind }) => kind === 'review.waive')?.fields).toMatchObject({ reason })
    await w.perform(planning.changeRule, w.owner, { asks: 'planned' })
  })

  test('R16 R83 R84 R85 R87 R19 a facilitator finds what was really done: steps with reasons, needs with delay, minutes lost, what was known at each decision, and no word of a sealed lane', async () => {
    const id = await declare()
    const { steps } = (await w.perform(running.start, w.lead, { id })).document
    const [first, next] = steps
    const moveStep = running.moveStepWith({
      refuseUnknownEvidence: async () => {},
      refuseUnreadGuide: async () => {},
    })
    const skip = { move: 'skip', reason: `${w.responder.name} found none of these` } as const
    await w.perform(moveStep, w.responder, { id, step: first?.id ?? '', move: { move: 'done' } })
    await w.perform(moveStep, w.responder, { id, step: next?.id ?? '', move: skip })
    const need = await w.perform(catching.addNeed, w.responder, { id, text: 'Who has the keys?' })
    await w.perform(leading.note, w.responder, { id, kind: 'note', text: 'The backup is clean' })
    await w.perform(leading.decide, w.lead, {
      id,
      text: 'Restore tonight',
      options: [`Ask ${w.responder.name}`],
    })
    await w.perform(catching.answerNeed, w.lead, { id, need: need.id, answer: 'The landlord' })
    const blocked = { id, text: 'Nobody had the password', kind: 'access' } as const
    await w.perform(catching.addBlocker, w.responder, blocked)
    const lane = await w.perform(lanes.open, w.lead, { id, kind: 'staff' })
    const sealed = `talk with staff ${randomUUID()}`
    await w.perform(lanes.add, w.lead, { id, lane: lane.id, text: sealed })
    await w.perform(close, w.lead, { id, ...ended })
    const review = (await reviewIn(id))?.id ?? ''
    const { record, missing } = await w.perform(reviewing.read, w.owner, { id: review })
    expect(record?.steps.slice(0, 2)).toMatchObject([
      { became: 'done', doneIn: 1, settledIn: 1 },
      { became: 'skipped', reason: 'responder found none of these', by: 'responder', doneIn: 0 },
    ])
    expect(record).toMatchObject({
      followedPercent: 50,
      wanted: [{ text: 'Who has the keys?', minutes: 0 }],
      held: { items: [{ kind: 'access', text: 'Nobody had the password' }], minutes: 0 },
    })
    const [decision] = record?.decisions ?? []
    expect(decision).toMatchObject({ by: 'lead', options: ['Ask responder'], open: ['Who has the keys?'] })
    expect(decision?.known.map(({ text }) => text)).toContain('The backup is clean')
    expect(decision?.later.map(({ text }) => text)).toEqual(['Who has the keys? — The landlord'])
    expect(missing.map(({ part }) => part)).toContain('q1')
    const german = await w.perform(reviewing.read, w.owner, { id: review, language: 'de' })
    expect(german.record?.decisions[0]?.by).toBe('Leitung')
    const named = await w.perform(reviewing.read, w.owner, { id: review, names: 'yes' })
    expect(named.record?.decisions[0]?.by).toBe(w.lead.name)
    expect(JSON.stringify([record, named])).not.toContain(sealed)
  })

  test('R82 U51 R80 people write in two parts at once, say without a name how it went before anybody reads it, and it ends when nothing is missing', async () => {
    const id = await declare({ severity: 'S3' })
    await w.perform(close, w.lead, { id, ...ended })
    const review = (await reviewIn(id))?.id ?? ''
    const put = (part: 'lists' | 'q7' | 'q8' | 'q10', body: object, basedOn = 0, who = w.responder) =>
      w.perform(reviewing.write, who, { id: review, part, basedOn, body: { ...body } })
    const said = await put('q10', { learned: 'Mail was the weak spot. It was the careless user.' })
    expect(said.hints).toMatchObject([{ words: 'careless' }])
    await put('q7', { onlyTraining: 'One person works here' }, 0, w.lead)
    await expect(put('q10', { learned: 'Mine' }, 0, w.lead)).rejects.toMatchObject({
      detail: { reason: 'outdated' },
    })
    await put('q10', { learned: 'Mail was the weak spot.' }, 1, w.lead)
    await put('q8', { signs: [{ sign: 'Odd rule', ends: 'rule', rule: 'mailbox_rule' }] })
    const { missing: half } = await w.perform(reviewing.read, w.lead, { id: review })
    expect(half.map(({ part, what }) => `${part} ${what}`)).toContain('q8 unfinished')
    await put('q8', { signs: [{ sign: 'Odd rule', ends: 'cannot', how: 'Our mail has no log' }] }, 1)
    const written = (await w.leaves({ stream: id })).filter(({ kind }) => kind === 'review.write')
    expect(written.map(({ fields }) => fields['part']).toSorted()).toEqual(['q10', 'q10', 'q7', 'q8'])
    const hold = () => w.perform(reviewing.move, w.lead, { id: review, move: 'hold' })
    await expect(hold()).rejects.toMatchObject({
      detail: { reason: 'review_open', faults: [{ path: 'lists' }, {}] },
    })
    await put('lists', { well: [{ text: 'We called at once', moments: [1] }], better: [{ text: 'No list' }] })
    await expect(hold()).rejects.toMatchObject({ detail: { faults: [{ path: 'lists' }] } })
    const better = [{ text: 'No list of numbers', moments: [1] }]
    await put('lists', { well: [{ text: 'We called at once', moments: [1] }], better }, 1)
    const nameless = { id: review, kept: 'The calm', isAnonymous: true }
    await w.perform(voices.add, w.responder, nameless)
    await w.perform(voices.add, w.auditor, { id: review, surprised: 'The speed' })
    await w.perform(voices.add, w.auditor, { id: review, surprised: 'The speed, really' })
    const before = await w.perform(reviewing.read, w.lead, { id: review })
    expect(before.voices).toMatchObject({ count: 2, items: null })
    await w.perform(reviewing.move, w.lead, { id: review, move: 'open_voices' })
    const { voices: opened } = await w.perform(reviewing.read, w.lead, { id: review })
    expect(opened.items?.toSorted((a, b) => a.by.localeCompare(b.by))).toMatchObject([
      { kept: 'The calm', by: '' },
      { surprised: 'The speed, really', by: w.auditor.name },
    ])
    await expect(w.perform(voices.add, w.lead, nameless)).rejects.toMatchObject({ kind: 'conflict' })
    const traces = JSON.stringify(await w.leaves({ stream: id })) + JSON.stringify(await w.leaves())
    expect(traces).not.toContain('The calm')
    expect(await hold()).toMatchObject({ state: 'held', endedBy: w.lead.name })
    await expect(put('q10', { learned: 'Later' }, 2)).rejects.toMatchObject({ kind: 'conflict' })
    const leaf = (await w.leaves({ stream: id })).find(({ kind }) => kind === 'review.conclude')
    expect(leaf?.fields).toMatchObject({ q10: 'Mail was the weak spot.' })
  })

  test('R95 a rehearsal and a near miss have the same review, and who is outside the circle of a case sees none of it', async () => {
    const exerciseId = randomUUID()
    const asked = { exerciseId, title: 'Fire in the server room', leadId: w.lead.memberId }
    const made = await asSystem(w.house, w.tenantId, 'Muster', (context) =>
      planReviewOfExercise(context, asked),
    )
    const again = await asSystem(w.house, w.tenantId, 'Muster', (context) =>
      planReviewOfExercise(context, asked),
    )
    expect(again).toBe(made)
    const near = await declare({ mode: 'near_miss' })
    await w.perform(close, w.lead, { id: near, ...ended })
    const { items } = await w.perform(planning.list, w.auditor, { limit: 200 })
    expect(new Set(items.map(({ mode }) => mode))).toEqual(new Set(['real', 'exercise', 'near_miss']))
    const shown = await w.perform(reviewing.read, w.auditor, { id: made })
    expect(shown).toMatchObject({ kind: 'exercise', record: null, number: null })
    const known = await asSystem(w.house, w.tenantId, 'Muster', (context) =>
      reviewOf(context, { kind: 'exercise', id: exerciseId }),
    )
    expect(known).toMatchObject({ id: made, state: 'planned' })
    await w.perform(circle.restrict, w.lead, { id: near, people: [w.lead.memberId], reason: 'Staff' })
    const review = items.find(({ incidentId }) => incidentId === near)?.id ?? ''
    for (const who of [w.auditor, w.stranger, w.owner])
      await expect(w.perform(reviewing.read, who, { id: review })).rejects.toMatchObject({
        kind: 'not_found',
      })
    await expect(w.perform(planning.list, w.auditor, { incidentId: near })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  test('R86 R88 R89 R90 a facilitator sees the risk and its age that day, who was told when, and improvements with owners that the review asks for', async () => {
    const known = {
      name: `Locked files ${randomUUID()}`,
      kind: 'ransomware',
      likelihood: 'likely',
      harm: 'heavy',
    }
    await w.perform(risks.add, w.lead, { ...known, kind: 'ransomware', likelihood: 'likely', harm: 'heavy' })
    const id = await declare({ severity: 'S3' })
    const landlord = await w.perform(parties.add, w.lead, { id, name: 'Landlord', audience: 'partner' })
    const toldAt = new Date().toISOString()
    const told = { id, party: landlord.id, how: 'phone', note: 'He knows', toldAt } as const
    await w.perform(parties.tell, w.lead, told)
    await w.perform(parties.add, w.lead, { id, name: 'Neighbour', audience: 'other' })
    await w.perform(close, w.lead, { id, ...ended })
    const review = (await reviewIn(id))?.id ?? ''
    const before = await w.perform(reviewing.read, w.auditor, { id: review })
    expect(before.record?.risks.find(({ name }) => name === known.name)).toMatchObject({
      ...{ fits: 'kind', ageDays: 0, likelihood: 'likely' },
    })
    expect(before.record?.told).toMatchObject([{ who: 'Landlord', what: 'party', minutes: 0 }])
    expect(before.record?.untold).toEqual(['Neighbour'])
    expect(before.record?.earlySigns.length).toBeGreaterThan(0)
    const asked = async () =>
      (await w.perform(reviewing.read, w.lead, { id: review })).missing.flatMap(({ part, what }) =>
        part === 'q7' ? [what] : [],
      )
    expect(await asked()).toEqual(['measures'])
    const measure = { id: review, title: 'Talk to everybody', kind: 'prevent', strength: 'train' } as const
    await w.perform(propose, w.responder, { ...measure, ownerId: w.lead.memberId, dueOn: '2027-01-15' })
    expect(await asked()).toEqual(['training'])
    await w.perform(propose, w.responder, { ...measure, title: 'Second factor', strength: 'engineer' })
    const { measures } = await w.perform(reviewing.read, w.lead, { id: review })
    expect(measures).toMatchObject([{ owner: w.lead.name, dueOn: '2027-01-15' }, { owner: '' }])
    expect(await asked()).toEqual([])
    await expect(w.perform(propose, w.stranger, { ...measure, id: review })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })
})
