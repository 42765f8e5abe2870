import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import * as facts from '../duties/actions/change-facts.ts'
import * as duties from '../duties/actions/read-duties.ts'
import * as evidence from '../evidence/actions/seal-evidence.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import * as scope from './actions/draw-scope.ts'
import * as causes from './actions/find-causes.ts'
import * as parties from './actions/tell-parties.ts'
import * as hypotheses from './actions/weigh-hypotheses.ts'

const lead33 = 'eu.gdpr.33.lead'
/** A firm in Austria that lost something; whether of people, nobody said yet. */
const breach = [
  { fact: 'role', value: ['controller'] },
  { fact: 'entity.established_in', value: ['AT'] },
  { fact: 'entity.eu_main_establishment', value: 'AT' },
  { fact: 'risk_to_individuals', value: 'high' },
  { fact: 'encrypted_and_key_safe', value: false },
]

describe('what might have happened', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const declare = async () => {
    const wanted = { title: 'Odd invoices', kind: 'ransomware', severity: 'S2' } as const
    return (await w.perform(opening.open, w.lead, wanted)).id
  }
  const seal = async (id: string, text: string) => {
    const acquisition = { name: 'x.log', acquiredAt: '2026-03-01T09:00:00Z', where: 'FW01', why: 'Traces' }
    const upload = { body: chunks(text) }
    return (await w.perform(evidence.add, w.responder, { id, acquisition }, { upload })).id
  }
  const kinds = async (id: string) => (await w.leaves({ stream: id })).map(({ kind }) => kind)

  test('R39 R51 a responder weighs what might have happened, in words of confidence, and every turn is on the record', async () => {
    const id = await declare()
    const { id: hypothesis } = await w.perform(hypotheses.add, w.responder, { id, text: 'It came by mail' })
    const photo = await seal(id, 'mail')
    await w.perform(hypotheses.weigh, w.counsel, {
      id,
      hypothesis,
      side: 'for',
      text: 'Ten mails',
      evidence: photo,
    })
    await w.perform(hypotheses.weigh, w.responder, {
      id,
      hypothesis,
      side: 'against',
      text: 'Gateway was clean',
    })
    const verdict = { id, hypothesis, standing: 'refuted', confidence: 'likely' } as const
    const reason = 'VPN log shows the way in'
    // R51: what speaks against it names no sealed evidence yet, so it cannot be refuted.
    await expect(w.perform(hypotheses.judge, w.lead, { ...verdict, reason })).rejects.toMatchObject({
      detail: { reason: 'no_items' },
    })
    const log = await seal(id, 'vpn')
    const point = { side: 'against', text: 'The VPN log', evidence: log } as const
    await w.perform(hypotheses.weigh, w.responder, { id, hypothesis, ...point })
    const judged = await w.perform(hypotheses.judge, w.lead, { ...verdict, reason })
    expect(judged).toMatchObject({
      standing: 'refuted',
      confidence: 'likely',
      points: [{ side: 'for', evidenceId: photo }, { side: 'against' }, { evidenceId: log }],
    })
    await expect(
      w.perform(hypotheses.judge, w.lead, {
        id,
        hypothesis,
        standing: 'refuted',
        confidence: 'likely',
        reason: 'x',
      }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    expect((await kinds(id)).filter((kind) => kind.startsWith('hypothesis.'))).toEqual([
      'hypothesis.add',
      'hypothesis.weigh',
      'hypothesis.weigh',
      'hypothesis.weigh',
      'hypothesis.judge',
    ])
    const leaf = (await w.leaves({ stream: id })).findLast(({ kind }) => kind === 'hypothesis.judge')
    expect(leaf?.fields).toMatchObject({ confidence: 'likely', items: log })
  })

  test('a responder is told when a list of a case is full, before it slows everybody down', async () => {
    const id = await declare()
    const { id: hypothesis } = await w.perform(hypotheses.add, w.responder, { id, text: 'It came by mail' })
    const fill = (table: string, fields: string, values: string) =>
      w.house.wall.inTenant(w.tenantId, ({ $client }) =>
        $client.query(
          `insert into app.${table} (id, ${fields}) select gen_random_uuid(), ${values} from generate_series(1, 2000)`,
          [table === 'hypothesis_point' ? hypothesis : id],
        ),
      )
    await fill(
      'hypothesis_point',
      'hypothesis_id, side, text, added_at, added_by',
      `$1, 'for', 'x', now(), 'x'`,
    )
    await fill(
      'hypothesis',
      'incident_id, text, standing, confidence, added_at, added_by',
      `$1, 'x', 'open', 'unknown', now(), 'x'`,
    )
    await fill(
      'factor',
      'incident_id, kind, words, confidence, added_at, added_by',
      `$1, 'other', 'x', 'unknown', now(), 'x'`,
    )
    await fill('affected_party', 'incident_id, name, audience, added_at', `$1, 'x', 'customers', now()`)
    await fill(
      'investigation_scope',
      'incident_id, topic, what, standing, note, added_at, changed_at, changed_by',
      `$1, 'work', 'x', 'known', '', now(), now(), 'x'`,
    )
    const full = { kind: 'conflict', detail: { reason: 'list_full' } }
    for (const adding of [
      () => w.perform(hypotheses.add, w.responder, { id, text: 'One more' }),
      () => w.perform(hypotheses.weigh, w.responder, { id, hypothesis, side: 'for', text: 'One more' }),
      () =>
        w.perform(causes.factor, w.responder, { id, kind: 'other', words: 'One more', confidence: 'likely' }),
      () => w.perform(parties.add, w.responder, { id, name: 'One more', audience: 'customers' }),
      () => w.perform(scope.add, w.responder, { id, topic: 'work', what: 'One more', standing: 'known' }),
    ])
      await expect(adding()).rejects.toMatchObject(full)
  })

  test('R37 what the scope sheet says is proposed with what it would move, taken over together, and never taken away silently', async () => {
    const id = await declare()
    await w.perform(facts.change, w.lead, { id, revision: 0, changes: [...breach], reason: 'Seen' })
    const gdpr = async () => (await read()).duties.find(({ key }) => key === lead33)
    const read = () => w.perform(duties.read, w.auditor, { id })
    const proposals = async () => (await read()).sheet.proposals
    const list = { id, topic: 'data' as const, dataKind: 'personal' as const, what: 'Customer list' }
    const counts = { people: 300, places: { AT: 300 }, isEncrypted: false }
    const { lines } = await w.perform(scope.add, w.responder, { ...list, standing: 'known', ...counts })
    const line = lines[0]?.id ?? ''
    await expect(
      w.perform(scope.add, w.responder, { ...list, standing: 'known', people: 1, places: { AT: 2 } }),
    ).rejects.toMatchObject({ detail: { faults: [{ path: 'people' }] } })
    const { sheet, revision } = await read()
    expect(sheet.proposals.map(({ fact, value, now, takesAway }) => [fact, value, now, takesAway])).toEqual([
      ['personal_data_affected', true, null, false],
      ['data_categories', ['basic_contact'], null, false],
      ['affected', { AT: 300 }, null, false],
      ['affected_total', 300, null, false],
    ])
    expect(sheet.proposals[0]?.from).toMatchObject([{ what: 'Customer list', standing: 'known' }])
    expect(sheet.moved).toContainEqual(expect.objectContaining({ key: lead33, what: 'appeared' }))
    // Nothing is taken over by looking.
    expect(await gdpr()).toBeUndefined()
    const changes = sheet.proposals.map(({ fact, value }) => ({ fact, value: value as never })) // as the screen sends them
    const taken = await w.perform(facts.change, w.lead, { id, revision, changes, reason: 'From the sheet' })
    expect(taken.moved).toEqual(sheet.moved)
    expect(taken.board.sheet.proposals).toEqual([])
    // Ruled out: the removal is proposed, and says which duty would end.
    await w.perform(scope.change, w.responder, {
      ...{ id, line, standing: 'ruled_out', people: 300, reason: 'The export was empty' },
    })
    const open = (await proposals()).map(({ fact, value, takesAway }) => [fact, value, takesAway])
    expect(open).toContainEqual(['personal_data_affected', false, true])
    expect(open).toContainEqual(['affected', {}, true])
    const gone = { fact: 'personal_data_affected', value: false }
    const at = taken.board.revision
    const trial = await w.perform(facts.tryOut, w.lead, { id, changes: [gone] })
    expect(trial.moved).toContainEqual(expect.objectContaining({ key: lead33, what: 'gone' }))
    expect(await gdpr()).toMatchObject({ standing: 'running' })
    // Left for a reason, and asked anew when the sheet says another number.
    const leave = { id, revision: at, changes: [], left: ['affected_total'] }
    await expect(w.perform(facts.change, w.lead, leave)).rejects.toMatchObject({
      detail: { faults: [{ path: 'reason' }] },
    })
    await w.perform(facts.change, w.lead, { ...leave, reason: 'Counsel counts anew' })
    const total = async () => (await proposals()).find(({ fact }) => fact === 'affected_total')
    expect(await total()).toMatchObject({
      value: 0,
      left: { by: w.lead.name, reason: 'Counsel counts anew' },
    })
    await w.perform(scope.change, w.responder, {
      ...{ id, line, standing: 'suspected', people: 20, places: { AT: 20 }, reason: 'A second log' },
    })
    expect(await total()).toMatchObject({ value: 20, left: null })
    const kinds = (await w.leaves({ stream: id })).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['scope.change', 'duty.fact', 'duty.leave']))
  })
})

async function* chunks(content: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(content)
}
