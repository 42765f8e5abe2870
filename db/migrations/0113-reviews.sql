-- The look back after an incident, a rehearsal or a near miss: one kind of review for the three, in parts that several
-- people write in, with what those who took part say, and what goes out of it to others.

create table app.review (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  kind text collate "C" not null check (kind in ('incident', 'exercise')),
  -- The case it is about; null for a rehearsal of its own, which stands in its room.
  incident_id uuid,
  exercise_id uuid,
  title text not null,
  mode text collate "C" not null check (mode in ('real', 'exercise', 'near_miss')),
  form text collate "C" not null check (form in ('full', 'lite')),
  state text collate "C" not null check (state in ('planned', 'held', 'waived')),
  owner_id uuid,
  facilitator_id uuid,
  -- On the organisation's calendar.
  due_on date not null,
  meets_at timestamptz,
  -- Set when somebody changed the agenda that ships; in its order.
  agenda jsonb,
  why text collate "C" not null check (why in ('recovery', 'closing', 'hand', 'exercise')),
  planned_at timestamptz not null,
  planned_by text not null,
  -- When the answers of those who took part were opened; none is taken after that.
  voices_opened_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  end_reason text not null,
  reminded_at timestamptz,
  overdue_at timestamptz,
  escalated_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  foreign key (tenant_id, facilitator_id) references app.member (tenant_id, id),
  check ((kind = 'incident') = (incident_id is not null)),
  check ((kind = 'exercise') = (exercise_id is not null)),
  check ((state = 'planned') = (ended_at is null)),
  check (state <> 'waived' or end_reason <> '')
);
create unique index review_of_incident on app.review (tenant_id, incident_id) where incident_id is not null;
create unique index review_of_exercise on app.review (tenant_id, exercise_id) where exercise_id is not null;
create index review_by_day on app.review (tenant_id, due_on, id);
create index review_of_owner on app.review (tenant_id, owner_id) where owner_id is not null;
create index review_of_facilitator on app.review (tenant_id, facilitator_id) where facilitator_id is not null;
call wall.enclose('app.review', 'select, insert, update');
call wall.encircle('app.review', 'incident_id');

-- What was written, part by part, so that two who write in two parts never wait for each other.
create table app.review_part (
  tenant_id uuid not null,
  review_id uuid not null,
  part text collate "C" not null,
  body jsonb not null,
  version integer not null check (version > 0),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, review_id, part),
  foreign key (tenant_id, review_id) references app.review (tenant_id, id)
);
call wall.enclose('app.review_part', 'select, insert, update');
call wall.encircle_by('app.review_part', 'review_id', 'app.review');

-- How those who took part say that it went. Of one who gave no name nothing else is kept: no member, no time.
create table app.review_voice (
  tenant_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  kept text not null,
  changed text not null,
  surprised text not null,
  member_id uuid,
  said_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, review_id) references app.review (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create unique index review_voice_of_member on app.review_voice (tenant_id, review_id, member_id) where member_id is not null;
create index review_voice_of_review on app.review_voice (tenant_id, review_id);
create index review_voice_by_member on app.review_voice (tenant_id, member_id) where member_id is not null;
call wall.enclose('app.review_voice', 'select, insert, update');
call wall.encircle_by('app.review_voice', 'review_id', 'app.review');

-- What one audience may read, as it went out; followed by another number, never changed.
create table app.review_edition (
  tenant_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  audience text collate "C" not null check (audience in ('board', 'staff', 'customers', 'insurer', 'partners')),
  number integer not null check (number > 0),
  content jsonb not null,
  sha256 text not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (tenant_id, id),
  unique (tenant_id, review_id, audience, number),
  foreign key (tenant_id, review_id) references app.review (tenant_id, id)
);
create index review_edition_by_time on app.review_edition (tenant_id, audience, made_at desc, id);
call wall.enclose('app.review_edition', 'select, insert');
call wall.encircle_by('app.review_edition', 'review_id', 'app.review');

create table app.review_delivery (
  tenant_id uuid not null,
  id uuid not null,
  edition_id uuid not null,
  recipient text not null,
  way text collate "C" not null check (way in ('handed', 'mail', 'post', 'meeting', 'portal')),
  sent_at timestamptz not null,
  noted_at timestamptz not null,
  noted_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, edition_id) references app.review_edition (tenant_id, id)
);
create index review_delivery_of_edition on app.review_delivery (tenant_id, edition_id, id);
call wall.enclose('app.review_delivery', 'select, insert');
call wall.encircle_by('app.review_delivery', 'edition_id', 'app.review_edition');

-- Who read a page for staff, so that each counts once; only their number is ever shown.
create table app.review_reading (
  tenant_id uuid not null,
  edition_id uuid not null,
  member_id uuid not null,
  primary key (tenant_id, edition_id, member_id),
  foreign key (tenant_id, edition_id) references app.review_edition (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index review_reading_of_member on app.review_reading (tenant_id, member_id);
call wall.enclose('app.review_reading', 'select, insert');
call wall.encircle_by('app.review_reading', 'edition_id', 'app.review_edition');

-- What must stand before a case is closed, who owns and leads reviews, and how many working days they have.
create table app.review_rule (
  tenant_id uuid primary key references app.tenant,
  asks text collate "C" not null check (asks in ('nothing', 'planned', 'held')),
  reason text not null,
  owner_id uuid,
  facilitator_id uuid,
  second_id uuid,
  serious_days integer not null check (serious_days between 1 and 60),
  lite_days integer not null check (lite_days between 1 and 60),
  changed_at timestamptz not null,
  changed_by text not null,
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  foreign key (tenant_id, facilitator_id) references app.member (tenant_id, id),
  foreign key (tenant_id, second_id) references app.member (tenant_id, id)
);
create index review_rule_of_owner on app.review_rule (tenant_id, owner_id) where owner_id is not null;
create index review_rule_of_facilitator on app.review_rule (tenant_id, facilitator_id) where facilitator_id is not null;
create index review_rule_of_second on app.review_rule (tenant_id, second_id) where second_id is not null;
call wall.enclose('app.review_rule', 'select, insert, update');
