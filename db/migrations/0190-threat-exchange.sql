-- Threat sharing: servers with which warnings are exchanged, what they warn of, where it was seen, and what left a case.

create table app.threat_exchange (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  kind text collate "C" not null check (kind in ('misp', 'taxii')),
  name text not null,
  address text not null,
  login text collate "C" not null check (login in ('key', 'bearer', 'basic', 'none')),
  login_name text not null,
  secret bytea,
  -- What of the server is wanted: its collection, tags, organisations, how far back, and how long it is watched.
  wanted jsonb not null,
  -- Nothing marked narrower than this is taken or sent.
  tlp_bound text collate "C" not null check (tlp_bound in ('clear', 'green', 'amber', 'amber+strict')),
  takes boolean not null,
  sends boolean not null,
  sights boolean not null,
  is_on boolean not null,
  version integer not null check (version >= 1),
  -- How far the server was read; kept after each page.
  mark jsonb,
  next_at timestamptz not null,
  asking_until timestamptz,
  asked_at timestamptz,
  failures integer not null default 0,
  trouble text collate "C",
  trouble_at timestamptz,
  -- Of the last look that came to its end: what was taken, and what was left out for which reason.
  counts jsonb not null default '{}',
  changed_at timestamptz not null,
  changed_by text not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index threat_exchange_name on app.threat_exchange (tenant_id, lower(name)) where removed_at is null;
call wall.enclose('app.threat_exchange', 'select, insert, update');

create table app.threat_indicator (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  exchange_id uuid not null,
  -- What the server calls it; one warning may name two things (a domain and its address), each a part.
  external_id text collate "C" not null,
  part integer not null,
  kind text collate "C" not null,
  value text collate "C" not null,
  title text not null,
  note text not null,
  tlp text collate "C",
  tags text[] not null,
  first_seen timestamptz,
  last_seen timestamptz,
  said_at timestamptz not null,
  added_at timestamptz not null,
  changed_at timestamptz not null,
  -- When it is too old to be watched, and when its server took it back.
  ends_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, exchange_id, external_id, part),
  foreign key (tenant_id, exchange_id) references app.threat_exchange (tenant_id, id)
);
create index threat_indicator_value on app.threat_indicator (tenant_id, value);
create index threat_indicator_of_exchange on app.threat_indicator (tenant_id, exchange_id, id);
create index threat_indicator_end on app.threat_indicator (tenant_id, least(ends_at, ended_at));
call wall.enclose('app.threat_indicator', 'select, insert, update, delete');

-- Where a watched thing was seen, with what was watched as it stood then: it outlives the indicator.
create table app.threat_hit (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  exchange_id uuid not null,
  external_id text collate "C" not null,
  part integer not null,
  kind text collate "C" not null,
  value text collate "C" not null,
  signal_id uuid not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  count bigint not null,
  -- Whether its server is told that it was seen.
  sighting text collate "C" not null check (sighting in ('off', 'waiting', 'sent', 'failed')),
  sighted_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, exchange_id, external_id, part),
  foreign key (tenant_id, exchange_id) references app.threat_exchange (tenant_id, id)
);
create index threat_hit_waiting on app.threat_hit (tenant_id, exchange_id) where sighting = 'waiting';
create index threat_hit_of_signal on app.threat_hit (tenant_id, signal_id);
call wall.enclose('app.threat_hit', 'select, insert, update, delete');
call wall.encircle_by('app.threat_hit', 'signal_id', 'app.signal');

-- One row for each case and server: what was sent there last, under which name it stands there.
create table app.threat_sharing (
  tenant_id uuid not null references app.tenant,
  incident_id uuid not null,
  exchange_id uuid not null,
  event_uuid uuid not null,
  title text not null,
  tlp text collate "C" not null check (tlp in ('clear', 'green', 'amber', 'amber+strict')),
  distribution integer not null check (distribution between 0 and 3),
  has_notes boolean not null,
  is_published boolean not null,
  observables uuid[] not null,
  digest text collate "C" not null,
  state text collate "C" not null check (state in ('sending', 'sent', 'failed', 'unclear', 'withdrawing', 'withdrawn')),
  trouble text collate "C",
  sends integer not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, incident_id, exchange_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, exchange_id) references app.threat_exchange (tenant_id, id)
);
create index threat_sharing_of_exchange on app.threat_sharing (tenant_id, exchange_id);
call wall.enclose('app.threat_sharing', 'select, insert, update');
call wall.encircle('app.threat_sharing', 'incident_id');

-- What is never watched, whoever warns of it; and up to which delivery was looked.
create table app.threat_watch (
  tenant_id uuid primary key references app.tenant,
  harmless text[] not null default '{}',
  version integer not null default 1,
  mark uuid,
  changed_at timestamptz,
  changed_by text
);
call wall.enclose('app.threat_watch', 'select, insert, update');
