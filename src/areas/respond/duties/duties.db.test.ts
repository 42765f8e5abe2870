import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asSystem } from '../../../platform/action.ts'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import type { Action } from '../../../platform/action.ts'
import * as leading from '../incidents/actions/lead-incident.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import type { readSituation } from '../incidents/contract/situation.ts'
import type { readIncidentGrading } from '../incidents/contract/first-hour.ts'
import * as answering from './actions/answer-duties.ts'
import * as facts from './actions/change-facts.ts'
import * as register from './actions/keep-register.ts'
import * as duties from './actions/read-duties.ts'
import * as weighing from './actions/weigh-law.ts'
import { remindOfDuties } from './jobs.ts'

// As the program plugs them together.
const named = (name: string) => actions.find(({ endpoint }) => endpoint.name === name)
const situation = named('readSituation') as Action<typeof readSituation> // found by its name
const grading = named('readIncidentGrading') as Action<typeof readIncidentGrading> // likewise

const start = new Date('2026-10-23T14:40:00Z')
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000)
const lead33 = 'eu.gdpr.33.lead'

/** A firm in Austria that lost data of people at risk, on the Friday before a clock change. */
const breach = [
  { fact: 'personal_data_affected', value: true },
  { fact: 'role', value: ['controller'] },
  { fact: 'entity.established_in', value: ['AT'] },
  { fact: 'entity.eu_main_establishment', value: 'AT' },
  { fact: 'entity.classes', value: ['nis2_important'] },
  { fact: 'significant_incident', value: true },
  { fact: 'risk_to_individuals', value: 'risk' },
  { fact: 'encrypted_and_key_safe', value: false },
  { fact: 'times.became_aware_at', value: start.toISOString() },
]

