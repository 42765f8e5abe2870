import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { appendFile, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Debian's packages of these names and curl; the preparation of the tests installs them. */
const programs = {
  fail2ban: '/usr/bin/fail2ban-server',
  rsyslog: '/usr/sbin/rsyslogd',
  curl: '/usr/bin/curl',
}

/** Why a test with this tool does not run here; undefined where it can. Under CI its absence is a failure. */
export function whyNo(tool: 'fail2ban' | 'rsyslog'): string | undefined {
  const absent = [tool, 'curl' as const].filter((name) => !existsSync(programs[name]))
  if (absent.length === 0) return undefined
  const why = `Not installed: ${absent.join(', ')}.`
  if (process.env['CI'] === 'true') throw new Error(why)
  return why
}

export interface LogTool {
  /** Writes a line into the log that the tool watches. */
  log(line: string): Promise<void>
  stop(): Promise<void>
  /** What the tool wrote about itself so far. */
  said(): string
}

/** A fail2ban of its own that bans an address after one failed password, by this action file and no other. */
export async function startFail2ban(
  action: (headerFile: string) => string,
  secret: string,
): Promise<LogTool> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-fail2ban-'))
  const at = (name: string) => join(folder, name)
  await Promise.all(['action.d', 'filter.d'].map((name) => mkdir(at(name))))
  await writeFile(at('muster.header'), `Authorization: Bearer ${secret}\n`, { mode: 0o600 })
  await writeFile(at('action.d/muster.conf'), action(at('muster.header')))
  await writeFile(at('filter.d/door.conf'), '[Definition]\nfailregex = Failed password .* from <HOST>$\n')
  await writeFile(at('watched.log'), '')
  await writeFile(
    at('fail2ban.conf'),
    [
      '[Definition]',
      'loglevel = INFO',
      'logtarget = STDOUT',
      'syslogsocket = auto',
      `socket = ${at('socket')}`,
      `pidfile = ${at('pid')}`,
      'dbfile = None',
      'dbmaxmatches = 10',
      'dbpurgeage = 1d',
      '[Thread]',
      'stacksize = 0',
    ].join('\n'),
  )
  await writeFile(
    at('jail.conf'),
    [
      '[DEFAULT]',
      '[door]',
      'enabled = true',
      'backend = polling',
      'filter = door',
      `logpath = ${at('watched.log')}`,
      'maxretry = 1',
      'findtime = 600',
      'bantime = 600',
      'usedns = no',
      'action = muster[bantime="%(bantime)s"]',
    ].join('\n'),
  )
  return watching(folder, programs.fail2ban, [
    '-f',
    '-c',
    folder,
    '-s',
    at('socket'),
    '-p',
    at('pid'),
    'start',
  ])
}

/** An rsyslog of its own that hands the lines of a file to this sender. */
export async function startRsyslog(sender: (headerFile: string) => string, secret: string): Promise<LogTool> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-rsyslog-'))
  const at = (name: string) => join(folder, name)
  await writeFile(at('header'), `Authorization: Bearer ${secret}\n`, { mode: 0o600 })
  await writeFile(at('muster-send'), sender(at('header')))
  await chmod(at('muster-send'), 0o755)
  await writeFile(at('watched.log'), '')
  await writeFile(
    at('rsyslog.conf'),
    [
      `global(workDirectory="${folder}")`,
      'module(load="imfile" mode="inotify")',
      'module(load="omprog")',
      `input(type="imfile" File="${at('watched.log')}" Tag="backup:" Severity="error" Facility="daemon")`,
      `*.warning action(type="omprog" binary="${at('muster-send')}" template="RSYSLOG_SyslogProtocol23Format")`,
    ].join('\n'),
  )
  return watching(folder, programs.rsyslog, ['-n', '-f', at('rsyslog.conf'), '-i', at('pid')])
}

/** An rsyslog of its own that forwards the lines of a file over the network, as it does by itself. */
export async function startForwarding(protocol: 'udp' | 'tcp', port: number): Promise<LogTool> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-rsyslog-'))
  const at = (name: string) => join(folder, name)
  await writeFile(at('watched.log'), '')
  const counted = protocol === 'tcp' ? ' TCP_Framing="octet-counted"' : ''
  await writeFile(
    at('rsyslog.conf'),
    [
      `global(workDirectory="${folder}")`,
      'module(load="imfile" mode="inotify")',
      `input(type="imfile" File="${at('watched.log')}" Tag="backup:" Severity="error" Facility="daemon")`,
      `*.* action(type="omfwd" Target="127.0.0.1" Port="${port}" Protocol="${protocol}"${counted} Template="RSYSLOG_SyslogProtocol23Format")`,
    ].join('\n'),
  )
  return watching(folder, programs.rsyslog, ['-n', '-f', at('rsyslog.conf'), '-i', at('pid')])
}

function watching(folder: string, program: string, args: readonly string[]): LogTool {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const written: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => written.push(part.toString()))
  return {
    log: (line) => appendFile(join(folder, 'watched.log'), `${line}\n`),
    said: () => written.join(''),
    stop: async () => {
      await end(child)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
