-- Text messages and calls: one gateway for each organisation, the numbers that people proved to be theirs, after how
-- many minutes each way is tried, and what is needed to hear how a message ended.

-- No row: no text message and no call. One that is not confirmed sends the codes that prove it, and nothing else.
create table app.phone_gateway (
  tenant_id uuid primary key references app.tenant,
  provider text collate "C" not null check (provider in ('twilio', 'vonage', 'sipgate', 'seven', 'own')),
  -- Empty: where the provider stands.
  address text collate "C" not null,
  account text not null,
  -- Sealed with a key from the key folder.
  secret bytea not null,
  sender text not null,
  is_on boolean not null,
  has_calls boolean not null,
  most_per_hour integer not null check (most_per_hour between 1 and 60),
  most_per_day integer not null check (most_per_day between 1 and 5000),
  changed_at timestamptz not null,
  confirmed_at timestamptz,
  last_why text collate "C"
);
call wall.enclose('app.phone_gateway', 'select, insert, update');

create table app.phone_number (
  tenant_id uuid not null references app.tenant,
  member_id uuid not null,
  -- E.164.
  number text collate "C" not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
  -- The code that was texted: sealed, for so long and so many tries; how many were sent since `codes_since`.
  code bytea,
  code_until timestamptz,
  code_tries integer not null default 0,
  codes integer not null default 0,
  codes_since timestamptz not null,
  -- Null: nothing is sent to it but the code.
  verified_at timestamptz,
  texts boolean not null default false,
  calls boolean not null default false,
  changed_at timestamptz not null,
  primary key (tenant_id, member_id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
call wall.enclose('app.phone_number', 'select, insert, update, delete');

-- After how many minutes unread the next way is tried. No row: as Muster proposes.
create table app.escalation (
  tenant_id uuid primary key references app.tenant,
  mail_minutes integer not null check (mail_minutes between 1 and 240),
  text_minutes integer not null check (text_minutes between 1 and 240),
  call_minutes integer not null check (call_minutes between 1 and 240),
  pass_on_minutes integer not null check (pass_on_minutes between 1 and 240),
  changed_at timestamptz not null
);
call wall.enclose('app.escalation', 'select, insert, update');

alter table app.outbound drop constraint outbound_channel_check;
alter table app.outbound add constraint outbound_channel_check check (channel in ('push', 'mail', 'text', 'call'));
create index outbound_phone on app.outbound (tenant_id, id) where channel in ('text', 'call');

-- Beside each text message and call: the link that is in it and that its report comes to, and when it was handed over.
create table app.phone_link (
  tenant_id uuid not null references app.tenant,
  outbound_id uuid not null,
  item_id uuid not null,
  member_id uuid not null,
  -- SHA-256 of 128 random bits.
  token_hash bytea not null check (octet_length(token_hash) = 32),
  -- Four digits, only in the text message itself.
  code text collate "C" not null check (code ~ '^[0-9]{4}$'),
  code_tries integer not null default 0,
  ends_at timestamptz not null,
  handed_at timestamptz,
  primary key (tenant_id, outbound_id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, outbound_id) references app.outbound (tenant_id, id) on delete cascade,
  foreign key (tenant_id, item_id) references app.inbox_item (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index phone_link_handed on app.phone_link (tenant_id, handed_at) where handed_at is not null;
create index phone_link_token on app.phone_link (token_hash);
create index phone_link_item on app.phone_link (tenant_id, item_id);
create index phone_link_member on app.phone_link (tenant_id, member_id);
call wall.enclose('app.phone_link', 'select, insert, update, delete');

grant select (tenant_id, token_hash) on app.phone_link to muster_search;
create function wall.phone_link(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select l.tenant_id from app.phone_link l where l.token_hash = wanted_hash $$;
alter function wall.phone_link(bytea) owner to muster_search;
revoke all on function wall.phone_link(bytea) from public;
grant execute on function wall.phone_link(bytea) to muster_auth;

-- As for mail: while it stands, nothing of the case goes by text message or call.
create table app.phone_distrust (
  tenant_id uuid not null,
  incident_id uuid not null,
  since timestamptz not null,
  by_name text not null,
  reason text not null,
  ended_at timestamptz,
  ended_by text,
  ended_reason text,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((ended_at is null) = (ended_reason is null))
);
call wall.enclose('app.phone_distrust', 'select, insert, update');
call wall.encircle('app.phone_distrust', 'incident_id');
