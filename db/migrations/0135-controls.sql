-- Controls that are asked once for every framework: what was chosen, how each stands, what shows it, what leans on it,
-- news that brings a review forward, and light internal audits.

create table app.control_choice (
  tenant_id uuid not null references app.tenant,
  name text collate "C" not null,
  since timestamptz not null,
  chosen_by text not null,
  primary key (tenant_id, name)
);
call wall.enclose('app.control_choice', 'select, insert, update, delete');

create table app.control_state (
  tenant_id uuid not null references app.tenant,
  key text collate "C" not null,
  -- Null while it is asked for and nobody has looked.
  answer text collate "C" check (answer in ('yes', 'partly', 'no', 'not_applicable')),
  words text not null,
  owner_id uuid,
  reviewed_on date,
  reviewed_at timestamptz,
  reviewed_by text not null,
  next_review_on date not null,
  version integer not null check (version >= 0),
  primary key (tenant_id, key),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((answer is null) = (reviewed_on is null) and (answer is null) = (reviewed_at is null))
);
create index control_state_of_owner on app.control_state (tenant_id, owner_id) where owner_id is not null;
call wall.enclose('app.control_state', 'select, insert, update');

create table app.control_proof (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  key text collate "C" not null,
  checked_on date not null,
  valid_until date not null,
  words text not null,
  link text not null,
  proved_at timestamptz not null,
  proved_by text not null,
  withdrawn_at timestamptz,
  withdrawn_why text,
  primary key (tenant_id, id),
  check (valid_until > checked_on),
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
create index control_proof_of_key on app.control_proof (tenant_id, key, checked_on desc, id desc) where withdrawn_at is null;
call wall.enclose('app.control_proof', 'select, insert, update');

create table app.control_tie (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  key text collate "C" not null,
  attestation_id uuid,
  routine_id uuid,
  -- What was told last of it: '' for nothing, 'against', or the day of the renewal.
  told text not null,
  tied_at timestamptz not null,
  tied_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, attestation_id) references app.attestation (tenant_id, id),
  foreign key (tenant_id, routine_id) references app.routine (tenant_id, id),
  check (num_nonnulls(attestation_id, routine_id) = 1)
);
create unique index control_tie_of_attestation on app.control_tie (tenant_id, attestation_id) where attestation_id is not null;
create unique index control_tie_of_routine on app.control_tie (tenant_id, routine_id) where routine_id is not null;
call wall.enclose('app.control_tie', 'select, insert, update, delete');

-- A hole that attackers use, in something of the register: once for each hole.
create table app.control_news (
  tenant_id uuid not null references app.tenant,
  cve text collate "C" not null,
  name text not null,
  added_on date not null,
  is_ransomware boolean not null,
  -- What of ours it touches, the first ten; how many in all.
  touched text[] not null,
  touched_count integer not null check (touched_count > 0),
  keys text[] not null,
  raised_at timestamptz not null,
  look_by date not null,
  primary key (tenant_id, cve)
);
create index control_news_newest on app.control_news (tenant_id, raised_at desc, cve);
call wall.enclose('app.control_news', 'select, insert');

create table app.control_audit (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  title text not null,
  due_on date not null,
  owner_id uuid,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
create index control_audit_open on app.control_audit (tenant_id, id) where ended_at is null;
create index control_audit_of_owner on app.control_audit (tenant_id, owner_id) where owner_id is not null;
call wall.enclose('app.control_audit', 'select, insert, update');

create table app.control_audit_item (
  tenant_id uuid not null,
  audit_id uuid not null,
  key text collate "C" not null,
  place integer not null,
  state_then text collate "C" not null,
  verdict text collate "C" check (verdict in ('as_said', 'finding')),
  words text not null,
  looked_at timestamptz,
  looked_by text not null,
  -- In a room that comes later: held by its id alone.
  improvement_id uuid,
  primary key (tenant_id, audit_id, key),
  foreign key (tenant_id, audit_id) references app.control_audit (tenant_id, id),
  check ((verdict is null) = (looked_at is null))
);
call wall.enclose('app.control_audit_item', 'select, insert, update');
