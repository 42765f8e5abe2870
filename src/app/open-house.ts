import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { refuse } from '../base/refusal.ts'
import type { House } from '../platform/action.ts'
import { mutedEgress, readMuted } from '../platform/backup/muted.ts'
import { tidyMarkers } from '../platform/backup/placing.ts'
import type { Config } from '../platform/config.ts'
import { startEmbedded, type EmbeddedServer } from '../platform/database/embedded/start.ts'
import { connectionOf } from '../platform/database/connection.ts'
import { loginPasswords } from '../platform/database/login-passwords.ts'
import { provision, type LoginPasswords } from '../platform/database/provision.ts'
import { selfCheck } from '../platform/database/self-check.ts'
import { poolOf } from '../platform/database/pool.ts'
import { createWall } from '../platform/database/wall.ts'
import { createEgress } from '../platform/egress.ts'
import { createAnnouncer } from '../platform/events/announce.ts'
import { startLedgerHub } from '../platform/events/hub.ts'
import { createTypesetter } from '../platform/documents/typeset.ts'
import { folderStore } from '../platform/files/folder-store.ts'
import { loadKeys, type Keys } from '../platform/files/keys.ts'
import { createWake } from '../platform/jobs/wake.ts'
import { languageModelOf, type LanguageModel } from '../platform/language-model/ask-model.ts'
import { ledgerSigner } from '../platform/ledger/checkpoint.ts'
import { createPushSender } from '../platform/push/push.ts'
import { createRefusalBudget } from '../platform/refusal-budget.ts'
import { projectRoot } from '../platform/root.ts'
import { createSecretBox } from '../platform/secret-box.ts'
import { createSessions, type SessionsOptions } from '../platform/sessions/sessions.ts'
import { createSetup, newSetupToken, sharedSetupToken } from '../platform/setup.ts'
import type { Services } from '../platform/services.ts'
import { readDnsText } from '../platform/dns-text.ts'
import { createTries } from '../platform/tries.ts'
import { printSecret, refuseHalfRestored, saveBeforeUpgrade } from './backups.ts'

export interface OpenHouse {
  readonly house: House
  readonly keys: Keys
  /** The administrator's address, for backup and the command line; no request ever sees it. */
  readonly adminUrl: string
  readonly jobsUrl: string
  readonly runtimeUrl: string
  /** What a first run from elsewhere must type; printed at the console while the installation is unclaimed. */
  readonly setupToken: string
  /** Stops what was started here, the embedded server last. */
  close(): Promise<void>
}

export interface OpenOptions {
  readonly config: Config
  readonly log: Logger
  /** Where session events go; they need the house that is being made. */
  readonly onSessionEvent: (house: House, event: Parameters<SessionsOptions['onEvent']>[0]) => Promise<void>
  /** Connects the rooms, before anything acts in the house. */
  readonly furnish: (house: House) => void
  /** Where the secret of backups is shown, should the backup ahead of an upgrade be the first one ever. */
  readonly showSecret?: (identity: string) => void
  readonly now?: () => Date
  /** The names of the internet, where it is not those. */
  readonly readTextRecords?: Services['readTextRecords']
  /** Another token for the first run than the one made here. */
  readonly setupToken?: string
  /** True for the restore itself, which works in a copy that is not an installation yet. */
  readonly isRestoring?: boolean
}

