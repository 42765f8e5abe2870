/** The start-up self-check: the program refuses to serve unless the runtime login really stands behind the wall. */
import type { Pool } from 'pg'
import { DatabaseRefused } from './refused.ts'

interface Check {
  readonly sql: string
  /** Said when the query answers `false`. */
  readonly sentence: string
}

const checks: readonly Check[] = [
  {
    sql: `select not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) as ok from pg_roles where rolname = current_user`,
    sentence: 'The runtime login may pass row security or make roles. Give it a plain login.',
  },
  {
    sql: `select not exists (select 1 from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = current_user) as ok`,
    sentence: 'The runtime login is a member of another role. Revoke that membership.',
  },
  {
    sql: `select not exists (select 1 from pg_class where relowner = (select oid from pg_roles where rolname = current_user))
          and not exists (select 1 from pg_proc where proowner = (select oid from pg_roles where rolname = current_user)) as ok`,
    sentence: 'The runtime login owns tables or functions. Hand them to muster_owner.',
  },
  {
    sql: `select not exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'app' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity
            and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'wall'))) as ok`,
    sentence: 'A table of the schema app stands outside the tenant wall. Restore the schema from a backup.',
  },
  {
    sql: `select (select count(*) from pg_policy p join pg_class c on c.oid = p.polrelid where p.polname = 'circle' and not p.polpermissive
            and c.relnamespace = 'app'::regnamespace and c.relname in ('incident', 'leaf', 'opening', 'inbox_item')) = 4
          and not exists (select 1 from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.attname = 'incident_id' and not a.attisdropped
            and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'circle' and not p.polpermissive)) as ok`,
    sentence:
      'A table of cases stands outside the circle of those who may see them. Restore the schema from a backup.',
  },
  {
    sql: `select not exists (select 1 from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'app' and p.polpermissive and p.polname <> 'wall') as ok`,
    sentence: 'A table of the schema app has a second, wider policy. Drop it.',
  },
  {
    sql: `select not exists (select 1 from information_schema.role_table_grants
          where grantee in (current_user, 'PUBLIC') and table_schema = 'app' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')) as ok`,
    sentence: 'The runtime login may truncate or reference tables. Revoke those grants.',
  },
  {
    sql: `select not (has_schema_privilege('auth', 'usage') or has_schema_privilege('app', 'create') or has_schema_privilege('wall', 'create')
          or has_table_privilege('wall.context_key', 'select')) as ok`,
    sentence: 'The runtime login can read sign-in tables or keys, or make objects. Revoke those grants.',
  },
  {
    sql: `select not exists (select 1 from pg_trigger t where t.tgname = 'never' and t.tgenabled <> 'O')
          and (select count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid
               where t.tgname = 'never' and c.relname in ('leaf', 'node', 'checkpoint', 'opening')) = 4 as ok`,
    sentence: 'The ledger is no longer protected against change. Restore the schema from a backup.',
  },
  {
    sql: `select (select count(*) from app.tenant) = 0 and (select count(*) from app.leaf) = 0 as ok`,
    sentence: 'Without a tenant rows are still visible: the wall does not hold on this server.',
  },
]

/**
 * Asks the database, as the runtime login, whether the wall holds.
 * @throws DatabaseRefused with the first sentence that is not true
 */
export async function selfCheck(runtime: Pool): Promise<void> {
  for (const check of checks) {
    const { rows } = await runtime.query<{ ok: boolean }>(check.sql)
    if (rows[0]?.ok !== true)
      throw new DatabaseRefused(`Muster does not start on this database. ${check.sentence}`)
  }
  await refuseUnsignedContext(runtime)
}

async function refuseUnsignedContext(runtime: Pool): Promise<void> {
  const client = await runtime.connect()
  try {
    await client.query('begin')
    const forged = `00000000-0000-7000-8000-000000000000.99999999999.*.${'0'.repeat(64)}`
    await client.query(`select set_config('muster.context', $1, true)`, [forged])
    const accepted = await client.query('select wall.tenant()').then(
      () => true,
      () => false,
    )
    if (accepted)
      throw new DatabaseRefused(
        'Muster does not start on this database. A forged tenant context was accepted.',
      )
  } finally {
    await client.query('rollback')
    client.release()
  }
}
