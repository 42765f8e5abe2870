import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { actions, furnish, onSessionEvent } from '../src/app/areas.ts'
import { openHouse } from '../src/app/open-house.ts'
import { pathFields } from '../src/base/endpoint.ts'
import { Refusal } from '../src/base/refusal.ts'
import { may, type Actor } from '../src/base/access.ts'
import { perform } from '../src/platform/action.ts'
import { restore } from '../src/platform/backup/restore.ts'
import { readConfig } from '../src/platform/config.ts'
import { startEmbedded } from '../src/platform/database/embedded/start.ts'
import { loginPasswords } from '../src/platform/database/login-passwords.ts'
import { projectRoot } from '../src/platform/root.ts'
import { everything } from './api/share.ts'
import { withClient } from './backup.ts'

const folder = join(projectRoot(), 'tests', 'upgrades')

/** Each comes through all steps behind it, so the oldest comes through all of them: the others are soaked. */
const schemas = [
  ['step-0034', 39],
  ['step-0069', 60],
  ['step-0108', 100],
] as const

describe('an upgrade over skipped versions', () => {
  for (const [name, tables] of everything ? schemas : schemas.slice(0, 1))
    test(`N16 the data of ${name} come through all later steps, and every list of it is read`, async () => {
      const secrets = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as Record<
        string,
        string
      > // as it stands beside it
      // On a server of its own: an installation gives its logins passwords of its own, for the whole server.
      const at = await mkdtemp(join(tmpdir(), 'muster-skipped-'))
      const config = readConfig({ MUSTER_DATA: join(at, 'data'), MUSTER_KEYS: join(at, 'keys') }, at)
      const log = pino({ level: 'silent' })
      try {
        const path = join(folder, `${name}.age`)
        // Proves the ledger and every file on the way.
        const restored = await restore({
          ...{ path, identity: secrets[name] ?? '', folders: config, log, now: new Date() },
          database: { start: (data) => startEmbedded({ folder: data }) },
          migrations: join(projectRoot(), 'db', 'migrations'),
          ...{ passwordsOf: loginPasswords, reason: 'Tried over skipped versions' },
        })
        expect(restored.rows).toBeGreaterThan(tables)
        const opened = await openHouse({ config, log, furnish, onSessionEvent })
        try {
          const owner = await ownerIn(opened.adminUrl)
          const failed: string[] = []
          const lists = actions.filter(
            ({ endpoint }) =>
              endpoint.readOnly &&
              endpoint.kind === 'json' &&
              pathFields(endpoint.path).length === 0 &&
              may(owner, endpoint.permission),
          )
          for (const action of lists)
            await perform(opened.house, action, owner, { input: {} }).catch((error: unknown) => {
              // Some ask for what no list needs; a step that broke a table does not refuse, it fails.
              if (!(error instanceof Refusal)) failed.push(`${action.endpoint.name}: ${String(error)}`)
            })
          expect(failed).toEqual([])
          expect(lists.length).toBeGreaterThan(100)
        } finally {
          await opened.close()
        }
      } finally {
        await rm(at, { recursive: true, force: true })
      }
    })
})

async function ownerIn(adminUrl: string): Promise<Actor> {
  const { rows } = await withClient(adminUrl, (client) =>
    client.query<{ id: string; tenant_id: string; user_id: string | null; name: string }>(
      `select id, tenant_id, user_id, name from app.member where role = 'owner' limit 1`,
    ),
  )
  const [row] = rows
  if (row === undefined) throw new Error('This backup holds no owner')
  return {
    kind: 'member',
    ref: `u:${row.id}`,
    name: row.name,
    tenantId: row.tenant_id,
    memberId: row.id,
    userId: row.user_id ?? row.id,
    role: 'owner',
    sessionId: row.id,
  }
}
