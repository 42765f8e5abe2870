-- Personal data that ends: requests of the people it is about, erasures, and how long each kind is kept.

-- What somebody asks for about themselves (GDPR Art. 15 and 17), with the day by which they are answered.
create table app.data_request (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  number integer not null,
  kind text collate "C" not null check (kind in ('access', 'erasure')),
  -- Who it is about, in their own words; replaced when they are erased.
  name text not null,
  member_id uuid,
  -- What is looked for: [{ kind, text }]; emptied when they are erased.
  words jsonb not null,
  language text collate "C" not null check (language in ('en', 'de')),
  note text not null,
  received_on date not null,
  due_on date not null,
  opened_at timestamptz not null,
  opened_by text not null,
  outcome text collate "C" check (outcome in ('erased', 'answered', 'refused')),
  answer text not null default '',
  ended_at timestamptz,
  ended_by text,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  check ((outcome is null) = (ended_at is null) and (outcome is null) = (ended_by is null))
);
create index data_request_newest on app.data_request (tenant_id, number desc);
call wall.enclose('app.data_request', 'select, insert, update');

-- Words that were ordered to go. `words` stays until none is left to be found, and is emptied then.
create table app.erasure (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  kind text collate "C" not null check (kind in ('person', 'passage')),
  request_id uuid,
  -- Of a passage: the case in which it stands; null for everywhere.
  incident_id uuid,
  words jsonb,
  -- What stands where they stood, as { name, email, phone }.
  marks jsonb not null,
  reason text not null,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_ref text not null,
  -- Rows and fields of the record that were changed, and rows that wait for a running or held case to end.
  rows integer not null default 0,
  fields integer not null default 0,
  waiting integer not null default 0,
  stuck integer not null default 0,
  looked_at timestamptz,
  done_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references app.data_request (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((done_at is null) = (words is not null))
);
create index erasure_newest on app.erasure (tenant_id, asked_at desc, id desc);
create index erasure_undone on app.erasure (tenant_id, id) where done_at is null;
create unique index erasure_of_request on app.erasure (tenant_id, request_id) where request_id is not null;
call wall.enclose('app.erasure', 'select, insert, update');
call wall.encircle('app.erasure', 'incident_id');

-- How long a kind of data is kept. Nothing ends before somebody switched its kind on.
create table app.retention_rule (
  tenant_id uuid not null references app.tenant,
  kind text collate "C" not null,
  is_on boolean not null,
  days integer not null check (days between 1 and 36500),
  ending text collate "C" not null check (ending in ('black_out', 'ask')),
  -- With `ask`: what had ended by then may go.
  agreed_at timestamptz,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, kind)
);
call wall.enclose('app.retention_rule', 'select, insert, update');

-- What a night did, one row for each kind of which something ended.
create table app.retention_run (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  kind text collate "C" not null,
  at timestamptz not null,
  days integer not null,
  rows integer not null,
  primary key (tenant_id, id)
);
create index retention_run_newest on app.retention_run (tenant_id, at desc, id desc);
call wall.enclose('app.retention_run', 'select, insert, update');

-- An opening can be closed, and never opened anew: what had lost its salt gets none, and a salt keeps its value.
create function wall.only_closes() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.tenant_id <> old.tenant_id or new.index <> old.index or exists (
    select 1 from jsonb_each(new.fields) as given
    where given.value ? 'salt' and given.value is distinct from old.fields -> given.key)
  then
    raise exception 'the ledger is only ever added to, and an opening is only ever closed' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger only_closes before update on app.opening for each row execute function wall.only_closes();

/*
 * Writes over words that are to go, in rows that the program itself may only add to. It takes rows of one table of the
 * verified tenant by their key, and changes texts and bytes alone: no number, no link, no hash, and nothing of the
 * record. A row that a rule of the schema holds back is left as it is and not counted.
 */
create function wall.write_over(named text, wanted jsonb, gone text) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  target oid;
  item jsonb;
  sets text;
  keys text;
  done integer := 0;
  hit integer;
begin
  if not exists (select 1 from app.erasure where done_at is null)
    and not exists (select 1 from app.retention_rule where is_on) then
    raise exception 'nothing was ordered to go' using errcode = '42501';
  end if;
  select c.oid into target from pg_class c
  where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname = named
    and named not in ('leaf', 'opening', 'node', 'checkpoint', 'log', 'anchor', 'tenant');
  if target is null then
    raise exception 'no words are written over there' using errcode = '42501';
  end if;
  for item in select * from jsonb_array_elements(wanted) loop
    if exists (
      select 1 from jsonb_object_keys(item -> 'set') as given (name) where not exists (
        select 1 from pg_attribute a where a.attrelid = target and a.attname = given.name and not a.attisdropped
          and a.attgenerated = '' and a.attname not in ('sha256', 'tenant_id')
          and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'bytea'::regtype)))
    then
      raise exception 'only texts and bytes are written over' using errcode = '42501';
    end if;
    select string_agg(format('%I = n.%I', name, name), ', ') into sets from jsonb_object_keys(item -> 'set') as given (name);
    -- What is searched forgets the words too.
    select sets || coalesce(string_agg(format(
        ', %I = ts_delete(t.%I, tsvector_to_array(to_tsvector(''simple'', $3) || wall.words_of($3)))', a.attname, a.attname), ''), '')
      into sets from pg_attribute a
      where a.attrelid = target and a.atttypid = 'tsvector'::regtype and not a.attisdropped and a.attgenerated = '';
    select string_agg(format('t.%I = k.%I', a.attname, a.attname), ' and ') into keys
      from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey)
      where x.indrelid = target and x.indisprimary and a.attname <> 'tenant_id';
    begin
      execute format('update app.%I as t set %s from jsonb_populate_record(null::app.%I, $1) as k,
          jsonb_populate_record(null::app.%I, $2) as n where t.tenant_id = wall.tenant() and %s', named, sets, named, named, coalesce(keys, 'true'))
        using item -> 'key', item -> 'set', gone;
      get diagnostics hit = row_count;
      done := done + hit;
    exception when integrity_constraint_violation or string_data_right_truncation then
      null;
    end;
  end loop;
  return done;
end
$$;
revoke all on function wall.write_over(text, jsonb, text) from public;
grant execute on function wall.write_over(text, jsonb, text) to muster_rt;
