-- How anybody is reached who matters on a bad day, who calls whom, and what a trial of it showed.

create table app.contact (
  tenant_id uuid not null references app.tenant,
  -- Of one who stands elsewhere (person, supplier, firm on call, insurer) it is their own id: nothing of them is copied.
  id uuid not null,
  kind text collate "C" not null check (kind in ('staff', 'helper', 'authority')),
  member_id uuid,
  vendor_id uuid,
  retainer_id uuid,
  policy_id uuid,
  name text not null,
  organisation text not null,
  job text not null,
  ways jsonb not null default '[]',
  time_zone text,
  languages text[] not null default '{}',
  away jsonb not null default '[]',
  deputy_id uuid,
  note text not null,
  -- When somebody last tried it, and how; ways that changed are not confirmed any more.
  confirmed_at timestamptz,
  confirmed_by text,
  confirmed_how text,
  import_id uuid,
  added_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, vendor_id) references app.vendor (tenant_id, id),
  foreign key (tenant_id, retainer_id) references app.retainer (tenant_id, id),
  foreign key (tenant_id, policy_id) references app.policy (tenant_id, id),
  foreign key (tenant_id, deputy_id) references app.contact (tenant_id, id),
  check (num_nonnulls(member_id, vendor_id, retainer_id, policy_id) <= 1),
  check (coalesce(member_id, vendor_id, retainer_id, policy_id, id) = id),
  check (deputy_id is null or deputy_id <> id),
  check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (confirmed_how is null))
);
create index contact_by_name on app.contact (tenant_id, lower(name)) where removed_at is null;
create index contact_by_deputy on app.contact (tenant_id, deputy_id) where deputy_id is not null;
call wall.enclose('app.contact', 'select, insert, update');

-- A list that was taken in, with what stood there before, so that it can be taken back.
create table app.contact_import (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  file_name text not null,
  format text collate "C" not null,
  added integer not null,
  changed integer not null,
  same integer not null,
  refused integer not null,
  before jsonb not null default '[]',
  taken_at timestamptz not null,
  taken_by text not null,
  undone_at timestamptz,
  undone_by text,
  primary key (tenant_id, id),
  check ((undone_at is null) = (undone_by is null))
);
create index contact_import_by_time on app.contact_import (tenant_id, taken_at);
call wall.enclose('app.contact_import', 'select, insert, update');

alter table app.contact add foreign key (tenant_id, import_id) references app.contact_import (tenant_id, id);

-- Who calls whom; whoever is called by nobody is called by the one who begins.
create table app.call_link (
  tenant_id uuid not null,
  contact_id uuid not null,
  called_by uuid,
  place integer not null check (place >= 0),
  made_at timestamptz not null,
  primary key (tenant_id, contact_id),
  foreign key (tenant_id, contact_id) references app.contact (tenant_id, id),
  foreign key (tenant_id, called_by) references app.contact (tenant_id, id),
  check (called_by is null or called_by <> contact_id)
);
call wall.enclose('app.call_link', 'select, insert, delete');

create table app.reach_test (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  note text not null,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
-- Two at once would be answered for the wrong one.
create unique index reach_test_running on app.reach_test (tenant_id) where ended_at is null;
create index reach_test_by_time on app.reach_test (tenant_id, started_at);
call wall.enclose('app.reach_test', 'select, insert, update');

create table app.reach_answer (
  tenant_id uuid not null,
  test_id uuid not null,
  contact_id uuid not null,
  -- As they were called on that day.
  name text not null,
  caller text not null,
  token_hash bytea check (octet_length(token_hash) = 32),
  answered_at timestamptz,
  channel text collate "C" check (channel in ('phone', 'mobile', 'work_mail', 'private_mail', 'messenger', 'person', 'app')),
  heard text collate "C" check (heard in ('link', 'page', 'caller')),
  heard_by text,
  primary key (tenant_id, test_id, contact_id),
  foreign key (tenant_id, test_id) references app.reach_test (tenant_id, id),
  foreign key (tenant_id, contact_id) references app.contact (tenant_id, id),
  check ((answered_at is null) = (channel is null) and (answered_at is null) = (heard is null)
    and (answered_at is null) = (heard_by is null))
);
create index reach_answer_by_token on app.reach_answer (token_hash) where token_hash is not null;
call wall.enclose('app.reach_answer', 'select, insert, update');

-- When the quarterly trial was last asked for, so that it is asked for once.
create table app.reach_reminder (
  tenant_id uuid not null references app.tenant,
  due_on date not null,
  told_at timestamptz not null,
  primary key (tenant_id, due_on)
);
call wall.enclose('app.reach_reminder', 'select, insert');

-- The door of one who was asked and is not signed in: whose trial it is, asked before a tenant is known.
grant select (tenant_id, token_hash, answered_at) on app.reach_answer to muster_search;
create function wall.reach_link(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select a.tenant_id from app.reach_answer a where a.token_hash = wanted_hash $$;
alter function wall.reach_link(bytea) owner to muster_search;
revoke all on function wall.reach_link(bytea) from public;
grant execute on function wall.reach_link(bytea) to muster_auth;
