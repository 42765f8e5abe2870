import { describe, expect, test } from 'vitest'
import type { SourceKind } from '../contract/signals.ts'
import { readDelivery } from './read-delivery.ts'

const at = '2026-03-01T08:00:00Z'
const read = (kind: SourceKind, body: unknown) =>
  readDelivery(kind, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))

describe('U2 services and standards are read in their own form', () => {
  const rows: [SourceKind, string, unknown, object][] = [
    [
      'aws',
      'a finding of Security Hub',
      {
        detail: {
          findings: [
            {
              Id: 'arn:1',
              Title: 'Open port',
              Severity: { Label: 'HIGH' },
              Workflow: { Status: 'RESOLVED' },
              UpdatedAt: at,
              AwsAccountId: '1',
            },
          ],
        },
      },
      { title: 'Open port', state: 'resolved', severityWord: 'HIGH' },
    ],
    [
      'microsoft',
      'a Graph alert',
      {
        value: [
          {
            id: 'da1',
            title: 'Malware',
            severity: 'high',
            status: 'new',
            createdDateTime: at,
            mitreTechniques: ['T1059'],
            evidence: [{ deviceDnsName: 'pc1' }],
          },
        ],
      },
      {
        title: 'Malware',
        severityWord: 'high',
        fingerprint: 'da1',
        labels: { technique: 'T1059', 'evidence.1.deviceDnsName': 'pc1' },
      },
    ],
    [
      'microsoft',
      'a change notification of Graph',
      {
        value: [
          {
            subscriptionId: 's',
            changeType: 'updated',
            resource: 'security/alerts_v2/da2',
            resourceData: { '@odata.type': '#microsoft.graph.security.alert', id: 'da2' },
          },
        ],
      },
      {
        title: 'An alert in Microsoft changed: da2',
        fingerprint: 'da2',
        labels: { change: 'updated', resource: 'security/alerts_v2/da2' },
      },
    ],
    [
      'microsoft',
      'an alert of Azure Monitor',
      {
        schemaId: 'azureMonitorCommonAlertSchema',
        data: {
          essentials: {
            alertId: 'a',
            alertRule: 'Disk',
            severity: 'Sev0',
            monitorCondition: 'Fired',
            firedDateTime: at,
          },
        },
      },
      { title: 'Disk', severity: 'critical', state: 'firing' },
    ],
    [
      'okta',
      'events of a hook',
      {
        eventType: 'com.okta.event_hook',
        data: {
          events: [
            {
              eventType: 'user.mfa.factor.deactivate',
              displayMessage: 'Reset',
              severity: 'WARN',
              published: at,
              actor: { alternateId: 'zora@example.org' },
              client: { ipAddress: '192.0.2.9' },
            },
          ],
        },
      },
      { title: 'Reset: zora@example.org', severityWord: 'WARN', labels: { 'source.ip': '192.0.2.9' } },
    ],
    [
      'google',
      'an alert through Pub/Sub',
      {
        message: {
          data: Buffer.from(
            JSON.stringify({
              alertId: 'g1',
              type: 'Leaked password',
              createTime: at,
              metadata: { severity: 'HIGH' },
            }),
          ).toString('base64'),
        },
      },
      { title: 'Leaked password', fingerprint: 'g1', severityWord: 'HIGH' },
    ],
    [
      'pagerduty',
      'the end of an event without words',
      { event_action: 'resolve', dedup_key: 'disk' },
      { state: 'resolved', fingerprint: 'key:disk' },
    ],
    [
      'thehive',
      'an alert with observables',
      {
        type: 'edr',
        source: 'Wazuh',
        sourceRef: '9',
        title: 'Bad file',
        severity: 3,
        date: 1772352000000,
        artifacts: [{ dataType: 'ip', data: '192.0.2.9' }],
      },
      {
        fingerprint: 'edr:Wazuh:9',
        severity: 'high',
        said: { at: new Date(at) },
        labels: { 'observable.1: ip': '192.0.2.9' },
      },
    ],
    [
      'iris',
      'an alert without a zone in its time',
      {
        alert_title: 'Bad',
        alert_source: 'S',
        alert_source_ref: '1',
        alert_severity_id: 6,
        alert_source_event_time: '2026-03-01T08:00:00',
      },
      { severity: 'critical', said: { at: null, text: '2026-03-01T08:00:00' } },
    ],
    [
      'ocsf',
      'a closed finding',
      {
        category_uid: 2,
        class_uid: 2004,
        activity_id: 3,
        severity_id: 5,
        time: 1772352000000,
        finding_info: { uid: 'f', title: 'Ransom' },
      },
      { state: 'resolved', severity: 'critical', title: 'Ransom' },
    ],
  ]
  test.each(rows)('%s: %s', (kind, _what, body, expected) => {
    const { signals, faults } = read(kind, body)

    expect(faults).toEqual([])
    expect(signals[0]).toMatchObject(expected)
  })
})

describe('a mapping that a person drew', () => {
  const mapping = {
    list: 'payload.items',
    title: 'alert.name',
    severity: 'alert.prio',
    state: 'alert.phase',
    id: 'alert.nr',
    at: 'when',
    severities: [{ word: 'sehr hoch', means: 'critical' as const }],
    ended: ['vorbei'],
  }
  const body = {
    payload: {
      items: [
        {
          alert: { name: 'Tür offen', prio: 'SEHR HOCH', phase: 'los', nr: 7 },
          when: '1772352000',
          raum: 'Lager',
        },
        { alert: { name: 'Tür offen', prio: 'klein', phase: 'Vorbei', nr: 7 } },
        { alert: {} },
      ],
    },
  }

  test('tells title, grade, end and what is the same; a part without a title is kept aside', () => {
    const { signals, faults } = readDelivery('generic', Buffer.from(JSON.stringify(body)), { mapping })

    expect(signals[0]).toMatchObject({
      title: 'Tür offen',
      severity: 'critical',
      severityWord: 'SEHR HOCH',
      state: 'firing',
      fingerprint: '7',
      said: { at: new Date(at) },
      labels: { raum: 'Lager' },
    })
    expect(signals[1]).toMatchObject({ state: 'resolved', fingerprint: '7' })
    expect(faults).toMatchObject([{ part: 3, reason: expect.stringContaining('alert.name') as unknown }]) // a matcher, which has no type of its own
  })
})

test('a CloudEvent in binary mode has its own fields in the headers', () => {
  const headers = {
    'ce-specversion': '1.0',
    'ce-id': '1',
    'ce-source': '/door',
    'ce-type': 'door.open',
    'ce-time': at,
  }
  const { signals } = readDelivery('cloudevents', Buffer.from('{"severity":"high"}'), { headers })

  expect(signals[0]).toMatchObject({ title: 'door.open', severityWord: 'high', said: { at: new Date(at) } })
})