describe('duties of a case', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  beforeEach(() => w.setNow(start))
  afterAll(() => w.close())

  const declare = async (rest: object = {}) =>
    (
      await w.perform(opening.open, w.lead, {
        title: 'Customer data lost',
        kind: 'ransomware',
        severity: 'S3',
        ...rest,
      })
    ).id
  const say = (id: string, revision: number, changes: typeof breach, reason = 'Seen on the screen') =>
    w.perform(facts.change, w.responder, { id, revision, changes, reason })
  const read = (id: string, who: MemberActor = w.auditor) => w.perform(duties.read, who, { id })
  const remind = () => asSystem(w.house, w.tenantId, 'Muster', remindOfDuties)
  const inbox = async (who: MemberActor, id: string) =>
    (
      await w.house.wall.inTenant(
        w.tenantId,
        async ({ $client }) =>
          (
            await $client.query<{ title: string }>(
              `select title from app.inbox_item where member_id = $1 and path = $2 order by id`,
              [who.memberId, `/incidents/${id}/duties`],
            )
          ).rows,
      )
    ).map(({ title }) => title)

  test('N3 a responder confirms facts, and every clock of the law runs from when the firm became aware', async () => {
    const id = await declare()
    const empty = await read(id)
    expect(empty.duties).toEqual([])
    expect(empty.questions.find(({ fact }) => fact === 'malicious_act')?.proposed).toBe(true)
    expect(empty.questions[0]?.fact).toBe('personal_data_affected')
    // Until somebody says when, the clock runs from the declaration, and the first question asks.
    const assumed = await say(id, 0, breach.slice(0, -1))
    expect(assumed.board.questions[0]).toMatchObject({
      fact: 'times.became_aware_at',
      proposed: start.toISOString(),
    })
    expect(assumed.board.duties[0]?.unconfirmed).toEqual(['times.became_aware_at'])
    expect(assumed.moved.map(({ key, what }) => [key, what])).toContainEqual([lead33, 'appeared'])
    const { board } = await say(id, 1, breach.slice(-1))
    expect(board.duties.flatMap(({ unconfirmed }) => unconfirmed)).toEqual([])
    const owed = new Map(board.duties.map((duty) => [duty.key, duty]))
    // 72 elapsed hours over the end of summer time.
    expect(owed.get(lead33)).toMatchObject({ dueAt: '2026-10-26T15:40:00+01:00', standing: 'running' })
    expect(owed.get('eu.nis2.early_warning')?.dueAt).toBe('2026-10-24T16:40:00+02:00')
    expect(owed.get('eu.nis2.final')).toMatchObject({ projected: true })
    expect(owed.get(lead33)?.said).toContainEqual(
      expect.objectContaining({
        fact: 'risk_to_individuals',
        by: w.responder.name,
        reason: 'Seen on the screen',
      }),
    )
    expect(board.factBase.judgedBy).toBe(board.factBase.edition)
    const leaf = (await w.leaves({ stream: id })).find(({ kind }) => kind === 'duty.fact')
    expect(leaf?.fields).toMatchObject({ reason: 'Seen on the screen', revision: '1' })
    expect(leaf?.fields['moved']).toContain(lead33)
  })

  test('N3 whoever changes when the firm became aware says why, and everybody sees what moved', async () => {
    const id = await declare()
    await say(id, 0, breach)
    const earlier = [{ fact: 'times.became_aware_at', value: hours(-10).toISOString() }]
    await expect(say(id, 1, earlier, '')).rejects.toMatchObject({ detail: { faults: [{ path: 'reason' }] } })
    const { board, moved } = await say(id, 1, earlier, 'The mail of the customer was read at six')
    expect(moved).toContainEqual(
      expect.objectContaining({ key: lead33, what: 'moved', to: '2026-10-26T05:40:00+01:00' }),
    )
    expect(board.revision).toBe(2)
    await expect(say(id, 1, [{ fact: 'ransom_paid', value: false }])).rejects.toMatchObject({
      kind: 'conflict',
      detail: { reason: 'stale' },
    })
    const wrong = [{ fact: 'times.detected_at', value: hours(5).toISOString() }]
    await expect(say(id, 2, wrong)).rejects.toMatchObject({ kind: 'invalid' })
    await expect(say(id, 2, [{ fact: 'role', value: ['boss'] }])).rejects.toMatchObject({
      detail: { faults: [{ path: 'changes.0.value' }] },
    })
    expect((await read(id)).revision).toBe(2)
  })

  test('N3 counsel signs that no notice is needed, with the facts as they stood, and can withdraw it', async () => {
    const id = await declare()
    await say(id, 0, breach)
    const wanted = { id, duty: lead33, reason: 'The copy was destroyed unread', revision: 1 }
    await expect(w.perform(answering.decline, w.responder, wanted)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(answering.decline, w.counsel, { ...wanted, revision: 0 })).rejects.toMatchObject({
      detail: { reason: 'stale' },
    })
    const board = await w.perform(answering.decline, w.counsel, wanted)
    expect(board.duties.find(({ key }) => key === lead33)?.standing).toBe('declined')
    await expect(w.perform(answering.decline, w.counsel, wanted)).rejects.toMatchObject({ kind: 'conflict' })
    const [answer] = board.answers
    const leaf = (await w.leaves({ stream: id })).find(({ kind }) => kind === 'duty.decline')
    expect(leaf?.fields).toMatchObject({ facts: answer?.factsHash, by: w.counsel.name, duty: lead33 })
    // Facts that change later leave the signed ones alone.
    await say(id, 1, [{ fact: 'risk_to_individuals', value: 'high' }])
    const [row] = (await w.perform(register.list, w.auditor, {})).items
    expect(row).toMatchObject({ kind: 'declined', signedBy: w.counsel.name, factsHash: answer?.factsHash })
    expect(row?.facts).toMatchObject({ known: { risk_to_individuals: { value: 'risk' } } })
    const withdrawn = await w.perform(answering.withdraw, w.counsel, {
      id,
      answer: answer?.id ?? '',
      reason: 'A copy turned up for sale',
    })
    expect(withdrawn.duties.find(({ key }) => key === lead33)?.standing).toBe('running')
    expect(withdrawn.answers).toMatchObject([{ withdrawnReason: 'A copy turned up for sale' }])
  })

  test('N3 whoever sends a notice records it, says why it is late, and the next stage starts from it', async () => {
    const id = await declare()
    await say(id, 0, breach)
    const sent = { id, duty: 'eu.nis2.notification', channel: 'portal', reference: 'AT-77' }
    const future = { ...sent, sentAt: hours(2).toISOString() }
    await expect(w.perform(answering.submit, w.lead, future)).rejects.toMatchObject({
      detail: { faults: [{ path: 'sentAt' }] },
    })
    w.setNow(hours(80))
    const late = { ...sent, sentAt: hours(79).toISOString() }
    await expect(w.perform(answering.submit, w.lead, late)).rejects.toMatchObject({
      detail: { faults: [{ path: 'lateReason' }] },
    })
    const foreign = { ...late, lateReason: 'Nobody was there', evidenceId: w.tenantId }
    await expect(w.perform(answering.submit, w.lead, foreign)).rejects.toMatchObject({ kind: 'not_found' })
    const board = await w.perform(answering.submit, w.lead, { ...late, lateReason: 'Nobody was there' })
    expect(board.answers).toMatchObject([{ isLate: true, reason: 'Nobody was there', reference: 'AT-77' }])
    expect(board.duties.find(({ key }) => key === 'eu.nis2.final')).toMatchObject({
      projected: false,
      dueAt: '2026-11-26T23:59:59+01:00',
    })
  })

  test('U46 duties to regulators follow from whose data it is and where people live', async () => {
    const id = await declare()
    const { board } = await say(id, 0, [
      ...breach.filter(
        ({ fact }) => !fact.endsWith('established_in') && !fact.endsWith('main_establishment'),
      ),
      { fact: 'entity.established_in', value: ['US'] },
      { fact: 'entity.offers_or_monitors_in', value: ['AT', 'DE'] },
      { fact: 'affected', value: { AT: 120, DE: 4 } as never }, // a map, as JSON
    ])
    const each = board.duties.filter(({ key }) => key.startsWith('eu.gdpr.33.each'))
    expect(each.map(({ key }) => key)).toEqual(['eu.gdpr.33.each:AT', 'eu.gdpr.33.each:DE'])
    expect(each[0]?.recipient.name).toMatch(/Datenschutz/)
    expect(each[0]?.explanation.citation).toMatch(/33/)
  })

  test('U47 the room, the wall and the grading show the clock that ends next', async () => {
    const id = await declare()
    expect((await w.perform(situation, w.lead, { id })).draft.clock).toBe('')
    await say(id, 0, breach)
    expect((await w.perform(situation, w.lead, { id })).draft.clock).toContain('NIS2')
    const { consequences } = await w.perform(grading, w.lead, { id })
    expect(consequences.S1.clocks[0]).toMatchObject({ hours: 24, checkedOn: '2026-11-21' })
    const { items } = await w.perform(duties.clocks, w.lead, {})
    expect(items).toContainEqual(
      expect.objectContaining({ incidentId: id, dueAt: '2026-10-24T16:40:00+02:00' }),
    )
  })

  test('R76 leads and counsel hear of each stage of a clock once, also after a crash', async () => {
    const id = await declare()
    await say(id, 0, breach)
    await remind()
    expect(await inbox(w.counsel, id)).toEqual([])
    w.setNow(hours(13))
    const crash = asSystem(w.house, w.tenantId, 'Muster', async (context) => {
      await remindOfDuties(context)
      throw new Error('the power failed')
    })
    await expect(crash).rejects.toThrow('the power failed')
    await remind()
    await remind()
    const half = await inbox(w.counsel, id)
    expect(half).toHaveLength(1)
    expect(half[0]).toMatch(/^Half the time is gone in INC-\d+: NIS2 .*24 Oct 2026, 16:40 \(Europe\/Vienna\)/)
    expect(await inbox(w.responder, id)).toEqual([])
    await w.perform(leading.lead, w.owner, { id, memberId: w.responder.memberId })
    // What ended while nobody looked is said once, as what it is.
    w.setNow(hours(30))
    await remind()
    expect((await inbox(w.counsel, id))[1]).toMatch(/^Overdue in INC/)
    expect(await inbox(w.responder, id)).toHaveLength(1)
    expect((await w.leaves({ stream: id })).filter(({ kind }) => kind === 'duty.remind')).toHaveLength(2)
  })

  test('R76 nobody outside a restricted case hears of its clocks or reads its register', async () => {
    const id = await declare({ circle: { people: [], suspects: [w.counsel.memberId] } })
    await w.perform(facts.change, w.lead, { id, revision: 0, changes: breach, reason: 'Seen' })
    await w.perform(answering.decline, w.lead, { id, duty: lead33, reason: 'Known', revision: 1 })
    w.setNow(hours(13))
    await remind()
    expect(await inbox(w.counsel, id)).toEqual([])
    expect(await inbox(w.lead, id)).toHaveLength(1)
    await expect(read(id, w.owner)).rejects.toMatchObject({ kind: 'not_found' })
    const seen = (await w.perform(register.list, w.owner, {})).items
    expect(seen.map(({ incidentId }) => incidentId)).not.toContain(id)
    const clocks = (await w.perform(duties.clocks, w.owner, {})).items
    expect(clocks.map(({ incidentId }) => incidentId)).not.toContain(id)
  })

  test('R76 an auditor takes the register out, on the record', async () => {
    const file = await w.perform(register.exportRegister, w.auditor, {})
    const text = Buffer.from((await file.open()) as Uint8Array).toString('utf8') // made in memory
    expect(text.split('\r\n')[0]).toContain('citation')
    expect(text).toContain('no notice needed')
    expect(text).toContain('"The copy was destroyed unread"'.slice(1, -1))
    expect((await w.leaves()).at(-1)).toMatchObject({ kind: 'duty.export' })
  })

  test('U45 a questionnaire is answered, weighed, sent back and signed by counsel, and only then a fact, with the facts as they stood', async () => {
    const id = await declare()
    await say(id, 0, breach.slice(0, 6))
    const answers = 'data:financial context:same ease:significant seen:known changed:not lost:not intent:yes'
      .split(' ')
      .map((pair) => ({ question: pair.split(':')[0] ?? '', choice: pair.split(':')[1] ?? '', reason: '' }))
    const filling = { id, kind: 'eu_risk' as const, revision: 1, answers, conclusion: 'high' }
    const fill = async (more = {}) =>
      (await w.perform(weighing.fill, w.responder, { ...filling, ...more })).questionnaires
    await expect(fill({ conclusion: 'none' })).rejects.toThrow('another look')
    const [waiting] = await fill()
    expect(waiting).toMatchObject({ number: 1, points: 3, proposed: 'high', state: 'waiting' })
    expect((await inbox(w.counsel, id)).join()).toContain('waits for you: sign it')
    const judge = (who: MemberActor, more: { questionnaire?: string; revision?: number; note?: string }) =>
      w.perform(weighing.review, who, {
        ...{ id, questionnaire: waiting?.id ?? '', revision: 1, ...more },
        verdict: more.note === undefined ? 'signed' : 'sent_back',
      })
    await expect(judge(w.lead, {})).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(judge(w.owner, {})).rejects.toThrow('which lawyer')
    await expect(judge(w.counsel, { note: '' })).rejects.toThrow('Write what is missing')
    await judge(w.counsel, { note: 'Which accounts were in it?' })
    await expect(judge(w.counsel, {})).rejects.toThrow('read this already')
    expect((await inbox(w.responder, id)).join()).toContain('came back')
    const [second] = await fill()
    // A new fact overtakes it: what was weighed is not what is known.
    await say(id, 1, [{ fact: 'affected', value: { AT: 300 } as never }])
    const stale = judge(w.counsel, { questionnaire: second?.id ?? '', revision: 2 })
    await expect(stale).rejects.toMatchObject({ detail: { reason: 'overtaken' } })
    const all = await fill({ revision: 2 })
    expect(all.map(({ state }) => state)).toEqual(['waiting', 'replaced', 'sent_back'])
    const { board, moved } = await judge(w.counsel, { questionnaire: all[0]?.id ?? '', revision: 2 })
    expect(board.facts.find(({ fact }) => fact === 'risk_to_individuals')).toMatchObject({ value: 'high' })
    expect(board.questionnaires[0]).toMatchObject({ state: 'signed', isOvertaken: false })
    expect(moved.map(({ key }) => key)).toContain(lead33)
    const leaf = (await w.leaves({ stream: id })).findLast(({ kind }) => kind === 'duty.review')
    expect(leaf?.fields?.['facts']).toBe(all[0]?.factsHash)
  })
})
