-- Who read the guide to evidence in which case, before anything is wiped there. The leaf says it too; this answers fast.
create table app.guide_reading (
  tenant_id uuid not null,
  incident_id uuid not null,
  reader text collate "C" not null,
  edition text collate "C" not null,
  name text not null,
  read_at timestamptz not null,
  primary key (tenant_id, incident_id, reader, edition),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.guide_reading', 'select, insert');
call wall.encircle('app.guide_reading', 'incident_id');
