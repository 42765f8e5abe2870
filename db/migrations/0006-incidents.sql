-- Incidents, and what people do inside them. The timeline itself is the ledger.

create table app.incident_counter (
  tenant_id uuid primary key references app.tenant,
  last integer not null default 0
);
call wall.enclose('app.incident_counter', 'select, insert, update');

create table app.incident (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  number integer not null,
  title text not null,
  kind text collate "C" not null,
  mode text collate "C" not null,
  severity text collate "C" not null check (severity in ('S1', 'S2', 'S3', 'S4')),
  status text collate "C" not null check (status in ('open', 'closed')),
  lead_id uuid,
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closure jsonb,
  open_tasks integer not null default 0,
  has_run boolean not null default false,
  words tsvector not null generated always as (to_tsvector('simple', title)) stored,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, lead_id) references app.member (tenant_id, id),
  check ((status = 'closed') = (closed_at is not null and closure is not null))
);
create index incident_by_status on app.incident (tenant_id, status, number desc);
create index incident_by_severity on app.incident (tenant_id, severity, number desc);
create index incident_by_kind on app.incident (tenant_id, kind, number desc);
create index incident_words on app.incident using gin (words);
call wall.enclose('app.incident', 'select, insert, update');

create table app.incident_signal (
  tenant_id uuid not null,
  incident_id uuid not null,
  signal_id uuid not null,
  joined_at timestamptz not null,
  primary key (tenant_id, signal_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, signal_id) references app.signal (tenant_id, id)
);
call wall.enclose('app.incident_signal', 'select, insert');

create table app.task (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  title text not null,
  owner_id uuid,
  due_at timestamptz,
  added_at timestamptz not null,
  done_at timestamptz,
  done_by text,
  note text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
create index task_by_incident on app.task (tenant_id, incident_id, added_at);
create index task_open_by_due on app.task (tenant_id, due_at) where done_at is null;
call wall.enclose('app.task', 'select, insert, update');

create table app.system (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  name text not null,
  asset_id uuid,
  state text collate "C" not null,
  added_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index system_by_incident on app.system (tenant_id, incident_id, added_at);
call wall.enclose('app.system', 'select, insert, update');

create table app.decision (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  options jsonb not null,
  decided_at timestamptz not null,
  decided_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index decision_by_incident on app.decision (tenant_id, incident_id, decided_at);
call wall.enclose('app.decision', 'select, insert');

-- A run is frozen: its document is written once, what people did stands beside it.
create table app.run (
  tenant_id uuid not null,
  incident_id uuid not null,
  hash text collate "C" not null,
  document jsonb not null,
  state jsonb not null,
  evidence jsonb not null default '{}',
  waivers jsonb not null default '[]',
  started_at timestamptz not null,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.run', 'select, insert');
grant update (state, evidence, waivers) on app.run to muster_rt;

-- Full-text operators are not leakproof, so an index is no use under row security. This answers ids of the
-- verified tenant only; the rows are read back through the wall.
create function wall.search_incidents(wanted tsquery, below integer, at_most integer) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query select id from app.incident
    where tenant_id = (select wall.tenant()) and words @@ wanted and number < below
    order by number desc limit least(at_most, 201);
end
$$;
alter function wall.search_incidents(tsquery, integer, integer) owner to muster_search;
revoke all on function wall.search_incidents(tsquery, integer, integer) from public;
grant execute on function wall.search_incidents(tsquery, integer, integer) to muster_rt;
grant select (tenant_id, id, number, words) on app.incident to muster_search;
