import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { furnish } from '../src/app/areas.ts'
import { openHouse } from '../src/app/open-house.ts'
import { checkBackup } from '../src/platform/backup/read-backup.ts'
import { projectRoot } from '../src/platform/root.ts'
import { busyWorld, elsewhere, withClient, type BusyWorld } from './backup.ts'

describe('the backup ahead of an upgrade', () => {
  let w: BusyWorld
  let migrationsRun: number
  let newest: number
  beforeAll(async () => {
    w = await busyWorld()
    const migrations = (await readdir(join(projectRoot(), 'db', 'migrations'))).toSorted()
    migrationsRun = migrations.length
    newest = Number(migrations.at(-1)?.slice(0, 4))
  })
  afterAll(() => w.close())

  /** The database as the program before this one left it. */
  const makeOlder = () =>
    withClient(w.adminUrl, (client) =>
      client.query(
        `drop function wall.is_muted(); alter table wall.install drop column muted_at; delete from wall.migration where number = 9`,
      ),
    )
  const openNewer = (environment: { keysFolder?: string; dataFolder?: string } = {}) =>
    openHouse({
      config: { ...w.config, ...environment },
      log: pino({ level: 'silent' }),
      furnish,
      onSessionEvent: async () => {},
      showSecret: (identity) => secrets.push(identity),
    })
  const secrets: string[] = []

  test('an upgrade saves the old schema first, with a secret shown once, and restores by the new program', async () => {
    await makeOlder()
    const keysFolder = join(w.folder, 'keys')
    await cp(w.config.keysFolder, keysFolder, { recursive: true })
    await rm(join(keysFolder, 'backup.json'), { force: true })
    const opened = await openNewer({ keysFolder })
    await opened.close()

    const [name = ''] = await readdir(join(w.config.dataFolder, 'backups'))
    // named by the newest step that the old schema had; the one taken away here is an earlier one
    expect(name).toMatch(new RegExp(`^before-upgrade-${newest}-\\d{8}T\\d{9}Z\\.age$`))
    expect(secrets).toHaveLength(1)
    const path = join(w.config.dataFolder, 'backups', name)
    const { head } = await checkBackup(path, secrets[0] ?? '')
    expect(head.migrations).toHaveLength(migrationsRun - 1)
    const place = await elsewhere()
    try {
      await place.restore({ path, identity: secrets[0] ?? '' })
      const copy = await place.open()
      expect(await copy.house.services.isMuted()).toBe(true)
      await copy.close()
    } finally {
      await place.close()
    }
  })

  test('a backup that fails stops the upgrade, and nothing was changed', async () => {
    await makeOlder()
    const dataFolder = join(w.folder, 'full')
    const before = await readFile(join(projectRoot(), 'package.json'))
    await cp(w.config.dataFolder, dataFolder, { recursive: true })
    await rm(join(dataFolder, 'backups'), { recursive: true })
    await writeFile(join(dataFolder, 'backups'), before)
    await expect(openNewer({ dataFolder })).rejects.toThrow(/The upgrade was not begun/)
    const steps = await withClient(w.adminUrl, (client) =>
      client.query('select 1 from wall.migration where number = 9'),
    )
    expect(steps.rowCount).toBe(0)
    await (await openNewer()).close()
  })

  test('an operator who upgrades often keeps the last five of these backups', async () => {
    const folder = join(w.config.dataFolder, 'backups')
    for (let i = 1; i <= 7; i += 1)
      await writeFile(join(folder, `before-upgrade-${i}-2020010${i}T000000Z.age`), 'old')
    await writeFile(join(folder, 'muster-20200101T000000Z.age'), "the operator's own")
    await makeOlder()
    await (await openNewer()).close()
    const names = await readdir(folder)
    expect(names.filter((name) => name.startsWith('before-upgrade-'))).toHaveLength(5)
    expect(names).toContain('muster-20200101T000000Z.age')
  })
})
