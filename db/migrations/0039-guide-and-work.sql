-- Who read the guide to evidence in which case, before anything is wiped there. The leaf says it too; this answers fast.
create table app.guide_reading (
  tenant_id uuid not null,
  incident_id uuid not null,
  reader text collate "C" not null,
  edition text collate "C" not null,
  name text not null,
  read_at timestamptz not null,
  primary key (tenant_id, incident_id, reader, edition),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.guide_reading', 'select, insert');
call wall.encircle('app.guide_reading', 'incident_id');

-- What a technical piece of work was done to, which step of the run it stands for, and what shows that it was done.
alter table app.task
  add column system_id uuid,
  -- A step of the run, where the step is settled for each system by itself.
  add column step text collate "C",
  add column is_technical boolean not null default false,
  add column needs_proof boolean not null default false,
  -- What people group their tasks by; '' for none.
  add column heading text not null default '',
  -- Sealed evidence of this case.
  add column proof uuid[] not null default '{}',
  add foreign key (tenant_id, system_id) references app.system (tenant_id, id);
create unique index task_of_step on app.task (tenant_id, incident_id, step, system_id) where step is not null;

alter table app.system add column kind text collate "C";

-- The entry of the record that an idea grew from: proposed once.
alter table app.idea add column entry integer;
create unique index idea_of_entry on app.idea (tenant_id, incident_id, entry) where entry is not null;

-- When a system is to come back, and who watches it from then on: { returnAt, watchHours, everyMinutes, watcherIds }.
alter table app.way_back add column plan jsonb;

-- CISA's list of holes that attackers are known to use, as an administrator brought the official file in.
create table app.known_exploited (
  tenant_id uuid not null references app.tenant,
  cve text collate "C" not null,
  name text not null,
  added_on date not null,
  is_ransomware boolean not null,
  primary key (tenant_id, cve)
);
call wall.enclose('app.known_exploited', 'select, insert, delete');

alter table app.knowledge_set drop constraint knowledge_set_name_check,
  add check (name in ('attack', 'coun7er', 'kev'));

-- Controls that people tried again after an incident, by a script, and what that showed.
create table app.control_test (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  control text collate "C" not null,
  result text collate "C" not null check (result in ('pass', 'fail')),
  note text not null,
  evidence_id uuid,
  tested_at timestamptz not null,
  tested_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  check (result = 'fail' or evidence_id is not null)
);
create index control_test_by_incident on app.control_test (tenant_id, incident_id, tested_at);
create index control_test_by_time on app.control_test (tenant_id, tested_at, id);
call wall.enclose('app.control_test', 'select, insert');
call wall.encircle('app.control_test', 'incident_id');
