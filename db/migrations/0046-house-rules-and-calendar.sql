-- House rules: drafts, who has to agree to them, versions that never change, and who has read which.

create table app.house_rule (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  owner_id uuid,
  review_months integer not null check (review_months between 1 and 36),
  -- Null while nothing is being written.
  draft jsonb,
  draft_hash text collate "C" check (draft_hash ~ '^[0-9a-f]{64}$'),
  drafted_at timestamptz,
  drafted_by text,
  -- The version in force.
  current_number integer check (current_number >= 1),
  -- When it was last published, or looked at and found to hold still.
  reviewed_on date,
  added_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((draft is null) = (draft_hash is null) and (draft is null) = (drafted_at is null) and (draft is null) = (drafted_by is null)),
  check ((current_number is null) = (reviewed_on is null))
);
create unique index house_rule_name on app.house_rule (tenant_id, lower(name)) where withdrawn_at is null;
call wall.enclose('app.house_rule', 'select, insert, update');

-- Who was named to agree to the draft, and to which words they did.
create table app.house_rule_approver (
  tenant_id uuid not null,
  rule_id uuid not null,
  member_id uuid not null,
  asked_at timestamptz not null,
  approved_at timestamptz,
  approved_hash text collate "C" check (approved_hash ~ '^[0-9a-f]{64}$'),
  primary key (tenant_id, rule_id, member_id),
  foreign key (tenant_id, rule_id) references app.house_rule (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  check ((approved_at is null) = (approved_hash is null))
);
call wall.enclose('app.house_rule_approver', 'select, insert, update, delete');

create table app.house_rule_version (
  tenant_id uuid not null,
  rule_id uuid not null,
  number integer not null check (number >= 1),
  content jsonb not null,
  code text collate "C" not null,
  note text not null,
  -- Names of those who agreed, with the day, as they stood then.
  approvals text[] not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (tenant_id, rule_id, number),
  unique (tenant_id, code),
  foreign key (tenant_id, rule_id) references app.house_rule (tenant_id, id)
);
-- Neither changed nor taken away.
call wall.enclose('app.house_rule_version', 'select, insert');

create table app.house_rule_reading (
  tenant_id uuid not null,
  rule_id uuid not null,
  number integer not null,
  member_id uuid not null,
  read_at timestamptz not null,
  primary key (tenant_id, rule_id, number, member_id),
  foreign key (tenant_id, rule_id, number) references app.house_rule_version (tenant_id, rule_id, number),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index house_rule_reading_of_member on app.house_rule_reading (tenant_id, member_id);
call wall.enclose('app.house_rule_reading', 'select, insert');

-- How often a question was answered, and how often wrongly. No person stands here.
create table app.house_rule_doubt (
  tenant_id uuid not null,
  rule_id uuid not null,
  number integer not null,
  question integer not null check (question between 0 and 3),
  answered integer not null check (answered >= 0),
  missed integer not null check (missed between 0 and answered),
  primary key (tenant_id, rule_id, number, question),
  foreign key (tenant_id, rule_id, number) references app.house_rule_version (tenant_id, rule_id, number)
);
call wall.enclose('app.house_rule_doubt', 'select, insert, update');

-- What a firm does again and again, and for how long it took.

create table app.routine (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  what text not null,
  owner_id uuid,
  every_value integer not null check (every_value between 1 and 120),
  every_unit text collate "C" not null check (every_unit in ('days', 'weeks', 'months')),
  minutes integer not null check (minutes between 1 and 600),
  next_on date not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
create unique index routine_name on app.routine (tenant_id, lower(name)) where ended_at is null;
call wall.enclose('app.routine', 'select, insert, update');

create table app.routine_turn (
  tenant_id uuid not null,
  id uuid not null,
  routine_id uuid not null,
  due_on date not null,
  done_at timestamptz not null,
  done_by text not null,
  minutes integer not null check (minutes between 0 and 600),
  note text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, routine_id) references app.routine (tenant_id, id)
);
create index routine_turn_by_time on app.routine_turn (tenant_id, done_at);
call wall.enclose('app.routine_turn', 'select, insert');

-- A person's calendar address, of which only the hash is kept, and the week they were last reminded of.
create table app.calendar_link (
  tenant_id uuid not null,
  member_id uuid not null,
  token_hash bytea not null check (octet_length(token_hash) = 32),
  everything boolean not null,
  language text collate "C" not null check (language in ('en', 'de')),
  made_at timestamptz not null,
  primary key (tenant_id, member_id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create unique index calendar_link_by_token on app.calendar_link (tenant_id, token_hash);
create index calendar_link_by_hash on app.calendar_link (token_hash);
call wall.enclose('app.calendar_link', 'select, insert, update, delete');

create table app.calendar_told (
  tenant_id uuid not null,
  member_id uuid not null,
  week_of date not null,
  primary key (tenant_id, member_id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
call wall.enclose('app.calendar_told', 'select, insert, update');

-- The door of a calendar program: whose address it is, asked before a tenant is known.
grant select (tenant_id, token_hash) on app.calendar_link to muster_search;
create function wall.calendar_link(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select c.tenant_id from app.calendar_link c where c.token_hash = wanted_hash $$;
alter function wall.calendar_link(bytea) owner to muster_search;
revoke all on function wall.calendar_link(bytea) from public;
grant execute on function wall.calendar_link(bytea) to muster_auth;
