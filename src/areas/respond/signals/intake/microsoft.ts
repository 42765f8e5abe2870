/** Microsoft: Graph and Defender alerts, Sentinel incidents, Defender for Cloud and Azure Monitor, each in its own names. */
import type { SignalSeverity } from '../contract/severities.ts'
import type { Fields, JsonFormat } from './entries.ts'
import { isRecord, type ReadSignal } from './reading.ts'
import { listAt, labelsAt, shared, signalOf, textAt, textsAt, valueAt } from './told.ts'

/** https://learn.microsoft.com/en-us/graph/api/resources/security-alert and the schemas named below */
export const microsoft: JsonFormat = {
  listIn(body) {
    const list = valueAt(body, 'value') ?? valueAt(body, 'records')
    return Array.isArray(list) && list.length > 0 ? list : undefined
  },
  read(entry) {
    if (textAt(entry, 'subscriptionId') !== '' && textAt(entry, 'changeType') !== '' && titleOf(entry) === '')
      return changeOf(entry)
    const alert = alertIn(entry)
    const title = titleOf(alert)
    if (title === '') return 'This is no alert of Microsoft that is known here: it has no title.'
    const service = textAt(
      alert,
      'serviceSource',
      'ServiceSource',
      'vendorInformation.provider',
      'ProductName',
    )
    const status = textAt(alert, 'status', 'Status', 'monitorCondition')
    const host = hostOf(alert)
    const word = textAt(alert, 'severity', 'Severity')
    const id = textAt(alert, ...idPaths) || textAt(entry, 'id', 'name')
    return signalOf({
      id,
      sameWhen: [title, service, host],
      title,
      untitled: 'An alert',
      summary: textAt(alert, 'description', 'Description'),
      word,
      ...ofAzureMonitor(word),
      at: timeOf(alert) ?? valueAt(entry, 'time'),
      isOver: /^(resolved|closed)$/i.test(status),
      overAt: valueAt(alert, 'resolvedDateTime') ?? valueAt(alert, 'resolvedTime'),
      group: {
        key: `title:${service}:${title}`,
        title,
        because: shared(service || 'Microsoft', `alert ${title}`),
      },
      labels: [
        ['host', host],
        [
          'user',
          textAt(
            alert,
            'userStates.0.userPrincipalName',
            'evidence.0.userAccount.userPrincipalName',
            'CompromisedEntity',
          ),
        ],
        ...labelsAt(alert, named),
        ['technique', techniquesOf(alert)],
        ...evidenceOf(alert),
      ],
    })
  },
}

/**
 * A webhook of Graph says only that something changed and where it lies; nothing of it is fetched.
 * https://learn.microsoft.com/en-us/graph/api/resources/changenotification
 */
function changeOf(entry: Fields): ReadSignal {
  const id = textAt(entry, 'resourceData.id', 'resource')
  const sort = textAt(entry, 'resourceData.@odata.type').split('.').at(-1) ?? ''
  const title = /incident/i.test(sort) ? 'An incident in Microsoft changed' : 'An alert in Microsoft changed'
  return signalOf({
    id,
    sameWhen: [title, id],
    title: `${title}: ${id}`,
    untitled: 'An alert in Microsoft changed',
    summary: 'Microsoft said no more than that. Look at it in the portal of Microsoft Defender.',
    word: '',
    at: undefined,
    group: { key: `change:${id}`, title, because: shared('Microsoft', `entry ${id}`) },
    labels: [
      ['change', textAt(entry, 'changeType')],
      ['resource', textAt(entry, 'resource')],
      ['tenant', textAt(entry, 'tenantId')],
    ],
  })
}

const idPaths = ['AlertId', 'alertId', 'SystemAlertId', 'incidentNumber', 'id', 'originAlertId']

/** Sentinel's automation wraps in `object`, streaming in `properties`, Azure Monitor in `data.essentials`. */
function alertIn(entry: Fields): Fields {
  for (const path of ['object.properties', 'properties', 'data.essentials', 'alert']) {
    const inner = valueAt(entry, path)
    if (isRecord(inner) && titleOf(inner) !== '') return inner
  }
  return entry
}

function titleOf(alert: Fields): string {
  return textAt(alert, 'title', 'Title', 'AlertDisplayName', 'alertDisplayName', 'alertRule')
}

function hostOf(alert: Fields): string {
  return textAt(
    alert,
    'computerDnsName',
    'hostStates.0.fqdn',
    'hostStates.0.netBiosName',
    'evidence.0.deviceDnsName',
    'DeviceName',
  )
}

function timeOf(alert: Fields): unknown {
  const paths = [
    'lastUpdateDateTime',
    'createdDateTime',
    'eventDateTime',
    'alertCreationTime',
    'createdTimeUtc',
    'StartTimeUtc',
    'firedDateTime',
    'Timestamp',
  ]
  return paths.map((path) => valueAt(alert, path)).find((value) => value !== undefined)
}

/** Sev0 to Sev4, where 0 is the worst: https://learn.microsoft.com/en-us/azure/azure-monitor/alerts/alerts-overview */
function ofAzureMonitor(word: string): { severity?: SignalSeverity } {
  const known: readonly SignalSeverity[] = ['critical', 'high', 'medium', 'low', 'low']
  const [, digit] = /^Sev([0-4])$/.exec(word) ?? []
  const severity = digit === undefined ? undefined : known[Number(digit)]
  return severity === undefined ? {} : { severity }
}

function techniquesOf(alert: Fields): string {
  const listed = textsAt(alert, 'mitreTechniques')
  return listed.length > 0 ? listed.join(', ') : textAt(alert, 'AttackTechniques')
}

/** What the alert names, by the fields that kinds of evidence have; at most thirty pieces. */
function evidenceOf(alert: Fields): [string, unknown][] {
  const list = valueAt(alert, 'evidence')
  return listAt(list, '', 30).flatMap((piece, index) =>
    evidencePaths.map((path): [string, unknown] => [`evidence.${index + 1}.${path}`, valueAt(piece, path)]),
  )
}

const evidencePaths = [
  'deviceDnsName',
  'ipAddress',
  'url',
  'userAccount.userPrincipalName',
  'userAccount.accountName',
  'fileDetails.fileName',
  'fileDetails.sha256',
  'imageFile.fileName',
  'imageFile.sha256',
  'primaryAddress',
]

const named = {
  service: 'serviceSource',
  category: 'category',
  Category: 'Category',
  detector: 'detectionSource',
  incident: 'incidentId',
  number: 'incidentNumber',
  'incident: url': 'incidentUrl',
  threat: 'threatDisplayName',
  actor: 'actorDisplayName',
  link: 'alertWebUrl',
  'alert: url': 'AlertUri',
  status: 'status',
  tenant: 'tenantId',
  resource: 'alertTargetIDs',
}
