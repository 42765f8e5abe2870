import { stat, statfs } from 'node:fs/promises'
import { backupFolder, listBackups } from '../../platform/backup/backup-folder.ts'
import { certificateEnd } from '../../platform/certificate/certificate-folder.ts'
import type { House } from '../../platform/context.ts'
import { lastIndex } from '../../platform/ledger/read.ts'
import { tenantIds } from '../../platform/jobs/jobs.ts'
import type { OpenHouse } from '../open-house.ts'
import { version } from '../version.ts'
import { configHere, withHouse } from './house.ts'

interface Finding {
  readonly what: string
  readonly isGood: boolean
  readonly says: string
}

/** Opens the house as the server would (self-check included) and looks at what tends to fail on the day. */
export async function doctor(options: { json?: boolean }): Promise<void> {
  const findings = await withHouse(examine)
  const bad = findings.filter((finding) => !finding.isGood)
  if (options.json === true) process.stdout.write(`${JSON.stringify({ version, findings })}\n`)
  else
    for (const { isGood, what, says } of findings)
      process.stdout.write(`${isGood ? 'good' : 'LOOK'}  ${what}: ${says}\n`)
  process.exitCode = bad.length === 0 ? 0 : 1
}

async function examine(opened: OpenHouse): Promise<Finding[]> {
  const config = configHere()
  const { house } = opened
  const tenants = await tenantIds(house)
  const leaves = await Promise.all(
    tenants.map((id) => house.wall.inTenant(id, (tx) => lastIndex(tx.$client))),
  )
  const { rows } = await house.services.door.query<{ version: string }>('select version()')
  return [
    {
      what: 'Database',
      isGood: true,
      says: `${rows[0]?.version.split(' ').slice(0, 2).join(' ') ?? ''}, the wall holds`,
    },
    { what: 'Keys', isGood: true, says: `whole, and fit the database (${opened.keys.install})` },
    {
      what: 'Organisations',
      isGood: tenants.length > 0,
      says: tenants.length > 0 ? `${tenants.length}` : 'none yet: open the first page, or run muster init',
    },
    { what: 'Ledger', isGood: true, says: `${leaves.reduce((sum, last) => sum + last + 1, 0)} leaves` },
    await space(config.dataFolder),
    await keysApart(config.dataFolder, config.keysFolder),
    await lastBackup(config.dataFolder, house.now()),
    await sending(house),
    {
      what: 'Address',
      isGood: config.url.startsWith('https:') || new URL(config.url).hostname === 'localhost',
      says: `${config.url} (passkeys and push need https or localhost)`,
    },
    ...(config.tls === undefined ? [] : [await certificate(config.tls.certFile, house.now())]),
  ]
}

async function space(folder: string): Promise<Finding> {
  const { bavail, bsize, blocks } = await statfs(folder)
  const free = (bavail * bsize) / 2 ** 30
  const share = Math.round((bavail / blocks) * 100)
  return {
    what: 'Space',
    isGood: free > 2 && share >= 5,
    says: `${free.toFixed(1)} GiB free (${share} %) where the data is`,
  }
}

async function lastBackup(data: string, now: Date): Promise<Finding> {
  const folder = backupFolder(data)
  const [newest] = await listBackups(folder)
  if (newest === undefined)
    return {
      what: 'Backup',
      isGood: false,
      says: `none in ${folder}: make a recovery sheet (Settings, Organisation) or run muster backup; then each night makes one`,
    }
  const hours = Math.floor((now.getTime() - newest.modifiedAtMs) / 3_600_000)
  return {
    what: 'Backup',
    isGood: hours <= 48,
    says: `${hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`} old, ${newest.path} (keep a copy elsewhere)`,
  }
}

async function certificate(file: string, now: Date): Promise<Finding> {
  const end = await certificateEnd(file).catch(() => undefined)
  if (end === undefined)
    return { what: 'Certificate', isGood: false, says: `${file} holds none that can be read` }
  const days = Math.floor((end.getTime() - now.getTime()) / 86_400_000)
  const when = days < 0 ? `ended on ${end.toISOString().slice(0, 10)}` : `ends in ${days} days`
  return {
    what: 'Certificate',
    isGood: days >= 30,
    says: days >= 30 ? when : `${when}: run muster certificate again, and start Muster anew`,
  }
}

async function sending({ services }: House): Promise<Finding> {
  const isMuted = await services.isMuted()
  return {
    what: 'Sending',
    isGood: !isMuted,
    says: isMuted
      ? 'muted: this is a restored copy. If it is the one that goes on, run muster restore --confirm'
      : 'not muted',
  }
}

async function keysApart(data: string, keys: string): Promise<Finding> {
  const isInside = keys === data || keys.startsWith(`${data}/`)
  const { mode } = await stat(keys)
  const says = isInside
    ? 'inside the data folder: whoever copies the data has the keys too'
    : `beside the data, mode ${(mode & 0o777).toString(8)}`
  return { what: 'Key folder', isGood: !isInside, says }
}
