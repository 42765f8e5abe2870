-- What was asked of other programs in a case, by whom, and what they answered.

create table app.connection_call (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  connection_id uuid not null,
  -- As they stood when it was asked for: a connection changes, what was asked does not.
  connection_version integer not null,
  name text not null,
  purpose text collate "C" not null check (purpose in ('look_up', 'act')),
  host text collate "C" not null,
  -- The request in one line, without its secret.
  said text not null,
  -- The step of the run that it belongs to, by its id in the playbook.
  step text collate "C",
  observable_id uuid,
  block_id uuid,
  inputs jsonb not null,
  -- What of the answer is shown, as it was drawn then.
  wanted jsonb not null,
  -- SHA-256 of connection, version and inputs: what was asked a moment ago is not asked again.
  question bytea not null,
  reason text not null,
  state text collate "C" not null
    check (state in ('asked', 'ready', 'sending', 'answered', 'failed', 'unknown', 'dropped', 'dry')),
  -- Whoever asked said that a case of narrow reach may be named to others.
  is_cleared boolean not null,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_id uuid,
  decided_at timestamptz,
  decided_by text,
  sent_at timestamptz,
  -- A process that has not said by then how it ended is taken for dead.
  claimed_until timestamptz,
  ended_at timestamptz,
  trouble text collate "C",
  status integer,
  media_type text,
  output bytea,
  sha256 bytea,
  is_cut boolean not null default false,
  shown jsonb not null default '[]',
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, connection_id) references app.connection (tenant_id, id),
  foreign key (tenant_id, observable_id) references app.observable (tenant_id, id),
  foreign key (tenant_id, block_id) references app.block (tenant_id, id),
  check ((output is null) = (sha256 is null))
);
create index connection_call_of_incident on app.connection_call (tenant_id, incident_id, id desc);
create index connection_call_of_connection on app.connection_call (tenant_id, connection_id, asked_at);
create index connection_call_of_observable on app.connection_call (tenant_id, observable_id) where observable_id is not null;
create index connection_call_of_block on app.connection_call (tenant_id, block_id) where block_id is not null;
create index connection_call_open on app.connection_call (tenant_id, state) where state in ('ready', 'sending');
call wall.enclose('app.connection_call', 'select, insert, update');
call wall.encircle('app.connection_call', 'incident_id');