/** Opens everything the program stands on: keys, database, wall, files, sign-in. Refuses to open half of it. */
export async function openHouse(options: OpenOptions): Promise<OpenHouse> {
  const { config, log } = options
  const now = options.now ?? (() => new Date())
  const isRestoring = options.isRestoring === true
  if (!isRestoring) await refuseHalfRestored(config)
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  const keys = await loadKeys(config.keysFolder)
  const embedded = config.databaseUrl === undefined ? await embeddedServer(config, log) : undefined
  const adminUrl = config.databaseUrl ?? embedded?.url ?? ''
  try {
    const passwords = loginPasswords(keys.authSecret)
    const root = projectRoot()
    const { applied } = await provision({
      adminUrl,
      migrations: join(root, 'db', 'migrations'),
      passwords,
      contextKey: keys.context,
      install: keys.install,
      isRestoring,
      beforeUpgrade: (from) =>
        saveBeforeUpgrade({ config, keys, adminUrl, now: now() }, from, options.showSecret ?? printSecret),
    })
    if (!isRestoring) await tidyMarkers(config)
    if (applied.length > 0) log.info({ applied }, 'the database was brought up to date')
    const setupToken = options.setupToken ?? setupTokenOf(config, keys)
    const opened = await connect(options, keys, { adminUrl, passwords, now, setupToken })
    return {
      house: opened.house,
      keys,
      adminUrl,
      jobsUrl: urlOf(adminUrl, 'muster_jobs', passwords.muster_jobs),
      runtimeUrl: opened.runtimeUrl,
      setupToken,
      close: async () => {
        await opened.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

async function embeddedServer(config: Config, log: Logger): Promise<EmbeddedServer> {
  return startEmbedded({
    folder: config.dataFolder,
    ...(config.postgresBinaries === undefined ? {} : { binaries: config.postgresBinaries }),
    log: (line) => log.debug({ line }, 'database'),
    onCrash: (message) => log.error({ message }, 'the database stopped unexpectedly and is being restarted'),
  })
}

interface Reached {
  readonly adminUrl: string
  readonly passwords: LoginPasswords
  readonly now: () => Date
  readonly setupToken: string
}

/** A database of its own has one server alone; on any other there may be several. */
function setupTokenOf({ databaseUrl }: Config, { authSecret }: Keys): string {
  return databaseUrl === undefined ? newSetupToken() : sharedSetupToken(authSecret)
}

async function connect(options: OpenOptions, keys: Keys, { adminUrl, passwords, now, setupToken }: Reached) {
  const { config, log } = options
  const wake = createWake(log)
  const runtimeUrl = config.runtimeUrl ?? urlOf(adminUrl, 'muster_rt', passwords.muster_rt)
  const runtime = poolOf(runtimeUrl, 20, log, undefined, true)
  const door = poolOf(urlOf(adminUrl, 'muster_auth', passwords.muster_auth), 8, log, 'auth')
  const isMuted = () => readMuted(door)
  const egress = mutedEgress(createEgress({ allow: config.egressAllow }), isMuted)
  try {
    await selfCheck(runtime)
    const hub = await startLedgerHub(runtimeUrl, log)
    const typesetter = createTypesetter({ log })
    const house: House = {
      now,
      announcer: createAnnouncer(),
      wall: createWall(runtime, keys.context, Date.now),
      services: {
        config,
        log,
        hub,
        door,
        signer: ledgerSigner(keys.install, keys.ledgerSigning),
        typesetter,
        files: folderStore({
          folder: config.filesFolder,
          key: keys.evidence,
          onHealed: (tenantId, { sha256 }) =>
            log.warn({ tenantId, sha256 }, 'a damaged file was put right by an upload of the same bytes'),
        }),
        refusalBudget: createRefusalBudget(),
        readVerifier: () => readVerifier(config.verifierFile),
        isMuted,
        egress,
        languageModel: modelOf(config, isMuted),
        readTextRecords: options.readTextRecords ?? ((name) => readDnsText({ config, isMuted }, name)),
        // An office of fifty behind one address begins its day.
        mayEnter: createTries(120),
        wake,
        push: createPushSender(egress, keys.push, pushSubject(config, keys)),
        secrets: createSecretBox(keys.evidence),
        setup: createSetup(config, setupToken),
        sessions: createSessions({
          pool: door,
          secret: keys.authSecret,
          baseUrl: config.url,
          trustedOrigins: [],
          log,
          onEvent: async (event) => options.onSessionEvent(house, event),
        }),
      },
    }
    options.furnish(house)
    const close = async () => {
      await typesetter.close()
      await wake.stop()
      await hub.stop()
      await Promise.all([runtime.end(), door.end()])
    }
    return { house, runtimeUrl, close }
  } catch (error) {
    await Promise.all([runtime.end(), door.end()])
    throw error
  }
}

/** What the operator opens for all stays open; one on this very machine is reached by their choice of it, and by nobody else. */
function modelOf(
  { languageModel, egressAllow }: Config,
  isMuted: () => Promise<boolean>,
): LanguageModel | undefined {
  if (languageModel === undefined) return undefined
  const { hostname, port, protocol } = new URL(languageModel.url)
  const ownPort = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  const allow = languageModel.isHere ? [...egressAllow, `${hostname}:${ownPort}`] : egressAllow
  return languageModelOf(languageModel, mutedEgress(createEgress({ allow }), isMuted))
}

/** Push services want somebody to turn to; they refuse an address on this machine. */
function pushSubject({ url }: Config, { install }: Keys): string {
  const isReachable = url.startsWith('https:') && new URL(url).hostname !== 'localhost'
  return isReachable ? url : `mailto:push@${install}`
}

function urlOf(adminUrl: string, login: string, password: string): string {
  return connectionOf(adminUrl, login, password).connectionString
}

async function readVerifier(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() =>
    refuse('unavailable', 'The verifier is not part of this build. Run: npm run build'),
  )
}
