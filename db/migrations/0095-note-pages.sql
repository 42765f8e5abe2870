-- Pages of a case that several people write in at once: "Call with the insurer", "What we know of the mail server".
create table app.note_page (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  title text not null,
  -- What stands there now, for lists and searches; the state below it is what is written on.
  text text not null default '',
  -- A Yjs document with everything up to `snapshot_seq`; null while all of it stands in updates.
  snapshot bytea,
  snapshot_seq integer not null default 0,
  -- Number of the last update.
  seq integer not null default 0,
  -- Number of the last version that was kept.
  version integer not null default 0,
  opened_at timestamptz not null,
  opened_by text not null,
  written_at timestamptz,
  written_by text,
  -- Who wrote last, as the record refers to them.
  written_ref text,
  -- Since when something stands there that no version holds.
  unkept_since timestamptz,
  archived_at timestamptz,
  archived_by text,
  primary key (tenant_id, id),
  -- What hangs on a page hangs on its case.
  unique (tenant_id, id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((archived_at is null) = (archived_by is null))
);
create index note_page_of_incident on app.note_page (tenant_id, incident_id, id);
create index note_page_unkept on app.note_page (tenant_id, written_at) where unkept_since is not null;
call wall.enclose('app.note_page', 'select, insert, update');
call wall.encircle('app.note_page', 'incident_id');

-- What was written, in order; taken together into the snapshot from time to time.
create table app.note_update (
  tenant_id uuid not null,
  page_id uuid not null,
  seq integer not null,
  incident_id uuid not null,
  change bytea not null,
  primary key (tenant_id, page_id, seq),
  foreign key (tenant_id, page_id, incident_id) references app.note_page (tenant_id, id, incident_id)
);
create index note_update_of_incident on app.note_update (tenant_id, incident_id);
call wall.enclose('app.note_update', 'select, insert, delete');
call wall.encircle('app.note_update', 'incident_id');

-- Whose the numbers are under which words come: nobody writes under another's, which would swallow their words.
create table app.note_writer (
  tenant_id uuid not null,
  page_id uuid not null,
  client bigint not null,
  incident_id uuid not null,
  ref text not null,
  name text not null,
  wrote_at timestamptz not null,
  primary key (tenant_id, page_id, client),
  foreign key (tenant_id, page_id, incident_id) references app.note_page (tenant_id, id, incident_id)
);
create index note_writer_of_incident on app.note_writer (tenant_id, incident_id);
create index note_writer_lately on app.note_writer (tenant_id, page_id, wrote_at);
call wall.enclose('app.note_writer', 'select, insert, update');
call wall.encircle('app.note_writer', 'incident_id');

create table app.note_version (
  tenant_id uuid not null,
  page_id uuid not null,
  number integer not null check (number > 0),
  incident_id uuid not null,
  title text not null,
  text text not null,
  why text collate "C" not null check (why in ('pause', 'takeover', 'by_hand', 'brought_back', 'closing')),
  -- The version whose words were brought back.
  brought_back integer,
  kept_at timestamptz not null,
  kept_by text not null,
  -- Names of those who wrote since the version before.
  writers text[] not null,
  primary key (tenant_id, page_id, number),
  foreign key (tenant_id, page_id, incident_id) references app.note_page (tenant_id, id, incident_id),
  check ((why = 'brought_back') = (brought_back is not null))
);
create index note_version_of_incident on app.note_version (tenant_id, incident_id);
-- A version is followed by another one, never changed.
call wall.enclose('app.note_version', 'select, insert');
call wall.encircle('app.note_version', 'incident_id');
