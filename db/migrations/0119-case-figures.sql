-- What the numbers over time rest on, case by case: when things happened, and how each control did.

create table app.case_moment (
  tenant_id uuid not null,
  incident_id uuid not null,
  moment text collate "C" not null
    check (moment in ('started', 'noticed', 'answered', 'contained', 'recovered', 'notified')),
  at timestamptz not null,
  -- `record`: taken by the program from what people did; `hand`: said by a person, which goes before it.
  source text collate "C" not null check (source in ('record', 'hand')),
  certainty text collate "C" not null check (certainty in ('exact', 'about', 'guess')),
  -- Where it is known from.
  note text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, incident_id, moment),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.case_moment', 'select, insert, update, delete');
call wall.encircle('app.case_moment', 'incident_id');

create table app.control_grade (
  tenant_id uuid not null,
  incident_id uuid not null,
  control text collate "C" not null,
  grade text collate "C" not null check (grade in ('worked', 'failed', 'bypassed', 'absent')),
  note text not null,
  graded_at timestamptz not null,
  graded_by text not null,
  primary key (tenant_id, incident_id, control),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index control_grade_by_control on app.control_grade (tenant_id, control);
call wall.enclose('app.control_grade', 'select, insert, update, delete');
call wall.encircle('app.control_grade', 'incident_id');

-- Since when a control is in place, so that before and after can be compared.
create table app.control_date (
  tenant_id uuid not null references app.tenant,
  control text collate "C" not null,
  since date not null,
  note text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, control)
);
call wall.enclose('app.control_date', 'select, insert, update, delete');
