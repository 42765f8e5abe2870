-- Signals: where they come from, what was sent byte for byte, what was read from it, and what could not be read.

create table app.source (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  kind text collate "C" not null,
  name text not null,
  -- SHA-256 of the secret; the secret itself is shown once and kept nowhere.
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  received bigint not null default 0,
  quarantined bigint not null default 0,
  created_at timestamptz not null,
  last_signal_at timestamptz,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create index source_by_id on app.source (id);
call wall.enclose('app.source', 'select, insert, update');

-- What was sent, byte for byte. The same bytes from the same source again are counted, not stored twice.
create table app.delivery (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  -- Empty for a report that a person wrote.
  source_id uuid,
  sha256 bytea not null check (octet_length(sha256) = 32),
  payload bytea not null,
  media_type text not null,
  count bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, source_id, sha256),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id)
);
call wall.enclose('app.delivery', 'select, insert, update');

-- What one batch leaf stands for: the SHA-256 of each payload in order, 32 bytes each, whose Merkle root is in the leaf.
create table app.intake_batch (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  at timestamptz not null,
  hashes bytea not null,
  primary key (tenant_id, id)
);
call wall.enclose('app.intake_batch', 'select, insert');

create table app.alert_group (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  source_id uuid,
  key text collate "C" not null,
  title text not null,
  because text not null,
  signals bigint not null,
  -- How many of them fire; kept here, since a storm would make counting slow.
  firing bigint not null,
  count bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  search tsvector not null,
  primary key (tenant_id, id),
  unique (tenant_id, source_id, key),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id)
);
create index alert_group_newest on app.alert_group (tenant_id, last_at desc, id desc);
create index alert_group_search on app.alert_group using gin (search);
call wall.enclose('app.alert_group', 'select, insert, update');

-- One row for each episode: from the first firing of a thing to its end. A repeat changes counters only.
create table app.signal (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  source_id uuid,
  group_id uuid not null,
  delivery_id uuid not null,
  -- What the sender means by "the same thing", and which of its episodes this is.
  fingerprint text collate "C" not null,
  episode text collate "C" not null,
  title text not null,
  summary text not null,
  state text collate "C" not null check (state in ('firing', 'resolved', 'report')),
  status text collate "C" not null check (status in ('new', 'dismissed', 'linked')),
  severity text collate "C" not null,
  severity_word text not null,
  labels jsonb not null,
  count bigint not null,
  -- The sender's time, where it can be read, and its own words for it.
  said_at timestamptz,
  said_text text not null,
  said_last_at timestamptz,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- When the sender says that it ended, else when we were told.
  resolved_at timestamptz,
  incident_id uuid,
  incident_number integer,
  -- When the incident ended that this signal belongs to.
  settled_at timestamptz,
  dismissed_reason text,
  search tsvector not null,
  primary key (tenant_id, id),
  unique (tenant_id, source_id, fingerprint, episode),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id),
  foreign key (tenant_id, group_id) references app.alert_group (tenant_id, id),
  foreign key (tenant_id, delivery_id) references app.delivery (tenant_id, id),
  check ((status = 'linked') = (incident_id is not null)),
  check ((status = 'dismissed') = (dismissed_reason is not null))
);
-- Room on each page for the counters of repeats, which then touch no index.
alter table app.signal set (fillfactor = 85);
create index signal_by_status on app.signal (tenant_id, status, id);
create index signal_by_source on app.signal (tenant_id, source_id, id);
create index signal_by_state on app.signal (tenant_id, state, id);
create index signal_by_incident on app.signal (tenant_id, incident_id) where incident_id is not null;
create index signal_by_group on app.signal (tenant_id, group_id, id);
create index signal_search on app.signal using gin (search);
call wall.enclose('app.signal', 'select, insert, update');

-- What could not be read, with the reason; the bytes are in its delivery. Part 0 is the whole, n its n-th signal.
create table app.quarantine (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  source_id uuid not null,
  delivery_id uuid not null,
  part integer not null,
  reason text not null,
  count bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, delivery_id, part),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id),
  foreign key (tenant_id, delivery_id) references app.delivery (tenant_id, id)
);
create index quarantine_by_source on app.quarantine (tenant_id, source_id, id);
call wall.enclose('app.quarantine', 'select, insert, update');

