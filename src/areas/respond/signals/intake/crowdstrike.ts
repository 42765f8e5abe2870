/** CrowdStrike Falcon: events of its streams as the SIEM connector writes them, and alerts as a workflow sends them on. */
import type { Fields, JsonFormat } from './entries.ts'
import { isRecord, textOf } from './reading.ts'
import { labelsAt, shared, signalOf, textAt, valueAt } from './told.ts'

/**
 * Event streams: https://falcon.crowdstrike.com/documentation/page/d88d8ed6/streaming-api-event-dictionary; alerts, in small
 * letters: the entity of the Alerts API, which a workflow may send whole, under `data`, or with the names of our setup page.
 */
export const crowdstrike: JsonFormat = {
  read(entry) {
    const alert = alertIn(entry)
    const type = textAt(entry, 'metadata.eventType')
    const title = textAt(alert, ...titlePaths) || titleOfIncident(alert, type)
    if (title === '')
      return 'This is no event of CrowdStrike that is known here: it has neither a name nor a type.'
    const host = textAt(alert, ...hostPaths)
    const tactic = textAt(alert, 'Tactic', 'tactic')
    return signalOf({
      id: textAt(alert, ...idPaths) || textAt(entry, 'metadata.offset'),
      sameWhen: [title, host, textAt(alert, ...userPaths)],
      title,
      untitled: 'A detection of CrowdStrike',
      summary: textAt(alert, 'DetectDescription', 'Description', 'IncidentDescription', 'description'),
      word: textAt(alert, 'SeverityName', 'severity_name') || wordOf(valueAt(alert, 'severity')),
      at: timeOf(entry, alert),
      isOver: /^(?:closed|resolved|true_positive|false_positive|ignored)$/i.test(
        textAt(alert, 'status', 'Status'),
      ),
      group: {
        key: `detection:${tactic}:${title}`,
        title,
        because: shared('CrowdStrike', `detection ${title}`),
      },
      labels: [
        ['host', host],
        ['user', textAt(alert, ...userPaths)],
        ['technique', textAt(alert, ...techniquePaths)],
        ['event', type],
        ...labelsAt(alert, named),
      ],
    })
  },
}

const titlePaths = ['DetectName', 'Name', 'display_name', 'name', 'title', 'OperationName']
const hostPaths = [
  'ComputerName',
  'Hostname',
  'HostName',
  'EndpointName',
  'SourceEndpointHostName',
  'device.hostname',
  'hostname',
  'host',
]
const userPaths = ['UserName', 'SourceAccountName', 'UserId', 'user_name', 'user_principal', 'user']
const idPaths = [
  'CompositeId',
  'composite_id',
  'DetectId',
  'DetectionId',
  'IncidentID',
  'IncidentId',
  'incident_id',
  'id',
]
const techniquePaths = ['MitreAttack.0.TechniqueID', 'TechniqueId', 'technique_id', 'Technique', 'technique']

/** An event of the stream stands beside its `metadata`, what a workflow sends often under `data`. */
function alertIn(entry: Fields): Fields {
  for (const path of ['event', 'data.detection', 'data.alert', 'data', 'resource']) {
    const inner = valueAt(entry, path)
    if (isRecord(inner)) return inner
  }
  return entry
}

function titleOfIncident(alert: Fields, type: string): string {
  if (textAt(alert, ...idPaths) === '') return ''
  return type === 'IncidentSummaryEvent' ? 'An incident of CrowdStrike' : type
}

/** Of the Alerts API 1 to 100 (its `severity_name` says the same in words); of a workflow the word itself. */
function wordOf(severity: unknown): string {
  return typeof severity === 'string' ? textOf(severity) : ''
}

function timeOf(entry: Fields, alert: Fields): unknown {
  const paths = [
    'created_timestamp',
    'timestamp',
    'StartTimeEpoch',
    'ProcessStartTime',
    'IncidentStartTime',
    'UTCTimestamp',
  ]
  return (
    valueAt(entry, 'metadata.eventCreationTime') ??
    paths.map((path) => valueAt(alert, path)).find((value) => value !== undefined)
  )
}

const named = {
  tactic: 'Tactic',
  objective: 'Objective',
  file: 'FileName',
  path: 'FilePath',
  command: 'CommandLine',
  sha256: 'SHA256String',
  md5: 'MD5String',
  'source.ip': 'LocalIP',
  'local: ip': 'LocalIPv4',
  'ioc: type': 'IOCType',
  'ioc: value': 'IOCValue',
  action: 'PatternDispositionDescription',
  link: 'FalconHostLink',
  'link: alert': 'falcon_host_link',
  url: 'link',
  'file: name': 'filename',
  'file: sha256': 'sha256',
  cmdline: 'cmdline',
  'device: ip': 'device.local_ip',
  status: 'status',
  operation: 'OperationName',
  service: 'ServiceName',
  success: 'Success',
}
