/** What to set for sources that come by a port of their own instead of by HTTP; the operator of the server turns it on. */

export interface Paste {
  /** A file to write or extend, a command to run, a form of the tool to fill, or an address to give. */
  readonly into: 'file' | 'command' | 'form'
  /** The path of the file, the machine, or the way through the tool's menus. */
  readonly name: string
  readonly lines: string
}

/** The last part of an intake address. */
function sourceIdIn(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

/** Straight from the network: UDP, TCP or TLS; for devices that can do nothing else. */
export function syslogPort(url: string): readonly Paste[] {
  return [
    {
      into: 'file',
      name: 'Muster: environment',
      lines: `MUSTER_SYSLOG=udp://192.0.2.10:5514/${sourceIdIn(url)},tcp://192.0.2.10:5514/${sourceIdIn(url)}`,
    },
    {
      into: 'file',
      name: '/etc/rsyslog.d/90-muster-forward.conf',
      lines:
        '*.warning action(type="omfwd" Target="192.0.2.10" Port="5514" Protocol="tcp" TCP_Framing="octet-counted"\n                 Template="RSYSLOG_SyslogProtocol23Format" queue.type="LinkedList" queue.filename="muster-forward" queue.saveOnShutdown="on")',
    },
  ]
}

/** The secret is the address: whoever knows it can send, and nobody can guess it. */
export function mailAddress(secret: string): readonly Paste[] {
  return [
    { into: 'file', name: 'Muster: environment', lines: 'MUSTER_SMTP=192.0.2.10:2525' },
    { into: 'form', name: 'Forward → To', lines: `${secret}@muster.example` },
    {
      into: 'file',
      name: '/etc/postfix/transport',
      lines: 'muster.example    smtp:[192.0.2.10]:2525',
    },
    { into: 'command', name: 'root', lines: 'postmap /etc/postfix/transport && postfix reload' },
  ]
}

export function mailCommand(secret: string, text: string): string {
  return [
    `curl -sS --url smtp://192.0.2.10:2525 --mail-from test@example.org --mail-rcpt '${secret}@muster.example' -T - <<'END'`,
    text.replaceAll('\r', ''),
    'END',
  ].join('\n')
}
