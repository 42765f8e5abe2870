-- Who holds which role, who may decide what, by which mandate, and who is on call.

create table app.standing_role (
  tenant_id uuid not null references app.tenant,
  -- A word of the closed list, or a UUID for a role of one's own.
  role text collate "C" not null,
  name text not null,
  duties text not null,
  holder_id uuid,
  deputy_id uuid,
  changed_at timestamptz not null,
  dropped_at timestamptz,
  primary key (tenant_id, role),
  foreign key (tenant_id, holder_id) references app.contact (tenant_id, id),
  foreign key (tenant_id, deputy_id) references app.contact (tenant_id, id),
  check (deputy_id is null or holder_id is not null and deputy_id <> holder_id)
);
call wall.enclose('app.standing_role', 'select, insert, update');

create table app.decision_right (
  tenant_id uuid not null references app.tenant,
  decision text collate "C" not null check (decision in
    ('isolate', 'shut_down', 'spend', 'notify', 'pay', 'go_public', 'engage_help', 'call_police')),
  holder_id uuid,
  deputy_id uuid,
  -- Who else may give one of the voices that the quorum wants.
  also_ids uuid[] not null default '{}',
  quorum integer not null check (quorum between 1 and 5),
  -- Whole units of the currency; null has no limit.
  amount bigint check (amount >= 0),
  currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  note text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, decision),
  foreign key (tenant_id, holder_id) references app.contact (tenant_id, id),
  foreign key (tenant_id, deputy_id) references app.contact (tenant_id, id),
  check (deputy_id is null or holder_id is not null and deputy_id <> holder_id)
);
call wall.enclose('app.decision_right', 'select, insert, update');

create table app.mandate (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  title text not null,
  role text collate "C",
  contact_id uuid not null,
  decisions text[] not null,
  amount bigint check (amount >= 0),
  currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  limits text not null,
  terms text not null,
  starts_on date not null,
  ends_on date not null,
  -- Who signed as giver and as holder, when and how; a signed text never changes.
  signatures jsonb not null default '[]',
  told_day date,
  told_stage integer,
  made_at timestamptz not null,
  made_by text not null,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references app.contact (tenant_id, id),
  check (starts_on <= ends_on),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null))
);
create index mandate_by_time on app.mandate (tenant_id, made_at);
call wall.enclose('app.mandate', 'select, insert, update');

create table app.rota (
  tenant_id uuid not null references app.tenant,
  -- 1 is Monday.
  handover_day integer not null check (handover_day between 1 and 7),
  handover_time text collate "C" not null check (handover_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  -- Hours in which somebody is on call; none means always.
  windows jsonb not null default '[]',
  note text not null,
  changed_at timestamptz not null,
  primary key (tenant_id)
);
call wall.enclose('app.rota', 'select, insert, update');

create table app.rota_turn (
  tenant_id uuid not null references app.tenant,
  -- The day on which the turn begins.
  week_of date not null,
  contact_id uuid not null,
  -- Why it was swapped; empty for one that was planned.
  reason text not null,
  primary key (tenant_id, week_of),
  foreign key (tenant_id, contact_id) references app.contact (tenant_id, id)
);
call wall.enclose('app.rota_turn', 'select, insert, update, delete');
