/** Events that must raise each rule, as tools send them; what the tests and the button send. Times are made when asked. */
import type { RuleId } from '../contract/detection-rules.ts'
import type { SourceKind } from '../contract/signals.ts'

export interface SampleEvent {
  readonly kind: SourceKind
  readonly body: string
}

/** @param own a domain of the organisation, which one of the samples imitates */
export function ruleSample(
  rule: RuleId,
  now: Date,
  own: string,
): { readonly events: readonly SampleEvent[]; readonly ticksAt?: Date } {
  const at = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * 60_000).toISOString()
  switch (rule) {
    case 'payee_change':
      return one('generic', {
        title: 'Vendor bank account changed',
        labels: { vendor: 'Mill and Sons (sample)', user: 'sample@example.org' },
        at: at(0),
      })
    case 'mailbox_rule':
      return one('microsoft', {
        id: 'muster-sample',
        title: 'Suspicious inbox rule: New-InboxRule',
        severity: 'medium',
        createdDateTime: at(0),
        userStates: [{ userPrincipalName: 'sample@example.org' }],
      })
    case 'new_admin':
      return one('okta', oktaEvent('user.account.privilege.grant', 'Grant user privilege', at(0), 'Austria'))
    case 'protection_off':
      return one('wazuh', {
        timestamp: at(0),
        rule: { level: 5, id: '83001', description: 'Windows Defender: Real-time protection disabled' },
        agent: { id: '001', name: 'pc-sample' },
        full_log: 'Sample of Muster',
      })
    case 'lookalike_domain':
      return one('generic', { title: 'New certificate seen', domain: `login-${own}`, at: at(0) })
    case 'mass_download':
      return {
        events: Array.from({ length: 100 }, (_, index) =>
          event('generic', {
            title: 'FileDownloaded',
            labels: { user: 'sample@example.org', file: `sample-${index}.docx` },
            at: new Date(now.getTime() - (100 - index) * 1000).toISOString(),
          }),
        ),
      }
    case 'failed_then_success':
      return {
        events: [
          ...Array.from({ length: 10 }, (_, index) =>
            event('syslog', sshd(at(11 - index), `Failed password for sample from 192.0.2.${index + 1} port 22 ssh2`)),
          ),
          event('syslog', sshd(at(0), 'Accepted password for sample from 192.0.2.99 port 22 ssh2')),
        ],
      }
    case 'impossible_travel':
      return {
        events: [
          event('okta', oktaEvent('user.session.start', 'User login to Okta', at(60), 'Austria')),
          event('okta', oktaEvent('user.session.start', 'User login to Okta', at(0), 'Brazil')),
        ],
      }
    case 'backup_silent':
      return {
        events: [
          event('generic', { title: 'Backup completed successfully', labels: { job: 'nightly (sample)' }, at: at(30 * 60) }),
        ],
        ticksAt: now,
      }
  }
}

function one(kind: SourceKind, body: object) {
  return { events: [event(kind, body)] }
}

function event(kind: SourceKind, body: object | string): SampleEvent {
  return { kind, body: typeof body === 'string' ? body : JSON.stringify(body) }
}

function sshd(at: string, message: string): string {
  return `<86>1 ${at} sample.example sshd 4711 - [login user="sample"] ${message}\n`
}

function oktaEvent(eventType: string, displayMessage: string, published: string, country: string): object {
  return {
    data: {
      events: [
        {
          uuid: `muster-sample-${published}`,
          published,
          eventType,
          displayMessage,
          severity: 'INFO',
          outcome: { result: 'SUCCESS' },
          actor: { alternateId: 'sample@example.org' },
          client: { ipAddress: '192.0.2.1', geographicalContext: { country } },
        },
      ],
    },
  }
}
