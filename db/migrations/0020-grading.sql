-- Grading: the table that an organisation grades by, what was answered in the first hour, crisis mode,
-- and who does what in an incident.

-- A version is written once. Version 1 is the table that ships, kept from the first incident that was judged by it.
create table app.grading_table (
  tenant_id uuid not null references app.tenant,
  version integer not null check (version > 0),
  content jsonb not null,
  sha256 text collate "C" not null,
  reason text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, version)
);
call wall.enclose('app.grading_table', 'select, insert');

create table app.incident_grading (
  tenant_id uuid not null,
  incident_id uuid not null,
  table_version integer not null,
  answers jsonb,
  suggestion jsonb,
  answered_at timestamptz,
  answered_by text,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, table_version) references app.grading_table (tenant_id, version),
  check ((answers is null) = (answered_at is null) and (answers is null) = (suggestion is null))
);
call wall.enclose('app.incident_grading', 'select, insert, update');

create table app.crisis (
  tenant_id uuid not null,
  incident_id uuid not null,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  end_reason text,
  every_minutes integer not null check (every_minutes between 5 and 1440),
  last_briefing_at timestamptz,
  next_briefing_at timestamptz not null,
  -- For which instant somebody was reminded last.
  reminded_for timestamptz,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((ended_at is null) = (end_reason is null))
);
create index crisis_briefings on app.crisis (tenant_id, next_briefing_at) where ended_at is null;
call wall.enclose('app.crisis', 'select, insert, update');

-- Cards that the organisation wrote: of a role that ships (its word), or an own one (a UUID).
create table app.role_card (
  tenant_id uuid not null references app.tenant,
  role text collate "C" not null,
  name text not null,
  duties jsonb not null,
  first_tasks jsonb not null,
  dropped_at timestamptz,
  changed_at timestamptz not null,
  primary key (tenant_id, role)
);
call wall.enclose('app.role_card', 'select, insert, update');

-- The lead's own row holds only the deputy: who leads stands on the incident.
create table app.incident_role (
  tenant_id uuid not null,
  incident_id uuid not null,
  role text collate "C" not null,
  member_id uuid,
  deputy_id uuid,
  empty_reason text,
  had_first_tasks boolean not null default false,
  since timestamptz not null,
  primary key (tenant_id, incident_id, role),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, deputy_id) references app.member (tenant_id, id),
  check (member_id is null or empty_reason is null),
  check (deputy_id is null or deputy_id <> member_id)
);
call wall.enclose('app.incident_role', 'select, insert, update');

-- Tasks that came with a role, so that they go along when it is handed over.
create table app.role_task (
  tenant_id uuid not null,
  incident_id uuid not null,
  role text collate "C" not null,
  task_id uuid not null,
  primary key (tenant_id, incident_id, role, task_id),
  foreign key (tenant_id, incident_id, role) references app.incident_role (tenant_id, incident_id, role),
  foreign key (tenant_id, task_id) references app.task (tenant_id, id)
);
call wall.enclose('app.role_task', 'select, insert');

-- For "have we had this before": systems by their name, closed incidents by the way in. Columns of their own,
-- since under row security an index serves only what is compared by leakproof operators.
alter table app.system add column name_key text collate "C" not null generated always as (lower(name)) stored;
create index system_by_name on app.system (tenant_id, name_key);
create index system_by_asset on app.system (tenant_id, asset_id) where asset_id is not null;
alter table app.incident add column vector text collate "C" generated always as (closure ->> 'initialVector') stored;
create index incident_by_vector on app.incident (tenant_id, vector, number desc) where vector is not null;
