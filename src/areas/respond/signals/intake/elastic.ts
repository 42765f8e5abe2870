/** Elastic: detection alerts, the body of our template for its webhook connector, Watcher, and ElastAlert2's HTTP POST. */
import { ofElasticRisk } from '../rules/scales.ts'
import type { Fields, JsonFormat } from './entries.ts'
import { isRecord } from './reading.ts'
import { listAt, labelsAt, numberAt, shared, signalOf, textAt, textsAt, valueAt } from './told.ts'

/** https://www.elastic.co/guide/en/kibana/current/rule-action-variables.html and https://elastalert2.readthedocs.io/ */
export const elastic: JsonFormat = {
  listIn(body) {
    const list = valueAt(body, 'alerts') ?? valueAt(body, 'context.alerts') ?? valueAt(body, 'hits.hits')
    return Array.isArray(list) && list.length > 0 ? list : undefined
  },
  read(entry, around) {
    const source = valueAt(entry, '_source')
    const alert = isRecord(source) ? source : entry
    const rule = ruleOf(alert) || ruleOf(around)
    if (rule === '') return 'This names no rule. Paste the body of the setup page into the connector.'
    const host = textAt(alert, 'host.name', 'host.hostname', 'agent.name', 'hostname')
    const user = textAt(alert, 'user.name', 'user.id')
    const own = textAt(alert, 'kibana.alert.uuid', 'alert.id')
    return signalOf({
      sameWhen: [rule, host, user, textAt(alert, 'source.ip', 'src_ip'), own],
      title: textAt(alert, 'alert_subject') || rule,
      untitled: 'An Elastic alert',
      summary: textAt(alert, 'kibana.alert.reason', 'reason', 'alert_text', 'message', 'context.reason'),
      ...gradeOf(alert, around),
      at: valueAt(alert, '@timestamp') ?? valueAt(alert, 'date') ?? valueAt(around, 'date'),
      isOver: isOver(alert, around),
      group: {
        key: `rule:${rule}:${host}`,
        title: host === '' ? rule : `${rule} (${host})`,
        because: shared('Elastic', `rule ${rule}`, host),
      },
      labels: [
        ['rule', rule],
        ['host', host],
        ['user', user],
        ...labelsAt(alert, named),
        ['technique', techniquesOf(alert).join(', ')],
        ['link', textAt(alert, 'link', 'kibana.alert.url') || textAt(around, 'link')],
      ],
    })
  },
}

function ruleOf(fields: Fields): string {
  return textAt(
    fields,
    'kibana.alert.rule.name',
    'signal.rule.name',
    'rule.name',
    'rule_name',
    'alert_subject',
    'watch_id',
    'metadata.name',
  )
}

function gradeOf(alert: Fields, around: Fields) {
  const word =
    textAt(alert, 'kibana.alert.severity', 'signal.rule.severity', 'severity', 'event.severity_label') ||
    textAt(around, 'severity')
  if (word !== '') return { word }
  const paths = ['kibana.alert.risk_score', 'signal.rule.risk_score', 'risk_score'] as const
  const score = numberAt(alert, ...paths)
  return Number.isNaN(score) ? { word: '' } : { word: `risk ${score}`, severity: ofElasticRisk(score) }
}

function isOver(alert: Fields, around: Fields): boolean {
  const words = [
    textAt(alert, 'kibana.alert.status'),
    textAt(alert, 'alert.actionGroup'),
    textAt(around, 'alert.actionGroup'),
  ]
  return words.some((word) => word === 'recovered')
}

function techniquesOf(alert: Fields): string[] {
  const threats = valueAt(alert, 'kibana.alert.rule.threat') ?? valueAt(alert, 'threat')
  if (!Array.isArray(threats)) return textsAt(alert, 'threat.technique.id')
  return listAt(threats, '', 20).flatMap((threat) => textsAt(threat, 'technique', 'id'))
}

const named = {
  'source.ip': 'source.ip',
  'destination.ip': 'destination.ip',
  domain: 'url.domain',
  process: 'process.name',
  executable: 'process.executable',
  command: 'process.command_line',
  file: 'file.path',
  sha256: 'file.hash.sha256',
  event: 'event.action',
  'event.code': 'event.code',
  index: '_index',
  hits: 'num_hits',
  matches: 'num_matches',
}
