import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../database.ts'
import { brokenLaws, catalogueLaws, definerFunctions, globalKeys } from './catalogue.ts'

/** One planted fault for each law: the statement, and what the law must then name. */
const faults: Readonly<Record<string, readonly [sql: string, names: string]>> = {
  'every table has row security, and it binds the owner too': [
    'alter table app.task no force row level security',
    'task',
  ],
  'every table has the policy wall for every verb and role, word for word': [
    'alter policy wall on app.task using (tenant_id = (select wall.tenant()) or done_at is null)',
    'task',
  ],
  'no table has another permissive policy': ['create policy wide on app.task using (true)', 'task.wide'],
  'every table of cases, and each that hangs on one, stands inside the circle of those who may see it': [
    'create table app.loose (tenant_id uuid, id uuid, task_id uuid, foreign key (tenant_id, task_id) references app.task (tenant_id, id))',
    'loose',
  ],
  'every table names its tenant in a column that cannot be empty and fills itself': [
    'alter table app.task alter column tenant_id drop default',
    'task',
  ],
  'every unique and primary key begins with the tenant': [
    'create unique index member_everywhere on app.member (email, tenant_id)',
    'member_everywhere',
  ],
  'every foreign key carries the tenant on both sides, unless it leads to the organisation itself': [
    'alter table app.incident add unique (id); alter table app.task add constraint bare foreign key (incident_id) references app.incident (id)',
    'bare',
  ],
  'no foreign key leads out of the schema, takes rows with it, or empties the tenant': [
    'alter table app.system add constraint sweeping foreign key (tenant_id, incident_id) references app.incident (tenant_id, id) on delete cascade',
    'sweeping',
  ],
  'no table stands inside the circle by a column that may be empty while one that cannot leads there too': [
    `drop policy circle on app.evidence_keeping; call wall.encircle_by('app.evidence_keeping', 'copy_of', 'app.evidence')`,
    'evidence_keeping',
  ],
  'every view asks with the rights of whoever reads it, and none is kept as a copy': [
    'create view app.everything as select * from app.task',
    'app.everything',
  ],
  'functions with rights of their own are those of the list, with a fixed search path and a plain owner': [
    'alter function wall.tenants() reset search_path',
    'wall.tenants()',
  ],
  'no function with rights of its own can be called by everybody': [
    'grant execute on function wall.tenants() to public',
    'wall.tenants()',
  ],
  'no function of ours calls itself leakproof': ['alter function wall.tenant() leakproof', 'wall.tenant()'],
  'nobody who serves requests can read a sequence': [
    'create sequence app.counted; grant select on sequence app.counted to muster_rt',
    'app.counted',
  ],
  'the runtime login may read and write rows, and nothing more': [
    'grant truncate on app.task to muster_rt',
    'task TRUNCATE',
  ],
  'the runtime login reads no other schema of ours': [
    'grant select (inner_pad) on wall.context_key to muster_rt',
    'wall.context_key',
  ],
  'nothing is granted to everybody': ['grant select on app.task to public', 'app.task'],
  'what was recorded can be neither changed nor taken away: four tables with their guard': [
    'alter table app.leaf disable trigger never',
    'leaf',
  ],
  'rows of the record cannot be deleted by the runtime login': [
    'grant delete on app.evidence to muster_rt',
    'evidence',
  ],
}

describe('the catalogue of the database', () => {
  let database: FreshDatabase
  let admin: Client
  beforeAll(async () => {
    database = await freshDatabase()
    admin = new Client({ connectionString: database.url })
    await admin.connect()
  })
  afterAll(async () => {
    await admin.end()
    await database.drop()
  })

  test('whoever adds a table, key, view or function keeps the laws of the wall', async () => {
    expect(await brokenLaws(admin)).toEqual([])
  })

  test('the lists of exceptions stay short, and name only what is there', async () => {
    expect(Object.keys(globalKeys).length).toBeLessThanOrEqual(5)
    const { rows } = await admin.query<{ name: string }>(
      `select oid::regprocedure::text as name from pg_proc where prosecdef and pronamespace in ('wall'::regnamespace, 'app'::regnamespace)
       union all select indexrelid::regclass::text from pg_index where indrelid in (select oid from pg_class where relnamespace = 'app'::regnamespace)`,
    )
    const known = rows.map(({ name }) => name.replace(/^app\./, ''))
    expect(
      [...Object.keys(definerFunctions), ...Object.keys(globalKeys)].filter((name) => !known.includes(name)),
    ).toEqual([])
  })

  test.each(catalogueLaws.map(({ sentence }) => [sentence]))(
    'a careless migration is caught: %s',
    async (sentence) => {
      const [sql, name] = faults[sentence] ?? ['', '']
      await admin.query('begin')
      await admin.query(sql)
      const broken = await brokenLaws(admin)
      await admin.query('rollback')
      expect(broken).toContainEqual({ sentence, name })
    },
  )
})
