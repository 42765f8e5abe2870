-- A directory that is read by LDAP on a schedule. Whom it knows stands in app.provisioned_person, as with SCIM; there each
-- external_id that begins with 'ldap:' is one of its.
create table app.ldap_directory (
  tenant_id uuid primary key references app.tenant,
  host text collate "C" not null check (host <> ''),
  port integer not null check (port between 1 and 65535),
  -- Never in clear: a password goes over it.
  security text collate "C" not null check (security in ('ldaps', 'starttls')),
  bind_dn text not null,
  secret bytea not null,
  base text not null,
  filter text not null,
  -- Rises with each change; what was tried is this version or nothing.
  version integer not null,
  tried_version integer,
  is_on boolean not null default false,
  read_at timestamptz,
  trouble text collate "C" not null default '',
  failing_since timestamptz,
  -- How many people a reading would switch off that waits for a person; 0 for none.
  waiting integer not null default 0,
  changed_at timestamptz not null,
  changed_by text not null,
  check (not is_on or tried_version = version)
);
call wall.enclose('app.ldap_directory', 'select, insert, update');
