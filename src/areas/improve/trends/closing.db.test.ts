import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import type { Action, AnyEndpoint } from '../../../platform/action.ts'
import type { closeIncident } from '../../respond/incidents/contract/incident.ts'
import * as catching from '../../respond/incidents/actions/keep-captures.ts'
import * as leading from '../../respond/incidents/actions/lead-incident.ts'
import * as lanes from '../../respond/incidents/actions/use-lanes.ts'
import * as opening from '../../respond/incidents/actions/open-incident.ts'
import * as circle from '../../respond/incidents/actions/restrict-incident.ts'
import * as exercises from '../exercises/actions/arrange-exercise.ts'
import * as figures from './actions/case-figures.ts'
import * as trends from './actions/read-trends.ts'

const named = (name: string) => actions.find(({ endpoint }) => endpoint.name === name)
const close = named('closeIncident') as Action<typeof closeIncident> // found by its name

describe('what a closing asks of the protections', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const declare = async (given: object = {}) =>
    (
      await w.perform(opening.open, w.lead, {
        ...{ title: 'Odd invoices', kind: 'ransomware', severity: 'S3' },
        ...given,
      })
    ).id
  const ending = { summary: 'Over', initialVector: 'phishing' } as const
  const asked = { kind: 'conflict', detail: { reason: 'closure_conditions' } }

  test('R114 a lead closes a case once a control is graded in it, or by their name and a reason why nobody can say', async () => {
    const [graded, waived] = [await declare(), await declare()]
    await expect(w.perform(close, w.lead, { id: graded, ...ending })).rejects.toMatchObject(asked)
    await w.perform(figures.grade, w.responder, { id: graded, control: 'mail_filter', grade: 'bypassed' })
    expect(await w.perform(close, w.lead, { id: graded, ...ending })).toMatchObject({ status: 'closed' })

    const reason = 'The firm that ran the mail is gone'
    await expect(w.perform(figures.waive, w.responder, { id: waived, reason })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(figures.waive, w.stranger, { id: waived, reason })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const said = await w.perform(figures.waive, w.lead, { id: waived, reason })
    expect(said.waiver).toMatchObject({ reason, by: w.lead.name })
    await w.perform(figures.waive, w.lead, { id: waived, reason: null })
    await expect(w.perform(close, w.lead, { id: waived, ...ending })).rejects.toMatchObject(asked)
    await w.perform(figures.waive, w.lead, { id: waived, reason })
    expect(await w.perform(close, w.lead, { id: waived, ...ending })).toMatchObject({ status: 'closed' })
    await expect(w.perform(figures.waive, w.lead, { id: waived, reason })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const kinds = (await w.leaves({ stream: waived })).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'control.waive')).toHaveLength(3)
  })

  test('R114 a minor case, a false alarm, a rehearsal and a near miss are closed as ever', async () => {
    const free = [
      { id: await declare({ severity: 'S4' }), ...ending },
      { id: await declare(), ...ending, disposition: 'false_alarm' as const },
      { id: await declare({ mode: 'exercise' }), ...ending },
      { id: await declare({ mode: 'near_miss' }), ...ending },
    ]
    for (const one of free) expect(await w.perform(close, w.lead, one)).toMatchObject({ status: 'closed' })
  })

  test('R84 an owner sees in the numbers what people waited longest to know, and a closed case is in nobody else’s', async () => {
    const [id, secret] = [await declare(), await declare()]
    const long = await w.perform(catching.addNeed, w.responder, { id, text: 'Who has the keys?' })
    const short = await w.perform(catching.addNeed, w.responder, { id, text: 'Which bank?' })
    const hidden = `Which of us? ${randomUUID()}`
    await w.perform(catching.addNeed, w.lead, { id: secret, text: hidden })
    const wanted = async (need: string, span: string) =>
      w.house.wall.inTenant(w.tenantId, ({ $client }) =>
        $client.query(`update app.info_need set wanted_at = wanted_at - $2::interval where id = $1`, [
          need,
          span,
        ]),
      )
    await wanted(long.id, '5 hours')
    await wanted(short.id, '20 minutes')
    await w.perform(catching.answerNeed, w.lead, { id, need: short.id, answer: 'The old one' })
    const people = [w.lead.memberId]
    await w.perform(circle.restrict, w.lead, { id: secret, people, reason: 'Staff' })
    const { delays } = await w.perform(trends.read, w.owner, {})
    expect(delays).toMatchObject({ asked: 2, open: 1, medianMinutes: 20 })
    expect(delays.longest).toMatchObject([
      { text: 'Who has the keys?', minutes: 300, isOpen: true },
      { text: 'Which bank?', minutes: 20, isOpen: false },
    ])
    expect(JSON.stringify(await w.perform(trends.read, w.lead, {}))).toContain(hidden)
  })

  test('R19 no list and no number of the trends or the exercises holds a word of a sealed lane, whoever asks', async () => {
    const id = await declare({ title: `Case ${randomUUID()}` })
    const lane = await w.perform(lanes.open, w.lead, { id, kind: 'staff' })
    const sealed = `talk with staff ${randomUUID()}`
    await w.perform(lanes.add, w.lead, { id, lane: lane.id, text: sealed })
    await w.perform(leading.note, w.lead, { id, kind: 'note', text: 'An open line' })
    const session = await w.perform(exercises.arrange, w.lead, { scenario: 'ransomware', length: 15 })
    expect(session.players.map(({ memberId }) => memberId)).toContain(w.owner.memberId)
    const readers = actions.filter(
      ({ endpoint: { method, path } }) =>
        method === 'GET' &&
        /^\/(trends|exercises|review-numbers|reviews|plan-tests|incidents\/\{id\}\/figures)/.test(path),
    )
    expect(readers.length).toBeGreaterThan(10)
    const { rows } = await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query<{ lines: number }>(`select count(*)::int as lines from app.lane where incident_id = $1`, [
        id,
      ]),
    )
    expect(rows[0]?.lines).toBe(1)
    let answered = 0
    for (const one of readers)
      for (const who of [w.lead, w.owner, w.auditor]) {
        const about = /exercises\/\{id\}/.test(one.endpoint.path) ? session.id : id
        const input = one.endpoint.path.includes('{id}') ? { id: about } : {}
        // An action of any endpoint; what does not fit its input is refused.
        const answer = await w.perform(one as Action<AnyEndpoint>, who, input).then(
          (found) => JSON.stringify(found),
          () => undefined,
        )
        if (answer === undefined) continue
        answered += 1
        expect(answer, one.endpoint.name).not.toContain(sealed)
        expect(answer, one.endpoint.name).not.toContain(lane.id)
      }
    expect(answered).toBeGreaterThan(20)
  })

  test('U52 a lead arranges the board for everybody, and nobody else does', async () => {
    await w.perform(trends.arrange, w.lead, { cards: ['times', 'often'] })
    expect((await w.perform(trends.read, w.auditor, {})).board).toEqual({
      cards: ['times', 'often'],
      isArranged: true,
      can: false,
    })
    await expect(w.perform(trends.arrange, w.responder, { cards: ['often'] })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(trends.arrange, w.lead, { cards: ['often', 'often'] })).rejects.toMatchObject({
      kind: 'invalid',
    })
  })
})
