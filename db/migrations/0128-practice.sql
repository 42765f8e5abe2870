-- What a firm does together: workshops, drills with the real tool, drills in reporting; what people lack; what cases teach.

create table app.workshop (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  title text not null,
  held_on date not null,
  minutes integer not null check (minutes between 1 and 1440),
  course_id uuid,
  led_by text not null,
  notes text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, course_id) references app.course (tenant_id, id)
);
create index workshop_by_day on app.workshop (tenant_id, held_on desc, id desc);
create index workshop_of_course on app.workshop (tenant_id, course_id) where course_id is not null;
call wall.enclose('app.workshop', 'select, insert');

create table app.workshop_attendee (
  tenant_id uuid not null,
  workshop_id uuid not null,
  member_id uuid not null,
  primary key (tenant_id, workshop_id, member_id),
  foreign key (tenant_id, workshop_id) references app.workshop (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index workshop_attendee_of_member on app.workshop_attendee (tenant_id, member_id);
call wall.enclose('app.workshop_attendee', 'select, insert');

-- What people were worried about. Whose worry it was is not kept.
create table app.training_concern (
  tenant_id uuid not null,
  id uuid not null,
  workshop_id uuid not null,
  words text not null,
  answer text,
  settled_on date,
  settled_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, workshop_id) references app.workshop (tenant_id, id),
  check ((answer is null) = (settled_on is null) and (answer is null) = (settled_by is null))
);
create index training_concern_of_workshop on app.training_concern (tenant_id, workshop_id);
call wall.enclose('app.training_concern', 'select, insert, update');

-- One person, the real tool, a device of the trial.
create table app.tool_drill (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  tool text not null,
  device text not null,
  member_id uuid not null,
  skill_id uuid,
  started_at timestamptz not null,
  stopped_at timestamptz,
  -- Stopped by Muster's own clock, or told afterwards.
  is_measured boolean not null,
  result text collate "C" check (result in ('isolated', 'not_isolated', 'broken_off')),
  proof text,
  witness_id uuid,
  recorded_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, witness_id) references app.member (tenant_id, id),
  foreign key (tenant_id, skill_id) references app.skill (tenant_id, id),
  check ((stopped_at is null) = (result is null) and (stopped_at is null) = (proof is null)),
  check (stopped_at >= started_at),
  check (witness_id <> member_id)
);
create index tool_drill_by_time on app.tool_drill (tenant_id, started_at desc, id desc);
create index tool_drill_of_member on app.tool_drill (tenant_id, member_id);
create index tool_drill_of_witness on app.tool_drill (tenant_id, witness_id) where witness_id is not null;
create index tool_drill_of_skill on app.tool_drill (tenant_id, skill_id) where skill_id is not null;
call wall.enclose('app.tool_drill', 'select, insert, update');

-- Whether people report: from when to when, how many came in, and how soon the first one. Nobody is named.
create table app.report_drill (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  what text not null,
  asked integer not null check (asked >= 0),
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  reports integer check (reports >= 0),
  first_minutes integer check (first_minutes >= 0),
  note text not null,
  primary key (tenant_id, id),
  check ((ended_at is null) = (reports is null))
);
create unique index report_drill_running on app.report_drill (tenant_id) where ended_at is null;
create index report_drill_by_time on app.report_drill (tenant_id, started_at desc, id desc);
call wall.enclose('app.report_drill', 'select, insert, update');

-- Something that people here cannot do yet, and what was decided about it.
create table app.training_need (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  title text not null,
  why text not null,
  origin_kind text collate "C" not null check (origin_kind in ('review', 'exercise', 'incident', 'leaver', 'own')),
  -- Where it was found, in another room; and the case whose circle binds its words.
  origin_id uuid,
  incident_id uuid,
  skill_id uuid,
  opened_at timestamptz not null,
  opened_by text not null,
  decision text collate "C" check (decision in ('course', 'hire', 'contract', 'none')),
  decided_why text,
  decided_on date,
  decided_by text,
  course_id uuid,
  vendor_id uuid,
  owner_id uuid,
  due_on date,
  done_on date,
  done_how text,
  primary key (tenant_id, id),
  foreign key (tenant_id, skill_id) references app.skill (tenant_id, id),
  foreign key (tenant_id, course_id) references app.course (tenant_id, id),
  foreign key (tenant_id, vendor_id) references app.vendor (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((decision is null) = (decided_on is null) and (decision is null) = (decided_by is null) and (decision is null) = (decided_why is null)),
  check ((done_on is null) = (done_how is null)),
  check (done_on is null or decision is not null)
);
create index training_need_by_time on app.training_need (tenant_id, opened_at desc, id desc);
create index training_need_of_skill on app.training_need (tenant_id, skill_id) where skill_id is not null;
create index training_need_of_course on app.training_need (tenant_id, course_id) where course_id is not null;
create index training_need_of_vendor on app.training_need (tenant_id, vendor_id) where vendor_id is not null;
create index training_need_of_owner on app.training_need (tenant_id, owner_id) where owner_id is not null;
create unique index training_need_once on app.training_need (tenant_id, origin_kind, origin_id) where origin_id is not null;
call wall.enclose('app.training_need', 'select, insert, update');
call wall.encircle('app.training_need', 'incident_id');

-- A case that ended, from which the others should learn within two weeks.
create table app.case_lesson (
  tenant_id uuid not null references app.tenant,
  incident_id uuid not null,
  number integer not null,
  closed_on date not null,
  due_on date not null,
  course_id uuid,
  settled_on date,
  settled_by text,
  -- Why there is nothing to learn for others; null where a course was made.
  waived text,
  told_stage integer,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, course_id) references app.course (tenant_id, id),
  check ((settled_on is null) = (settled_by is null)),
  check ((settled_on is null) = (course_id is null and waived is null))
);
create index case_lesson_of_course on app.case_lesson (tenant_id, course_id) where course_id is not null;
call wall.enclose('app.case_lesson', 'select, insert, update');
call wall.encircle('app.case_lesson', 'incident_id');
