-- What was agreed with a supplier when a case ended: it is judged by that, and not by what is agreed later.
alter table app.supplier_case add column agreed jsonb check (jsonb_typeof(agreed) = 'object');

-- A rehearsal that is played in a case of its own is looked back at once, at the rehearsal or at its case, and counts once.
-- What is known of those that ended is kept with them.

alter table app.review no force row level security;
alter table app.section_judgement no force row level security;
alter table app.exercise_case no force row level security;

alter table app.review add column case_id uuid check (case_id is null or kind = 'exercise');
alter table app.review add foreign key (tenant_id, case_id) references app.incident (tenant_id, id);
create index review_of_case on app.review (tenant_id, case_id) where case_id is not null;
update app.review as one set case_id = played.incident_id
  from app.exercise_case as played
  where played.tenant_id = one.tenant_id and played.session_id = one.exercise_id;

alter table app.section_judgement add column case_id uuid;
alter table app.section_judgement add foreign key (tenant_id, case_id) references app.incident (tenant_id, id);
create index section_judgement_of_case on app.section_judgement (tenant_id, case_id) where case_id is not null;
update app.section_judgement as one set case_id = played.incident_id
  from app.exercise_case as played
  where played.tenant_id = one.tenant_id and played.session_id = one.subject_id;
-- What the review of the case says stands before what the rehearsal said.
delete from app.section_judgement as one where exists (
  select from app.section_judgement as other
  where other.tenant_id = one.tenant_id and other.subject_id = one.case_id
);

alter table app.review force row level security;
alter table app.section_judgement force row level security;
alter table app.exercise_case force row level security;
