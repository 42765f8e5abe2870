-- Why a case is closed although nobody can say how a control did in it: the word of one person, by name.

create table app.control_waiver (
  tenant_id uuid not null,
  incident_id uuid not null,
  reason text not null check (reason <> ''),
  waived_at timestamptz not null,
  waived_by text not null,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.control_waiver', 'select, insert, update, delete');
call wall.encircle('app.control_waiver', 'incident_id');
