import type { SourceKind } from '../../contract/signals.ts'

/** A receiver for alertmanager.yml: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export function alertmanagerLines(intakeUrl: string, secret: string): string {
  return [
    'receivers:',
    '  - name: muster',
    '    webhook_configs:',
    `      - url: '${intakeUrl}'`,
    '        send_resolved: true',
    '        http_config:',
    '          authorization:',
    '            type: Bearer',
    `            credentials: '${secret}'`,
    '',
    'route:',
    '  receiver: muster',
  ].join('\n')
}

/** One command that sends a test signal as the tool would. */
export function testLines(kind: SourceKind, intakeUrl: string, secret: string): string {
  return [
    `curl -sS -X POST '${intakeUrl}' \\`,
    `  -H 'Authorization: Bearer ${secret}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(testBody(kind))}'`,
  ].join('\n')
}

function testBody(kind: SourceKind): object {
  if (kind === 'generic')
    return { title: 'Test from Muster', summary: 'If you can read this, the source works.', severity: 'low' }
  return {
    version: '4',
    groupKey: 'test',
    status: 'firing',
    receiver: 'muster',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: '',
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'MusterTest', severity: 'info' },
        annotations: { summary: 'If you can read this, the source works.' },
        startsAt: '2026-01-01T00:00:00Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: '',
        fingerprint: 'mustertest',
      },
    ],
  }
}
