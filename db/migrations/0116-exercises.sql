-- Rehearsals: own scenarios, sessions with what was captured in them, and the case of the incident engine in which each ran.

create table app.exercise_scenario (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  title text not null,
  kind text collate "C" not null,
  language text collate "C" not null check (language in ('en', 'de')),
  -- Key of the scenario that it was copied from.
  based_on text collate "C" not null,
  version integer not null check (version > 0),
  document jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, id)
);
create unique index exercise_scenario_title on app.exercise_scenario (tenant_id, lower(title)) where withdrawn_at is null;
call wall.enclose('app.exercise_scenario', 'select, insert, update');

create table app.exercise_scenario_version (
  tenant_id uuid not null,
  scenario_id uuid not null,
  number integer not null,
  document jsonb not null,
  note text not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (tenant_id, scenario_id, number),
  foreign key (tenant_id, scenario_id) references app.exercise_scenario (tenant_id, id)
);
-- A version is followed by another one, never changed.
call wall.enclose('app.exercise_scenario_version', 'select, insert');

create table app.exercise_session (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  title text not null,
  kind text collate "C" not null,
  form text collate "C" not null check (form in ('table_top', 'solo', 'apart', 'drill')),
  length_minutes integer not null check (length_minutes between 5 and 120),
  -- Key of a scenario that ships or id of an own one, and the version that was frozen.
  scenario_key text collate "C" not null,
  scenario_version integer not null,
  -- The scenario as it is played: blanks filled, without what was left out.
  document jsonb not null,
  -- The card of the first fifteen minutes as it stood.
  card jsonb not null,
  -- The version of the plan that counted; null where there was none.
  plan_version integer,
  state text collate "C" not null
    check (state in ('planned', 'running', 'paused', 'hot_wash', 'done', 'stopped', 'cancelled')),
  facilitator_id uuid,
  planned_on date,
  arranged_at timestamptz not null,
  arranged_by text not null,
  started_at timestamptz,
  ended_at timestamptz,
  finished_at timestamptz,
  -- Seconds on the clock until it was last stopped, and since when it runs again.
  ran_seconds integer not null default 0 check (ran_seconds >= 0),
  resumed_at timestamptz,
  -- What of an earlier session is tried again.
  retest_of uuid,
  retest_objective text collate "C",
  -- The backup of a drill, the aim and the last time, as they stood, and the time that it really took.
  copy_id uuid,
  aim_minutes integer,
  before_minutes integer,
  took_minutes integer,
  primary key (tenant_id, id),
  foreign key (tenant_id, facilitator_id) references app.member (tenant_id, id),
  foreign key (tenant_id, retest_of) references app.exercise_session (tenant_id, id),
  foreign key (tenant_id, copy_id) references app.copy (tenant_id, id),
  check ((retest_of is null) = (retest_objective is null)),
  check ((state = 'running') = (resumed_at is not null))
);
create index exercise_session_by_time on app.exercise_session (tenant_id, arranged_at desc, id);
create index exercise_session_retests on app.exercise_session (tenant_id, retest_of) where retest_of is not null;
call wall.enclose('app.exercise_session', 'select, insert, update');

create table app.exercise_case (
  tenant_id uuid not null,
  session_id uuid not null,
  incident_id uuid not null,
  primary key (tenant_id, session_id),
  foreign key (tenant_id, session_id) references app.exercise_session (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index exercise_case_of_incident on app.exercise_case (tenant_id, incident_id);
call wall.enclose('app.exercise_case', 'select, insert');
call wall.encircle('app.exercise_case', 'incident_id');

create table app.exercise_player (
  tenant_id uuid not null,
  session_id uuid not null,
  id uuid not null,
  -- Null for somebody who has no account here.
  member_id uuid,
  name text not null,
  seat text collate "C" not null check (seat in ('player', 'evaluator', 'observer')),
  role text collate "C" not null,
  is_absent boolean not null,
  primary key (tenant_id, session_id, id),
  foreign key (tenant_id, session_id) references app.exercise_session (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index exercise_player_of_member on app.exercise_player (tenant_id, member_id) where member_id is not null;
call wall.enclose('app.exercise_player', 'select, insert, delete');

-- What happened to the clock, to injects and to steps of the card, in its order.
create table app.exercise_entry (
  tenant_id uuid not null,
  session_id uuid not null,
  id uuid not null,
  kind text collate "C" not null
    check (kind in ('start', 'pause', 'resume', 'deliver', 'skip', 'card', 'end', 'stop', 'cancel', 'close_wash')),
  -- The inject or the step; '' for the clock.
  key text collate "C" not null,
  elapsed_seconds integer not null check (elapsed_seconds >= 0),
  at timestamptz not null,
  note text not null,
  primary key (tenant_id, session_id, id),
  foreign key (tenant_id, session_id) references app.exercise_session (tenant_id, id)
);
-- An inject comes once or is skipped once; a step of the card is done once.
create unique index exercise_entry_once on app.exercise_entry
  (tenant_id, session_id, (case kind when 'card' then 'card' else 'inject' end), key) where key <> '';
call wall.enclose('app.exercise_entry', 'select, insert');

create table app.exercise_response (
  tenant_id uuid not null,
  session_id uuid not null,
  id uuid not null,
  inject_key text collate "C" not null,
  -- The role that answered, never the person.
  role text collate "C" not null,
  answer text not null,
  choice text collate "C",
  -- One of the great decisions, when it was taken with this answer.
  decision text collate "C",
  called text not null,
  plan_step text not null,
  elapsed_seconds integer not null check (elapsed_seconds >= 0),
  at timestamptz not null,
  primary key (tenant_id, session_id, id),
  foreign key (tenant_id, session_id) references app.exercise_session (tenant_id, id)
);
call wall.enclose('app.exercise_response', 'select, insert');

create table app.exercise_observation (
  tenant_id uuid not null,
  session_id uuid not null,
  id uuid not null,
  objective_key text collate "C" not null,
  inject_key text collate "C",
  kind text collate "C" not null check (kind in ('strength', 'gap')),
  severity text collate "C" not null check (severity in ('small', 'middling', 'grave')),
  note text not null,
  elapsed_seconds integer not null check (elapsed_seconds >= 0),
  at timestamptz not null,
  primary key (tenant_id, session_id, id),
  foreign key (tenant_id, session_id) references app.exercise_session (tenant_id, id)
);
call wall.enclose('app.exercise_observation', 'select, insert');

create table app.exercise_rating (
  tenant_id uuid not null,
  session_id uuid not null,
  objective_key text collate "C" not null,
  rating text collate "C" not null check (rating in ('P', 'S', 'M', 'U')),
  note text not null,
  rated_at timestamptz not null,
  primary key (tenant_id, session_id, objective_key),
  foreign key (tenant_id, session_id) references app.exercise_session (tenant_id, id)
);
call wall.enclose('app.exercise_rating', 'select, insert, update');

-- What people said at the end before anybody read results. Without a name nothing says whose it is, and when is its day.
create table app.exercise_wash (
  tenant_id uuid not null,
  session_id uuid not null,
  id uuid not null,
  kept text not null,
  changed text not null,
  surprised text not null,
  name text not null,
  said_on date not null,
  primary key (tenant_id, session_id, id),
  foreign key (tenant_id, session_id) references app.exercise_session (tenant_id, id)
);
call wall.enclose('app.exercise_wash', 'select, insert');
