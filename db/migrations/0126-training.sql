-- Short lessons: their versions, for whom they are, who is to take which by when, who did, and what was misread.

create table app.course (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  title text not null,
  topic text collate "C" not null check (topic in
    ('reporting', 'mail', 'payments', 'devices', 'passwords', 'data', 'leading', 'evidence', 'notes', 'tools', 'other')),
  language text collate "C" not null check (language ~ '^[a-z]{2}$'),
  -- Who wrote it, or from where it was taken.
  source text not null,
  minutes integer not null check (minutes between 1 and 600),
  -- Null while nothing is being written.
  draft jsonb,
  -- The version in force; null for one that was never given out.
  current_number integer check (current_number >= 1),
  -- When its words were last called right.
  dated_on date,
  added_at timestamptz not null,
  added_by text not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  check ((current_number is null) = (dated_on is null)),
  check (current_number is not null or draft is not null)
);
create unique index course_title on app.course (tenant_id, lower(title)) where withdrawn_at is null;
call wall.enclose('app.course', 'select, insert, update');

create table app.course_version (
  tenant_id uuid not null,
  course_id uuid not null,
  number integer not null check (number >= 1),
  title text not null,
  content jsonb not null,
  note text not null,
  dated_on date not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (tenant_id, course_id, number),
  foreign key (tenant_id, course_id) references app.course (tenant_id, id)
);
-- A version is followed by another one, never changed.
call wall.enclose('app.course_version', 'select, insert');

-- For whom a course is, by when, and how often again.
create table app.course_audience (
  tenant_id uuid not null,
  id uuid not null,
  course_id uuid not null,
  audience text collate "C" not null check (audience in ('everyone', 'joiners', 'leaders', 'responders', 'role')),
  -- The role in an incident, shipped or one's own.
  role text collate "C",
  due_days integer not null check (due_days between 1 and 365),
  -- Null for once and for all.
  renew_months integer check (renew_months between 1 and 60),
  reason text collate "C" not null check (reason in ('role', 'incident', 'exercise', 'law', 'own')),
  why text not null,
  since date not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, course_id) references app.course (tenant_id, id),
  check ((audience = 'role') = (role is not null))
);
create index course_audience_of_course on app.course_audience (tenant_id, course_id);
call wall.enclose('app.course_audience', 'select, insert, update');

-- One person, one course, one day; and how it ended.
create table app.training_assignment (
  tenant_id uuid not null,
  id uuid not null,
  course_id uuid not null,
  member_id uuid,
  -- Somebody of a supplier has no account: the name, and whose staff they are.
  vendor_id uuid,
  person text not null,
  audience_id uuid,
  reason text collate "C" not null check (reason in ('role', 'incident', 'exercise', 'law', 'own')),
  why text not null,
  due_on date not null,
  renew_months integer check (renew_months between 1 and 60),
  assigned_at timestamptz not null,
  assigned_by text not null,
  -- The last reminder, in days before the day; negative after it.
  told_stage integer,
  ended_at timestamptz,
  ended_how text collate "C" check (ended_how in ('check', 'attended', 'certificate', 'drill', 'excused')),
  done_on date,
  number integer,
  evidence text not null default '',
  recorded_by text,
  -- Last day on which it counts; null for ever, or while it is open.
  valid_until date,
  primary key (tenant_id, id),
  foreign key (tenant_id, course_id) references app.course (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, vendor_id) references app.vendor (tenant_id, id),
  foreign key (tenant_id, audience_id) references app.course_audience (tenant_id, id),
  check (num_nonnulls(member_id, vendor_id) = 1),
  check ((ended_at is null) = (ended_how is null) and (ended_at is null) = (recorded_by is null)),
  check ((done_on is null) = (ended_how is null or ended_how = 'excused'))
);
create unique index training_assignment_open on app.training_assignment (tenant_id, course_id, member_id)
  where ended_at is null and member_id is not null;
create index training_assignment_of_member on app.training_assignment (tenant_id, member_id, due_on);
create index training_assignment_of_vendor on app.training_assignment (tenant_id, vendor_id) where vendor_id is not null;
create index training_assignment_of_audience on app.training_assignment (tenant_id, audience_id) where audience_id is not null;
create index training_assignment_by_time on app.training_assignment (tenant_id, assigned_at desc, id desc);
call wall.enclose('app.training_assignment', 'select, insert, update');

-- How often a question was answered, and how often wrongly. No person stands here.
create table app.course_doubt (
  tenant_id uuid not null,
  course_id uuid not null,
  number integer not null,
  question integer not null check (question between 0 and 9),
  answered integer not null check (answered >= 0),
  missed integer not null check (missed between 0 and answered),
  primary key (tenant_id, course_id, number, question),
  foreign key (tenant_id, course_id, number) references app.course_version (tenant_id, course_id, number)
);
call wall.enclose('app.course_doubt', 'select, insert, update');
