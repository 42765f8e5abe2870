-- Words that leave the house: statements with what they rest on, who let them go, to whom they went, and how that ended.

-- What the organisation set: which ticks a statement needs, what each audience may see, whom outsiders turn to.
create table app.statement_rules (
  tenant_id uuid primary key references app.tenant,
  revision integer not null check (revision >= 1),
  rules jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
call wall.enclose('app.statement_rules', 'select, insert, update');

-- A room of a chat tool that a statement can go to. Its address is a secret: whoever has it can write there.
create table app.chat_channel (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  kind text collate "C" not null check (kind in ('slack', 'teams', 'mattermost', 'matrix')),
  host text collate "C" not null,
  -- Sealed with a key from the key folder.
  address bytea not null,
  added_at timestamptz not null,
  added_by text not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index chat_channel_name on app.chat_channel (tenant_id, lower(name)) where removed_at is null;
call wall.enclose('app.chat_channel', 'select, insert, update');

-- Mail that the attacker may read or write: while it stands, nothing of the case goes by mail.
create table app.mail_distrust (
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
call wall.enclose('app.mail_distrust', 'select, insert, update');
call wall.encircle('app.mail_distrust', 'incident_id');

create table app.statement (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  number integer not null check (number >= 1),
  audience text collate "C" not null,
  stage text collate "C" not null check (stage in ('first', 'update', 'final', 'correction')),
  language text collate "C" not null check (language ~ '^[a-z]{2}$'),
  -- Of an incident role, for a briefing of the team; '' for all of them.
  role text not null,
  state text collate "C" not null check (state in ('draft', 'released', 'withdrawn')),
  body jsonb not null,
  revision integer not null check (revision >= 1),
  -- The version of the situation report whose facts it was held against last.
  situation_version integer not null,
  party_ids uuid[] not null,
  ticks jsonb not null,
  corrects uuid,
  made_at timestamptz not null,
  made_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  released_at timestamptz,
  released_by text,
  -- As it went out, letter by letter, and its SHA-256, which the leaf of the release holds, too.
  sent_text text,
  sent_sha256 text collate "C",
  withdrawn_reason text,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, number),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, corrects) references app.statement (tenant_id, id),
  check ((state = 'released') = (sent_text is not null)),
  check ((state = 'withdrawn') = (withdrawn_reason is not null)),
  check ((stage = 'correction') = (corrects is not null))
);
create index statement_corrected on app.statement (tenant_id, corrects) where corrects is not null;
call wall.enclose('app.statement', 'select, insert, update');
call wall.encircle('app.statement', 'incident_id');

create table app.statement_recipient (
  tenant_id uuid not null,
  id uuid not null,
  statement_id uuid not null,
  -- In the order of the list that they came from.
  place integer not null,
  name text not null,
  email text not null,
  phone text not null,
  post text[] not null,
  member_id uuid,
  chat_id uuid,
  channel text collate "C" not null check (channel in ('mail', 'letter', 'phone', 'hand', 'inbox', 'chat', 'portal')),
  state text collate "C" not null check (state in ('listed', 'waiting', 'reached', 'not reached')),
  why text collate "C" not null,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- Set while a process is sending; after this instant that process is taken for dead.
  claimed_until timestamptz,
  message_id text collate "C" not null,
  settled_at timestamptz,
  settled_by text not null default '',
  note text not null default '',
  -- When a person of the team said that they read it.
  read_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, statement_id) references app.statement (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, chat_id) references app.chat_channel (tenant_id, id)
);
create unique index statement_recipient_place on app.statement_recipient (tenant_id, statement_id, place);
create unique index statement_recipient_email on app.statement_recipient (tenant_id, statement_id, email) where email <> '';
create unique index statement_recipient_member on app.statement_recipient (tenant_id, statement_id, member_id) where member_id is not null;
create unique index statement_recipient_chat on app.statement_recipient (tenant_id, statement_id, chat_id) where chat_id is not null;
create index statement_recipient_waiting on app.statement_recipient (tenant_id, next_try_at) where state = 'waiting';
create index statement_recipient_of_member on app.statement_recipient (tenant_id, member_id) where member_id is not null;
create index statement_recipient_of_chat on app.statement_recipient (tenant_id, chat_id) where chat_id is not null;
call wall.enclose('app.statement_recipient', 'select, insert, update, delete');
call wall.encircle_by('app.statement_recipient', 'statement_id', 'app.statement');
