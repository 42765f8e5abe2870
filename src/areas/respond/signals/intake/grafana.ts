/** Grafana: unified alerting as Alertmanager speaks, and the legacy webhook before version 9. */
import { readAlertmanager } from './alertmanager.ts'
import { readJson, type Fields } from './entries.ts'
import { isRecord, type Reading, type ReadSignal } from './reading.ts'
import { listAt, labelsAt, signalOf, textAt, valueAt } from './told.ts'

/** https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/ */
export function readGrafana(text: string): Reading {
  const body = parse(text)
  if (isRecord(body) && Array.isArray(body['alerts'])) return readAlertmanager(body, 'Grafana')
  return readJson(text, { read: readLegacy })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** No time and no start: the order of arrival tells the episodes apart. */
function readLegacy(alert: Fields): ReadSignal | string {
  const name = textAt(alert, 'ruleName')
  const rule = textAt(alert, 'ruleId', 'ruleUrl') || name
  if (rule === '') return 'This is not what Grafana sends: it holds neither a list "alerts" nor a rule.'
  const state = textAt(alert, 'state')
  return signalOf({
    id: `rule:${textAt(alert, 'orgId')}:${rule}`,
    title: name || textAt(alert, 'title'),
    untitled: 'A Grafana alert without a name',
    summary: textAt(alert, 'message'),
    word: textAt(alert, 'tags.severity', 'tags.priority'),
    at: undefined,
    isOver: state === 'ok',
    group: {
      key: `rule:${rule}`,
      title: name,
      because: 'Grafana raised these by the same alert rule.',
    },
    labels: [
      ...labelsAt(alert, { 'rule: url': 'ruleUrl', 'grafana state': 'state' }),
      ...tagsOf(alert),
      ...matchesOf(alert),
    ],
  })
}

function tagsOf(alert: Fields): [string, unknown][] {
  const tags = valueAt(alert, 'tags')
  return isRecord(tags) ? Object.entries(tags).filter(([name]) => name !== 'severity') : []
}

function matchesOf(alert: Fields): [string, unknown][] {
  const matches = valueAt(alert, 'evalMatches')
  return listAt(matches, '', 20).map((match, index) => [
    `value: ${textAt(match, 'metric') || index + 1}`,
    textAt(match, 'value'),
  ])
}
