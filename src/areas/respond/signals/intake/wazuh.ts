/** Wazuh: lines of `alerts.json`, and what its integrations post (the alert itself, or that of `shuffle` around it). */
import { ofWazuhLevel } from '../rules/scales.ts'
import type { Fields, JsonFormat } from './entries.ts'
import { isRecord } from './reading.ts'
import { labelsAt, numberAt, shared, signalOf, textAt, textsAt, valueAt } from './told.ts'

/** https://documentation.wazuh.com/current/user-manual/manager/alert-management.html */
export const wazuh: JsonFormat = {
  read(entry) {
    const alert = alertIn(entry)
    const rule = textAt(alert, 'rule.id')
    if (rule === '') return 'This is not an alert of Wazuh: it names no rule.'
    const host = textAt(alert, 'predecoder.hostname', 'agent.name', 'manager.name')
    const title = textAt(alert, 'rule.description') || `Wazuh rule ${rule}`
    return signalOf({
      sameWhen: [rule, host, textAt(alert, 'agent.id'), ...identityOf(alert)],
      title,
      untitled: 'A Wazuh alert',
      summary: textAt(alert, 'full_log', 'previous_output') || textAt(alert, 'syscheck.path'),
      word: `level ${textAt(alert, 'rule.level')}`,
      severity: ofWazuhLevel(numberAt(alert, 'rule.level')),
      at: valueAt(alert, 'timestamp'),
      group: {
        key: `rule:${rule}:${host}`,
        title: host === '' ? title : `${title} (${host})`,
        because: shared('Wazuh', `rule ${rule}`, host),
      },
      labels: [
        ['host', host],
        ...labelsAt(alert, named),
        ['rule.groups', textsAt(alert, 'rule.groups').join(', ')],
        ['technique', textsAt(alert, 'rule.mitre.id').join(', ')],
        ['tactic', textsAt(alert, 'rule.mitre.tactic').join(', ')],
        ...labelsAt(alert, { data: 'data' }),
      ],
    })
  },
}

const named = {
  agent: 'agent.name',
  'agent.id': 'agent.id',
  'agent.ip': 'agent.ip',
  'rule.id': 'rule.id',
  'rule.level': 'rule.level',
  program: 'predecoder.program_name',
  location: 'location',
  file: 'syscheck.path',
  sha256: 'syscheck.sha256_after',
  md5: 'syscheck.md5_after',
  'alert.id': 'id',
}

/** `shuffle` wraps the alert; indexers and their exports keep it under `_source`. */
function alertIn(entry: Fields): Fields {
  for (const name of ['all_fields', '_source', 'alert']) {
    const inner = valueAt(entry, name)
    if (isRecord(inner) && isRecord(inner['rule'])) return inner
  }
  return entry
}

/** Whom and what it is about: the same rule for another address, account or file is another thing. */
function identityOf(alert: Fields): string[] {
  return [
    textAt(alert, 'data.srcip', 'data.src_ip', 'data.aws.sourceIPAddress', 'data.win.eventdata.ipAddress'),
    textAt(alert, 'data.dstuser', 'data.srcuser', 'data.user', 'data.win.eventdata.targetUserName'),
    textAt(alert, 'syscheck.path', 'data.alert.signature_id', 'data.vulnerability.cve', 'data.id'),
  ]
}
