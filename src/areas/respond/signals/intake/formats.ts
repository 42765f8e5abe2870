/** Which reader understands what a kind of source sends. */
import type { Mapping } from '../contract/mapping.ts'
import type { SourceKind } from '../contract/signals.ts'
import { readAlertmanager } from './alertmanager.ts'
import { aws } from './aws.ts'
import { crowdsec, readFail2ban } from './blockers.ts'
import { google, okta } from './cloud-logins.ts'
import { crowdstrike } from './crowdstrike.ts'
import { readCsv } from './csv.ts'
import { elastic } from './elastic.ts'
import { faulty, readJson, type JsonFormat } from './entries.ts'
import { cloudevents, ocsf, standardWebhooks } from './findings.ts'
import { readGeneric } from './generic.ts'
import { readGrafana } from './grafana.ts'
import { readMapped } from './mapped.ts'
import { microsoft } from './microsoft.ts'
import { iris, pagerduty, splunk, thehive } from './pagers.ts'
import type { Reading } from './reading.ts'
import { sentry } from './sentry.ts'
import { suricata } from './suricata.ts'
import { readSyslog } from './syslog.ts'
import { wazuh } from './wazuh.ts'

/** What is known of a delivery beside its bytes. */
export interface About {
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>
  /** How the fields of this source are to be read, where a person said so. */
  readonly mapping?: Mapping | null
}

export type Reader = (text: string, about: About) => Reading

export const readers: Readonly<Record<SourceKind, Reader>> = {
  alertmanager: whole(readAlertmanager),
  grafana: readGrafana,
  wazuh: entries(wazuh),
  suricata: entries(suricata),
  crowdsec: entries(crowdsec),
  fail2ban: readFail2ban,
  elastic: entries(elastic),
  splunk: entries(splunk),
  sentry: entries(sentry),
  aws: entries(aws),
  microsoft: entries(microsoft),
  okta: entries(okta),
  crowdstrike: entries(crowdstrike),
  google: entries(google),
  pagerduty: entries(pagerduty),
  thehive: entries(thehive),
  iris: entries(iris),
  ocsf: entries(ocsf),
  cloudevents: (text, about) => readJson(inBinaryMode(text, about.headers) ?? text, cloudevents),
  'standard-webhooks': entries(standardWebhooks),
  syslog: readSyslog,
  mail: () => faulty('Mail is read by the port for mail; hand it in there.'),
  csv: readCsv,
  generic: (text, { mapping }) => (mapping ? readMapped(text, mapping) : whole(readGeneric)(text)),
}

function entries(format: JsonFormat): Reader {
  return (text) => readJson(text, format)
}

function whole(read: (body: unknown) => Reading): (text: string) => Reading {
  return (text) => {
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      return faulty('The body is not valid JSON.')
    }
    return read(body)
  }
}

/** The event's own fields in headers, the data in the body: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md */
function inBinaryMode(text: string, headers: About['headers']): string | undefined {
  if (typeof headers?.['ce-specversion'] !== 'string') return undefined
  const names = ['specversion', 'id', 'source', 'type', 'subject', 'time']
  const attributes = names.flatMap((name) => {
    const value = headers[`ce-${name}`]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    data = text
  }
  return JSON.stringify({ ...Object.fromEntries(attributes), data })
}
