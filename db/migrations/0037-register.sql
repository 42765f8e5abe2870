-- Whom the business depends on: suppliers, how to reach them on a bad day, and what the contracts with them say.

create table app.vendor (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  does text not null,
  access text collate "C" not null check (access in ('none', 'visits', 'remote', 'admin', 'unknown')),
  access_note text not null,
  owner_id uuid,
  note text not null,
  added_at timestamptz not null,
  archived_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
create unique index vendor_name on app.vendor (tenant_id, lower(name)) where archived_at is null;
call wall.enclose('app.vendor', 'select, insert, update');

create table app.vendor_asset (
  tenant_id uuid not null,
  vendor_id uuid not null,
  asset_id uuid not null,
  primary key (tenant_id, vendor_id, asset_id),
  foreign key (tenant_id, vendor_id) references app.vendor (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id)
);
create index vendor_asset_by_asset on app.vendor_asset (tenant_id, asset_id);
call wall.enclose('app.vendor_asset', 'select, insert, delete');

create table app.vendor_contact (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  name text not null,
  phone text not null,
  night_phone text not null,
  email text not null,
  other text not null,
  added_at timestamptz not null,
  -- When somebody last tried it, and how; a number that changed is not confirmed any more.
  confirmed_at timestamptz,
  confirmed_by text,
  confirmed_how text,
  primary key (tenant_id, id),
  foreign key (tenant_id, vendor_id) references app.vendor (tenant_id, id),
  check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (confirmed_how is null))
);
create index vendor_contact_by_vendor on app.vendor_contact (tenant_id, vendor_id, added_at);
call wall.enclose('app.vendor_contact', 'select, insert, update, delete');

create table app.contract (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  name text not null,
  owner_id uuid,
  starts_on date,
  -- The end of the period in which it was entered; null runs until somebody ends it.
  ends_on date,
  -- By how much it goes on when nobody gives notice; null ends.
  renews_months integer check (renews_months between 1 and 120),
  notice_value integer check (notice_value between 0 and 1000),
  notice_unit text collate "C" check (notice_unit in ('days', 'weeks', 'months')),
  service_level text not null,
  -- Within what time they tell us of an incident of theirs, and we them of ours; the words say of what and whom.
  they_tell jsonb,
  we_tell jsonb,
  clauses jsonb not null default '{}',
  note text not null,
  decision jsonb,
  exit_steps jsonb not null default '{}',
  -- The last announcement of a day to give notice: of which day, and how many days ahead.
  told_day date,
  told_stage integer,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, vendor_id) references app.vendor (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((notice_value is null) = (notice_unit is null)),
  check (starts_on is null or ends_on is null or starts_on <= ends_on),
  check (renews_months is null or ends_on is not null)
);
create unique index contract_name on app.contract (tenant_id, lower(name)) where ended_at is null;
create index contract_by_vendor on app.contract (tenant_id, vendor_id);
call wall.enclose('app.contract', 'select, insert, update');

-- What cover asks of us: policies, what was attested to get them, consent before spending, and the firm on call.

create table app.policy (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  insurer text not null,
  number text not null,
  hotline text not null,
  report_to text not null,
  owner_id uuid,
  starts_on date,
  ends_on date,
  currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  -- Whole units of the currency.
  cover_limit bigint check (cover_limit >= 0),
  excess bigint check (excess >= 0),
  exclusions text[] not null,
  conditions text not null,
  panel text[] not null,
  notice_hours integer check (notice_hours between 1 and 8784),
  -- Spending above this needs the insurer's consent first; null while nobody has looked.
  consent_above bigint check (consent_above >= 0),
  consent_words text not null,
  note text not null,
  told_day date,
  told_stage integer,
  proof_day date,
  proof_stage integer,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check (starts_on is null or ends_on is null or starts_on <= ends_on)
);
create unique index policy_name on app.policy (tenant_id, lower(name)) where ended_at is null;
call wall.enclose('app.policy', 'select, insert, update');

-- What was said to the insurer. It counts while a check of the living thing shows it.
create table app.attestation (
  tenant_id uuid not null,
  id uuid not null,
  policy_id uuid not null,
  statement text not null,
  check_words text not null,
  added_at timestamptz not null,
  proof jsonb,
  withdrawn_at timestamptz,
  withdrawn_why text,
  primary key (tenant_id, id),
  foreign key (tenant_id, policy_id) references app.policy (tenant_id, id),
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
create index attestation_by_policy on app.attestation (tenant_id, policy_id, added_at);
call wall.enclose('app.attestation', 'select, insert, update');

create table app.consent (
  tenant_id uuid not null,
  id uuid not null,
  policy_id uuid not null,
  what text not null,
  amount bigint check (amount >= 0),
  given_by text not null,
  reference text not null,
  given_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, policy_id) references app.policy (tenant_id, id)
);
create index consent_by_policy on app.consent (tenant_id, policy_id, given_at);
call wall.enclose('app.consent', 'select, insert');

