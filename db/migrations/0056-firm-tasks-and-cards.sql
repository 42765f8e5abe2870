-- What an agreement with a firm on call asks for before it ends, and who has the card with how to report.

-- Raised once for the day that it is about; done by a person, or by the change that it asked for.
create table app.retainer_task (
  tenant_id uuid not null,
  id uuid not null,
  retainer_id uuid not null,
  cause text collate "C" not null check (cause in ('ends', 'panel')),
  for_day date not null,
  due_on date not null,
  raised_at timestamptz not null,
  done_at timestamptz,
  done_by text,
  outcome text,
  primary key (tenant_id, id),
  unique (tenant_id, retainer_id, cause, for_day),
  foreign key (tenant_id, retainer_id) references app.retainer (tenant_id, id),
  check ((done_at is null) = (outcome is null)),
  check ((done_at is null) = (done_by is null))
);
call wall.enclose('app.retainer_task', 'select, insert, update');

-- When somebody last took the card, and of which day they were reminded how many days ahead.
create table app.member_card (
  tenant_id uuid not null,
  member_id uuid not null,
  taken_at timestamptz,
  told_day date,
  told_stage integer,
  primary key (tenant_id, member_id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  check ((told_day is null) = (told_stage is null))
);
call wall.enclose('app.member_card', 'select, insert, update');
