/**
 * Requests to begin with, from the public documentation of each program; no case calls it before somebody enters
 * a key and an owner switches it on. `readOn` is the day as of which they are; none was tried on the service itself.
 */
import type { Connection, RequestTemplate } from '../contract.ts'

export interface Preset
  extends RequestTemplate, Pick<Connection, 'purpose' | 'kinds' | 'shown' | 'seconds' | 'perMinute' | 'needsSecond' | 'isPassive'> {
  readonly key: string
  readonly name: string
  readonly needsKey: boolean
  /** The address begins with `https://SERVER`, which stands for a server of one's own. */
  readonly server: boolean
  readonly documentation: string
  readonly readOn: string
}

const get = { method: 'GET', bodyKind: 'none', body: '' } as const
const post = { method: 'POST', bodyKind: 'json' } as const
const lookUp = { purpose: 'look_up', needsSecond: false, isPassive: true, seconds: 20 } as const
const act = { purpose: 'act', needsSecond: true, isPassive: false, seconds: 30, perMinute: 10, server: false } as const
const readOn = '2026-11-22'

const virusTotal = {
  ...{ ...get, ...lookUp, needsKey: true, server: false, readOn },
  headers: [{ name: 'x-apikey', value: '{{secret}}' }],
  // The public key allows four a minute.
  perMinute: 4,
  documentation: 'https://docs.virustotal.com/reference/overview',
}
const verdicts = [
  { label: 'Malicious', pointer: '/data/attributes/last_analysis_stats/malicious' },
  { label: 'Suspicious', pointer: '/data/attributes/last_analysis_stats/suspicious' },
  { label: 'Harmless', pointer: '/data/attributes/last_analysis_stats/harmless' },
  { label: 'Reputation', pointer: '/data/attributes/reputation' },
]

