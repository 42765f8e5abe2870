import { describe, expect, test } from 'vitest'
import { sampleOf } from '../content/samples.ts'
import { sourceKinds, type SourceKind } from '../contract/signals.ts'
import { severityOf } from '../rules/said.ts'
import { readDelivery } from './read-delivery.ts'
import type { ReadSignal } from './reading.ts'

const at = '2026-03-01T08:00:00Z'
const read = (kind: SourceKind, body: unknown) =>
  readDelivery(kind, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))
const first = (kind: SourceKind, body: unknown): ReadSignal | undefined => read(kind, body).signals[0]
const gradeOf = (signal: ReadSignal | undefined) => signal?.severity ?? severityOf(signal?.severityWord ?? '')

describe('U2 a tool of each kind is read in its own form', () => {
  // Mail is taken apart in several steps and read by a reader of its own: mail/examine.test.ts.
  test.each(sourceKinds.filter((kind) => kind !== 'mail'))(
    'a test alert of %s becomes one signal that says it is a test',
    (kind) => {
      const { body } = sampleOf(kind, at)

      const { signals, faults } = read(kind, body)

      expect(faults).toEqual([])
      expect(signals).toHaveLength(1)
      expect(`${signals[0]?.title} ${signals[0]?.summary}`).toMatch(/Test from Muster|the source works/)
      expect(signals[0]?.said).toMatchObject({ at: new Date(at) })
      expect(gradeOf(signals[0])).toBe('low')
      expect(signals[0]?.group.because.length).toBeGreaterThan(10)
    },
  )

  const rows: [SourceKind, string, unknown, object][] = [
    [
      'grafana',
      'a legacy alert',
      { ruleId: 7, ruleName: 'CPU', state: 'ok', message: 'calm' },
      { state: 'resolved', fingerprint: 'rule::7' },
    ],
    [
      'wazuh',
      'an alert within that of an integration',
      {
        severity: 3,
        all_fields: {
          rule: { id: '5710', level: 12, description: 'sshd: bad user' },
          agent: { name: 'web1' },
          data: { srcip: '192.0.2.9' },
          timestamp: '2026-03-01T09:00:00.000+0100',
        },
      },
      {
        title: 'sshd: bad user',
        severity: 'high',
        severityWord: 'level 12',
        said: { at: new Date(at) },
        labels: { 'data.srcip': '192.0.2.9', host: 'web1' },
      },
    ],
    [
      'crowdsec',
      'an alert with a decision',
      [
        {
          scenario: 'crowdsecurity/ssh-bf',
          source: { value: '192.0.2.9' },
          decisions: [{ type: 'ban', duration: '4h' }],
          stop_at: at,
        },
      ],
      { title: 'crowdsecurity/ssh-bf: 192.0.2.9', severity: 'low', labels: { decision: 'ban' } },
    ],
    [
      'fail2ban',
      'the end of a ban',
      'event=unban&jail=sshd&ip=192.0.2.9&time=1772352000',
      { state: 'resolved', fingerprint: 'sshd 192.0.2.9' },
    ],
    [
      'elastic',
      'a detection alert with flat names',
      {
        'kibana.alert.rule.name': 'Odd login',
        'kibana.alert.risk_score': 73,
        'host.name': 'pc1',
        '@timestamp': at,
      },
      { title: 'Odd login', severity: 'high', severityWord: 'risk 73', labels: { host: 'pc1' } },
    ],
    [
      'elastic',
      'a match of ElastAlert2',
      { rule_name: 'Many failed', '@timestamp': at, num_hits: 12, host: { name: 'dc1' } },
      { title: 'Many failed', labels: { hits: '12', host: 'dc1' } },
    ],
    [
      'splunk',
      'a saved search',
      {
        search_name: 'Failed logins',
        sid: 's',
        results_link: 'https://splunk.example',
        result: { _time: '1772352000', host: 'dc1', severity: 'high', _raw: 'raw' },
      },
      { title: 'Failed logins', severityWord: 'high', summary: 'raw', said: { at: new Date(at) } },
    ],
    [
      'sentry',
      'a metric alert that ended',
      {
        action: 'resolved',
        data: { metric_alert: { id: 4, date_detected: at }, description_title: 'Resolved: errors' },
      },
      { state: 'resolved', fingerprint: 'metric:4', title: 'Resolved: errors' },
    ],
    [
      'syslog',
      'a line of RFC 5424',
      '<34>1 2026-03-01T08:00:00.003Z mail su 12 ID47 [meta@1 user="zo\\"ra"] su failed',
      {
        title: 'su failed',
        severity: 'critical',
        severityWord: 'critical',
        labels: { host: 'mail', program: 'su', 'meta@1.user': 'zo"ra', 'message id': 'ID47' },
        said: { at: new Date('2026-03-01T08:00:00.003Z') },
      },
    ],
    [
      'syslog',
      'a line of RFC 3164 without year and zone',
      '<36>Mar  1 08:00:00 mail sshd[123]: Failed password',
      {
        title: 'Failed password',
        severity: 'medium',
        said: { at: null, text: 'Mar  1 08:00:00' },
        labels: { program: 'sshd', process: '123' },
      },
    ],
    [
      'csv',
      'a row with a quoted cell',
      'title;severity\n"Disk; full";high\n',
      { title: 'Disk; full', severityWord: 'high' },
    ],
  ]
  test.each(rows)('%s: %s', (kind, _what, body, expected) => {
    const { signals, faults } = read(kind, body)

    expect(faults).toEqual([])
    expect(signals[0]).toMatchObject(expected)
  })

  test('the same thing said twice is one thing, and another address is another', () => {
    const alert = (srcip: string, timestamp: string) =>
      first('wazuh', {
        timestamp,
        id: timestamp,
        rule: { id: '5710', level: 5, description: 'x' },
        data: { srcip },
      })

    expect(alert('192.0.2.1', at)?.fingerprint).toBe(alert('192.0.2.1', '2026-03-01T09:00:00Z')?.fingerprint)
    expect(alert('192.0.2.1', at)?.fingerprint).not.toBe(alert('192.0.2.2', at)?.fingerprint)
  })

  test('lines of which one is broken are read one by one, and the broken one keeps its number', () => {
    const line = JSON.stringify({ rule: { id: '1', level: 3, description: 'fine' } })

    const { signals, faults } = read('wazuh', `${line}\n{"rule":\n\n${line}\n`)

    expect(signals).toHaveLength(2)
    expect(faults).toEqual([{ part: 2, reason: 'This line is not valid JSON.', signals: 1 }])
  })
})

describe('what is no alert is kept aside with a reason that says what to do', () => {
  test.each([
    ['suricata', { event_type: 'flow', src_ip: '192.0.2.1' }, /type "flow".*alerts only/],
    [
      'aws',
      { Type: 'SubscriptionConfirmation', SubscribeURL: 'https://sns.example/' },
      /open the SubscribeURL below yourself/,
    ],
    ['microsoft', { value: [{ subscriptionId: 's', lifecycleEvent: 'missed' }] }, /no title/],
    ['crowdstrike', { metadata: { version: '1.0' }, event: {} }, /neither a name nor a type/],
    ['pagerduty', { routing_key: 'r', payload: {} }, /event_action/],
    ['ocsf', { category_uid: 4, class_uid: 4001 }, /neither a finding/],
    ['syslog', 'hello world', /no syslog message/],
    ['csv', 'title,severity\n', /no rows/],
    ['standard-webhooks', { data: {} }, /names no type/],
  ] as const)('%s', (kind, body, reason) => {
    const { signals, faults } = read(kind, body)

    expect(signals).toEqual([])
    expect(faults).toHaveLength(1)
    expect(faults[0]?.reason).toMatch(reason)
  })
})
