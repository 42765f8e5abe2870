import { join } from 'node:path'
import { refuse } from '../../base/refusal.ts'
import { restore } from '../../platform/backup/restore.ts'
import { backupAhead, besideOf, isRollingBack, putInPlace } from '../../platform/backup/roll-back.ts'
import type { Config } from '../../platform/config.ts'
import { lockFolder } from '../../platform/database/embedded/lock.ts'
import { startEmbedded } from '../../platform/database/embedded/start.ts'
import { loginPasswords } from '../../platform/database/login-passwords.ts'
import { readMigrations } from '../../platform/database/migrate.ts'
import { projectRoot } from '../../platform/root.ts'
import { erasuresInWords, repeatInCopy, type RepeatedErasures } from '../repeat-erasures.ts'
import { readIdentity } from './backup.ts'
import { cliLog, configHere } from './house.ts'
import { confirm } from './restore.ts'

interface RollbackOptions {
  readonly identityFile?: string
  readonly reason: string
  readonly confirm?: boolean
  readonly json?: boolean
}

/** `muster rollback`, given with the program from before the upgrade, while nothing runs. */
export async function rollBack(options: RollbackOptions): Promise<void> {
  const config = configHere()
  refuseOwnServer(config)
  // Cut off between the folders, the data folder may be away: then nothing can run in it either.
  const lock = await lockFolder(config.dataFolder).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    return undefined
  })
  try {
    const restored = (await isRollingBack(config)) ? undefined : await restoreBeside(config, options)
    const { aside } = await putInPlace(config, new Date().toISOString().replaceAll(/[-:.]/g, ''))
    say({ ...options, dataFolder: config.dataFolder, ...restored, aside })
  } finally {
    await lock?.release()
  }
  if (options.confirm === true) await confirm(options)
}

interface RestoredBeside {
  /** When the state was saved that is restored. */
  readonly madeAt: string
  readonly erasures: RepeatedErasures | undefined
}

async function restoreBeside(
  config: Config,
  { identityFile, reason }: RollbackOptions,
): Promise<RestoredBeside> {
  const migrations = join(projectRoot(), 'db', 'migrations')
  const from = (await readMigrations(migrations)).at(-1)?.number ?? 0
  const path = await backupAhead(config.dataFolder, from)
  if (path === undefined)
    refuse(
      'not_found',
      `There is no backup ahead of an upgrade from this version (step ${from} of the schema) in ${join(config.dataFolder, 'backups')}. ` +
        'Give this command with the program that ran before the upgrade; a state of another day comes back with muster restore.',
    )
  const { postgresBinaries: binaries } = config
  const identity = await readIdentity(identityFile)
  const log = cliLog(config)
  let erasures: RepeatedErasures | undefined
  const { madeAt } = await restore({
    path,
    identity,
    folders: besideOf(config),
    database: {
      start: (folder) => startEmbedded({ folder, ...(binaries === undefined ? {} : { binaries }) }),
    },
    migrations,
    passwordsOf: loginPasswords,
    reason,
    now: new Date(),
    log,
    settle: async (copy) => {
      erasures = await repeatInCopy(copy, { config, log, backup: path, named: [], identity })
    },
  })
  return { madeAt, erasures }
}

/** Whose database lies on a server of their own names an empty one; nothing there is renamed behind their back. */
function refuseOwnServer({ databaseUrl, dataFolder }: Config): void {
  if (databaseUrl === undefined) return
  refuse(
    'conflict',
    'The database lies on a server of your own (DATABASE_URL), and Muster moves nothing there. Make an empty database, ' +
      `name it in DATABASE_URL, and run: muster restore ${join(dataFolder, 'backups')}/before-upgrade-….age --identity-file <file> --data <new folder>`,
  )
}

function say(done: {
  readonly dataFolder: string
  readonly madeAt?: string
  readonly erasures?: RepeatedErasures | undefined
  readonly aside: string
  readonly json?: boolean
  readonly confirm?: boolean
}): void {
  const { dataFolder, madeAt, erasures, aside } = done
  const words = erasures === undefined ? undefined : erasuresInWords(erasures)
  for (const line of words?.look ?? []) process.stderr.write(`LOOK: ${line}\n`)
  if (done.json === true)
    return void process.stdout.write(`${JSON.stringify({ dataFolder, madeAt, erasures, aside })}\n`)
  process.stdout.write(
    [
      `Back: ${dataFolder} holds the state ${madeAt === undefined ? 'from before the upgrade' : `of ${madeAt}`}.`,
      ...(words === undefined ? [] : [words.said]),
      `What stood there, with all that was written since, lies in ${aside}. Nothing was removed.`,
      ...(done.confirm === true
        ? []
        : ['It is muted: it sends no mail and no push. To let it send again, run: muster restore --confirm']),
      'Everyone signs in anew. API keys work as before.',
      '',
    ].join('\n'),
  )
}