export const presets: readonly Preset[] = [
  {
    ...virusTotal,
    key: 'virustotal-address',
    name: 'VirusTotal: address',
    kinds: ['ipv4', 'ipv6'],
    address: 'https://www.virustotal.com/api/v3/ip_addresses/{{value}}',
    shown: [
      ...verdicts,
      { label: 'Owner of the network', pointer: '/data/attributes/as_owner' },
      { label: 'Country', pointer: '/data/attributes/country' },
    ],
  },
  {
    ...virusTotal,
    key: 'virustotal-domain',
    name: 'VirusTotal: domain',
    kinds: ['domain'],
    address: 'https://www.virustotal.com/api/v3/domains/{{value}}',
    shown: [...verdicts, { label: 'Registrar', pointer: '/data/attributes/registrar' }],
  },
  {
    ...virusTotal,
    key: 'virustotal-url',
    name: 'VirusTotal: link',
    kinds: ['url'],
    address: 'https://www.virustotal.com/api/v3/urls/{{value|base64url}}',
    shown: [...verdicts, { label: 'Title', pointer: '/data/attributes/title' }],
  },
  {
    ...virusTotal,
    key: 'virustotal-file',
    name: 'VirusTotal: file by its hash',
    kinds: ['md5', 'sha1', 'sha256'],
    address: 'https://www.virustotal.com/api/v3/files/{{value}}',
    shown: [
      ...verdicts,
      { label: 'Name', pointer: '/data/attributes/meaningful_name' },
      { label: 'Kind', pointer: '/data/attributes/type_description' },
    ],
  },
  {
    ...{ ...get, ...lookUp, needsKey: true, server: false, readOn },
    key: 'abuseipdb',
    name: 'AbuseIPDB: address',
    kinds: ['ipv4', 'ipv6'],
    address: 'https://api.abuseipdb.com/api/v2/check?ipAddress={{value}}&maxAgeInDays=90',
    headers: [{ name: 'Key', value: '{{secret}}' }],
    shown: [
      { label: 'Certainty of abuse (0 to 100)', pointer: '/data/abuseConfidenceScore' },
      { label: 'Reports', pointer: '/data/totalReports' },
      { label: 'Last report', pointer: '/data/lastReportedAt' },
      { label: 'Provider', pointer: '/data/isp' },
      { label: 'Country', pointer: '/data/countryCode' },
    ],
    perMinute: 10,
    documentation: 'https://docs.abuseipdb.com/#check-endpoint',
  },
  {
    ...{ ...get, ...lookUp, needsKey: false, server: false, readOn },
    key: 'shodan-internetdb',
    name: 'Shodan InternetDB: address',
    kinds: ['ipv4'],
    address: 'https://internetdb.shodan.io/{{value}}',
    headers: [],
    shown: [
      { label: 'Open ports', pointer: '/ports' },
      { label: 'Names', pointer: '/hostnames' },
      { label: 'Known weaknesses', pointer: '/vulns' },
      { label: 'Marks', pointer: '/tags' },
    ],
    perMinute: 30,
    documentation: 'https://internetdb.shodan.io/',
  },
  {
    ...{ ...post, ...lookUp, needsKey: true, server: true, readOn },
    key: 'misp-search',
    name: 'MISP: seen by others',
    kinds: ['ipv4', 'ipv6', 'domain', 'url', 'email', 'md5', 'sha1', 'sha256', 'sha512', 'file_name'],
    address: 'https://SERVER/attributes/restSearch',
    headers: [{ name: 'Authorization', value: '{{secret}}' }],
    body: '{"returnFormat": "json", "value": "{{value}}", "limit": 20}',
    shown: [
      { label: 'Event', pointer: '/response/Attribute/0/Event/info' },
      { label: 'Category', pointer: '/response/Attribute/0/category' },
      { label: 'Comment', pointer: '/response/Attribute/0/comment' },
    ],
    perMinute: 30,
    documentation: 'https://www.misp-project.org/openapi/#tag/Attributes/operation/restSearchAttributes',
  },
  {
    ...{ ...post, ...lookUp, needsKey: true, server: true, readOn },
    key: 'cortex-domain',
    // An analyser may itself visit what it is given.
    isPassive: false,
    name: 'Cortex: have a domain analysed',
    kinds: ['domain'],
    address: 'https://SERVER/api/analyzer/{{analyzer_id}}/run',
    headers: [{ name: 'Authorization', value: 'Bearer {{secret}}' }],
    body: '{"data": "{{value}}", "dataType": "domain", "tlp": 2, "message": "INC-{{incident.number}}"}',
    shown: [
      { label: 'Job, for its report', pointer: '/id' },
      { label: 'State', pointer: '/status' },
    ],
    perMinute: 30,
    documentation: 'https://docs.strangebee.com/cortex/api/api-guide',
  },
  {
    ...{ ...get, ...lookUp, needsKey: true, server: true, readOn },
    key: 'cortex-report',
    name: 'Cortex: report of a job',
    kinds: [],
    address: 'https://SERVER/api/job/{{job_id}}/waitreport?atMost=1minute',
    headers: [{ name: 'Authorization', value: 'Bearer {{secret}}' }],
    shown: [
      { label: 'State', pointer: '/status' },
      { label: 'Summary', pointer: '/report/summary/taxonomies' },
    ],
    seconds: 90,
    perMinute: 30,
    documentation: 'https://docs.strangebee.com/cortex/api/api-guide',
  },
  {
    ...{ ...post, ...act, needsKey: true, readOn },
    key: 'defender-isolate',
    name: 'Defender for Endpoint: isolate a device',
    kinds: [],
    address: 'https://api.security.microsoft.com/api/machines/{{device_id}}/isolate',
    headers: [{ name: 'Authorization', value: 'Bearer {{secret}}' }],
    body: '{"Comment": "INC-{{incident.number}}: {{reason}}", "IsolationType": "Full"}',
    shown: [
      { label: 'Action', pointer: '/id' },
      { label: 'State', pointer: '/status' },
    ],
    documentation: 'https://learn.microsoft.com/en-us/defender-endpoint/api/isolate-machine',
  },
  {
    ...{ ...post, ...act, needsKey: true, server: true, readOn },
    key: 'opnsense-block',
    name: 'OPNsense: put an address on a block list',
    kinds: ['ipv4', 'ipv6'],
    address: 'https://SERVER/api/firewall/alias_util/add/{{list_name}}',
    headers: [{ name: 'Authorization', value: 'Basic {{secret|base64}}' }],
    body: '{"address": "{{value}}"}',
    shown: [{ label: 'State', pointer: '/status' }],
    documentation: 'https://docs.opnsense.org/development/api/core/firewall.html',
  },
  {
    ...{ ...post, ...act, needsKey: true, server: true, readOn },
    key: 'own-automation',
    name: 'An automation of your own',
    kinds: [],
    address: 'https://SERVER/hooks/incident',
    headers: [{ name: 'Authorization', value: 'Bearer {{secret}}' }],
    body: '{"incident": "{{incident.number}}", "reason": "{{reason}}", "by": "{{person}}", "what": "{{what}}"}',
    shown: [],
    documentation: '',
  },
]
