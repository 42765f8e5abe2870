import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from './house.ts'
import { readPdf } from './pdf.ts'
import { performIn, type MemberActor } from './world.ts'
import { nightlyBackup } from '../src/app/nightly-backup.ts'
import { asSystem } from '../src/platform/action.ts'
import { backupFolder, listBackups } from '../src/platform/backup/backup-folder.ts'
import { checkBackup } from '../src/platform/backup/read-backup.ts'
import { findBackupRecipient } from '../src/platform/backup/recipient.ts'
import { tenantStreams, readStream } from '../src/platform/ledger/read.ts'
import { makeRecoverySheet } from '../src/areas/register/people/actions/make-recovery-sheet.ts'
import { joinMember } from '../src/areas/register/people/public/people.ts'
import { createOrganisation } from '../src/areas/register/people/public/organisation.ts'

let keysFolder: string
let house: TestHouse
let owner: MemberActor
beforeEach(async () => {
  keysFolder = await mkdtemp(join(tmpdir(), 'muster-sheet-keys-'))
  await cp(inject('keysFolder'), keysFolder, { recursive: true })
  await rm(join(keysFolder, 'backup.json'), { force: true })
  house = await openTestHouse({ MUSTER_KEYS: keysFolder })
  const made = await organisation('Harbour Bakery', 'first')
  owner = {
    kind: 'member',
    ref: `u:${made.ownerId}`,
    name: 'Ada Brot',
    tenantId: made.tenantId,
    memberId: made.ownerId,
    userId: randomUUID(),
    role: 'owner',
    sessionId: 's1',
  }
})
afterEach(async () => {
  await house.close()
  await rm(keysFolder, { recursive: true, force: true })
})

test('U63 an owner prints a sheet whose secret opens the backup of the next night, and no leaf holds it', async () => {
  const perform = performIn(house.house)
  const first = await print()
  const second = await print()
  expect(second).not.toBe(first)
  expect(await findBackupRecipient(keysFolder)).toBe(await identityToRecipient(second))

  await nightlyBackup(house).once(house.house)
  const [backup] = await listBackups(backupFolder(house.config.dataFolder))
  expect((await checkBackup(backup?.path ?? '', second)).manifest.logs).toHaveLength(1)
  await expect(checkBackup(backup?.path ?? '', first)).rejects.toThrow()

  const leaves = await audit()
  expect(leaves.filter(({ kind }) => kind === 'backup.recipient')).toHaveLength(2)
  expect(JSON.stringify(leaves) + house.logged.join('')).not.toContain('SECRET-KEY')
  async function print(): Promise<string> {
    const file = await perform(makeRecoverySheet, owner, {})
    return secretIn(Buffer.from((await file.open()) as Uint8Array)) // a typeset file is bytes
  }
})

test('an owner among several organisations gets no secret that opens the backups of the others', async () => {
  await organisation('Faraway Foods', 'further')
  await expect(performIn(house.house)(makeRecoverySheet, owner, {})).rejects.toThrow(/several organisations/)
  expect(await findBackupRecipient(keysFolder)).toBeUndefined()
})

test('an owner who loaded the demo company owns it too, and gets the sheet', async () => {
  const demo = await organisation('Demo', 'further')
  const self = { name: owner.name, email: 'ada.brot@harbour.example', userId: owner.userId }
  await asSystem(house.house, demo.tenantId, 'test', (context) =>
    joinMember(context, { ...self, role: 'owner' }),
  )
  const file = await performIn(house.house)(makeRecoverySheet, owner, {})
  await file.open()
  expect(await findBackupRecipient(keysFolder)).toMatch(/^age1/)
})

test('without a recipient no backup is made at night; owners hear of a night that failed', async () => {
  await nightlyBackup(house).once(house.house)
  expect(await listBackups(backupFolder(house.config.dataFolder))).toEqual([])
  const file = await performIn(house.house)(makeRecoverySheet, owner, {})
  await file.open()
  await nightlyBackup({ ...house, adminUrl: 'postgres://nobody@127.0.0.1:1/none' }).once(house.house)
  const failed = (await audit()).filter(({ kind }) => kind === 'backup.fail')
  expect(failed).toHaveLength(1)
})

async function organisation(name: string, turn: 'first' | 'further') {
  return createOrganisation(house.house, {
    organisation: { name, country: 'AT', timeZone: 'Europe/Vienna', size: '10-49', sector: 'retail' },
    owner: { name: 'Ada Brot', email: 'ada@harbour.example' },
    turn,
  })
}

async function audit() {
  return house.house.wall.inTenant(owner.tenantId, async ({ $client }) => {
    const streams = await tenantStreams($client)
    return readStream($client, { stream: streams.audit, limit: 1000, order: 'oldest' })
  })
}

function secretIn(pdf: Buffer): string {
  const typed = readPdf(pdf).text.replaceAll(/\s/g, '')
  return /AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}/.exec(typed)?.[0] ?? 'none'
}
