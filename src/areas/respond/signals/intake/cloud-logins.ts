/** Okta events, and Google's: Alert Center, activity reports, Security Command Center, also through Pub/Sub. */
import type { Fields, JsonFormat } from './entries.ts'
import { isRecord } from './reading.ts'
import { listAt, labelsAt, shared, signalOf, textAt, valueAt } from './told.ts'

/** Event hooks and log streams: https://developer.okta.com/docs/concepts/event-hooks/ */
export const okta: JsonFormat = {
  listIn(body) {
    const list = valueAt(body, 'data.events')
    return Array.isArray(list) && list.length > 0 ? list : undefined
  },
  read(event) {
    const type = textAt(event, 'eventType')
    if (type === '' || type === 'com.okta.event_hook')
      return 'This is no event of Okta: it has no event type.'
    const actor = textAt(event, 'actor.alternateId', 'actor.displayName', 'actor.id')
    const ip = textAt(event, 'client.ipAddress', 'request.ipChain.0.ip')
    return signalOf({
      sameWhen: [type, actor, ip, textAt(event, 'target.0.alternateId', 'target.0.id')],
      title: `${textAt(event, 'displayMessage') || type}${actor === '' ? '' : `: ${actor}`}`,
      untitled: 'An Okta event',
      summary: [textAt(event, 'outcome.result'), textAt(event, 'outcome.reason')]
        .filter((part) => part !== '')
        .join(': '),
      word: textAt(event, 'severity'),
      at: valueAt(event, 'published'),
      group: {
        key: `actor:${type}:${actor}`,
        title: `${type} (${actor})`,
        because: shared('Okta', `event ${type} of ${actor}`),
      },
      labels: labelsAt(event, {
        event: 'eventType',
        user: 'actor.alternateId',
        'source.ip': 'client.ipAddress',
        country: 'client.geographicalContext.country',
        city: 'client.geographicalContext.city',
        agent: 'client.userAgent.rawUserAgent',
        outcome: 'outcome.result',
        target: 'target.0.alternateId',
        'target.type': 'target.0.type',
        network: 'securityContext.asOrg',
        proxy: 'securityContext.isProxy',
        'threat suspected': 'debugContext.debugData.threatSuspected',
        'event.id': 'uuid',
      }),
    })
  },
}

export const google: JsonFormat = {
  listIn(body) {
    const inner = fromPubSub(body)
    const list = valueAt(inner, 'items') ?? valueAt(inner, 'alerts')
    if (Array.isArray(list) && list.length > 0) return list
    return inner === body ? undefined : [inner]
  },
  read(entry) {
    const finding = valueAt(entry, 'finding')
    if (isRecord(finding)) return readFinding(finding, entry)
    if (textAt(entry, 'alertId') !== '') return readAlert(entry)
    if (valueAt(entry, 'id') !== undefined && textAt(entry, 'id.applicationName') !== '')
      return readActivity(entry)
    return 'This is no alert, finding or activity of Google that is known here.'
  },
}

/** Push subscriptions carry the message in base64: https://cloud.google.com/pubsub/docs/push */
function fromPubSub(body: Fields): Fields {
  const data = textAt(body, 'message.data')
  if (data === '') return body
  try {
    const inner: unknown = JSON.parse(Buffer.from(data, 'base64').toString('utf8'))
    return isRecord(inner) ? inner : body
  } catch {
    return body
  }
}

/** https://developers.google.com/workspace/admin/alertcenter/reference/rest/v1beta1/alerts */
function readAlert(alert: Fields) {
  const type = textAt(alert, 'type')
  return signalOf({
    id: textAt(alert, 'alertId'),
    title: type || textAt(alert, 'source'),
    untitled: 'A Google alert',
    summary: textAt(alert, 'data.title', 'data.description', 'data.messages.0.subjectText', 'source'),
    word: textAt(alert, 'metadata.severity'),
    at: valueAt(alert, 'updateTime') ?? valueAt(alert, 'createTime') ?? valueAt(alert, 'startTime'),
    isOver: textAt(alert, 'metadata.status') === 'CLOSED' || textAt(alert, 'deleted') === 'true',
    group: { key: `type:${type}`, title: type, because: shared('Google Workspace', `type of alert ${type}`) },
    labels: [
      ...labelsAt(alert, {
        source: 'source',
        user: 'data.email',
        'source.ip': 'data.loginDetails.ipAddress',
        domain: 'data.domainId.customerPrimaryDomain',
        link: 'securityInvestigationToolLink',
        status: 'metadata.status',
      }),
      ...labelsAt(alert, { data: 'data' }),
    ],
  })
}

/** https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities */
function readActivity(activity: Fields) {
  const [app, user] = [
    textAt(activity, 'id.applicationName'),
    textAt(activity, 'actor.email', 'actor.profileId'),
  ]
  const name = textAt(activity, 'events.0.name', 'name')
  return signalOf({
    sameWhen: [
      app,
      name,
      user,
      textAt(activity, 'ipAddress'),
      JSON.stringify(valueAt(activity, 'events.0.parameters') ?? valueAt(activity, 'parameters') ?? null),
    ],
    title: `${app}: ${name}${user === '' ? '' : ` (${user})`}`,
    untitled: 'A Google activity',
    summary: textAt(activity, 'events.0.type', 'type'),
    word: '',
    at: valueAt(activity, 'id.time'),
    group: {
      key: `event:${app}:${name}`,
      title: `${app}: ${name}`,
      because: shared('Google Workspace', `event ${name} of ${app}`),
    },
    labels: [
      ...labelsAt(activity, {
        application: 'id.applicationName',
        event: 'events.0.name',
        user: 'actor.email',
        'source.ip': 'ipAddress',
      }),
      ...labelsAt(activity, { parameters: 'parameters' }),
      ...parametersOf(activity),
    ],
  })
}

function parametersOf(activity: Fields): [string, unknown][] {
  const list = valueAt(activity, 'events.0.parameters')
  return listAt(list, '', 50).map((each, index) => [
    textAt(each, 'name') || `parameter ${index + 1}`,
    valueAt(each, 'value') ?? valueAt(each, 'boolValue') ?? valueAt(each, 'multiValue'),
  ])
}

/** https://cloud.google.com/security-command-center/docs/reference/rest/v1/organizations.sources.findings */
function readFinding(finding: Fields, around: Fields) {
  const category = textAt(finding, 'category')
  return signalOf({
    id: textAt(finding, 'canonicalName', 'name'),
    sameWhen: [category, textAt(finding, 'resourceName')],
    title: category,
    untitled: 'A Security Command Center finding',
    summary: textAt(finding, 'description'),
    word: textAt(finding, 'severity'),
    at: valueAt(finding, 'eventTime') ?? valueAt(finding, 'createTime'),
    isOver: textAt(finding, 'state') === 'INACTIVE',
    group: {
      key: `category:${category}`,
      title: category,
      because: shared('Security Command Center', `category ${category}`),
    },
    labels: [
      ...labelsAt(finding, {
        resource: 'resourceName',
        class: 'findingClass',
        link: 'externalUri',
        technique: 'mitreAttack.primaryTechniques.0',
      }),
      ...labelsAt(around, { project: 'resource.projectDisplayName' }),
    ],
  })
}