-- What staff reported without signing in. Name and contact are empty unless they gave them; nothing else about them is kept.
create table app.report (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  signal_id uuid not null,
  what text not null,
  place text not null,
  still_going text collate "C" not null check (still_going in ('yes', 'no', 'unknown')),
  name text not null,
  contact text not null,
  receipt_hash bytea not null check (octet_length(receipt_hash) = 32),
  received_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, signal_id),
  foreign key (tenant_id, signal_id) references app.signal (tenant_id, id)
);
create index report_by_receipt on app.report (receipt_hash);
call wall.enclose('app.report', 'select, insert');

create table app.report_link (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  token_hash bytea not null check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (tenant_id, id)
);
create index report_link_by_token on app.report_link (token_hash) where closed_at is null;
-- One form is open at a time, also when two people open one at once.
create unique index report_link_open on app.report_link (tenant_id) where closed_at is null;
call wall.enclose('app.report_link', 'select, insert, update');

-- Doors: whose source, form or receipt this is, asked before a tenant is known.
grant select (tenant_id, id, kind, secret_hash, removed_at) on app.source to muster_search;
grant select (tenant_id, token_hash, closed_at) on app.report_link to muster_search;
grant select (tenant_id, receipt_hash) on app.report to muster_search;

create function wall.source(wanted uuid) returns table (tenant_id uuid, kind text, secret_hash bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select s.tenant_id, s.kind, s.secret_hash from app.source s where s.id = wanted and s.removed_at is null $$;

create function wall.report_link(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select l.tenant_id from app.report_link l where l.token_hash = wanted_hash and l.closed_at is null $$;

create function wall.report_receipt(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select r.tenant_id from app.report r where r.receipt_hash = wanted_hash $$;

alter function wall.source(uuid) owner to muster_search;
alter function wall.report_link(bytea) owner to muster_search;
alter function wall.report_receipt(bytea) owner to muster_search;
revoke all on function wall.source(uuid), wall.report_link(bytea), wall.report_receipt(bytea) from public;
grant execute on function wall.source(uuid), wall.report_link(bytea), wall.report_receipt(bytea) to muster_auth;

-- Search: the index cannot be used under row security, so this answers ids of the verified tenant only; the rows
-- are then read through the wall. Each plan is made for its words: rare ones go by the index, common ones by age.
grant select (tenant_id, id, search, status, state, source_id, incident_id) on app.signal to muster_search;
grant select (tenant_id, id, last_at, search) on app.alert_group to muster_search;

create function wall.search_signals(
  words tsquery, before_id uuid, wanted_status text, wanted_state text, wanted_source uuid, wanted_incident uuid,
  at_most integer) returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  mine uuid := wall.tenant();
begin
  if mine is null then return; end if;
  return query
    select s.id from app.signal s
    where s.tenant_id = mine and s.search @@ words and (before_id is null or s.id < before_id)
      and (wanted_status is null or s.status = wanted_status) and (wanted_state is null or s.state = wanted_state)
      and (wanted_source is null or s.source_id = wanted_source)
      and (wanted_incident is null or s.incident_id = wanted_incident)
    order by s.id desc limit at_most;
end
$$;

create function wall.search_alert_groups(words tsquery, before_at timestamptz, before_id uuid, at_most integer)
  returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  mine uuid := wall.tenant();
begin
  if mine is null then return; end if;
  return query
    select g.id from app.alert_group g
    where g.tenant_id = mine and g.search @@ words
      and (before_at is null or (g.last_at, g.id) < (before_at, before_id))
    order by g.last_at desc, g.id desc limit at_most;
end
$$;

alter function wall.search_signals(tsquery, uuid, text, text, uuid, uuid, integer) owner to muster_search;
alter function wall.search_alert_groups(tsquery, timestamptz, uuid, integer) owner to muster_search;
revoke all on function wall.search_signals(tsquery, uuid, text, text, uuid, uuid, integer),
  wall.search_alert_groups(tsquery, timestamptz, uuid, integer) from public;
grant execute on function wall.search_signals(tsquery, uuid, text, text, uuid, uuid, integer),
  wall.search_alert_groups(tsquery, timestamptz, uuid, integer) to muster_rt;
