-- What an exercise found became an improvement: which, for which objective.
create table app.exercise_finding (
  tenant_id uuid not null,
  session_id uuid not null,
  objective_key text collate "C" not null,
  improvement_id uuid not null,
  primary key (tenant_id, session_id, objective_key, improvement_id),
  foreign key (tenant_id, session_id) references app.exercise_session (tenant_id, id),
  foreign key (tenant_id, improvement_id) references app.improvement (tenant_id, id)
);
call wall.enclose('app.exercise_finding', 'select, insert');
call wall.encircle_by('app.exercise_finding', 'improvement_id', 'app.improvement');
