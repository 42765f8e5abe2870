/** Addresses that tools know already: PagerDuty Events, TheHive's alerts, IRIS's alerts, and Splunk's webhook. */
import { ofIris, ofTheHive } from '../rules/scales.ts'
import type { Fields, JsonFormat } from './entries.ts'
import { cleanLine } from './reading.ts'
import { listAt, labelsAt, numberAt, shared, signalOf, textAt, textsAt, valueAt } from './told.ts'

/** Events API v2, and the names of v1: https://developer.pagerduty.com/docs/events-api-v2/trigger-events/ */
export const pagerduty: JsonFormat = {
  read(event) {
    const action = textAt(event, 'event_action', 'event_type')
    if (!/^(trigger|acknowledge|resolve)$/.test(action))
      return 'This is no event of PagerDuty: event_action must be trigger, acknowledge or resolve.'
    const key = textAt(event, 'dedup_key', 'incident_key')
    const source = textAt(event, 'payload.source', 'client')
    const title = textAt(event, 'payload.summary', 'description')
    if (key === '' && title === '') return 'This event has neither a dedup_key nor a summary.'
    const group = textAt(event, 'payload.group', 'payload.class') || source
    return signalOf({
      id: key === '' ? '' : `key:${key}`,
      sameWhen: [title, source, textAt(event, 'payload.component')],
      title,
      untitled: cleanLine(`Event ${key}`, 200),
      summary: textAt(
        event,
        'payload.custom_details.description',
        'payload.custom_details',
        'details.description',
      ),
      word: textAt(event, 'payload.severity'),
      at: valueAt(event, 'payload.timestamp'),
      isOver: action === 'resolve',
      group: {
        key: `group:${group}`,
        title: group,
        because: shared('The sender', group === source ? `source ${source}` : `group ${group}`),
      },
      labels: [
        ...labelsAt(event, {
          host: 'payload.source',
          component: 'payload.component',
          group: 'payload.group',
          class: 'payload.class',
          client: 'client',
          'client: url': 'client_url',
          link: 'links.0.href',
          action: 'event_action',
        }),
        ...labelsAt(event, { details: 'payload.custom_details' }),
      ],
    })
  },
}

/** `POST /api/alert` of TheHive 4 and `/api/v1/alert` of 5: https://docs.strangebee.com/thehive/api-docs/ */
export const thehive: JsonFormat = {
  read(alert) {
    const [source, ref] = [textAt(alert, 'source'), textAt(alert, 'sourceRef')]
    const title = textAt(alert, 'title')
    if (title === '' || source === '') return 'This is no alert of TheHive: it lacks title or source.'
    const type = textAt(alert, 'type')
    return signalOf({
      id: ref === '' ? '' : `${type}:${source}:${ref}`,
      title,
      untitled: 'An alert',
      summary: textAt(alert, 'description'),
      word: textAt(alert, 'severity'),
      severity: ofTheHive(numberAt(alert, 'severity')),
      at: valueAt(alert, 'date'),
      group: {
        key: `${source}:${type}`,
        title: `${source}: ${type}`,
        because: shared(source, `type of alert ${type}`),
      },
      labels: [
        ...labelsAt(alert, {
          source: 'source',
          type: 'type',
          reference: 'sourceRef',
          link: 'externalLink',
          tlp: 'tlp',
          pap: 'pap',
        }),
        ['tags', textsAt(alert, 'tags').join(', ')],
        ...observablesOf(valueAt(alert, 'observables') ?? valueAt(alert, 'artifacts'), 'dataType', 'data'),
      ],
    })
  },
}

/** `POST /alerts/add`: https://docs.dfir-iris.org/latest/operations/alerts/ */
export const iris: JsonFormat = {
  read(alert) {
    const title = textAt(alert, 'alert_title')
    if (title === '') return 'This is no alert of IRIS: it lacks alert_title.'
    const source = textAt(alert, 'alert_source')
    const ref = textAt(alert, 'alert_source_ref')
    return signalOf({
      id: ref === '' ? '' : `${source}:${ref}`,
      title,
      untitled: 'An alert',
      summary: textAt(alert, 'alert_description', 'alert_note'),
      word: textAt(alert, 'alert_severity_id'),
      severity: ofIris(numberAt(alert, 'alert_severity_id')),
      at: valueAt(alert, 'alert_source_event_time'),
      group: {
        key: `${source}:${title}`,
        title: `${source}: ${title}`,
        because: shared(source || 'The sender', `title ${title}`),
      },
      labels: [
        ...labelsAt(alert, {
          source: 'alert_source',
          reference: 'alert_source_ref',
          link: 'alert_source_link',
          tags: 'alert_tags',
          customer: 'alert_customer_id',
        }),
        ...observablesOf(valueAt(alert, 'alert_iocs'), 'ioc_type', 'ioc_value'),
        ...observablesOf(valueAt(alert, 'alert_assets'), 'asset_ip', 'asset_name'),
        ...labelsAt(alert, { context: 'alert_context' }),
      ],
    })
  },
}

/** The webhook of a saved search, with its first row: https://help.splunk.com/ (Use a webhook alert action) */
export const splunk: JsonFormat = {
  read(body) {
    const search = textAt(body, 'search_name', 'result.search_name', 'result.source')
    if (search === '' && textAt(body, 'sid') === '') return 'This is no alert of Splunk: it names no search.'
    const host = textAt(body, 'result.host', 'result.dest', 'result.dvc')
    return signalOf({
      sameWhen: [search, host, textAt(body, 'result.user'), textAt(body, 'result.src', 'result.src_ip')],
      title: search || 'A Splunk search without a name',
      untitled: 'A Splunk alert',
      summary: textAt(body, 'result._raw', 'result.message', 'result.description'),
      word: textAt(body, 'result.severity', 'result.urgency', 'result.priority'),
      at: splunkTime(body),
      group: { key: `search:${search}`, title: search, because: shared('Splunk', `search ${search}`) },
      labels: [
        ['host', host],
        ...labelsAt(body, { 'results: url': 'results_link', app: 'app', owner: 'owner', sid: 'sid' }),
        ...labelsAt(body, { result: 'result' }),
      ],
    })
  },
}

/** Splunk writes seconds as text. */
function splunkTime(body: Fields): unknown {
  const seconds = numberAt(body, 'result._time')
  return Number.isNaN(seconds) ? valueAt(body, 'result._time') : seconds
}

function observablesOf(list: unknown, kind: string, value: string): [string, unknown][] {
  return listAt(list, '', 50).map((each, index) => [
    `observable.${index + 1}${textAt(each, kind) === '' ? '' : `: ${textAt(each, kind)}`}`,
    valueAt(each, value),
  ])
}
