-- Custody of evidence, uploads that can be resumed, and what earlier checkpoints left outside. The sealed row itself
-- still never changes: how a thing is kept, and where it came from, stands beside it.

create table app.evidence_keeping (
  tenant_id uuid not null references app.tenant,
  evidence_id uuid not null,
  sensitivity text collate "C" not null default 'normal' check (sensitivity in ('normal', 'personal', 'privileged')),
  is_sample boolean not null default false,
  -- A working copy points to its original, an entry of an archive to the archive and its place in it.
  copy_of uuid,
  copy_number integer,
  source_id uuid,
  path text not null default '',
  retain_until timestamptz,
  custodian_id uuid,
  custodian text,
  removed_at timestamptz,
  removed_by text,
  removal_reason text,
  primary key (tenant_id, evidence_id),
  unique (tenant_id, copy_of, copy_number),
  unique (tenant_id, source_id, path),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  foreign key (tenant_id, copy_of) references app.evidence (tenant_id, id),
  foreign key (tenant_id, source_id) references app.evidence (tenant_id, id),
  foreign key (tenant_id, custodian_id) references app.member (tenant_id, id),
  check ((removed_at is null) = (removed_by is null) and (removed_at is null) = (removal_reason is null)),
  check ((copy_of is null) = (copy_number is null)),
  check (source_id is null or path <> '')
);
call wall.enclose('app.evidence_keeping', 'select, insert, update');

create table app.evidence_hold (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  evidence_id uuid not null,
  reason text not null,
  placed_at timestamptz not null,
  placed_by text not null,
  released_at timestamptz,
  released_by text,
  release_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  check ((released_at is null) = (released_by is null) and (released_at is null) = (release_reason is null))
);
create unique index evidence_hold_open on app.evidence_hold (tenant_id, evidence_id) where released_at is null;
call wall.enclose('app.evidence_hold', 'select, insert, update');

create table app.evidence_handover (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  evidence_id uuid not null,
  direction text collate "C" not null check (direction in ('transfer', 'return')),
  what text not null,
  purpose text not null,
  giver_id uuid,
  giver text not null,
  taker_id uuid,
  taker text not null,
  -- How to reach somebody from outside: firm and address; empty for a person of the organisation.
  taker_contact text not null default '',
  offered_at timestamptz not null,
  offered_by text not null,
  state text collate "C" not null check (state in ('offered', 'received', 'declined', 'withdrawn')),
  settled_at timestamptz,
  settled_by text,
  note text not null default '',
  -- The signed receipt of somebody from outside, sealed as evidence itself.
  receipt_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  foreign key (tenant_id, giver_id) references app.member (tenant_id, id),
  foreign key (tenant_id, taker_id) references app.member (tenant_id, id),
  foreign key (tenant_id, receipt_id) references app.evidence (tenant_id, id),
  check ((state = 'offered') = (settled_at is null) and (settled_at is null) = (settled_by is null))
);
-- One person at a time is on the way to hold a thing.
create unique index evidence_handover_open on app.evidence_handover (tenant_id, evidence_id) where state = 'offered';
create index evidence_handover_by_evidence on app.evidence_handover (tenant_id, evidence_id, offered_at);
call wall.enclose('app.evidence_handover', 'select, insert, update');

create table app.evidence_upload (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  -- Who began it, as the ledger names them: nobody else goes on with it.
  actor text collate "C" not null,
  begun_by text not null,
  size bigint not null check (size >= 0),
  media_type text not null,
  acquisition jsonb not null,
  arrived bigint not null default 0 check (arrived between 0 and size),
  begun_at timestamptz not null,
  touched_at timestamptz not null,
  state text collate "C" not null check (state in ('open', 'sealed', 'dropped')),
  evidence_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  check ((state = 'sealed') = (evidence_id is not null))
);
create index evidence_upload_open on app.evidence_upload (tenant_id, incident_id, begun_at) where state = 'open';
call wall.enclose('app.evidence_upload', 'select, insert, update');

create table app.evidence_upload_part (
  tenant_id uuid not null references app.tenant,
  upload_id uuid not null,
  start bigint not null,
  size bigint not null check (size > 0),
  sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (tenant_id, upload_id, start),
  foreign key (tenant_id, upload_id) references app.evidence_upload (tenant_id, id)
);
create index evidence_upload_part_by_hash on app.evidence_upload_part (tenant_id, sha256);
call wall.enclose('app.evidence_upload_part', 'select, insert, delete');

-- What a checkpoint left outside the installation: a token, a mail, a printed card.
create table app.anchor (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  type text collate "C" not null check (type in ('rfc3161', 'email', 'print')),
  at timestamptz not null,
  size bigint not null check (size > 0),
  epoch integer not null,
  data bytea not null,
  about jsonb not null,
  added_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, size, epoch) references app.checkpoint (tenant_id, size, epoch)
);
create index anchor_by_size on app.anchor (tenant_id, size);
call wall.enclose('app.anchor', 'select, insert');

create table app.timestamp_authority (
  tenant_id uuid primary key references app.tenant,
  url text not null,
  -- PEM of the authority's own roots; empty where nobody has given any, and then no chain is called trusted.
  roots text not null default '',
  changed_at timestamptz not null,
  changed_by text not null
);
call wall.enclose('app.timestamp_authority', 'select, insert, update');
create trigger never before update or delete or truncate on app.anchor execute function wall.never();
