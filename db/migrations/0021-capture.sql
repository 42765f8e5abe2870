-- What people catch in one line while they lead: needs, blockers, costs, ideas; tasks on a board; marks on entries of
-- the record; situation reports and their timer; and the receipts by which a line sent twice is counted once.

create table app.info_need (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  -- Whom or where it is to come from.
  source text not null default '',
  wanted_at timestamptz not null,
  wanted_by text not null,
  got_at timestamptz,
  got_by text,
  answer text,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((got_at is null) = (got_by is null) and (got_at is null) = (answer is null))
);
create index info_need_by_incident on app.info_need (tenant_id, incident_id, wanted_at);
call wall.enclose('app.info_need', 'select, insert, update');

create table app.blocker (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  kind text collate "C" not null,
  began_at timestamptz not null,
  recorded_by text not null,
  ended_at timestamptz,
  ended_by text,
  -- What came of it.
  outcome text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check (ended_at is null or ended_at >= began_at)
);
create index blocker_by_incident on app.blocker (tenant_id, incident_id, began_at);
call wall.enclose('app.blocker', 'select, insert, update');

create table app.cost (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  kind text collate "C" not null,
  -- In the smallest unit of the currency (ISO 4217), so that sums are exact.
  amount bigint not null check (amount > 0),
  currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  invoice text not null default '',
  recorded_at timestamptz not null,
  recorded_by text not null,
  -- Struck out, never removed.
  struck_at timestamptz,
  struck_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index cost_by_incident on app.cost (tenant_id, incident_id, recorded_at);
call wall.enclose('app.cost', 'select, insert, update');

create table app.idea (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index idea_by_incident on app.idea (tenant_id, incident_id, recorded_at);
call wall.enclose('app.idea', 'select, insert');

-- The board. A task that is done has done_at; the other columns of the board stand in state.
alter table app.task
  add column state text collate "C" not null default 'open' check (state in ('open', 'doing', 'waiting')),
  add column waits_for text not null default '',
  -- Tasks of before all stand at 0 and follow one another in the order added, until somebody moves one.
  add column place double precision not null default 0,
  -- Grows with each change, so that of two people who edit at once the second is told.
  add column version integer not null default 1,
  -- Who was told what, once each; a new due time begins anew.
  add column reminded_at timestamptz,
  add column overdue_at timestamptz,
  add column escalated_at timestamptz;

-- Comments, flags and corrections, each on an entry of the incident's stream, named by its number.
create table app.entry_mark (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  entry integer not null,
  kind text collate "C" not null check (kind in ('comment', 'flag', 'correction')),
  -- Words of a comment or a correction, the name of a flag.
  text text not null,
  made_at timestamptz not null,
  made_by text not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index entry_mark_by_entry on app.entry_mark (tenant_id, incident_id, entry, made_at);
call wall.enclose('app.entry_mark', 'select, insert, update');

create table app.situation (
  tenant_id uuid not null references app.tenant,
  incident_id uuid not null,
  version integer not null,
  body jsonb not null,
  -- How many entries the record had when it was written.
  entries integer not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (tenant_id, incident_id, version),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
-- Versions are kept as they were.
call wall.enclose('app.situation', 'select, insert');

create table app.situation_timer (
  tenant_id uuid not null references app.tenant,
  incident_id uuid not null,
  every_minutes integer not null check (every_minutes between 15 and 10080),
  member_ids jsonb not null,
  next_at timestamptz not null,
  -- The version that went out last.
  sent_version integer not null default 0,
  is_on boolean not null,
  set_by text not null,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index situation_timer_due on app.situation_timer (tenant_id, next_at) where is_on;
call wall.enclose('app.situation_timer', 'select, insert, update');

-- A line that was caught without a connection carries an id of the browser; the same one sent again changes nothing.
create table app.capture_receipt (
  tenant_id uuid not null references app.tenant,
  client_id uuid not null,
  incident_id uuid not null,
  outcome text collate "C" not null,
  made_at timestamptz not null,
  primary key (tenant_id, client_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index capture_receipt_by_incident on app.capture_receipt (tenant_id, incident_id);
call wall.enclose('app.capture_receipt', 'select, insert');
