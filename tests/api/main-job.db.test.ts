import { createHash } from 'node:crypto'
import * as z from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../src/verify/bundle.ts'
import { openApiClient, type OpenApiClient } from './open-api-client.ts'
import { served, type Served } from './served.ts'

/** What Alertmanager 0.25 posts, version 4 of its webhook body. */
const alert = (status: 'firing' | 'resolved') => ({
  version: '4',
  groupKey: '{}:{alertname="BackupSilent"}',
  status,
  receiver: 'muster',
  groupLabels: { alertname: 'BackupSilent' },
  commonLabels: { alertname: 'BackupSilent', severity: 'critical' },
  commonAnnotations: { summary: 'No backup for two days on FILE01' },
  externalURL: 'http://localhost:9093',
  truncatedAlerts: 0,
  alerts: [
    {
      status,
      labels: { alertname: 'BackupSilent', severity: 'critical', instance: 'FILE01' },
      annotations: { summary: 'No backup for two days on FILE01' },
      startsAt: '2026-03-01T07:00:00.000Z',
      endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-03-01T08:00:00.000Z',
      generatorURL: 'http://localhost:9090/graph',
      fingerprint: 'a1b2c3d4e5f60718',
    },
  ],
})

const Signals = z.object({ items: z.array(z.looseObject({ id: z.string(), count: z.number() })) })

