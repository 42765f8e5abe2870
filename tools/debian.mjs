/** The programs of the system that the tests drive: a browser, a real Alertmanager, fail2ban, rsyslog, a mailbox of Dovecot, nginx, a directory of OpenLDAP, openssl, GnuPG, a reader of PDF. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Stop, run } from './run.mjs'

/** Debian package to the program that shows it is there. */
const wanted = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  'prometheus-alertmanager': ['prometheus-alertmanager', 'alertmanager'],
  'poppler-utils': ['pdftotext'],
  fail2ban: ['fail2ban-server'],
  rsyslog: ['rsyslogd'],
  'dovecot-imapd': ['dovecot'],
  curl: ['curl'],
  openssl: ['openssl'],
  gnupg: ['gpg'],
  'nginx-light': ['nginx'],
  slapd: ['slapd'],
}
const policy = '/usr/sbin/policy-rc.d'

/** Installs what is missing when we are root on a Debian; else says what a person should install. */
export async function ensureSystemPrograms() {
  const missing = missingPackages()
  if (missing.length === 0) return
  const sentence = `The tests drive programs of the system that are missing. Install: ${missing.join(', ')}`
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    if (process.env.CI === 'true') throw new Stop(sentence)
    console.error(`${sentence}. What needs them will fail.`)
    return
  }
  console.error(`Installing for the tests: ${missing.join(', ')} ...`)
  await withoutStartingServices(missing, async () => {
    await apt(['update'])
    await apt(['install', '-y', '--no-install-recommends', ...missing])
  })
  const still = missingPackages()
  if (still.length > 0)
    throw new Stop(`These packages were installed but their programs are not there: ${still.join(', ')}`)
}

function missingPackages() {
  return Object.keys(wanted).filter((name) => !wanted[name].some(onPath))
}

function onPath(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin']
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)))
}

async function apt(args) {
  const { code, output } = await run('apt-get', ['-q', ...args], {
    capture: true,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (code !== 0) throw new Stop(`${output.trimEnd()}\n\napt-get ${args[0]} failed; the lines above say why.`)
}

/** Debian starts a service when its package arrives; ours would listen on a port that nobody asked for. */
async function withoutStartingServices(packages, work) {
  const ours = !existsSync(policy)
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await work()
  } finally {
    if (ours) rmSync(policy, { force: true })
  }
  // Only what came just now: a service that ran before is somebody's own.
  const services = [
    'prometheus-alertmanager',
    'fail2ban',
    'rsyslog',
    'dovecot-imapd',
    'nginx-light',
    'slapd',
  ].filter((name) => packages.includes(name))
  if (services.length > 0 && onPath('systemctl')) {
    // Two units have another name than their package.
    const units = services.map(
      (name) => ({ 'dovecot-imapd': 'dovecot', 'nginx-light': 'nginx' })[name] ?? name,
    )
    await run('systemctl', ['disable', '--now', ...units], { capture: true })
  }
}
