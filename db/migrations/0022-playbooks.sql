-- Own playbooks, own editions of those that ship, what the organisation works with, and what was imported.

-- What the organisation works with. No row: nobody has said, so nothing is left out.
create table app.response_profile (
  tenant_id uuid primary key references app.tenant,
  platforms text[] not null,
  traits jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
call wall.enclose('app.response_profile', 'select, insert, update');

-- One row for each playbook that the organisation touched. The key is a kind (its edition of what ships) or an id.
create table app.playbook (
  tenant_id uuid not null references app.tenant,
  key text collate "C" not null,
  kind text collate "C" not null,
  title text not null,
  -- Version in use; null means as it ships, or, for one of their own, not published.
  in_use integer check (in_use >= 1),
  last_version integer not null default 0 check (last_version >= 0),
  draft jsonb,
  -- Rises with each save, so that two people who edit at once hear of each other.
  draft_revision integer not null default 0,
  drafted_at timestamptz,
  drafted_by text,
  made_at timestamptz not null,
  made_by text not null,
  primary key (tenant_id, key),
  check ((draft is null) = (drafted_at is null))
);
call wall.enclose('app.playbook', 'select, insert, update');

-- What was published never changes.
create table app.playbook_version (
  tenant_id uuid not null,
  key text collate "C" not null,
  version integer not null check (version >= 1),
  document jsonb not null,
  sha256 text collate "C" not null,
  note text not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (tenant_id, key, version),
  foreign key (tenant_id, key) references app.playbook (tenant_id, key)
);
call wall.enclose('app.playbook_version', 'select, insert');
-- Looked at when the transaction ends, since each of the two points at the other.
alter table app.playbook add foreign key (tenant_id, key, in_use) references app.playbook_version (tenant_id, key, version)
  deferrable initially deferred;

-- A file that a playbook was imported from, byte for byte, and what was lost on the way.
create table app.playbook_original (
  tenant_id uuid not null,
  key text collate "C" not null,
  name text not null,
  bytes bytea not null,
  sha256 text collate "C" not null,
  report jsonb not null,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (tenant_id, key),
  foreign key (tenant_id, key) references app.playbook (tenant_id, key)
);
call wall.enclose('app.playbook_original', 'select, insert');

-- ATT&CK and COUN7ER as an administrator imported them; each import replaces the one before whole.
create table app.knowledge_set (
  tenant_id uuid not null references app.tenant,
  name text collate "C" not null check (name in ('attack', 'coun7er')),
  version text not null,
  file_name text not null,
  sha256 text collate "C" not null,
  entries integer not null,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (tenant_id, name)
);
call wall.enclose('app.knowledge_set', 'select, insert, update');

create table app.technique (
  tenant_id uuid not null references app.tenant,
  id text collate "C" not null,
  name text not null,
  tactics text[] not null,
  state text collate "C" not null check (state in ('current', 'deprecated', 'revoked')),
  primary key (tenant_id, id)
);
call wall.enclose('app.technique', 'select, insert, delete');

create table app.countermeasure (
  tenant_id uuid not null references app.tenant,
  id text collate "C" not null,
  version text not null,
  name text not null,
  kind text not null,
  techniques text[] not null,
  outcome text not null,
  preparation text not null,
  risks text not null,
  guidance text not null,
  primary key (tenant_id, id)
);
create index countermeasure_by_technique on app.countermeasure using gin (techniques);
call wall.enclose('app.countermeasure', 'select, insert, delete');
