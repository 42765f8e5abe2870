-- Investigation: what people think happened, what they saw, how far it went, why it could happen, and who must know.

create table app.hypothesis (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  standing text collate "C" not null check (standing in ('open', 'supported', 'refuted')),
  confidence text collate "C" not null,
  added_at timestamptz not null,
  added_by text not null,
  judged_at timestamptz,
  judged_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index hypothesis_by_incident on app.hypothesis (tenant_id, incident_id, added_at);
call wall.enclose('app.hypothesis', 'select, insert');
grant update (standing, confidence, judged_at, judged_by) on app.hypothesis to muster_rt;

-- For or against; a point is never taken back, another one answers it.
create table app.hypothesis_point (
  tenant_id uuid not null,
  id uuid not null,
  hypothesis_id uuid not null,
  side text collate "C" not null check (side in ('for', 'against')),
  text text not null,
  evidence_id uuid,
  added_at timestamptz not null,
  added_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, hypothesis_id) references app.hypothesis (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id)
);
create index hypothesis_point_by_hypothesis on app.hypothesis_point (tenant_id, hypothesis_id, added_at);
call wall.enclose('app.hypothesis_point', 'select, insert');

create table app.observable (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  kind text collate "C" not null,
  -- As it is, never defanged; in one spelling, so that the same thing in two cases is found.
  value text collate "C" not null check (octet_length(value) <= 2000),
  verdict text collate "C" not null,
  note text not null,
  technique text collate "C",
  origin text collate "C" not null check (origin in ('hand', 'record', 'evidence')),
  origin_ref text collate "C" not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, kind, value),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index observable_by_value on app.observable (tenant_id, value);
call wall.enclose('app.observable', 'select, insert');
grant update (verdict, note, technique) on app.observable to muster_rt;

-- A technique of attackers, with the version of ATT&CK in which its id was looked up.
create table app.incident_technique (
  tenant_id uuid not null,
  incident_id uuid not null,
  technique text collate "C" not null,
  version text collate "C" not null,
  note text not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (tenant_id, incident_id, technique),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.incident_technique', 'select, insert, delete');

-- How far it went: data and work; systems stand in their own table of the incident.
create table app.investigation_scope (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  topic text collate "C" not null check (topic in ('data', 'work')),
  data_kind text collate "C",
  what text not null,
  standing text collate "C" not null check (standing in ('known', 'suspected', 'ruled_out')),
  -- People concerned, for data.
  people bigint check (people >= 0),
  note text not null,
  added_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((topic = 'data') = (data_kind is not null))
);
create index investigation_scope_by_incident on app.investigation_scope (tenant_id, incident_id, added_at);
call wall.enclose('app.investigation_scope', 'select, insert');
grant update (standing, people, note, changed_at, changed_by) on app.investigation_scope to muster_rt;

create table app.affected_party (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  name text not null,
  audience text collate "C" not null,
  added_at timestamptz not null,
  told_at timestamptz,
  told_by text,
  told_how text collate "C",
  told_note text not null default '',
  -- Why this party is not told, and who said so.
  silence_reason text,
  silence_by text,
  silence_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((told_at is null) = (told_by is null) and (told_at is null) = (told_how is null)),
  check ((silence_reason is null) = (silence_by is null) and (silence_reason is null) = (silence_at is null))
);
create index affected_party_by_incident on app.affected_party (tenant_id, incident_id, added_at);
call wall.enclose('app.affected_party', 'select, insert');
grant update (told_at, told_by, told_how, told_note, silence_reason, silence_by, silence_at)
  on app.affected_party to muster_rt;

-- Why it could happen. A factor may stand behind another one, so that the causes form a tree.
create table app.factor (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  kind text collate "C" not null,
  words text not null,
  confidence text collate "C" not null,
  behind_id uuid,
  added_at timestamptz not null,
  added_by text not null,
  withdrawn_at timestamptz,
  withdrawn_why text,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, incident_id, behind_id) references app.factor (tenant_id, incident_id, id),
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
call wall.enclose('app.factor', 'select, insert');
grant update (withdrawn_at, withdrawn_why) on app.factor to muster_rt;

-- What there is one of for each incident: the way in, the coding, and whether it counts in the numbers.
create table app.finding (
  tenant_id uuid not null,
  incident_id uuid not null,
  vector text collate "C",
  vector_confidence text collate "C",
  vector_note text not null default '',
  coding jsonb,
  counting text collate "C" not null default 'none' check (counting in ('none', 'test', 'entered_afterwards')),
  counting_reason text not null default '',
  changed_at timestamptz not null,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.finding', 'select, insert, update');

-- A waiver of the run (its place in the list, from 1) is open until what it gave up is sealed after all, or somebody who
-- leads has said what its loss means.
create table app.waiver_settlement (
  tenant_id uuid not null,
  incident_id uuid not null,
  waiver integer not null check (waiver > 0),
  words text not null,
  settled_at timestamptz not null,
  settled_by text not null,
  primary key (tenant_id, incident_id, waiver),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.waiver_settlement', 'select, insert');

-- One file of another tool, taken into the timeline. The file itself is sealed evidence.
create table app.timeline_import (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  evidence_id uuid not null,
  format text collate "C" not null,
  source text not null,
  zone text collate "C" not null,
  row_count integer not null,
  taken integer not null,
  repeated integer not null,
  skipped integer not null,
  digest text collate "C" not null check (digest ~ '^[0-9a-f]{64}$'),
  imported_at timestamptz not null,
  imported_by text not null,
  withdrawn_at timestamptz,
  withdrawn_why text,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
create index timeline_import_by_incident on app.timeline_import (tenant_id, incident_id, imported_at);
call wall.enclose('app.timeline_import', 'select, insert');
grant update (withdrawn_at, withdrawn_why) on app.timeline_import to muster_rt;

-- Its rows. They can be made again from the sealed file, so a withdrawn import takes them along.
create table app.timeline_event (
  tenant_id uuid not null,
  incident_id uuid not null,
  import_id uuid not null,
  row integer not null,
  -- What makes a row the same row in another file: the tool's own id, or the hash of what it says.
  key text collate "C" not null,
  at timestamptz not null,
  said text not null,
  source text not null,
  who text not null,
  text text not null,
  is_key boolean not null default false,
  primary key (tenant_id, import_id, row),
  unique (tenant_id, incident_id, key),
  foreign key (tenant_id, incident_id, import_id) references app.timeline_import (tenant_id, incident_id, id)
);
create index timeline_event_by_time on app.timeline_event (tenant_id, incident_id, at, import_id, row);
call wall.enclose('app.timeline_event', 'select, insert, delete');
grant update (is_key) on app.timeline_event to muster_rt;

create table app.closing_rule (
  tenant_id uuid primary key references app.tenant,
  strict boolean not null,
  changed_at timestamptz not null,
  changed_by text not null
);
call wall.enclose('app.closing_rule', 'select, insert, update');
