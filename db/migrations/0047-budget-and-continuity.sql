-- What preparation costs beside what it stands against, and what leaders did for it.

create table app.budget (
  tenant_id uuid not null references app.tenant,
  owner_id uuid,
  currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  note text not null,
  -- Low and high ends of what the owner knows; null while nobody entered them.
  loss jsonb,
  reviewed_on date not null,
  primary key (tenant_id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
call wall.enclose('app.budget', 'select, insert, update');

create table app.budget_line (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  kind text collate "C" not null check (kind in ('tools', 'work', 'retainer', 'training', 'insurance', 'other')),
  -- Whole units of the currency.
  planned bigint not null check (planned >= 0),
  spent bigint not null check (spent >= 0),
  planned_hours integer not null check (planned_hours >= 0),
  spent_hours integer not null check (spent_hours >= 0),
  note text not null,
  changed_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
call wall.enclose('app.budget_line', 'select, insert, update');

create table app.leadership_act (
  tenant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text collate "C" not null
    check (kind in ('exercise_attended', 'training_taken', 'plan_signed', 'review_chaired', 'rule_agreed')),
  done_on date not null,
  note text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index leadership_act_by_day on app.leadership_act (tenant_id, done_on);
-- A day is added, never moved.
call wall.enclose('app.leadership_act', 'select, insert');

-- How work goes on while systems are down, and each time such a plan was used.

create table app.continuity_plan (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  kind text collate "C" not null check (kind in ('continuity', 'recovery')),
  function_id uuid,
  owner_id uuid,
  deputy_id uuid,
  aim_minutes integer check (aim_minutes between 1 and 527040),
  place text not null,
  when_words text not null,
  steps text[] not null,
  tried_on date,
  review_months integer not null check (review_months between 1 and 36),
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, function_id) references app.business_function (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  foreign key (tenant_id, deputy_id) references app.member (tenant_id, id)
);
create unique index continuity_plan_name on app.continuity_plan (tenant_id, lower(name)) where ended_at is null;
call wall.enclose('app.continuity_plan', 'select, insert, update');

create table app.continuity_invocation (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  invoked_at timestamptz not null,
  invoked_by text not null,
  decided_by text not null,
  why text not null,
  reference text not null,
  down_since timestamptz not null check (down_since <= invoked_at),
  restored_at timestamptz check (restored_at >= down_since),
  restored_by text not null,
  outcome text not null,
  aim_minutes integer,
  -- The checklist as it stood when the plan was invoked, with what was done.
  steps jsonb not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, plan_id) references app.continuity_plan (tenant_id, id)
);
-- A plan runs once at a time.
create unique index continuity_invocation_running on app.continuity_invocation (tenant_id, plan_id) where restored_at is null;
create index continuity_invocation_by_plan on app.continuity_invocation (tenant_id, plan_id, invoked_at);
call wall.enclose('app.continuity_invocation', 'select, insert, update');
