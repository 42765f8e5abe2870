/** What to paste into each tool so that it sends here: lines in the tool's own language, with address and secret filled in. */
import type { SourceKind } from '../contract/signals.ts'
import { mailAddress, mailCommand, syslogPort, type Paste } from './connect-network.ts'
import { sampleOf } from './samples.ts'

/** The lines of a kind, in the order in which they are pasted. Kinds without any need the address and the secret alone. */
export function pastesFor(kind: SourceKind, url: string, secret: string): readonly Paste[] {
  if (kind === 'mail') return mailAddress(secret)
  return [...(pastes[kind]?.(url, secret) ?? []), ...(kind === 'syslog' ? syslogPort(url) : [])]
}

/** The address for tools that can send no header. */
export function addressWithSecret(url: string, secret: string): string {
  return `${url}?token=${encodeURIComponent(secret)}`
}

/** One command that sends a test alert as the tool would. */
export function testCommand(kind: SourceKind, url: string, secret: string, at: string): string {
  const { body, mediaType } = sampleOf(kind, at)
  const text = body.trimEnd()
  if (kind === 'standard-webhooks') return signedCommand(url, secret, text)
  if (kind === 'mail') return mailCommand(secret, text)
  return [
    `curl -sS -X POST '${url}' \\`,
    `  -H 'Authorization: Bearer ${secret}' \\`,
    `  -H 'Content-Type: ${mediaType}' \\`,
    `  --data-binary '${text}'`,
  ].join('\n')
}

function signedCommand(url: string, secret: string, body: string): string {
  return [
    `ID=msg_$(date +%s) AT=$(date +%s)`,
    `BODY='${body}'`,
    `KEY=$(printf %s '${secret.replace(/^whsec_/, '')}' | base64 -d | od -An -v -tx1 | tr -d ' \\n')`,
    `SIGNATURE=$(printf %s "$ID.$AT.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)`,
    `curl -sS -X POST '${url}' -H "webhook-id: $ID" -H "webhook-timestamp: $AT" \\`,
    `  -H "webhook-signature: v1,$SIGNATURE" -H 'Content-Type: application/json' --data-binary "$BODY"`,
  ].join('\n')
}

type Write = (url: string, secret: string) => readonly Paste[]

const header = (path: string, secret: string): Paste => ({
  into: 'command',
  name: 'root',
  lines: [
    `install -d -m 755 ${path.slice(0, path.lastIndexOf('/'))}`,
    `(umask 077; printf 'Authorization: Bearer %s\\n' '${secret}' > ${path})`,
  ].join('\n'),
})

/** Reads lines and sends each until it is taken; needs curl 7.71 or later. */
export function lineSender(url: string): string {
  return [
    '#!/bin/sh',
    '# Sends each line it reads to Muster, and tries again until it is taken.',
    'while IFS= read -r line; do',
    `  printf '%s\\n' "$line" | curl -fsS --retry 1000000 --retry-all-errors --retry-delay 5 -m 30 \\`,
    `    -H @/etc/muster/header -H 'Content-Type: text/plain' --data-binary @- -o /dev/null '${url}'`,
    'done',
  ].join('\n')
}

const sender = (url: string, secret: string): readonly Paste[] => [
  header('/etc/muster/header', secret),
  { into: 'file', name: '/usr/local/bin/muster-send', lines: lineSender(url) },
  { into: 'command', name: 'root', lines: 'chmod 755 /usr/local/bin/muster-send' },
]

