/** Amazon: GuardDuty and Security Hub findings and CloudWatch alarms, as EventBridge or SNS deliver them or as exported. */
import { ofGuardDuty, ofSecurityHub } from '../rules/scales.ts'
import type { Fields, JsonFormat } from './entries.ts'
import { isRecord, type ReadSignal } from './reading.ts'
import { labelsAt, numberAt, shared, signalOf, textAt, textsAt, valueAt } from './told.ts'

export const aws: JsonFormat = {
  listIn(body) {
    const inner = unwrap(body)
    const findings =
      valueAt(inner, 'detail.findings') ?? valueAt(inner, 'Findings') ?? valueAt(inner, 'findings')
    if (Array.isArray(findings) && findings.length > 0) return findings
    return inner === body ? undefined : [inner]
  },
  read(entry) {
    const kind = textAt(entry, 'Type')
    // The address in it is never called by us: whoever can send here could make us call anything.
    if (kind === 'SubscriptionConfirmation')
      return 'Amazon SNS asks whether it may send here. If you set this up, open the SubscribeURL below yourself.'
    if (kind === 'UnsubscribeConfirmation') return 'Amazon SNS says that it will not send here any more.'
    const detail = valueAt(entry, 'detail')
    const finding = isRecord(detail) ? detail : entry
    if (textAt(finding, 'AlarmName', 'alarmName') !== '') return readAlarm(finding, entry)
    if (valueAt(finding, 'Severity') !== undefined || textAt(finding, 'ProductArn') !== '')
      return readSecurityHub(finding)
    if (textAt(finding, 'type') !== '' && valueAt(finding, 'severity') !== undefined)
      return readGuardDuty(finding)
    return 'This is no finding of GuardDuty or Security Hub and no CloudWatch alarm.'
  },
}

/** SNS carries the message as text. */
function unwrap(body: Fields): Fields {
  if (textAt(body, 'Type') !== 'Notification') return body
  try {
    const inner: unknown = JSON.parse(textAt(body, 'Message'))
    return isRecord(inner) ? inner : body
  } catch {
    return body
  }
}

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-summary.html */
function readGuardDuty(finding: Fields): ReadSignal {
  const type = textAt(finding, 'type')
  const severity = numberAt(finding, 'severity')
  return signalOf({
    id: textAt(finding, 'id', 'arn'),
    sameWhen: [type, textAt(finding, 'accountId'), textAt(finding, 'resource.instanceDetails.instanceId')],
    title: textAt(finding, 'title') || type,
    untitled: 'A GuardDuty finding',
    summary: textAt(finding, 'description'),
    word: textAt(finding, 'severity'),
    severity: ofGuardDuty(severity),
    at: valueAt(finding, 'updatedAt') ?? valueAt(finding, 'createdAt'),
    isOver: textAt(finding, 'service.archived') === 'true',
    group: {
      key: `type:${type}:${textAt(finding, 'accountId')}`,
      title: type,
      because: shared('GuardDuty', `finding ${type}`, `account ${textAt(finding, 'accountId')}`),
    },
    labels: labelsAt(finding, {
      type: 'type',
      account: 'accountId',
      region: 'region',
      resource: 'resource.resourceType',
      instance: 'resource.instanceDetails.instanceId',
      user: 'resource.accessKeyDetails.userName',
      bucket: 'resource.s3BucketDetails.0.name',
      'source.ip': 'service.action.awsApiCallAction.remoteIpDetails.ipAddressV4',
      'remote.ip': 'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4',
      'port probe': 'service.action.portProbeAction.portProbeDetails.0.remoteIpDetails.ipAddressV4',
      domain: 'service.action.dnsRequestAction.domain',
      api: 'service.action.awsApiCallAction.api',
      times: 'service.count',
      sample: 'service.additionalInfo.sample',
    }),
  })
}

/** AWS Security Finding Format: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html */
function readSecurityHub(finding: Fields): ReadSignal {
  const normalized = numberAt(finding, 'Severity.Normalized')
  const label = textAt(finding, 'Severity.Label')
  const type = textAt(finding, 'GeneratorId', 'Types.0')
  return signalOf({
    id: textAt(finding, 'Id'),
    sameWhen: [type, textAt(finding, 'AwsAccountId'), textAt(finding, 'Resources.0.Id')],
    title: textAt(finding, 'Title'),
    untitled: 'A Security Hub finding',
    summary: textAt(finding, 'Description'),
    word: label || textAt(finding, 'Severity.Normalized'),
    ...(label === '' ? { severity: ofSecurityHub(normalized) } : {}),
    at: valueAt(finding, 'UpdatedAt') ?? valueAt(finding, 'CreatedAt'),
    isOver:
      textAt(finding, 'RecordState') === 'ARCHIVED' || textAt(finding, 'Workflow.Status') === 'RESOLVED',
    group: {
      key: `generator:${type}:${textAt(finding, 'AwsAccountId')}`,
      title: textAt(finding, 'Title'),
      because: shared('Security Hub', `check ${type}`, `account ${textAt(finding, 'AwsAccountId')}`),
    },
    labels: [
      ...labelsAt(finding, {
        product: 'ProductName',
        account: 'AwsAccountId',
        region: 'Region',
        resource: 'Resources.0.Id',
        'resource.type': 'Resources.0.Type',
        compliance: 'Compliance.Status',
        'source.ip': 'Network.SourceIpV4',
        workflow: 'Workflow.Status',
        link: 'SourceUrl',
      }),
      ['types', textsAt(finding, 'Types').join(', ')],
    ],
  })
}

/** An alarm has no grade of its own. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
function readAlarm(alarm: Fields, event: Fields): ReadSignal {
  const name = textAt(alarm, 'AlarmName', 'alarmName')
  const state = textAt(alarm, 'NewStateValue', 'state.value')
  const account = textAt(alarm, 'AWSAccountId') || textAt(event, 'account')
  return signalOf({
    id: `alarm:${account}:${textAt(alarm, 'Region') || textAt(event, 'region')}:${name}`,
    title: name,
    untitled: 'A CloudWatch alarm',
    summary: textAt(alarm, 'NewStateReason', 'state.reason', 'AlarmDescription'),
    word: state,
    at: valueAt(alarm, 'StateChangeTime') ?? valueAt(event, 'time'),
    isOver: state === 'OK',
    group: { key: `alarm:${name}`, title: name, because: shared('CloudWatch', `alarm ${name}`) },
    labels: labelsAt(alarm, {
      account: 'AWSAccountId',
      region: 'Region',
      metric: 'Trigger.MetricName',
      namespace: 'Trigger.Namespace',
      description: 'AlarmDescription',
    }),
  })
}
