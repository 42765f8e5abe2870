-- Mail with people outside that belongs to a case: keys, threads, what was written and what came.

create table app.mail_key (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  kind text collate "C" not null check (kind in ('own', 'contact')),
  email text collate "C" not null,
  name text not null,
  -- SHA-256 of the certificate, hexadecimal.
  fingerprint text collate "C" not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  certificate text not null,
  -- Sealed with a key from the key folder; gone once an own key was taken out.
  private_key bytea,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  added_at timestamptz not null,
  added_by text not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  check (private_key is null or (kind = 'own' and removed_at is null))
);
create unique index mail_key_once on app.mail_key (tenant_id, kind, email, fingerprint) where removed_at is null;
call wall.enclose('app.mail_key', 'select, insert, update');

create table app.mail_thread (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  -- Stands in the subject, so that an answer finds its case.
  token text collate "C" not null,
  subject text not null,
  audience text collate "C" not null,
  begun_at timestamptz not null,
  begun_by text not null,
  last_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create unique index mail_thread_token on app.mail_thread (tenant_id, token);
create index mail_thread_of on app.mail_thread (tenant_id, incident_id, last_at desc, id desc);
call wall.enclose('app.mail_thread', 'select, insert, update');
call wall.encircle('app.mail_thread', 'incident_id');

create table app.mail_letter (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  thread_id uuid not null,
  incident_id uuid not null,
  way text collate "C" not null check (way in ('in', 'out')),
  message_id text collate "C" not null,
  subject text not null,
  body text not null,
  -- Normalised addresses: of the sender for what came, of those it goes to for what was written.
  emails text[] collate "C" not null,
  by text not null,
  member_id uuid,
  at timestamptz not null,
  is_encrypted boolean not null,
  signature text collate "C" not null,
  signer text not null,
  signer_email text collate "C" not null,
  signer_fingerprint text collate "C" not null,
  -- Of a signer, as it came along: it can be kept as the key of a contact.
  signer_certificate text not null,
  known_since timestamptz,
  trouble text collate "C" not null,
  -- Of the mail as it came, or of what went out of it.
  sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  original_id uuid,
  files jsonb not null,
  -- What goes out, signed and encrypted as it was when it was written; null for what came.
  entity bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, thread_id) references app.mail_thread (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, original_id) references app.evidence (tenant_id, id),
  check ((way = 'out') = (entity is not null))
);
create unique index mail_letter_once on app.mail_letter (tenant_id, thread_id, sha256);
create index mail_letter_of on app.mail_letter (tenant_id, thread_id, at, id);
create index mail_letter_message on app.mail_letter (tenant_id, message_id);
create index mail_letter_incident on app.mail_letter (tenant_id, incident_id);
create index mail_letter_member on app.mail_letter (tenant_id, member_id) where member_id is not null;
create index mail_letter_original on app.mail_letter (tenant_id, original_id) where original_id is not null;
call wall.enclose('app.mail_letter', 'select, insert');
call wall.encircle('app.mail_letter', 'incident_id');

-- One for each address: to each alone.
create table app.mail_copy (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  letter_id uuid not null,
  incident_id uuid not null,
  email text collate "C" not null,
  state text collate "C" not null default 'waiting' check (state in ('waiting', 'reached', 'not reached')),
  why text collate "C" not null,
  tries integer not null default 0,
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  claimed_until timestamptz,
  settled_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, letter_id) references app.mail_letter (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((state = 'waiting') = (settled_at is null))
);
create unique index mail_copy_once on app.mail_copy (tenant_id, letter_id, email);
create index mail_copy_waiting on app.mail_copy (tenant_id, next_try_at) where state = 'waiting';
create index mail_copy_incident on app.mail_copy (tenant_id, incident_id);
call wall.enclose('app.mail_copy', 'select, insert, update');
call wall.encircle('app.mail_copy', 'incident_id');