/** An action of fail2ban that sends bans and their ends: https://fail2ban.readthedocs.io/ (jail.conf(5), actions) */
export function fail2banAction(url: string, headerFile = '/etc/fail2ban/muster.header'): string {
  return [
    '[Definition]',
    '# Bans that are restored at a start were sent before.',
    'norestored = 1',
    'actionstart =',
    'actionstop =',
    'actioncheck =',
    'actionban = <send> --data-urlencode "matches=<matches>" --data event=ban',
    'actionunban = <send> --data event=unban',
    '',
    '[Init]',
    `address = ${url}`,
    `header = ${headerFile}`,
    // One line: fail2ban keeps the breaks of a folded value, and the shell would end the command there.
    [
      'send = curl -fsS -m 10 --retry 3 -o /dev/null -H @<header>',
      ...['jail=<name>', 'ip=<ip>', 'failures=<failures>', 'time=<time>', 'bantime=<bantime>', 'host=<fq-hostname>'].map(
        (field) => `--data-urlencode "${field}"`,
      ),
      '<address>',
    ].join(' '),
  ].join('\n')
}

const below = (url: string, path: string): readonly Paste[] => [
  { into: 'form', name: path, lines: url },
]

const pastes: Partial<Readonly<Record<SourceKind, Write>>> = {
  alertmanager: (url, secret) => [
    {
      into: 'file',
      name: 'alertmanager.yml',
      lines: [
        'receivers:',
        '  - name: muster',
        '    webhook_configs:',
        `      - url: '${url}'`,
        '        send_resolved: true',
        '        http_config:',
        '          authorization:',
        '            type: Bearer',
        `            credentials: '${secret}'`,
        '',
        'route:',
        '  receiver: muster',
      ].join('\n'),
    },
  ],
  grafana: (url, secret) => [
    {
      into: 'form',
      name: 'Alerting → Contact points → Webhook',
      lines: [
        `URL: ${url}`,
        'HTTP Method: POST',
        'Authorization Header - Scheme: Bearer',
        `Authorization Header - Credentials: ${secret}`,
      ].join('\n'),
    },
    {
      into: 'file',
      name: 'provisioning/alerting/muster.yaml',
      lines: [
        'apiVersion: 1',
        'contactPoints:',
        '  - orgId: 1',
        '    name: Muster',
        '    receivers:',
        '      - uid: muster',
        '        type: webhook',
        '        settings:',
        `          url: '${url}'`,
        '          httpMethod: POST',
        '          authorization_scheme: Bearer',
        `          authorization_credentials: '${secret}'`,
      ].join('\n'),
    },
  ],
  wazuh: (url, secret) => [
    {
      into: 'file',
      name: '/var/ossec/etc/ossec.conf',
      lines: [
        '<integration>',
        '  <name>shuffle</name>',
        `  <hook_url>${addressWithSecret(url, secret)}</hook_url>`,
        '  <level>7</level>',
        '  <alert_format>json</alert_format>',
        '</integration>',
      ].join('\n'),
    },
    { into: 'command', name: 'root', lines: 'systemctl restart wazuh-manager' },
  ],
  suricata: (url, secret) => [
    ...sender(url, secret),
    {
      into: 'file',
      name: '/etc/rsyslog.d/90-muster-suricata.conf',
      lines: [
        'module(load="imfile")',
        'module(load="omprog")',
        'template(name="muster-line" type="string" string="%msg%\\n")',
        'ruleset(name="muster-suricata") {',
        `  if $msg contains '"event_type":"alert"' then`,
        '    action(type="omprog" binary="/usr/local/bin/muster-send" template="muster-line"',
        '           queue.type="LinkedList" queue.filename="muster-suricata" queue.saveOnShutdown="on")',
        '}',
        'input(type="imfile" File="/var/log/suricata/eve.json" Tag="suricata" ruleset="muster-suricata")',
      ].join('\n'),
    },
    { into: 'command', name: 'root', lines: 'systemctl restart rsyslog' },
  ],
  syslog: (url, secret) => [
    ...sender(url, secret),
    {
      into: 'file',
      name: '/etc/rsyslog.d/90-muster.conf',
      lines: [
        'module(load="omprog")',
        '*.warning action(type="omprog" binary="/usr/local/bin/muster-send" template="RSYSLOG_SyslogProtocol23Format"',
        '                 queue.type="LinkedList" queue.filename="muster" queue.saveOnShutdown="on")',
      ].join('\n'),
    },
    { into: 'command', name: 'root', lines: 'systemctl restart rsyslog' },
  ],
  crowdsec: (url, secret) => [
    {
      into: 'file',
      name: '/etc/crowdsec/notifications/muster.yaml',
      lines: [
        'type: http',
        'name: muster',
        'log_level: info',
        'format: |',
        '  {{.|toJson}}',
        `url: '${url}'`,
        'method: POST',
        'headers:',
        `  Authorization: 'Bearer ${secret}'`,
        '  Content-Type: application/json',
      ].join('\n'),
    },
    { into: 'file', name: '/etc/crowdsec/profiles.yaml', lines: 'notifications:\n  - muster' },
    { into: 'command', name: 'root', lines: 'systemctl restart crowdsec' },
  ],
  fail2ban: (url, secret) => [
    header('/etc/fail2ban/muster.header', secret),
    { into: 'file', name: '/etc/fail2ban/action.d/muster.conf', lines: fail2banAction(url) },
    {
      into: 'file',
      name: '/etc/fail2ban/jail.local',
      lines: '[DEFAULT]\naction = %(action_)s\n         muster[bantime="%(bantime)s"]',
    },
    { into: 'command', name: 'root', lines: 'systemctl restart fail2ban' },
  ],
  elastic: (url, secret) => [
    {
      into: 'form',
      name: 'Stack Management → Connectors → Webhook',
      lines: `Method: POST\nURL: ${url}\nHeader: Authorization = Bearer ${secret}`,
    },
    {
      into: 'form',
      name: 'Rule → Actions → Body',
      lines: [
        '{',
        '  "rule": { "id": "{{rule.id}}", "name": "{{rule.name}}" },',
        '  "alert": { "id": "{{alert.id}}", "actionGroup": "{{alert.actionGroup}}" },',
        '  "severity": "{{context.rule.severity}}", "risk_score": "{{context.rule.risk_score}}",',
        '  "reason": "{{context.reason}}", "link": "{{context.results_link}}", "date": "{{date}}"',
        '}',
      ].join('\n'),
    },
    {
      into: 'file',
      name: 'ElastAlert2: rule.yaml',
      lines: [
        'alert: [post2]',
        `http_post2_url: '${url}'`,
        'http_post2_all_values: true',
        'http_post2_headers:',
        `  authorization: 'Bearer ${secret}'`,
        'http_post2_payload:',
        '  rule_name: "the name of this rule"',
        '  severity: high',
      ].join('\n'),
    },
  ],
  splunk: (url, secret) => below(addressWithSecret(url, secret), 'Alert → Trigger Actions → Webhook → URL'),
  sentry: (url, secret) =>
    below(addressWithSecret(url, secret), 'Settings → Developer Settings → Internal Integration → Webhook URL'),
  aws: (url, secret) => [
    {
      into: 'command',
      name: 'aws',
      lines: [
        'TOPIC=$(aws sns create-topic --name muster --query TopicArn --output text)',
        `aws sns subscribe --topic-arn "$TOPIC" --protocol https --notification-endpoint '${addressWithSecret(url, secret)}'`,
        `aws events put-rule --name muster --event-pattern '{"source":["aws.guardduty","aws.securityhub"]}'`,
        'aws events put-targets --rule muster --targets "Id=muster,Arn=$TOPIC"',
      ].join('\n'),
    },
  ],
  microsoft: (url, secret) => [
    {
      into: 'form',
      name: 'Logic Apps / Power Automate → HTTP',
      lines: [
        'Method: POST',
        `URI: ${url}`,
        `Headers: Authorization = Bearer ${secret}`,
        'Headers: Content-Type = application/json',
        'Body: @{triggerBody()}',
      ].join('\n'),
    },
    {
      into: 'form',
      name: 'Microsoft Graph → POST https://graph.microsoft.com/v1.0/subscriptions',
      lines: [
        '{',
        '  "changeType": "created,updated",',
        `  "notificationUrl": "${addressWithSecret(url, secret)}",`,
        '  "resource": "security/alerts_v2",',
        '  "expirationDateTime": "at most 30 days from now, then renew it"',
        '}',
      ].join('\n'),
    },
  ],
  okta: (url, secret) => [
    {
      into: 'form',
      name: 'Okta → Workflow → Event Hooks',
      lines: `URL: ${addressWithSecret(url, secret)}\nAuthentication field: Authorization\nAuthentication secret: Bearer ${secret}`,
    },
    {
      into: 'form',
      name: 'Okta Workflows → API Connector → Raw Request',
      lines: `Method: POST\nURL: ${url}\nHeaders: Authorization = Bearer ${secret}\nBody: the event`,
    },
  ],
  crowdstrike: (url, secret) => [
    {
      into: 'form',
      name: 'Falcon → CrowdStrike Store → Webhook',
      lines: `Webhook URL: ${addressWithSecret(url, secret)}`,
    },
    {
      into: 'form',
      name: 'Falcon → Fusion SOAR → Call webhook → Custom JSON',
      lines: [
        '{',
        '  "incident_id": "the id of the detection", "title": "its name", "severity": "its severity in words",',
        '  "description": "its description", "host": "the host name", "user": "the user name",',
        '  "technique": "the technique", "link": "the address in Falcon", "status": "its status",',
        '  "timestamp": "its time"',
        '}',
      ].join('\n'),
    },
    ...sender(url, secret),
    {
      into: 'file',
      name: '/opt/crowdstrike/etc/cs.falconhoseclient.cfg',
      lines: 'output_format = json\noutput_to_file = true\noutput_path = /var/log/crowdstrike/falconhoseclient/output',
    },
    {
      into: 'file',
      name: '/etc/rsyslog.d/90-muster-crowdstrike.conf',
      lines: [
        'module(load="imfile")',
        'module(load="omprog")',
        'template(name="muster-event" type="string" string="%msg%\\n")',
        'ruleset(name="muster-crowdstrike") {',
        '  action(type="omprog" binary="/usr/local/bin/muster-send" template="muster-event"',
        '         queue.type="LinkedList" queue.filename="muster-crowdstrike" queue.saveOnShutdown="on")',
        '}',
        '# The connector writes each event over several lines.',
        'input(type="imfile" File="/var/log/crowdstrike/falconhoseclient/output" Tag="crowdstrike"',
        '      startmsg.regex="^[{]" escapeLF="on" escapeLF.replacement=" " ruleset="muster-crowdstrike")',
      ].join('\n'),
    },
    { into: 'command', name: 'root', lines: 'systemctl restart rsyslog cs.falconhoseclientd' },
  ],
  google: (url, secret) => [
    {
      into: 'command',
      name: 'gcloud',
      lines: `gcloud pubsub subscriptions create muster --topic=YOUR-TOPIC \\\n  --push-endpoint='${addressWithSecret(url, secret)}'`,
    },
  ],
  pagerduty: (url, secret) => below(addressWithSecret(`${url}/v2/enqueue`, secret), 'PagerDuty URL'),
  thehive: (url, secret) => [{ into: 'form', name: 'TheHive', lines: `URL: ${url}\nAPI key: ${secret}` }],
  iris: (url, secret) => [
    { into: 'form', name: 'DFIR-IRIS', lines: `URL: ${url}/alerts/add\nAPI key: ${secret}` },
  ],
  csv: (url, secret) => [
    {
      into: 'command',
      name: 'curl',
      lines: `curl -sS -X POST '${url}' -H 'Authorization: Bearer ${secret}' -H 'Content-Type: text/csv' --data-binary @table.csv`,
    },
  ],
}
