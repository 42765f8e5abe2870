import { join, resolve } from 'node:path'
import { refuse } from '../../base/refusal.ts'
import { confirmRestore } from '../../platform/backup/muted.ts'
import { restore } from '../../platform/backup/restore.ts'
import { readConfig } from '../../platform/config.ts'
import { startEmbedded } from '../../platform/database/embedded/start.ts'
import { loginPasswords } from '../../platform/database/login-passwords.ts'
import { tenantIds } from '../../platform/jobs/jobs.ts'
import { projectRoot } from '../../platform/root.ts'
import { erasuresInWords, repeatHere, repeatInCopy, type RepeatedErasures } from '../repeat-erasures.ts'
import { readIdentity } from './backup.ts'
import { cliLog, withHouse } from './house.ts'

interface RestoreOptions {
  readonly identityFile?: string
  readonly data?: string
  readonly reason: string
  readonly confirm?: boolean
  readonly erasures: readonly string[]
  readonly json?: boolean
}

/** `muster restore FILE`, `muster restore --confirm`, and `muster restore --erasures FILE` for a copy that stands. */
export async function restoreOrConfirm(file: string | undefined, options: RestoreOptions): Promise<void> {
  if (options.confirm === true) return confirm(options)
  if (file === undefined && options.erasures.length > 0) return repeatErasures(options)
  if (file === undefined) refuse('invalid', 'Name the backup: muster restore <backup> --identity-file <file>')
  const environment =
    options.data === undefined ? process.env : { ...process.env, MUSTER_DATA: resolve(options.data) }
  const config = readConfig(environment, process.cwd())
  const { dataFolder, keysFolder, filesFolder, databaseUrl, postgresBinaries } = config
  const identity = await readIdentity(options.identityFile)
  const given = { named: options.erasures.map((path) => resolve(path)), identity }
  const [backup, log] = [resolve(file), cliLog(config)]
  let erasures: RepeatedErasures | undefined
  const restored = await restore({
    path: backup,
    identity,
    folders: { dataFolder, keysFolder, filesFolder },
    database:
      databaseUrl === undefined
        ? {
            start: (folder) =>
              startEmbedded({
                folder,
                ...(postgresBinaries === undefined ? {} : { binaries: postgresBinaries }),
              }),
          }
        : { url: databaseUrl },
    migrations: join(projectRoot(), 'db', 'migrations'),
    passwordsOf: loginPasswords,
    reason: options.reason,
    now: new Date(),
    log,
    settle: async (copy) => {
      erasures = await repeatInCopy(copy, { ...given, config, log, backup })
    },
  })
  const words = erasures === undefined ? undefined : erasuresInWords(erasures)
  if (options.json === true)
    process.stdout.write(`${JSON.stringify({ dataFolder, keysFolder, ...restored, erasures })}\n`)
  else
    process.stdout.write(
      [
        `Restored: the state of ${restored.madeAt}, ${restored.organisations} organisations, ${restored.rows} rows, ${restored.files} files of evidence, all proved.`,
        ...(words === undefined ? [] : [words.said]),
        `  data ${dataFolder}`,
        `  keys ${keysFolder}`,
        'This copy is muted: it sends no mail and no push. When it is the one that goes on, run: muster restore --confirm',
        'Everyone signs in anew. API keys work as before.',
        '',
      ].join('\n'),
    )
  warn(words?.look ?? [])
  if (restored.spoilt.length > 0) {
    process.stderr.write(
      `LOOK: ${restored.spoilt.length} files of evidence were missing or damaged already when the backup was made.\n`,
    )
    process.exitCode = 1
  }
}

/** Repeats erasures in an installation that was restored without them. */
async function repeatErasures({ erasures, identityFile, json }: RestoreOptions): Promise<void> {
  const identity = identityFile === undefined ? undefined : await readIdentity(identityFile)
  const named = erasures.map((path) => resolve(path))
  await withHouse(async (opened) => {
    const done = await repeatHere(opened, { named, identity })
    const { said, look } = erasuresInWords(done)
    process.stdout.write(json === true ? `${JSON.stringify({ erasures: done })}\n` : `${said}\n`)
    warn(look)
  })
}

/** The copy stands, but somebody has to do something: exit code 1, so that a script notices. */
function warn(look: readonly string[]): void {
  for (const line of look) process.stderr.write(`LOOK: ${line}\n`)
  if (look.length > 0) process.exitCode = 1
}

/** Lets a restored copy send again. */
export async function confirm({ json }: Pick<RestoreOptions, 'json'>): Promise<void> {
  await withHouse(async ({ house, adminUrl }) => {
    const isChanged = await confirmRestore(house, adminUrl, await tenantIds(house))
    if (!isChanged) refuse('conflict', 'This installation is not muted: there is nothing to confirm.')
    process.stdout.write(
      json === true
        ? `${JSON.stringify({ isMuted: false })}\n`
        : 'Confirmed, on the record of every organisation. Mail and push go out again.\n',
    )
  })
}
