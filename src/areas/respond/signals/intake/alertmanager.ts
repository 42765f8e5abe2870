/** Prometheus Alertmanager's webhook, versions 3 and 4: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
import { readTime, saysEnded } from '../rules/said.ts'
import {
  clean,
  cleanLine,
  fingerprintOf,
  flatten,
  isRecord,
  keyOf,
  limits,
  textOf,
  type ReadFault,
  type Reading,
  type ReadSignal,
} from './reading.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * @param body the parsed JSON
 * @param tool who sends it: Grafana speaks the same, with a few links more
 */
export function readAlertmanager(body: unknown, tool: 'Alertmanager' | 'Grafana' = 'Alertmanager'): Reading {
  if (!isRecord(body) || !Array.isArray(body['alerts']))
    return whole(`This is not what ${tool} sends: it holds no list "alerts".`)
  const alerts: readonly unknown[] = body['alerts']
  if (alerts.length === 0) return whole('The list "alerts" is empty.')
  const group = groupOf(body, tool)
  const signals: ReadSignal[] = []
  const faults: ReadFault[] = []
  alerts.slice(0, limits.signals).forEach((alert, index) => {
    if (!isRecord(alert) || !isRecord(alert['labels']))
      faults.push({
        part: index + 1,
        reason: 'This alert has no labels, so it cannot be told apart.',
        signals: 1,
      })
    else signals.push(readAlert(alert, alert['labels'], group))
  })
  const left = alerts.length - limits.signals
  if (left > 0) {
    const reason = `One delivery may hold ${limits.signals} alerts; the ${left} after these were not read. Set max_alerts.`
    faults.push({ part: limits.signals + 1, reason, signals: left })
  }
  return { signals, faults }
}

function whole(reason: string): Reading {
  return { signals: [], faults: [{ part: 0, reason, signals: 1 }] }
}

function readAlert(alert: Fields, given: Fields, group: ReadSignal['group']): ReadSignal {
  const annotations = isRecord(alert['annotations']) ? alert['annotations'] : {}
  const name = textOf(given['alertname'])
  const said = readTime(alert['startsAt'])
  const ended = readTime(alert['endsAt'])
  const status = textOf(alert['status'])
  return {
    fingerprint: alertFingerprint(alert, given),
    // The same instant written in two zones is one episode.
    ...(said.at === null ? {} : { episode: said.at.toISOString() }),
    group: group.title === '' ? { ...group, title: cleanLine(name) || 'Alerts' } : group,
    title: cleanLine(textOf(annotations['summary']) || name) || 'An alert without a name',
    summary: clean(textOf(annotations['description']) || textOf(annotations['message']), limits.summary),
    state: saysEnded(status) ? 'resolved' : 'firing',
    severityWord: clean(textOf(given['severity']) || textOf(annotations['severity']), 100),
    labels: labelsOf(alert, given, annotations),
    said: { at: said.at, text: clean(said.text, 100) },
    endedAt: saysEnded(status) ? ended.at : null,
  }
}

/** Alertmanager's own since 0.19; made of all labels before that. Only its form is taken, so nobody can choose a key of ours. */
function alertFingerprint(alert: Fields, labels: Fields): string {
  const given = textOf(alert['fingerprint'])
  return /^[0-9a-f]{16}$/.test(given)
    ? given
    : fingerprintOf(JSON.stringify(Object.entries(labels).map(textOfPair).toSorted()))
}

function textOfPair([name, value]: readonly [string, unknown]): string {
  return JSON.stringify([name, textOf(value)])
}

const shownElsewhere = new Set(['summary', 'description', 'message'])

/** Labels as they are, annotations and the link beside them under names that no label has. All of it is text. */
function labelsOf(alert: Fields, labels: Fields, annotations: Fields): Record<string, string> {
  const beside = Object.entries(annotations)
    .filter(([name]) => !shownElsewhere.has(name))
    .map(([name, value]) => [`annotation: ${name}`, value] as const)
  return flatten([
    ...Object.entries(labels),
    ...beside,
    ['generator: url', textOf(alert['generatorURL']) || null],
    // Grafana alone has these.
    ['dashboard: url', textOf(alert['dashboardURL']) || null],
    ['panel: url', textOf(alert['panelURL']) || null],
    ['values', textOf(alert['valueString']) || null],
  ])
}

/** Version 4 names the group in text; version 3 with a number that JSON readers round, so its labels are used. */
function groupOf(body: Fields, tool: string): ReadSignal['group'] {
  const labels = flatten(isRecord(body['groupLabels']) ? Object.entries(body['groupLabels']) : [])
  const shared = Object.entries(labels).map(([name, value]) => `${name}=${value}`)
  const named = body['groupKey']
  const key =
    typeof named === 'string' && named !== '' ? named : fingerprintOf(textOf(body['receiver']), labels)
  return {
    key: keyOf(key),
    title: cleanLine(labels['alertname'] ?? shared.join(', ')),
    because: clean(
      shared.length === 0
        ? `${tool} sends these together; it groups by nothing.`
        : `${tool} sends these together, since they share ${shared.join(', ')}.`,
    ),
  }
}
