import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import * as evidence from '../evidence/actions/seal-evidence.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import * as scope from './actions/draw-scope.ts'
import * as causes from './actions/find-causes.ts'
import * as parties from './actions/tell-parties.ts'
import * as hypotheses from './actions/weigh-hypotheses.ts'

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
})

async function* chunks(content: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(content)
}
