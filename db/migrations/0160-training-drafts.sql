-- A lesson of a case is settled when it is given out, not when its draft is made.
alter table app.case_lesson drop constraint case_lesson_check1;
alter table app.case_lesson add constraint case_lesson_settled
  check (settled_on is null or course_id is not null or waived is not null);

-- What a course will be called when its draft is given out; null where the draft changes none of it. And when anybody
-- wrote in it last, so that nobody overwrites what they have not read.
alter table app.course add column draft_facts jsonb, add column changed_at timestamptz;

create index training_assignment_of_course on app.training_assignment (tenant_id, course_id, id);
