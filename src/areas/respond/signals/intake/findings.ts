/** Findings in formats that belong to no one tool: OCSF, CloudEvents and the body of Standard Webhooks. */
import { ofOcsf } from '../rules/scales.ts'
import type { Fields, JsonFormat } from './entries.ts'
import { readPlain } from './generic.ts'
import {
  clean,
  cleanLine,
  fingerprintOf,
  flatten,
  isRecord,
  keyOf,
  textOf,
  type ReadSignal,
} from './reading.ts'
import { readTime } from '../rules/said.ts'
import { listAt, labelsAt, numberAt, shared, signalOf, textAt, textsAt, valueAt } from './told.ts'

/** Findings (category 2), and any event that says it is an alert: https://schema.ocsf.io/categories/findings */
export const ocsf: JsonFormat = {
  read(event) {
    const [category, kind] = [numberAt(event, 'category_uid'), numberAt(event, 'class_uid')]
    const isFinding = category === 2 || (kind >= 2000 && kind < 3000) || textAt(event, 'is_alert') === 'true'
    if (!isFinding) return 'This OCSF event is neither a finding nor marked as an alert.'
    const title = textAt(event, 'finding_info.title', 'finding.title', 'message', 'class_name')
    const product = textAt(event, 'metadata.product.name')
    const rule = textAt(event, 'finding_info.analytic.name', 'finding_info.analytic.uid') || title
    const id = textAt(event, 'finding_info.uid', 'finding.uid')
    const severity = numberAt(event, 'severity_id')
    return signalOf({
      id: id === '' ? '' : `${product}:${id}`,
      sameWhen: [product, title, textAt(event, 'device.uid', 'device.hostname', 'resources.0.uid')],
      title,
      untitled: 'An OCSF finding without a title',
      summary: textAt(event, 'finding_info.desc', 'finding.desc', 'message'),
      word: textAt(event, 'severity', 'severity_id'),
      severity: ofOcsf(severity),
      at: valueAt(event, 'time'),
      isOver: numberAt(event, 'activity_id') === 3 || numberAt(event, 'status_id') === 4,
      overAt: valueAt(event, 'end_time'),
      group: {
        key: `rule:${product}:${rule}`,
        title: rule,
        because: shared(product || 'The sender', `finding ${rule}`),
      },
      labels: [
        ...labelsAt(event, namedByOcsf),
        ['technique', textsAt(event, 'attacks', 'technique.uid').join(', ')],
        ...observablesOf(event),
      ],
    })
  },
}

const namedByOcsf = {
  product: 'metadata.product.name',
  class: 'class_name',
  host: 'device.hostname',
  'host.ip': 'device.ip',
  user: 'actor.user.name',
  'source.ip': 'src_endpoint.ip',
  'destination.ip': 'dst_endpoint.ip',
  process: 'actor.process.name',
  resource: 'resources.0.uid',
  account: 'cloud.account.uid',
  region: 'cloud.region',
  rule: 'finding_info.analytic.name',
  status: 'status',
}

function observablesOf(event: Fields): [string, unknown][] {
  const list = valueAt(event, 'observables')
  return listAt(list, '', 50).map((each, index) => [
    `observable: ${textAt(each, 'name', 'type') || index + 1}`,
    valueAt(each, 'value'),
  ])
}

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
export const cloudevents: JsonFormat = {
  read(event) {
    const [source, type] = [textAt(event, 'source'), textAt(event, 'type')]
    if (textAt(event, 'specversion') === '' || source === '' || type === '')
      return 'This is no CloudEvent: it lacks specversion, source or type.'
    return wrapped(dataOf(event), {
      kind: type,
      at: valueAt(event, 'time'),
      identity: [source, type, textAt(event, 'subject')],
      group: {
        key: keyOf(`${source} ${type}`),
        title: cleanLine(type),
        because: clean(
          `The source ${cleanLine(source, 100)} sent these as the same type ${cleanLine(type, 100)}.`,
        ),
      },
      labels: labelsAt(event, { source: 'source', type: 'type', subject: 'subject', 'event.id': 'id' }),
    })
  },
}

/** The body that the specification asks for, `{ type, timestamp, data }`; the signature was checked before. */
export const standardWebhooks: JsonFormat = {
  read(message) {
    const type = textAt(message, 'type')
    if (type === '') return 'This webhook names no type.'
    return wrapped(dataOf(message), {
      kind: type,
      at: valueAt(message, 'timestamp'),
      identity: [type],
      group: {
        key: keyOf(`type:${type}`),
        title: cleanLine(type),
        because: clean(`The sender gave these the same type ${cleanLine(type, 100)}.`),
      },
      labels: labelsAt(message, { type: 'type' }),
    })
  },
}

interface Around {
  readonly kind: string
  readonly at: unknown
  readonly identity: readonly string[]
  readonly group: ReadSignal['group']
  readonly labels: readonly (readonly [string, unknown])[]
}

/** Somebody's own fields in an envelope: read as plain JSON, with what the envelope says about them. */
function wrapped(data: Fields, { kind, at, identity, group, labels }: Around): ReadSignal {
  const inner = readPlain(data)
  const said = readTime(at)
  const hasTitle = inner.title !== 'A signal without a title'
  return {
    ...inner,
    fingerprint: fingerprintOf(...identity, inner.fingerprint),
    group,
    title: hasTitle ? inner.title : cleanLine(kind) || inner.title,
    said: said.text === '' ? inner.said : { at: said.at, text: clean(said.text, 100) },
    endedAt: inner.state === 'resolved' ? (inner.endedAt ?? said.at) : null,
    labels: { ...flatten(labels), ...inner.labels },
  }
}

function dataOf(event: Fields): Fields {
  const data = event['data']
  if (isRecord(data)) return data
  const encoded = textOf(event['data_base64'])
  if (encoded !== '') return { message: Buffer.from(encoded, 'base64').toString('utf8') }
  return typeof data === 'string' ? { message: data } : { data }
}
