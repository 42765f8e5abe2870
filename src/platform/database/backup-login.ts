/** The login that backups read with: it sees every tenant's rows, writes nothing, and cannot read the context key. */
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { connectionOf } from './connection.ts'

/**
 * Makes the role where it is missing and lets it read what is there by now; nothing is done twice.
 * @param admin an administrator's session on the database
 */
export async function letBackupRead(admin: Client, url: string, password: string): Promise<void> {
  await admin.query('select pg_advisory_lock($1)', [grantLock])
  try {
    await makeRole(admin, url, password)
    await grantReading(admin)
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [grantLock])
  }
}

/** A session of the backup login, connected; whoever asks for it ends it. */
export async function backupSession(url: string, password: string): Promise<Client> {
  const client = new Client({
    ...connectionOf(url, 'muster_backup', password),
    keepAlive: true,
    application_name: 'muster backup',
  })
  // A connection that breaks in the middle is told by the query that waits; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Any number, the same for every process that grants. */
const grantLock = 7_205_759_405

async function makeRole(admin: Client, url: string, password: string): Promise<void> {
  const { rowCount } = await admin.query(`select 1 from pg_roles where rolname = 'muster_backup'`)
  if (rowCount === 0) {
    await admin.query(
      `do $$ begin create role muster_backup login nosuperuser bypassrls nocreatedb nocreaterole;
       exception when duplicate_object or unique_violation then null; end $$`,
    )
  }
  const { rows } = await admin.query<{ name: string; may: boolean }>(
    `select current_database() as name, has_database_privilege('muster_backup', current_database(), 'connect') as may`,
  )
  if (rows[0]?.may !== true) {
    await admin.query(`grant connect on database ${escapeIdentifier(rows[0]?.name ?? '')} to muster_backup`)
  }
  // An unchanged password is left alone: two processes altering one role at once fail in PostgreSQL.
  const session = await backupSession(url, password).catch(() => undefined)
  await session?.end()
  if (session !== undefined) return
  await admin.query(`
    alter role muster_backup password ${escapeLiteral(password)};
    alter role muster_backup set default_transaction_read_only = on`)
}

async function grantReading(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'auth', 'wall') and c.relkind = 'r' and n.nspname || '.' || c.relname <> 'wall.context_key'
       and not (has_table_privilege('muster_backup', c.oid, 'select') and has_schema_privilege('muster_backup', n.oid, 'usage'))`,
  )
  if (rows.length === 0) return
  await admin.query(`
    grant usage on schema app, auth, wall to muster_backup;
    grant select on ${rows.map((row) => row.name).join(', ')} to muster_backup`)
}
