-- What an organisation asks about an incident in its own words, in versions that never change, and what was answered.

create table app.incident_form (
  tenant_id uuid not null references app.tenant,
  version integer not null check (version > 0),
  content jsonb not null,
  reason text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, version)
);
call wall.enclose('app.incident_form', 'select, insert');

create table app.incident_detail (
  tenant_id uuid not null,
  incident_id uuid not null,
  field text collate "C" not null check (field ~ '^[a-z][a-z0-9_]{0,39}$'),
  value jsonb not null,
  -- The severity brought it, and nobody chose it yet.
  is_default boolean not null,
  version integer not null check (version > 0),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, incident_id, field),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.incident_detail', 'select, insert, update, delete');
call wall.encircle('app.incident_detail', 'incident_id');

-- What a list of thousands is narrowed by: an answer of a closed list, in the order of the list.
create table app.incident_detail_key (
  tenant_id uuid not null,
  incident_id uuid not null,
  number integer not null,
  field text collate "C" not null,
  key text collate "C" not null,
  primary key (tenant_id, field, key, number),
  foreign key (tenant_id, incident_id, field) references app.incident_detail (tenant_id, incident_id, field)
);
create index incident_detail_key_of on app.incident_detail_key (tenant_id, incident_id, field);
call wall.enclose('app.incident_detail_key', 'select, insert, delete');
call wall.encircle('app.incident_detail_key', 'incident_id');
