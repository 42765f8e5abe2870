import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pino from 'pino'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { furnish, onSessionEvent } from '../src/app/areas.ts'
import { saveBeforeUpgrade } from '../src/app/backups.ts'
import { openHouse } from '../src/app/open-house.ts'
import { createOrganisation } from '../src/areas/register/people/public/organisation.ts'
import { isRollingBack, putInPlace } from '../src/platform/backup/roll-back.ts'
import { readConfig, type Config } from '../src/platform/config.ts'
import { projectRoot } from '../src/platform/root.ts'

const run = promisify(execFile)

describe('the way back from an upgrade', () => {
  let folder: string
  let config: Config
  let environment: NodeJS.ProcessEnv
  let newest: number

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'muster-rollback-'))
    const own = { MUSTER_DATA: join(folder, 'data'), MUSTER_KEYS: join(folder, 'keys') }
    environment = { ...process.env, ...own }
    config = readConfig(own, folder)
    newest = Number((await readdir(join(projectRoot(), 'db', 'migrations'))).toSorted().at(-1)?.slice(0, 4))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const open = () =>
    openHouse({ config, log: pino({ level: 'silent' }), furnish, onSessionEvent, showSecret: keepSecret })
  const secretFile = () => join(folder, 'secret')
  const secrets: string[] = []
  const keepSecret = (identity: string) => void secrets.push(identity)
  const muster = (...given: string[]) =>
    run(process.execPath, ['--import', 'tsx', join(projectRoot(), 'src/app/cli.ts'), ...given], {
      env: environment,
      cwd: projectRoot(),
    })

  const organisations = async () => {
    const opened = await open()
    const { rows } = await withClient(opened.adminUrl, (client) =>
      client.query<{ name: string }>('select name from app.tenant order by name'),
    )
    await opened.close()
    return rows.map(({ name }) => name)
  }

  /** What a newer program does at its start: the backup, then a step that this one does not know. */
  async function upgradeAndWork(): Promise<void> {
    const opened = await open()
    await found(opened, 'Before', 'first')
    const { keys, adminUrl } = opened
    await saveBeforeUpgrade({ config, keys, adminUrl, now: new Date() }, newest, keepSecret)
    await found(opened, 'After', 'further')
    await withClient(adminUrl, (client) =>
      client.query(`insert into wall.migration (number, name, sha256) values (9000, '9000-newer.sql', 'x')`),
    )
    await opened.close()
    await writeFile(secretFile(), secrets[0] ?? '')
  }

  test('N16 an operator whose upgrade went wrong is back by one command, and what was written since is set aside', async () => {
    await upgradeAndWork()
    await expect(open()).rejects.toThrow(/written by a newer Muster/)
    const { stdout } = await muster('rollback', '--identity-file', secretFile(), '--confirm')
    expect(stdout).toMatch(/Nothing was removed/)
    expect(await organisations()).toEqual(['Before'])
    expect(await backupsIn(config.dataFolder)).toHaveLength(1)
    const names = await readdir(folder)
    expect(names.filter((name) => /^data\.before-rollback-\d{8}T\d{9}Z$/.test(name))).toHaveLength(1)
    expect(names.filter((name) => name.includes('rolled-back') || name.includes('restoring'))).toEqual([])
  })

  test('N16 nobody goes back while the program runs, with the wrong program, or without the secret', async () => {
    const opened = await open()
    await expect(muster('rollback', '--identity-file', secretFile())).rejects.toThrow(
      /already uses the data folder/,
    )
    await opened.close()
    await expect(muster('rollback')).rejects.toThrow(/Name a file with the secret/)
    const [name = ''] = await backupsIn(config.dataFolder)
    const path = join(config.dataFolder, 'backups', name)
    const other = path.replace(`-${newest}-`, `-${newest - 1}-`)
    await rename(path, other)
    await expect(muster('rollback', '--identity-file', secretFile())).rejects.toThrow(
      /There is no backup ahead/,
    )
    await rename(other, path)
    expect(await organisations()).toEqual(['Before'])
  })

  test('N16 who is cut off between the folders starts nothing, and is back by the same command', async () => {
    const steps = [0, 1, 2, 3, 4]
    for (const step of steps) {
      const at = join(folder, `cut-${step}`)
      const folders = {
        dataFolder: join(at, 'data'),
        keysFolder: join(at, 'keys'),
        filesFolder: join(at, 'data', 'files'),
      }
      for (const name of ['data/backups', 'keys', 'data.rolled-back', 'keys.rolled-back'])
        await mkdir(join(at, name), { recursive: true })
      await writeFile(join(at, 'data', 'backups', 'a.age'), 'a')
      await writeFile(join(at, 'data.rolled-back', 'is'), 'restored')
      const moves = [
        ['keys', 'keys.before-rollback-x'],
        ['keys.rolled-back', 'keys'],
        ['data/backups', 'data.rolled-back/backups'],
        ['data', 'data.before-rollback-x'],
      ] as const
      for (const [from, to] of moves.slice(0, step)) await rename(join(at, from), join(at, to))
      expect(await isRollingBack(folders)).toBe(true)
      await expect(
        openHouse({
          config: { ...config, ...folders },
          log: pino({ level: 'silent' }),
          furnish,
          onSessionEvent,
        }),
      ).rejects.toThrow(/was cut off/)
      await putInPlace(folders, 'y')
      expect(await isRollingBack(folders)).toBe(false)
      await access(join(at, 'data', 'is'))
      expect(await backupsIn(join(at, 'data'))).toEqual(['a.age'])
      expect((await readdir(at)).filter((name) => name.startsWith('data.before-rollback'))).toHaveLength(1)
    }
  })
})

async function found(
  { house }: Awaited<ReturnType<typeof openHouse>>,
  name: string,
  turn: 'first' | 'further',
): Promise<void> {
  await createOrganisation(house, {
    turn,
    organisation: { name, country: 'AT', timeZone: 'Europe/Vienna', size: '10-49', sector: 'retail' },
    owner: { name: 'Anna', email: `${name.toLowerCase()}@example.org` },
  })
}

function backupsIn(dataFolder: string): Promise<string[]> {
  return readdir(join(dataFolder, 'backups'))
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
