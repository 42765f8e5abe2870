import type { Client } from 'pg'

/** A law of the schema `app`: the query names whatever breaks it. */
export interface CatalogueLaw {
  readonly sentence: string
  readonly sql: string
}

/** Unique keys that do not begin with the tenant, with the reason; at most five, and the list only shrinks. */
export const globalKeys: Readonly<Record<string, string>> = {
  tenant_slug_key:
    'a slug is the address of an organisation, so it is one of its kind; nobody but the host chooses one',
}

/** Functions that run with more rights than their caller, with what they may be asked. */
export const definerFunctions: Readonly<Record<string, string>> = {
  'wall.tenant()': 'checks the signed context',
  'wall.tenants()': 'ids of the organisations, for the jobs',
  'wall.tenant_of_slug(text)': 'id of an organisation by its address',
  'wall.sign_in_look(text)':
    'colour and letters of an organisation by its address, where its owner shows them',
  'wall.claim()': 'takes the installation once',
  'wall.is_claimed()': 'whether it is taken',
  'wall.is_let_in(uuid,uuid)': 'whether a guest was let in to a case or a version of the plan, and still is',
  'wall.is_muted()': 'whether a restored copy still keeps silent',
  'wall.has_entered(uuid,uuid,uuid,uuid)':
    'whether a person of a provider came in by the door, and still may',
  'wall.own_clients()': 'the clients of the verified member, by membership in each',
  'wall.client_standings(text,integer,timestamp with time zone,uuid,integer)':
    'how the clients of the verified member stand',
  'wall.client_waits(text,text,integer,timestamp with time zone,text,integer)':
    'what waits in the clients of the verified member',
  'wall.client_totals()': 'sums over the clients of the verified member',
  'wall.agreement_code(bytea,timestamp with time zone)': 'id by the hash of a code',
  'wall.cared_for(timestamp with time zone)': 'ids of who is looked after and by whom, for the jobs',
  'wall.half_ended()': 'ids of agreements that one side ended and the other still holds, for the jobs',
  'wall.membership(uuid,text)': 'one person in one organisation',
  'wall.comes_by_provider(uuid,uuid)': 'whether a person signs in by the provider of the organisation alone',
  'wall.sign_on_of(text)': 'whose provider answers for a domain',
  'wall.is_domain_taken(text,uuid)': 'whether another organisation has proved a domain',
  'wall.memberships(uuid)': 'the organisations of one person',
  'wall.invitation(bytea,timestamp with time zone)': 'id by the hash of a link',
  'wall.api_key(bytea,timestamp with time zone)': 'id and scopes by the hash of a key',
  'wall.provisioning_key(bytea,timestamp with time zone)': 'organisation by the hash of a key of a directory',
  'wall.source(uuid)': 'what the intake must know of a source',
  'wall.mail_source(bytea)': 'id of a source by the hash of its mail address',
  'wall.report_link(bytea)': 'organisation by the hash of a link',
  'wall.report_receipt(bytea)': 'organisation by the hash of a receipt',
  'wall.plan_code(text)': 'organisation by the code at the foot of a printed plan',
  'wall.copy_link(bytea)': 'organisation by the hash of the address that a backup script calls',
  'wall.outside_link(bytea)': 'organisation by the hash of the link to a page for people outside',
  'wall.block_list(bytea)': 'organisation by the hash of the address of a block list',
  'wall.chat_hook(bytea)':
    'organisation by the hash of the address at which commands of a chat server come in',
  'wall.reach_link(bytea)': 'organisation by the hash of the link by which somebody answers a trial',
  'wall.calendar_link(bytea)': 'organisation by the hash of the address of a calendar',
  'wall.claims()': 'the parts of the signed context',
  'wall.opened_to(uuid,uuid)': 'cases that were opened to one person by name; for the four below',
  'wall.sight()': 'ids that the verified viewer sees',
  'wall.pen()': 'ids that the verified viewer may write to',
  'wall.audience(uuid[])': 'ids of those who may hear of a case of the verified tenant',
  'wall.guest_stream(uuid)': 'id of the stream on which a reading of the verified guest is kept',
  'wall.write_over(text,jsonb,text)':
    'writes over words in rows of the verified tenant, where an erasure or a rule of keeping asks for it',
  'wall.leaf_hashes(bigint[])': 'hashes of leaves of the verified tenant',
  'wall.tails(text[])': 'number and hash of the last leaf of a stream of the verified tenant',
  'wall.search_incidents(tsquery,tsquery,integer,text,text,text,integer)': 'ids of the verified tenant',
  'wall.search_articles(tsquery,text[],text,text,integer,integer)': 'ids of the verified tenant',
  'wall.search_in_cases(text,tsquery,tsquery,integer)': 'ids of the verified tenant, of cases in sight',
  'wall.search_records(tsquery,integer)': 'words of the verified tenant, of cases in sight',
  'wall.search_signals(tsquery,tsquery,uuid,text,text,uuid,uuid,integer)': 'ids of the verified tenant',
  'wall.search_alert_groups(tsquery,timestamp with time zone,uuid,integer)': 'ids of the verified tenant',
  'wall.signals_about(text[],integer)': 'ids of the verified tenant',
  'wall.question_link(bytea)': 'the tenant of one link',
  'wall.phone_link(bytea)': 'the tenant of one text message or call, by the hash of its link',
  'wall.search_alert_clusters(tsquery,text,timestamp with time zone,double precision,uuid,integer)':
    'ids of the verified tenant',
}

