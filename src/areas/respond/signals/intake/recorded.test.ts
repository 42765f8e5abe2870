import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { noTestData, testData } from '../../../../../tests/data.ts'
import { spansFound } from '../rules/sigma/correlation.ts'
import { lookWithSigma, readyRules } from './look-with-sigma.ts'
import { readDelivery } from './read-delivery.ts'
import { readSigmaFile } from './read-sigma.ts'
import { regexEngine } from './regular-expressions.ts'

const shared = (folder: string, file: string) => readFileSync(join(folder, file))
const packed = (folder: string, file: string) => gunzipSync(shared(folder, file))

describe('recorded deliveries of real tools', () => {
  test('every line of a Wazuh of an exercise is read, with host, grade and time', (context) => {
    const folder = testData('wazuh-alerts')
    if (folder === undefined) return context.skip(noTestData('wazuh-alerts'))
    const { signals, faults } = readDelivery('wazuh', packed(folder, 'ossec_insect.json.gz'))

    expect(faults).toEqual([])
    expect(signals).toHaveLength(497)
    expect(signals.every(({ said, severity, labels }) => said.at && severity && labels['host'])).toBe(true)
    expect(new Set(signals.map(({ severity }) => severity))).toEqual(new Set(['low', 'medium']))
    expect(new Set(signals.map(({ fingerprint }) => fingerprint)).size).toBeLessThan(250)
  })

  test.each(['first-org-conf-2015.json.gz', 'wrccdc-2017.json.gz'])(
    'every alert of Suricata in %s is read',
    (file) => {
      const folder = testData('suricata-eve')
      if (folder === undefined) return
      const bytes = packed(folder, file)
      const events = JSON.parse(bytes.toString()) as { alert: { severity: number } }[] // as its README says

      const { signals, faults } = readDelivery('suricata', bytes)

      expect(signals.length + faults.length).toBe(events.length)
      expect(faults).toEqual([])
      const worst = events.findIndex(({ alert }) => alert.severity === 1)
      if (worst !== -1) expect(signals[worst]?.severity).toBe('high')
      expect(signals.every(({ labels }) => labels['source.ip'])).toBe(true)
    },
  )

  test('alerts of CrowdSec are read, also without a decision', (context) => {
    const folder = testData('crowdsec')
    if (folder === undefined) return context.skip(noTestData('crowdsec'))
    const of = (file: string) => readDelivery('crowdsec', shared(folder, file))

    expect(of('alert_sample.json').signals[0]).toMatchObject({
      title: 'crowdsecurity/test: 127.0.0.1',
      severityWord: 'ban',
    })
    expect(of('alert_ssh-bf.json').signals[0]).toMatchObject({
      severityWord: 'no decision',
      labels: { target_user: 'root' },
    })
    expect(of('alert_minibulk.json').faults).toEqual([])
  })

  test('a legacy Grafana tells the end of what it told the beginning of', (context) => {
    const folder = testData('alert-webhooks')
    if (folder === undefined) return context.skip(noTestData('alert-webhooks'))
    const of = (file: string) => readDelivery('grafana', shared(folder, file)).signals[0]

    const [begun, ended] = [of('grafana_alert_alerting.json'), of('grafana_alert_ok.json')]
    expect(begun).toMatchObject({
      title: 'Zeta CPU alert',
      state: 'firing',
      labels: { 'value: user': '97.007606' },
    })
    expect(ended).toMatchObject({ state: 'resolved', fingerprint: begun?.fingerprint })
    expect(of('grafana_6.json')).toMatchObject({ severityWord: 'warning' })
  })

  test('CloudWatch through SNS is read, and its address to confirm is never more than text', (context) => {
    const folder = testData('alert-webhooks')
    if (folder === undefined) return context.skip(noTestData('alert-webhooks'))
    const of = (file: string) => readDelivery('aws', shared(folder, file))

    expect(of('cloudwatch_notification.json').signals[0]).toMatchObject({
      title: 'bucketbytesAlarm',
      severityWord: 'ALARM',
    })
    expect(of('cloudwatch_subscription_confirmation.json')).toMatchObject({
      signals: [],
      faults: [{ part: 0 }],
    })
  })

  test.each([
    ['aws', 'aws_guardduty_rules.jsonl.gz'],
    ['microsoft', 'microsoft_defender_rules.jsonl.gz'],
    ['google', 'gsuite_activityevent_rules.jsonl.gz'],
    ['google', 'gsuite_reports_rules.jsonl.gz'],
  ] as const)('every event that %s recorded in %s is read', (kind, file) => {
    const folder = testData('panther-events')
    if (folder === undefined) return
    const events = packed(folder, file)
      .toString()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: unknown }).event) // as its README says

    const readings = events.map((event) => readDelivery(kind, Buffer.from(JSON.stringify(event))))

    expect(readings.flatMap(({ faults }) => faults)).toEqual([])
    expect(readings.flatMap(({ signals }) => signals)).toHaveLength(events.length)
  })

  test('U15 rules and a correlation in the format of Sigma find the attack in a recorded trail of AWS', async (context) => {
    const folder = testData('stratus-detonation-logs')
    if (folder === undefined) return context.skip(noTestData('stratus-detonation-logs'))
    const payload = packed(folder, 'aws.credential-access.secretsmanager-retrieve-secrets.json.gz')
    const regex = await regexEngine()
    const { rules, faults } = readSigmaFile(manySecrets, regex)
    const rows = rules.map((rule, index) => ({
      ...{ ...rule, id: `${index}`, isOn: true, addedBy: '', addedAt: new Date(0) },
      ...{ tags: [], techniques: [], lists: [], parts: [...rule.parts] },
    }))
    const arrived = new Date('2024-07-31T12:40:00Z')
    const delivery = { id: '', sourceId: 's', kind: 'aws', mapping: null, isRemoved: false } as const

    const { alerts, counted } = await lookWithSigma(readyRules(rows, new Map(), regex), [
      { ...delivery, payload, firstAt: arrived },
    ])

    expect(faults).toEqual([])
    expect(alerts).toMatchObject([{ alert: { heading: 'Secret Read', labels: { user: 'christophe' } } }])
    const [first] = counted
    const matches = counted.map((each, index) => ({ ...each, id: `${index}` }))
    expect(new Set(matches.map(({ value }) => value)).size).toBeGreaterThanOrEqual(20)
    expect(first?.group).toEqual(['christophe'])
    expect(first && spansFound(first.correlation, matches).length).toBe(1)
  })
})

const manySecrets = `title: Secret Read
id: 0fbd7a3f-0000-4000-8000-000000000001
name: secret_read
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection:
    eventSource: secretsmanager.amazonaws.com
    eventName|startswith: GetSecretValue
    userIdentity.arn|re: '^arn:aws:iam::[0-9]{12}:user/'
  filter_company_range:
    sourceIPAddress|cidr: 10.0.0.0/8
  condition: selection and not 1 of filter_*
level: low
---
title: Many Secrets Read By One User
correlation:
  type: value_count
  rules:
    - secret_read
  group-by:
    - userIdentity.userName
  timespan: 5m
  condition:
    gte: 15
    field: requestParameters.secretId
level: high
`
