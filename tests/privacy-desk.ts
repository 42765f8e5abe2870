import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { joinMember } from '../src/areas/register/people/public/people.ts'
import { asSystem } from '../src/platform/action.ts'
import { runVerify } from '../src/verify/command.ts'
import { acting, type Act } from './guards/town/company.ts'
import { world, type MemberActor, type World } from './world.ts'

export interface Somebody {
  readonly name: string
  readonly email: string
  readonly phone: string
}

export type PrivacyDesk = Awaited<ReturnType<typeof openPrivacyDesk>>

/** A small company in which personal data ends, with an eye that sees every column past the wall. */
export async function openPrivacyDesk() {
  const place = await world()
  const owner = acting(place.house, place.owner)
  const lead = acting(place.house, place.lead)
  const openCase = async (title: string) =>
    String((await lead('openIncident', { title, kind: 'ransomware', severity: 'S3' }))['id'])
  const close = async (id: string) => {
    const ending = { summary: 'Over', initialVector: 'unknown', disposition: 'false_alarm' }
    await lead('closeIncident', { id, ...ending })
  }
  return {
    ...{ place, owner, lead, openCase, close },
    /** A responder with a telephone. */
    async joined({ name, email, phone }: Somebody): Promise<MemberActor> {
      const { tenantId } = place
      const userId = randomUUID()
      const { memberId } = await asSystem(place.house, tenantId, 'Test', (context) =>
        joinMember(context, { name, email, role: 'responder', userId }),
      )
      await owner('changeMemberContact', { id: memberId, name, phone, nightPhone: '' })
      const who = { kind: 'member', tenantId, memberId, userId, name, role: 'responder' } as const
      return { ...who, ref: `u:${memberId}`, sessionId: randomUUID() }
    },
    /** A closed case in which they wrote. */
    async caseOf(theirs: Act, { name, email, phone }: Somebody): Promise<string> {
      const id = await openCase('Closed one')
      await theirs('addToTimeline', { id, kind: 'note', text: `I am ${name}, call ${phone}` })
      await theirs('addTask', { id, title: `Ask ${email} first` })
      await close(id)
      return id
    },
    sent: (payload: string) => sent(place, payload),
    /** An open request for erasure. */
    async asked(name: string): Promise<string> {
      const wanted = { kind: 'erasure', name, receivedOn: '2026-01-05' }
      return String((await owner('openDataRequest', wanted))['id'])
    },
    async erased(id: string): Promise<void> {
      const { number } = await owner('getDataRequest', { id })
      await owner('endDataRequest', { id, outcome: 'erased', answer: 'Gone.', confirm: number })
    },
    /** What a process leaves that ends right behind the order. */
    async orderedOnly(id: string): Promise<string> {
      const erasure = randomUUID()
      await asSystem(place.house, place.tenantId, 'Test', async (context) => {
        await context.tx.$client.query(
          `insert into app.erasure (id, kind, request_id, words, marks, reason, asked_at, asked_by, asked_ref)
           select $2, 'person', id, words, '{"name":"X#9","email":"x@x.invalid","phone":"+999","passage":"X"}',
             'Test', now(), 'Test', 'system' from app.data_request where id = $1`,
          [id, erasure],
        )
        await context.tx.$client.query(
          `update app.data_request set outcome = 'erased', ended_at = now(), ended_by = 'Test' where id = $1`,
          [id],
        )
        context.record({ stream: 'audit', kind: 'data_request.end' })
      })
      return erasure
    },
    holding: (words: string, among: Among = {}) => holding(place.config.databaseUrl, words, among),
    /** The verdict of the stand-alone verifier on the bundle of a case. */
    async verified(id: string): Promise<{ code: number; said: string }> {
      const folder = await mkdtemp(join(tmpdir(), 'muster-erased-'))
      const [bundle, key] = [join(folder, 'bundle.json'), join(folder, 'key.pub')]
      await writeFile(bundle, await bytesOf(await lead('makeBundle', { id })))
      await writeFile(key, await bytesOf(await lead('readLedgerKey', {})))
      const said: string[] = []
      const out = (text: string) => said.push(text)
      const code = runVerify([bundle, '--key', key, '--show'], { out, error: out })
      await rm(folder, { recursive: true })
      return { code, said: said.join('\n') }
    },
  }
}

/** What a tool sent, kept as it came. */
async function sent({ house, tenantId }: Pick<World, 'house' | 'tenantId'>, payload: string): Promise<void> {
  await asSystem(house, tenantId, 'Test', async (context) => {
    await context.tx.$client.query(
      `insert into app.delivery (id, sha256, payload, media_type, count, first_at, last_at)
       values ($1, sha256($2), $2, 'application/json', 1, now(), now())`,
      [randomUUID(), Buffer.from(payload)],
    )
  })
}

interface Among {
  readonly only?: readonly string[]
  /** An organisation. */
  readonly of?: string
}

/** Every column of every table of both schemas in which these words stand, past the wall and past our own code. */
export async function holding(
  url: string | undefined,
  words: string,
  { only, of }: Among = {},
): Promise<string[]> {
  const admin = new Client(url)
  await admin.connect()
  const { rows: columns } = await admin.query<{ table: string; column: string; type: string }>(
    `select c.oid::regclass::text as table, a.attname as column, format_type(a.atttypid, null) as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'auth') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and ($1 = '' or n.nspname = 'app') and format_type(a.atttypid, null) in
         ('text', 'text[]', 'jsonb', 'json', 'bytea', 'tsvector', 'character varying')`,
    [of ?? ''],
  )
  const found: string[] = []
  for (const { table, column, type } of columns) {
    if (only !== undefined && !only.includes(table.replace('app.', ''))) continue
    const shown = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`
    const { rows } = await admin.query<{ count: string }>(
      `select count(*) from ${table} where position(lower($1) in lower(${shown})) > 0
       ${of === undefined ? '' : 'and tenant_id = $2'}`,
      of === undefined ? [words] : [words, of],
    )
    if (Number(rows[0]?.count) > 0) found.push(`${table}.${column}`)
  }
  await admin.end()
  return found
}

async function bytesOf(download: Readonly<Record<string, unknown>>): Promise<Uint8Array> {
  const { open } = download as unknown as { open: () => Promise<Uint8Array> } // as every download has it
  return open()
}
