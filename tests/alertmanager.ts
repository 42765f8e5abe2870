import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Debian's package `prometheus-alertmanager`; the preparation of the tests installs it. */
const program = process.env['MUSTER_ALERTMANAGER'] ?? '/usr/bin/prometheus-alertmanager'

/** Why a test with a real Alertmanager does not run here; undefined where it can. Under CI its absence is a failure. */
export function whyNoAlertmanager(): string | undefined {
  if (existsSync(program)) return undefined
  const why = `Alertmanager is absent: install prometheus-alertmanager, or name its program in MUSTER_ALERTMANAGER.`
  if (process.env['CI'] === 'true') throw new Error(why)
  return why
}

export interface Alert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly startsAt?: Date
  /** Set: it ended then. */
  readonly endsAt?: Date
}

export interface Alertmanager {
  /** Sends alerts as Prometheus does, over Alertmanager's API v2. */
  send(alerts: readonly Alert[]): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a real Alertmanager on a random local port, which posts to this address with this secret.
 * It groups by alert name, waits 100 ms for a group, and looks for changes each second.
 */
export async function startAlertmanager({
  intakeUrl,
  secret,
}: {
  intakeUrl: string
  secret: string
}): Promise<Alertmanager> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-alertmanager-'))
  const port = await freePort()
  await writeFile(join(folder, 'alertmanager.yml'), configuration(intakeUrl, secret), { mode: 0o600 })
  const child = spawn(
    program,
    [
      `--config.file=${join(folder, 'alertmanager.yml')}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const written: string[] = []
  child.stderr.on('data', (part: Buffer) => written.push(part.toString()))
  const stop = async () => {
    await end(child)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const address = `http://127.0.0.1:${port}`
  try {
    await ready(child, address, written)
  } catch (error) {
    await stop()
    throw error
  }
  return { send: (alerts) => send(address, alerts), stop }
}

function configuration(intakeUrl: string, secret: string): string {
  return JSON.stringify({
    route: {
      receiver: 'muster',
      group_by: ['alertname'],
      group_wait: '100ms',
      group_interval: '1s',
      repeat_interval: '1h',
    },
    receivers: [
      {
        name: 'muster',
        webhook_configs: [
          {
            url: intakeUrl,
            send_resolved: true,
            http_config: { authorization: { type: 'Bearer', credentials: secret } },
          },
        ],
      },
    ],
  })
}

async function ready(child: ChildProcess, address: string, written: readonly string[]): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`Alertmanager ended: ${written.join('')}`)
    const isReady = await fetch(`${address}/-/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (isReady) return
    await delay(50)
  }
}

async function send(address: string, alerts: readonly Alert[]): Promise<void> {
  const response = await fetch(`${address}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  })
  if (!response.ok) throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('No free port')
  return address.port
}
