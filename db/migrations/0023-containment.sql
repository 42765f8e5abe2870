-- What the business runs on, what stops without it, and how an attacker is kept out while it comes back.

create table app.asset (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  kind text collate "C" not null,
  owner_id uuid,
  place text not null,
  data_kinds text[] not null,
  note text not null,
  added_at timestamptz not null,
  retired_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
-- Two of the same name would be one to people who are in a hurry. A retired one gives its name back.
create unique index asset_name on app.asset (tenant_id, lower(name)) where retired_at is null;
call wall.enclose('app.asset', 'select, insert, update');

create table app.business_function (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  priority integer not null check (priority between 1 and 5),
  longest_outage_minutes integer check (longest_outage_minutes > 0),
  people text not null,
  customers text not null,
  workaround text not null,
  acceptance_tests text[] not null,
  owner_id uuid,
  added_at timestamptz not null,
  retired_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
create unique index business_function_name on app.business_function (tenant_id, lower(name)) where retired_at is null;
call wall.enclose('app.business_function', 'select, insert, update');

create table app.function_asset (
  tenant_id uuid not null,
  function_id uuid not null,
  asset_id uuid not null,
  primary key (tenant_id, function_id, asset_id),
  foreign key (tenant_id, function_id) references app.business_function (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id)
);
create index function_asset_by_asset on app.function_asset (tenant_id, asset_id);
call wall.enclose('app.function_asset', 'select, insert, delete');

-- One row for each system whose way back was begun: what was given up to isolate it, and what was proved since.
create table app.way_back (
  tenant_id uuid not null,
  system_id uuid not null,
  incident_id uuid not null,
  isolation jsonb,
  checks jsonb not null default '{}',
  override jsonb,
  retirement jsonb,
  primary key (tenant_id, system_id),
  foreign key (tenant_id, system_id) references app.system (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index way_back_by_incident on app.way_back (tenant_id, incident_id);
call wall.enclose('app.way_back', 'select, insert, update');

create table app.affected_account (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  name text not null,
  place text not null,
  holder text not null,
  cleared jsonb not null default '{}',
  added_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index affected_account_by_incident on app.affected_account (tenant_id, incident_id, added_at);
call wall.enclose('app.affected_account', 'select, insert, update');

create table app.exposed_secret (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  asset_id uuid,
  name text not null,
  kind text collate "C" not null,
  dependants text not null,
  state text collate "C" not null check (state in ('unknown', 'to_rotate', 'rotated', 'not_needed')),
  dependants_checked boolean not null default false,
  note text not null default '',
  settled_at timestamptz,
  settled_by text,
  added_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id)
);
create index exposed_secret_by_incident on app.exposed_secret (tenant_id, incident_id, added_at);
call wall.enclose('app.exposed_secret', 'select, insert, update');

create table app.block (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  kind text collate "C" not null check (kind in ('address', 'domain', 'hash', 'sender')),
  value text not null,
  source text not null,
  place text not null,
  blocked_at timestamptz not null,
  blocked_by text not null,
  -- Who set it, so that somebody else reviews it.
  blocked_ref text collate "C" not null,
  ends_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by text,
  hits integer not null default 0 check (hits >= 0),
  last_hit_at timestamptz,
  evidence_id uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, kind, value),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id)
);
call wall.enclose('app.block', 'select, insert, update');

create table app.closed_service (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  name text not null,
  owner_id uuid,
  impact text not null,
  reopen_test text not null,
  closed_at timestamptz not null,
  closed_by text not null,
  reopened_at timestamptz,
  reopened_by text,
  result text,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
create index closed_service_by_incident on app.closed_service (tenant_id, incident_id, closed_at);
call wall.enclose('app.closed_service', 'select, insert, update');

create table app.measure (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  title text not null,
  owner_id uuid,
  expires_at timestamptz not null,
  renewals jsonb not null default '[]',
  ended_at timestamptz,
  ended_by text,
  end_note text,
  announced_at timestamptz,
  added_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
create index measure_by_incident on app.measure (tenant_id, incident_id, added_at);
create index measure_overdue on app.measure (tenant_id, expires_at) where ended_at is null and announced_at is null;
call wall.enclose('app.measure', 'select, insert, update');

create table app.foothold (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  platform text collate "C" not null,
  item text collate "C" not null,
  answer text collate "C" check (answer in ('yes', 'no', 'unknown')),
  note text not null default '',
  answered_at timestamptz,
  answered_by text,
  recheck_at timestamptz,
  removed_at timestamptz,
  removed_by text,
  announced_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, platform, item),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((answer = 'unknown') = (recheck_at is not null))
);
create index foothold_recheck on app.foothold (tenant_id, recheck_at) where recheck_at is not null and announced_at is null;
call wall.enclose('app.foothold', 'select, insert, update');

create table app.watch (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  system_id uuid,
  kind text collate "C" not null check (kind in ('window', 'plan')),
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  added_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, system_id) references app.system (tenant_id, id)
);
create index watch_by_incident on app.watch (tenant_id, incident_id, starts_at);
call wall.enclose('app.watch', 'select, insert, update');

create table app.watch_check (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  watch_id uuid not null,
  due_at timestamptz not null,
  watcher_id uuid,
  result text collate "C" check (result in ('clear', 'found')),
  note text not null default '',
  done_at timestamptz,
  done_by text,
  announced_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, watch_id) references app.watch (tenant_id, id),
  foreign key (tenant_id, watcher_id) references app.member (tenant_id, id)
);
create index watch_check_by_incident on app.watch_check (tenant_id, incident_id, due_at);
create index watch_check_missed on app.watch_check (tenant_id, due_at) where done_at is null and announced_at is null;
call wall.enclose('app.watch_check', 'select, insert, update');

-- That the threat is gone: one person says it, another signs, or the first signs alone and says why.
create table app.clearance (
  tenant_id uuid not null,
  incident_id uuid not null,
  basis text not null,
  claimed_at timestamptz not null,
  claimed_by text not null,
  claimed_ref text collate "C" not null,
  signed_at timestamptz,
  signed_by text,
  solo_reason text,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.clearance', 'select, insert, update');

create table app.function_return (
  tenant_id uuid not null,
  incident_id uuid not null,
  function_id uuid not null,
  down_at timestamptz not null,
  restored_at timestamptz,
  tests jsonb not null default '[]',
  accepted_at timestamptz,
  accepted_by text,
  recorded_by text,
  note text not null default '',
  primary key (tenant_id, incident_id, function_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, function_id) references app.business_function (tenant_id, id)
);
call wall.enclose('app.function_return', 'select, insert, update');

create table app.scope_line (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  asset_id uuid,
  subject text collate "C" not null check (subject in ('data', 'system', 'work')),
  name text not null,
  data_kind text collate "C",
  records integer check (records >= 0),
  state text collate "C" not null check (state in ('suspected', 'known', 'ruled_out')),
  note text not null,
  since timestamptz not null,
  set_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id)
);
create index scope_line_by_incident on app.scope_line (tenant_id, incident_id, since);
call wall.enclose('app.scope_line', 'select, insert, update');

create table app.weakness (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  system_id uuid,
  title text not null,
  reference text not null,
  known_exploited boolean not null,
  verified_how text collate "C" check (verified_how in ('rescan', 'named_check')),
  note text not null default '',
  evidence_id uuid,
  verified_at timestamptz,
  verified_by text,
  excepted_until timestamptz,
  exception_reason text,
  added_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, system_id) references app.system (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  check ((verified_at is null) = (verified_how is null))
);
create index weakness_by_incident on app.weakness (tenant_id, incident_id, added_at);
call wall.enclose('app.weakness', 'select, insert, update');
