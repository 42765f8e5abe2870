-- A reviewer signs a closed case off, or sends it back with what is missing.
alter table app.incident
  -- Where a closed case stands with its reviewer; null where nobody is asked.
  add column review text collate "C" check (review in ('asked', 'returned', 'answered', 'signed')),
  -- Who closed it, as the record refers to them: nobody reviews their own work.
  add column closed_ref text;
create index incident_to_review on app.incident (tenant_id, number) where review in ('asked', 'returned', 'answered');

create table app.sign_off (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  -- Of the closing that was judged.
  closed_at timestamptz not null,
  verdict text collate "C" not null check (verdict in ('signed', 'returned')),
  note text not null,
  -- Why one who led or closed it signed all the same.
  alone_reason text,
  judged_at timestamptz not null,
  judged_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check (alone_reason is null or verdict = 'signed')
);
create index sign_off_of_incident on app.sign_off (tenant_id, incident_id, id);
-- A verdict is followed by another one, never changed.
call wall.enclose('app.sign_off', 'select, insert');
call wall.encircle('app.sign_off', 'incident_id');

create table app.missing_part (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  sign_off_id uuid not null,
  title text not null,
  owner_id uuid not null,
  due_on date not null,
  settled_at timestamptz,
  settled_by text,
  note text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, sign_off_id) references app.sign_off (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((settled_at is null) = (settled_by is null))
);
create index missing_part_of_incident on app.missing_part (tenant_id, incident_id, id);
create index missing_part_of_sign_off on app.missing_part (tenant_id, sign_off_id);
create index missing_part_open on app.missing_part (tenant_id, due_on) where settled_at is null;
call wall.enclose('app.missing_part', 'select, insert, update');
call wall.encircle('app.missing_part', 'incident_id');
