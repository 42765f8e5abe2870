-- Where an incident is talked about: the chat server of the organisation, who is who there, one channel and one meeting
-- for each case, and what is still to be said in it.

create table app.chat_connection (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  kind text collate "C" not null check (kind in ('mattermost', 'slack', 'matrix')),
  -- In sight; address and secrets are sealed with a key from the key folder.
  host text collate "C" not null,
  address bytea not null,
  token bytea not null,
  -- By which a command proves that it comes from there; null for Matrix, which is asked.
  verifier bytea,
  -- The path at which commands come in, of which only the hash is kept; null for Matrix.
  hook_hash bytea check (octet_length(hook_hash) = 32),
  -- As the server calls the team and the bot; empty until the connection was tried.
  team text not null,
  team_ref text collate "C" not null default '',
  bot_ref text collate "C" not null default '',
  language text collate "C" not null check (language in ('en', 'de')),
  severities text[] collate "C" not null,
  posts text[] collate "C" not null,
  -- Null until the server took it; nothing is sent before.
  tested_at timestamptz,
  -- How the last try ended; empty for well.
  trouble text collate "C" not null default '',
  -- Where reading goes on (Matrix), and until when a process is at it.
  since text collate "C" not null default '',
  listening_until timestamptz,
  added_at timestamptz not null,
  added_by text not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index chat_connection_one on app.chat_connection (tenant_id) where removed_at is null;
create index chat_connection_by_hash on app.chat_connection (hook_hash) where removed_at is null;
call wall.enclose('app.chat_connection', 'select, insert, update');

-- Where people talk; one rule for each organisation.
create table app.meeting_rule (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  -- A link, with {name} where each case gets its own. Sealed, as the PIN is.
  pattern bytea not null,
  dial_in text not null,
  pin bytea not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, id)
);
create unique index meeting_rule_one on app.meeting_rule (tenant_id);
call wall.enclose('app.meeting_rule', 'select, insert, update, delete');

create table app.chat_account (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  connection_id uuid not null,
  member_id uuid not null,
  -- As the chat server knows this person; empty while only the code was given out.
  user_ref text collate "C" not null,
  user_name text not null,
  code_hash bytea check (octet_length(code_hash) = 32),
  code_until timestamptz,
  -- The direct room in which a code is to be typed (Matrix).
  direct_ref text collate "C" not null default '',
  linked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references app.chat_connection (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  check ((code_hash is null) = (code_until is null))
);
create unique index chat_account_of_member on app.chat_account (tenant_id, connection_id, member_id);
create unique index chat_account_by_user on app.chat_account (tenant_id, connection_id, user_ref) where linked_at is not null;
create index chat_account_member on app.chat_account (tenant_id, member_id);
call wall.enclose('app.chat_account', 'select, insert, update');

create table app.chat_room (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  -- Null where there is only a meeting.
  connection_id uuid,
  state text collate "C" not null check (state in ('none', 'wanted', 'open', 'closing', 'archived')),
  remote_ref text collate "C" not null default '',
  name text not null default '',
  link text not null default '',
  -- How many names were tried: one that is taken, or was archived, is not taken again.
  turn integer not null default 0,
  -- Whoever leads lets words of a case in that is marked or closed to most people.
  allows_words boolean not null,
  hostile_at timestamptz,
  hostile_by text,
  hostile_reason text,
  meeting bytea,
  dial_in text not null default '',
  pin bytea,
  trouble text collate "C" not null default '',
  tries integer not null default 0,
  next_try_at timestamptz not null,
  claimed_until timestamptz,
  opened_at timestamptz not null,
  opened_by text not null,
  archived_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, connection_id) references app.chat_connection (tenant_id, id),
  check ((state = 'none') = (connection_id is null)),
  check ((hostile_at is null) = (hostile_by is null))
);
create unique index chat_room_of_incident on app.chat_room (tenant_id, incident_id);
create index chat_room_by_remote on app.chat_room (tenant_id, connection_id, remote_ref) where remote_ref <> '';
create index chat_room_at_work on app.chat_room (tenant_id, next_try_at) where state in ('wanted', 'open', 'closing');
call wall.enclose('app.chat_room', 'select, insert, update');
call wall.encircle('app.chat_room', 'incident_id');

-- Who sits in a channel, or asked to.
create table app.chat_seat (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  room_id uuid not null,
  incident_id uuid not null,
  account_id uuid not null,
  -- Who was let in; the account may be another by now.
  user_ref text collate "C" not null,
  state text collate "C" not null check (state in ('asked', 'in', 'out', 'refused')),
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, room_id) references app.chat_room (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, account_id) references app.chat_account (tenant_id, id)
);
create unique index chat_seat_one on app.chat_seat (tenant_id, room_id, account_id);
create index chat_seat_of_incident on app.chat_seat (tenant_id, incident_id);
create index chat_seat_of_account on app.chat_seat (tenant_id, account_id);
call wall.enclose('app.chat_seat', 'select, insert, update');
call wall.encircle('app.chat_seat', 'incident_id');

-- What is to be said in a channel, in its order. Words are made when it goes, so that a mark set meanwhile counts.
create table app.chat_post (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  room_id uuid not null,
  incident_id uuid not null,
  kind text collate "C" not null,
  facts jsonb not null,
  happened_at timestamptz not null,
  state text collate "C" not null check (state in ('waiting', 'sent', 'dropped')),
  settled_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, room_id) references app.chat_room (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((state = 'waiting') = (settled_at is null))
);
create index chat_post_waiting on app.chat_post (tenant_id, room_id, id) where state = 'waiting';
create index chat_post_settled on app.chat_post (tenant_id, settled_at) where state <> 'waiting';
create index chat_post_of_incident on app.chat_post (tenant_id, incident_id);
create index chat_post_of_room on app.chat_post (tenant_id, room_id);
call wall.enclose('app.chat_post', 'select, insert, update, delete');
call wall.encircle('app.chat_post', 'incident_id');

-- Commands that were heard, so that the same one sent again does nothing.
create table app.chat_heard (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  connection_id uuid not null,
  mark bytea not null check (octet_length(mark) = 32),
  heard_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references app.chat_connection (tenant_id, id)
);
create unique index chat_heard_once on app.chat_heard (tenant_id, connection_id, mark);
create index chat_heard_old on app.chat_heard (tenant_id, heard_at);
call wall.enclose('app.chat_heard', 'select, insert, delete');

-- The door of a chat server: whose it is, asked before a tenant is known.
grant select (tenant_id, hook_hash, removed_at) on app.chat_connection to muster_search;
create function wall.chat_hook(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select c.tenant_id from app.chat_connection c where c.hook_hash = wanted_hash and c.removed_at is null $$;
alter function wall.chat_hook(bytea) owner to muster_search;
revoke all on function wall.chat_hook(bytea) from public;
grant execute on function wall.chat_hook(bytea) to muster_auth;