create table app.retainer (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  phone text not null,
  night_phone text not null,
  email text not null,
  answer_hours integer check (answer_hours between 0 and 8784),
  hours_included integer check (hours_included between 0 and 100000),
  authority text not null,
  panel text collate "C" not null check (panel in ('yes', 'no', 'unknown')),
  owner_id uuid,
  starts_on date,
  ends_on date,
  note text not null,
  told_day date,
  told_stage integer,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check (starts_on is null or ends_on is null or starts_on <= ends_on)
);
create unique index retainer_name on app.retainer (tenant_id, lower(name)) where ended_at is null;
call wall.enclose('app.retainer', 'select, insert, update');

-- Copies of what the business cannot lose, what shows that they can be read back, and what is knowingly left without one.

create table app.copy (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  what text not null,
  place text not null,
  every_hours integer not null check (every_hours between 1 and 8784),
  keeps_days integer check (keeps_days between 1 and 36600),
  medium text collate "C" not null check (medium in ('cloud', 'disk', 'tape', 'server', 'other')),
  isolation text collate "C" not null check (isolation in ('none', 'offline', 'immutable')),
  is_offsite boolean not null,
  owner_id uuid,
  custodian_id uuid,
  sighted_at timestamptz,
  sighted_by text,
  sighted_where text,
  -- Of the address that a script calls after each run.
  token_hash bytea check (octet_length(token_hash) = 32),
  linked_at timestamptz,
  beat_at timestamptz,
  failed_at timestamptz,
  late_told_at timestamptz,
  note text not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  foreign key (tenant_id, custodian_id) references app.member (tenant_id, id),
  check ((token_hash is null) = (linked_at is null)),
  check ((sighted_at is null) = (sighted_by is null) and (sighted_at is null) = (sighted_where is null))
);
create unique index copy_name on app.copy (tenant_id, lower(name)) where ended_at is null;
create index copy_by_token on app.copy (token_hash) where token_hash is not null and ended_at is null;
call wall.enclose('app.copy', 'select, insert, update');

create table app.copy_asset (
  tenant_id uuid not null,
  copy_id uuid not null,
  asset_id uuid not null,
  primary key (tenant_id, copy_id, asset_id),
  foreign key (tenant_id, copy_id) references app.copy (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id)
);
create index copy_asset_by_asset on app.copy_asset (tenant_id, asset_id);
call wall.enclose('app.copy_asset', 'select, insert, delete');

create table app.restore_test (
  tenant_id uuid not null,
  id uuid not null,
  copy_id uuid not null,
  tested_at timestamptz not null,
  succeeded boolean not null,
  restored text not null,
  used text not null,
  minutes integer check (minutes between 1 and 527040),
  evidence text not null,
  tester text not null,
  recorded_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, copy_id) references app.copy (tenant_id, id),
  -- No success without what was restored, that it was used, how long it took, and what shows it.
  check (not succeeded or (restored <> '' and used <> '' and evidence <> '' and minutes is not null))
);
create index restore_test_by_copy on app.restore_test (tenant_id, copy_id, tested_at);
call wall.enclose('app.restore_test', 'select, insert');

create table app.copy_gap (
  tenant_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  reason text not null,
  owner_id uuid not null,
  ends_on date not null,
  accepted_at timestamptz not null,
  accepted_by text not null,
  ended_at timestamptz,
  end_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((ended_at is null) = (end_reason is null))
);
create unique index copy_gap_open on app.copy_gap (tenant_id, asset_id) where ended_at is null;
call wall.enclose('app.copy_gap', 'select, insert, update');

-- The door of a backup script: whose copy reports, asked before a tenant is known.
grant select (tenant_id, token_hash, ended_at) on app.copy to muster_search;
create function wall.copy_link(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select c.tenant_id from app.copy c where c.token_hash = wanted_hash and c.ended_at is null $$;
alter function wall.copy_link(bytea) owner to muster_search;
revoke all on function wall.copy_link(bytea) from public;
grant execute on function wall.copy_link(bytea) to muster_auth;
