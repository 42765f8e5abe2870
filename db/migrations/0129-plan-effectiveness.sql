-- How each section of the plan did, in each case and rehearsal that was looked back at. A rehearsal says it when its
-- three questions are closed; its review, where one is held, says it anew.

create table app.section_judgement (
  tenant_id uuid not null references app.tenant,
  -- The case, or the rehearsal.
  subject_id uuid not null,
  section text collate "C" not null
    check (section in ('prepare', 'detect', 'contain', 'eradicate', 'recover', 'learn', 'reporting')),
  judged text collate "C" not null check (judged in ('worked', 'failed', 'missing', 'not_used')),
  words text not null,
  mode text collate "C" not null check (mode in ('real', 'exercise', 'near_miss')),
  title text not null,
  -- On the organisation's calendar.
  judged_on date not null,
  -- The case whose circle binds it; null for a rehearsal of its own.
  incident_id uuid,
  -- Null while the rehearsal alone says it.
  review_id uuid,
  primary key (tenant_id, subject_id, section),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, review_id) references app.review (tenant_id, id)
);
create index section_judgement_by_day on app.section_judgement (tenant_id, judged_on desc, subject_id, section);
create index section_judgement_of_incident on app.section_judgement (tenant_id, incident_id) where incident_id is not null;
create index section_judgement_of_review on app.section_judgement (tenant_id, review_id) where review_id is not null;
call wall.enclose('app.section_judgement', 'select, insert, delete');
call wall.encircle('app.section_judgement', 'incident_id');

-- Numbers of reviews are asked for by when they were planned.
create index review_by_planning on app.review (tenant_id, planned_at);
