-- Programs that hear of events: their addresses, and the outbox in which events wait until they are taken or given up.

create table app.webhook (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  -- In sight; the whole address is sealed with a key from the key folder, since it may hold a password of its own.
  host text collate "C" not null,
  address bytea not null,
  secret bytea not null,
  -- Signs beside the new one until this instant.
  old_secret bytea,
  old_until timestamptz,
  events text[] collate "C" not null check (cardinality(events) >= 1),
  is_on boolean not null,
  -- Null while nobody but a person switched it off.
  off_why text collate "C",
  off_at timestamptz,
  added_at timestamptz not null,
  added_by text not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  check ((old_secret is null) = (old_until is null))
);
create unique index webhook_name on app.webhook (tenant_id, lower(name)) where removed_at is null;
call wall.enclose('app.webhook', 'select, insert, update');

create table app.webhook_delivery (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  webhook_id uuid not null,
  event text collate "C" not null,
  -- The case that it is about; null for none.
  incident_id uuid,
  facts jsonb not null,
  -- Go along only where the mark of the case lets them.
  words jsonb not null,
  happened_at timestamptz not null,
  state text collate "C" not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  why text collate "C" not null,
  status integer,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  give_up_at timestamptz not null,
  claimed_until timestamptz,
  settled_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, webhook_id) references app.webhook (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((state = 'waiting') = (settled_at is null))
);
create index webhook_delivery_of on app.webhook_delivery (tenant_id, webhook_id, id desc);
create index webhook_delivery_waiting on app.webhook_delivery (tenant_id, webhook_id, next_try_at) where state = 'waiting';
create index webhook_delivery_old on app.webhook_delivery (tenant_id, settled_at) where state <> 'waiting';
create index webhook_delivery_of_incident on app.webhook_delivery (tenant_id, incident_id) where incident_id is not null;
call wall.enclose('app.webhook_delivery', 'select, insert, update, delete');
call wall.encircle('app.webhook_delivery', 'incident_id');
