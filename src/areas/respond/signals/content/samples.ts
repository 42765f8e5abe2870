/** One test alert for each kind of source, in the form of its tool: what the button sends, and the command on the setup page. */
import type { SourceKind } from '../contract/signals.ts'

export interface Sample {
  readonly body: string
  readonly mediaType: string
}

const title = 'Test from Muster'
const words = 'If you can read this, the source works.'

/** @param at when it happens, RFC 3339 with zone */
export function sampleOf(kind: SourceKind, at: string): Sample {
  if (kind === 'syslog') return { body: `<133>1 ${at} test.example muster - - - ${title}\n`, mediaType: 'text/plain' }
  if (kind === 'mail')
    return {
      body: `From: Muster <test@example.org>\r\nSubject: ${title}\r\nDate: ${at}\r\nMessage-ID: <${at}@muster.test>\r\n\r\n${words}\r\n`,
      mediaType: 'message/rfc822',
    }
  if (kind === 'csv')
    return {
      body: `title,summary,severity,time\n"${title}","${words}",low,${at}\n`,
      mediaType: 'text/csv',
    }
  if (kind === 'fail2ban')
    return {
      body: new URLSearchParams({
        event: 'ban',
        jail: 'muster-test',
        ip: '192.0.2.1',
        failures: '1',
        time: String(Math.floor(Date.parse(at) / 1000)),
        matches: words,
      }).toString(),
      mediaType: 'application/x-www-form-urlencoded',
    }
  return { body: JSON.stringify(bodies[kind](at)), mediaType: 'application/json' }
}

type JsonKind = Exclude<SourceKind, 'syslog' | 'mail' | 'csv' | 'fail2ban'>

const alerts = (at: string) => ({
  version: '4',
  groupKey: 'muster-test',
  status: 'firing',
  receiver: 'muster',
  groupLabels: { alertname: 'MusterTest' },
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'MusterTest', severity: 'info' },
      annotations: { summary: title, description: words },
      startsAt: at,
      endsAt: '0001-01-01T00:00:00Z',
    },
  ],
})

const bodies: Readonly<Record<JsonKind, (at: string) => object>> = {
  alertmanager: alerts,
  grafana: alerts,
  wazuh: (timestamp) => ({
    timestamp,
    rule: { level: 3, id: '100001', description: title, groups: ['muster'] },
    agent: { id: '000', name: 'test.example' },
    full_log: words,
  }),
  suricata: (timestamp) => ({
    timestamp,
    event_type: 'alert',
    src_ip: '192.0.2.1',
    dest_ip: '192.0.2.2',
    proto: 'TCP',
    alert: { gid: 1, signature_id: 1_000_000, signature: title, category: 'Misc activity', severity: 3 },
  }),
  crowdsec: (at) => ({
    scenario: 'muster/test',
    message: `${title}. ${words}`,
    events_count: 1,
    start_at: at,
    stop_at: at,
    source: { scope: 'Ip', value: '192.0.2.1', ip: '192.0.2.1' },
    decisions: [{ type: 'ban', duration: '4h', origin: 'test' }],
  }),
  elastic: (date) => ({ rule: { name: title }, severity: 'low', reason: words, date }),
  splunk: (at) => ({ search_name: title, result: { _time: at, message: words, severity: 'low' } }),
  sentry: (datetime) => ({
    action: 'triggered',
    data: { event: { issue_id: 'muster-test', title, culprit: words, level: 'info', datetime } },
  }),
  aws: (time) => ({
    source: 'aws.guardduty',
    time,
    detail: {
      id: 'muster-test',
      type: 'Muster:Test/Sample',
      severity: 1,
      title,
      description: words,
      updatedAt: time,
    },
  }),
  microsoft: (createdDateTime) => ({
    id: 'muster-test',
    title,
    description: words,
    severity: 'low',
    createdDateTime,
  }),
  okta: (published) => ({
    data: {
      events: [
        { uuid: 'muster-test', published, eventType: 'muster.test', displayMessage: title, severity: 'INFO' },
      ],
    },
  }),
  crowdstrike: (at) => ({
    metadata: { eventType: 'EppDetectionSummaryEvent', eventCreationTime: Date.parse(at), version: '1.0' },
    event: { CompositeId: 'muster-test', Name: title, Description: words, SeverityName: 'Low' },
  }),
  google: (createTime) => ({
    alertId: 'muster-test',
    type: title,
    source: 'Muster',
    createTime,
    data: { description: words },
    metadata: { severity: 'LOW' },
  }),
  pagerduty: (timestamp) => ({
    event_action: 'trigger',
    dedup_key: 'muster-test',
    payload: { summary: title, source: 'test.example', severity: 'info', timestamp },
  }),
  thehive: (at) => ({
    type: 'test',
    source: 'Muster',
    sourceRef: 'muster-test',
    title,
    description: words,
    severity: 1,
    date: Date.parse(at),
  }),
  iris: (at) => ({
    alert_title: title,
    alert_description: words,
    alert_source: 'Muster',
    alert_source_ref: 'muster-test',
    alert_severity_id: 4,
    alert_source_event_time: at,
  }),
  ocsf: (at) => ({
    category_uid: 2,
    class_uid: 2004,
    activity_id: 1,
    severity_id: 2,
    time: Date.parse(at),
    finding_info: { uid: 'muster-test', title, desc: words },
    metadata: { product: { name: 'Muster' } },
  }),
  cloudevents: (time) => ({
    specversion: '1.0',
    id: 'muster-test',
    source: '/muster',
    type: 'muster.test',
    time,
    data: { title, description: words, severity: 'low' },
  }),
  'standard-webhooks': (timestamp) => ({
    type: 'muster.test',
    timestamp,
    data: { title, description: words, severity: 'low' },
  }),
  generic: (at) => ({ title, summary: words, severity: 'low', at }),
}