describe('the main job, by a stranger who has the OpenAPI document and a key', () => {
  let server: Served
  let api: OpenApiClient
  /** The incident and the signal of this story, found by the test before. */
  let [id, signalId] = ['', '']
  beforeAll(async () => {
    server = await served()
    api = await openApiClient(server.url, `Bearer ${server.apiKey}`)
  })
  afterAll(() => server.stop())

  test('U1 a tool posts: firing and resolved belong together, a repeat is counted and is no news', async () => {
    const source = await api.call('createSource', { kind: 'alertmanager', name: 'Monitoring' })
    expect(source.status).toBe(201)
    const post = (body: unknown) =>
      fetch(String(source.body['intakeUrl']), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${String(source.body['secret'])}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      })
    const received = await post(alert('firing'))
    expect([received.status, await received.json()]).toEqual([202, { accepted: 1, quarantined: 0 }])
    await post(alert('firing'))
    await post(alert('resolved'))
    const { items } = Signals.parse((await api.call('listSignals')).body)
    expect(items).toMatchObject([{ state: 'resolved', status: 'new', severity: 'critical' }])
    expect(items[0]?.count).toBeGreaterThan(1)
    signalId = items[0]?.id ?? ''
  })

  test('a person declares from the signal, starts the playbook and takes the first step', async () => {
    const incident = await api.call('openIncident', {
      title: 'Files locked on FILE01',
      kind: 'ransomware',
      severity: 'S2',
      signalId,
    })
    expect(incident).toMatchObject({ status: 201, body: { number: 1, severity: 'S2', status: 'open' } })
    id = String(incident.body['id'])
    expect((await api.call('listSignals')).body['items']).toMatchObject([
      { status: 'linked', incidentId: id },
    ])
    const run = await api.call('startRun', { id })
    expect(run.body).toMatchObject({ document: { kind: 'ransomware' }, next: { id: 'f1', part: 'card' } })
    expect((await api.call('moveStep', { id, step: 'f1', move: { move: 'done' } })).body).toMatchObject({
      next: { id: 'f2' },
    })
  })

  test('people lead it: note, decision, task, system, severity', async () => {
    expect((await api.call('addToTimeline', { id, kind: 'note', text: 'Saw a ransom note' })).status).toBe(
      201,
    )
    expect(
      (await api.call('recordDecision', { id, text: 'Do not pay', options: ['Pay', 'Wait'] })).status,
    ).toBe(201)
    const task = await api.call('addTask', { id, title: 'Call the insurer' })
    expect(
      (await api.call('completeTask', { id, task: task.body['id'], note: 'Case 4711' })).body,
    ).toMatchObject({ note: 'Case 4711' })
    const system = await api.call('addSystem', { id, name: 'FILE01', state: 'affected' })
    const moved = await api.call('changeSystemState', { id, system: system.body['id'], state: 'isolated' })
    expect(moved.body).toMatchObject({ state: 'isolated' })
    expect(
      (await api.call('changeSeverity', { id, severity: 'S1', reason: 'Backups gone too' })).body,
    ).toMatchObject({ severity: 'S1' })
  })

  test('U27 evidence is sealed under its hash and comes back as bytes that no browser runs', async () => {
    const note = new TextEncoder().encode('<script>alert(1)</script> pay us')
    const acquisition = {
      name: '../../note.html',
      acquiredAt: '2026-03-01T09:00:00+01:00',
      where: 'FILE01',
      why: 'Ransom note',
    }
    const sealed = await api.call(
      'addEvidence',
      { id, 'muster-evidence': acquisition },
      { type: 'text/html', body: note },
    )
    const sha256 = createHash('sha256').update(note).digest('hex')
    expect(sealed).toMatchObject({ status: 201, body: { sha256, size: note.length, name: 'note.html' } })
    const content = await api.call('openEvidence', { id, evidence: sealed.body['id'] })
    expect(Buffer.from(content.bytes)).toEqual(Buffer.from(note))
    expect(content.headers.get('content-type')).toBe('application/octet-stream')
    expect(content.headers.get('content-disposition')).toMatch(/^attachment; filename="note.html"/)
    expect(content.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('it is closed once, and a bundle proves the whole record to somebody without this server', async () => {
    const closure = { id, summary: 'Restored from backup', initialVector: 'phishing' }
    const closings = await Promise.all([
      api.call('closeIncident', closure),
      api.call('closeIncident', closure),
    ])
    expect(closings.map((closing) => closing.status).toSorted()).toEqual([201, 409])
    const report = await api.call('makeReport', { id })
    expect(Buffer.from(report.bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    const bundle = await api.call('makeBundle', { id })
    const key = new TextDecoder().decode((await api.call('readLedgerKey')).bytes)
    const verdict = verifyBundle(bundle.bytes, key)
    expect(verdict).toMatchObject({ verdict: 'VERIFIED', withheld: [], erased: [] })
    const kinds = verdict.verdict === 'VERIFIED' ? verdict.timeline.map((entry) => entry.kind) : []
    expect(kinds).toEqual([
      ...[
        'incident.open',
        'signal.link',
        'run.start',
        'step.done',
        'note.add',
        'decision.record',
        'task.add',
        'task.done',
      ],
      ...[
        'system.add',
        'system.state',
        'severity.change',
        'crisis.start',
        'evidence.add',
        'evidence.open',
        'incident.close',
        'report.export',
        'export',
      ],
    ])
  })

  test('U60 every operation of the stable interface is in the document', () => {
    const paths = [...api.operations.values()].map(({ method, path }) => `${method} ${path}`)
    expect(paths).toEqual(
      expect.arrayContaining([
        'POST /api/v1/signal-sources',
        'GET /api/v1/signals',
        'GET /api/v1/alert-groups',
        'GET /api/v1/incidents',
        'POST /api/v1/incidents',
        'GET /api/v1/incidents/{id}',
        'GET /api/v1/incidents/{id}/timeline',
        'POST /api/v1/incidents/{id}/timeline',
        'POST /api/v1/incidents/{id}/tasks',
        'POST /api/v1/incidents/{id}/tasks/{task}/completion',
        'POST /api/v1/incidents/{id}/decisions',
        'POST /api/v1/incidents/{id}/systems',
        'POST /api/v1/incidents/{id}/systems/{system}/state',
        'POST /api/v1/incidents/{id}/evidence',
        'GET /api/v1/incidents/{id}/evidence/{evidence}/content',
        'POST /api/v1/incidents/{id}/severity',
        'POST /api/v1/incidents/{id}/closure',
        'POST /api/v1/incidents/{id}/bundle',
        'POST /api/v1/incidents/{id}/report',
        'GET /api/v1/ledger/key',
      ]),
    )
  })
})
