/** Sentry: issue alerts, metric alerts, changes of an issue, and the older webhook plugin. */
import type { Fields, JsonFormat } from './entries.ts'
import { listAt, labelsAt, shared, signalOf, textAt, valueAt } from './told.ts'

/** https://docs.sentry.io/organization/integrations/integration-platform/webhooks/ */
export const sentry: JsonFormat = {
  read(body) {
    const action = textAt(body, 'action')
    const project = textAt(
      body,
      'data.event.project_name',
      'data.issue.project.slug',
      'project_slug',
      'project_name',
    )
    const rule = textAt(body, 'data.triggered_rule', 'data.metric_alert.alert_rule.name')
    const id = idOf(body)
    if (id === '') return 'This is no alert of Sentry: it names neither an issue nor a metric alert.'
    return signalOf({
      id,
      title: textAt(
        body,
        'data.event.title',
        'data.issue.title',
        'data.error.title',
        'data.description_title',
        'event.title',
        'message',
      ),
      untitled: 'A Sentry alert without a title',
      summary: textAt(body, 'data.event.culprit', 'data.issue.culprit', 'data.description_text', 'culprit'),
      word: wordOf(body, action),
      at: timeOf(body),
      isOver: action === 'resolved' || textAt(body, 'data.issue.status') === 'resolved',
      group: {
        key: `project:${project}:${rule}`,
        title: project || rule || 'Sentry',
        because:
          rule === '' ? shared('Sentry', `project ${project}`) : shared('Sentry', `alert rule ${rule}`),
      },
      labels: [['project', project], ['rule', rule], ...labelsAt(body, named), ...tagsOf(body)],
    })
  },
}

function idOf(body: Fields): string {
  const issue = textAt(body, 'data.event.issue_id', 'data.error.issue_id', 'data.issue.id')
  if (issue !== '') return `issue:${issue}`
  const metric = textAt(body, 'data.metric_alert.id')
  if (metric !== '') return `metric:${metric}`
  const plugin = textAt(body, 'id')
  return plugin !== '' && textAt(body, 'culprit', 'message', 'event.title') !== '' ? `issue:${plugin}` : ''
}

/** A metric alert says its grade as the action. */
function wordOf(body: Fields, action: string): string {
  const level = textAt(body, 'data.event.level', 'data.issue.level', 'data.error.level', 'level')
  return level || (action === 'critical' || action === 'warning' ? action : '')
}

function timeOf(body: Fields): unknown {
  return (
    valueAt(body, 'data.event.datetime') ??
    valueAt(body, 'data.error.datetime') ??
    valueAt(body, 'data.issue.lastSeen') ??
    valueAt(body, 'data.metric_alert.date_detected') ??
    valueAt(body, 'event.timestamp')
  )
}

function tagsOf(body: Fields): [string, unknown][] {
  const tags = valueAt(body, 'data.event.tags') ?? valueAt(body, 'event.tags')
  return listAt(tags, '', 50).map((tag) => [textAt(tag, '0'), valueAt(tag, '1')])
}

const named = {
  environment: 'data.event.environment',
  platform: 'data.event.platform',
  release: 'data.event.release',
  link: 'data.event.web_url',
  'issue: url': 'data.issue.web_url',
  url: 'url',
  user: 'data.event.user.email',
  'source.ip': 'data.event.user.ip_address',
}
