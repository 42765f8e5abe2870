-- Pages that people outside read without signing in: one for each partner, one for everybody, and who follows it by mail.

-- A page for one partner. Whoever has its link reads it, until it ends or is closed.
create table app.partner_page (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  name text not null,
  -- Of statements: what this audience may see is what the page may hold.
  audience text collate "C" not null,
  token_hash bytea not null check (octet_length(token_hash) = 32),
  made_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((revoked_at is null) = (revoked_by is null))
);
create index partner_page_of_incident on app.partner_page (tenant_id, incident_id, id);
create index partner_page_by_token on app.partner_page (token_hash);
call wall.enclose('app.partner_page', 'select, insert, update');
call wall.encircle('app.partner_page', 'incident_id');

-- What a person shared, letter by letter; the page shows the last.
create table app.partner_share (
  tenant_id uuid not null,
  page_id uuid not null,
  number integer not null check (number >= 1),
  content jsonb not null,
  sha256 text collate "C" not null,
  shared_at timestamptz not null,
  shared_by text not null,
  primary key (tenant_id, page_id, number),
  foreign key (tenant_id, page_id) references app.partner_page (tenant_id, id)
);
call wall.enclose('app.partner_share', 'select, insert');
call wall.encircle_by('app.partner_share', 'page_id', 'app.partner_page');

-- That the page was opened, and what it showed then. Nothing of who opened it is kept.
create table app.partner_view (
  tenant_id uuid not null,
  id uuid not null,
  page_id uuid not null,
  number integer not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, page_id, number) references app.partner_share (tenant_id, page_id, number)
);
create index partner_view_of_page on app.partner_view (tenant_id, page_id, number, at);
call wall.enclose('app.partner_view', 'select, insert');
call wall.encircle_by('app.partner_view', 'page_id', 'app.partner_page');

-- The page for everybody. Its words are statements to the public that were let go.
create table app.public_page (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  token_hash bytea not null check (octet_length(token_hash) = 32),
  -- Sealed with a key from the key folder, so that its address can be shown again.
  token bytea not null,
  is_open boolean not null,
  next_update_at timestamptz,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index public_page_by_token on app.public_page (token_hash);
call wall.enclose('app.public_page', 'select, insert, update');
call wall.encircle('app.public_page', 'incident_id');

-- Who asked to hear by mail of what is new there; nothing but the question goes out before they confirmed.
create table app.subscriber (
  tenant_id uuid not null,
  id uuid not null,
  page_id uuid not null,
  email text not null,
  language text collate "C" not null check (language ~ '^[a-z]{2}$'),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  token bytea not null,
  asked_at timestamptz not null,
  -- How often the question went out for this address: it names each mail, and ends what somebody does to a stranger.
  asks integer not null check (asks >= 1),
  -- When the question is tried next; null when it is out or given up.
  next_try_at timestamptz,
  tries integer not null default 0,
  claimed_until timestamptz,
  confirmed_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, page_id, email),
  foreign key (tenant_id, page_id) references app.public_page (tenant_id, id)
);
create index subscriber_by_token on app.subscriber (token_hash);
create index subscriber_waiting on app.subscriber (tenant_id, next_try_at) where next_try_at is not null;
call wall.enclose('app.subscriber', 'select, insert, update');
call wall.encircle_by('app.subscriber', 'page_id', 'app.public_page');

alter table app.statement_recipient
  add column subscriber_id uuid,
  add foreign key (tenant_id, subscriber_id) references app.subscriber (tenant_id, id);
create index statement_recipient_of_subscriber on app.statement_recipient (tenant_id, subscriber_id)
  where subscriber_id is not null;

-- The door of those who hold a link: whose page it is, asked before a tenant is known.
grant select (tenant_id, token_hash) on app.partner_page, app.public_page, app.subscriber to muster_search;
create function wall.outside_link(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.tenant_id from app.partner_page p where p.token_hash = wanted_hash
  union all select p.tenant_id from app.public_page p where p.token_hash = wanted_hash
  union all select s.tenant_id from app.subscriber s where s.token_hash = wanted_hash
  limit 1
$$;
alter function wall.outside_link(bytea) owner to muster_search;
revoke all on function wall.outside_link(bytea) from public;
grant execute on function wall.outside_link(bytea) to muster_auth;