const listOf = (names: Readonly<Record<string, string>>) =>
  Object.keys(names)
    .map((name) => `'${name}'`)
    .join(', ')

const tables = `pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')`
const wallExpression = `(tenant_id = ( SELECT wall.tenant() AS tenant))`

export const catalogueLaws: readonly CatalogueLaw[] = [
  {
    sentence: 'every table has row security, and it binds the owner too',
    sql: `select c.relname as name from ${tables} and not (c.relrowsecurity and c.relforcerowsecurity)`,
  },
  {
    sentence: 'every table has the policy wall for every verb and role, word for word',
    sql: `select c.relname as name from ${tables} and not exists (
            select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'wall' and p.polpermissive and p.polcmd = '*'
              and p.polroles = '{0}' and pg_get_expr(p.polqual, p.polrelid) = '${wallExpression}'
              and pg_get_expr(p.polwithcheck, p.polrelid) = '${wallExpression}')`,
  },
  {
    sentence: 'no table has another permissive policy',
    sql: `select c.relname || '.' || p.polname as name from pg_policy p join pg_class c on c.oid = p.polrelid
          where c.relnamespace = 'app'::regnamespace and p.polpermissive and p.polname <> 'wall'`,
  },
  {
    sentence:
      'every table of cases, and each that hangs on one, stands inside the circle of those who may see it',
    sql: `with recursive hanging as (
            select 'app.incident'::regclass::oid as oid
            union select c.oid from ${tables} and c.relname in ('leaf', 'opening', 'inbox_item', 'lane_member')
            union select a.attrelid from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
              where c.relnamespace = 'app'::regnamespace and a.attname = 'incident_id' and not a.attisdropped
            union select k.conrelid from pg_constraint k join hanging h on h.oid = k.confrelid
              where k.contype = 'f' and cardinality(k.conkey) > 1)
          select c.relname as name from hanging h join pg_class c on c.oid = h.oid where not exists (
            select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'circle' and not p.polpermissive
              and p.polroles = '{0}' and p.polcmd in ('*', case when c.relname in ('leaf', 'opening') then 'r' else '*' end)
              and (pg_get_expr(p.polqual, p.polrelid) ~ '<@ \\( SELECT wall\\.sight\\(\\)'
                or pg_get_expr(p.polqual, p.polrelid) ~ 'EXISTS \\( SELECT 1\\s+FROM app\\.\\w+ parent'))`,
  },
  {
    sentence:
      'no table stands inside the circle by a column that may be empty while one that cannot leads there too',
    sql: `select c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
            join pg_attribute link on link.attrelid = c.oid and not link.attnotnull
              and link.attname = substring(pg_get_expr(p.polqual, p.polrelid) from '\\((\\w+) IS NULL\\)')
          where p.polname = 'circle' and c.relnamespace = 'app'::regnamespace and exists (
            select 1 from pg_constraint k join pg_policy around on around.polrelid = k.confrelid and around.polname = 'circle'
              join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2] and a.attnotnull
            where k.conrelid = c.oid and k.contype = 'f' and cardinality(k.conkey) = 2)`,
  },
  {
    sentence: 'every table names its tenant in a column that cannot be empty and fills itself',
    sql: `select c.relname as name from ${tables} and not exists (
            select 1 from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull and a.atttypid = 'uuid'::regtype
              and pg_get_expr(d.adbin, d.adrelid) = 'wall.tenant()')`,
  },
  {
    sentence: 'every unique and primary key begins with the tenant',
    sql: `select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
          where c.relnamespace = 'app'::regnamespace and x.indisunique and i.relname not in (${listOf(globalKeys)})
            and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0] and a.attname = 'tenant_id')`,
  },
  {
    sentence:
      'every foreign key carries the tenant on both sides, unless it leads to the organisation itself',
    sql: `select k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
          where k.contype = 'f' and c.relnamespace = 'app'::regnamespace
            and not (k.confrelid = 'app.tenant'::regclass and cardinality(k.conkey) = 1 and exists (
              select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'tenant_id'))
            and not exists (
              select 1 from unnest(k.conkey, k.confkey) as pair (ours, theirs)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.ours
                join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs
              where a.attname = 'tenant_id' and b.attname = 'tenant_id')`,
  },
  {
    sentence: 'no foreign key leads out of the schema, takes rows with it, or empties the tenant',
    sql: `select k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
          where k.contype = 'f' and c.relnamespace = 'app'::regnamespace
            and (f.relnamespace <> c.relnamespace or k.confupdtype not in ('a', 'r') or not (k.confdeltype in ('a', 'r')
              or k.confdeltype = 'n' and cardinality(k.confdelsetcols) > 0 and not exists (select 1 from pg_attribute a
                where a.attrelid = k.conrelid and a.attname = 'tenant_id' and a.attnum = any(k.confdelsetcols))))`,
  },
  {
    sentence: 'every view asks with the rights of whoever reads it, and none is kept as a copy',
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('app', 'wall') and (c.relkind = 'm' or c.relkind = 'v'
            and not coalesce('security_invoker=true' = any(c.reloptions) or 'security_invoker=on' = any(c.reloptions), false))`,
  },
  {
    sentence:
      'functions with rights of their own are those of the list, with a fixed search path and a plain owner',
    sql: `select f.oid::regprocedure::text as name from pg_proc f join pg_namespace n on n.oid = f.pronamespace join pg_roles r on r.oid = f.proowner
          where f.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'jobs')
            and not (f.oid::regprocedure::text in (${listOf(definerFunctions)}) and r.rolname in ('muster_search', 'muster_owner')
              and exists (select 1 from unnest(f.proconfig) as setting where setting = 'search_path=pg_catalog, pg_temp'))`,
  },
  {
    sentence: 'no function with rights of its own can be called by everybody',
    sql: `select f.oid::regprocedure::text as name from pg_proc f join pg_namespace n on n.oid = f.pronamespace
          where f.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'jobs')
            and exists (select 1 from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) as grants
              where grants.grantee = 0 and grants.privilege_type = 'EXECUTE')`,
  },
  {
    sentence: 'no function of ours calls itself leakproof',
    sql: `select f.oid::regprocedure::text as name from pg_proc f join pg_namespace n on n.oid = f.pronamespace
          where f.proleakproof and n.nspname in ('app', 'wall', 'auth', 'public')`,
  },
  {
    sentence: 'nobody who serves requests can read a sequence',
    sql: `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind = 'S' and n.nspname in ('app', 'wall') and (has_sequence_privilege('muster_rt', c.oid, 'select')
            or has_sequence_privilege('muster_rt', c.oid, 'usage'))`,
  },
  {
    sentence: 'the runtime login may read and write rows, and nothing more',
    sql: `select c.relname || ' ' || kind as name from unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) as kind, ${tables}
          and has_table_privilege('muster_rt', c.oid, kind)`,
  },
  {
    sentence: 'the runtime login reads no other schema of ours',
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('wall', 'auth') and c.relkind in ('r', 'p', 'v', 'm') and has_schema_privilege('muster_rt', n.oid, 'usage')
            and has_any_column_privilege('muster_rt', c.oid, 'select')`,
  },
  {
    sentence: 'nothing is granted to everybody',
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace,
            aclexplode(c.relacl) as grants where n.nspname in ('app', 'wall', 'auth') and grants.grantee = 0`,
  },
  {
    sentence: 'what was recorded can be neither changed nor taken away: four tables with their guard',
    sql: `select wanted as name from unnest(array['leaf', 'node', 'checkpoint', 'opening']) as wanted where not exists (
            select 1 from pg_trigger t where t.tgrelid = ('app.' || wanted)::regclass and t.tgname = 'never' and t.tgenabled in ('O', 'A'))`,
  },
  {
    sentence: 'rows of the record cannot be deleted by the runtime login',
    sql: `select c.relname as name from ${tables} and has_table_privilege('muster_rt', c.oid, 'delete')
          and c.relname in ('leaf', 'node', 'checkpoint', 'opening', 'log', 'evidence', 'tenant')`,
  },
]

export interface Broken {
  readonly sentence: string
  readonly name: string
}

/** What breaks the laws in this database. */
export async function brokenLaws(client: Client): Promise<Broken[]> {
  const found: Broken[] = []
  for (const { sentence, sql } of catalogueLaws) {
    const { rows } = await client.query<{ name: string }>(sql)
    found.push(...rows.map(({ name }) => ({ sentence, name })))
  }
  return found
}
