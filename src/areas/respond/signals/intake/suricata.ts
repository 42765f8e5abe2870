/** Suricata: lines of `eve.json`, or a list of its events. Priority 1 is the worst. */
import { ofSuricataPriority } from '../rules/scales.ts'
import type { JsonFormat } from './entries.ts'
import { cleanLine, isRecord } from './reading.ts'
import { labelsAt, numberAt, shared, signalOf, textAt, textsAt, valueAt } from './told.ts'

/** https://docs.suricata.io/en/latest/output/eve/eve-json-format.html */
export const suricata: JsonFormat = {
  read(event) {
    const kind = textAt(event, 'event_type')
    if (!isRecord(event['alert']))
      return kind === ''
        ? 'This is not an event of Suricata: it has no type.'
        : `This is an event of the type "${cleanLine(kind, 40)}", which is no alert. Let Suricata send alerts only.`
    const signature = textAt(event, 'alert.signature')
    const rule = textAt(event, 'alert.signature_id')
    const [from, to] = [textAt(event, 'src_ip'), textAt(event, 'dest_ip')]
    return signalOf({
      sameWhen: [textAt(event, 'alert.gid'), rule, signature, from, to],
      title: signature,
      untitled: `Suricata signature ${cleanLine(rule, 40)}`,
      summary: [textAt(event, 'alert.category'), `${from} → ${to}`].filter((part) => part !== '').join(': '),
      word: textAt(event, 'alert.severity'),
      severity: ofSuricataPriority(numberAt(event, 'alert.severity')),
      at: valueAt(event, 'timestamp'),
      group: {
        key: `signature:${rule}:${from}`,
        title: `${signature} (${from})`,
        because: shared('Suricata', `signature ${rule} from the address ${from}`),
      },
      labels: [
        ...labelsAt(event, named),
        ['technique', textsAt(event, 'alert.metadata.mitre_technique_id').join(', ')],
        ['query', textAt(event, 'dns.rrname', 'dns.query.0.rrname')],
      ],
    })
  },
}

const named = {
  'source.ip': 'src_ip',
  'source.port': 'src_port',
  'destination.ip': 'dest_ip',
  'destination.port': 'dest_port',
  protocol: 'proto',
  application: 'app_proto',
  'signature.id': 'alert.signature_id',
  category: 'alert.category',
  action: 'alert.action',
  host: 'host',
  interface: 'in_iface',
  flow: 'flow_id',
  domain: 'http.hostname',
  url: 'http.url',
  agent: 'http.http_user_agent',
  'tls.sni': 'tls.sni',
  file: 'fileinfo.filename',
  sha256: 'fileinfo.sha256',
}
