-- Skills that a firm needs on the day: who has them, until when, and whether to have them in the house at all.

create table app.skill (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  kind text collate "C" not null check (kind in
    ('leading', 'technical', 'forensic', 'legal', 'communications', 'recovery', 'other')),
  note text not null,
  -- What it would cost to have it here, and to buy it; null until somebody said.
  costs jsonb,
  decision text collate "C" check (decision in ('in_house', 'outside', 'both', 'without')),
  decided_why text,
  decided_on date,
  decided_by text,
  vendor_id uuid,
  added_at timestamptz not null,
  retired_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, vendor_id) references app.vendor (tenant_id, id),
  check ((decision is null) = (decided_on is null) and (decision is null) = (decided_by is null) and (decision is null) = (decided_why is null))
);
create unique index skill_name on app.skill (tenant_id, lower(name)) where retired_at is null;
create index skill_of_vendor on app.skill (tenant_id, vendor_id) where vendor_id is not null;
call wall.enclose('app.skill', 'select, insert, update');

create table app.skill_holder (
  tenant_id uuid not null,
  id uuid not null,
  skill_id uuid not null,
  member_id uuid not null,
  level text collate "C" not null check (level in ('knows', 'does', 'teaches')),
  is_deputy boolean not null,
  -- Certificate, course, drill: what shows it, and who gave it.
  source text not null,
  got_on date not null,
  -- Null for what does not run out.
  expires_on date,
  told_stage integer,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, skill_id) references app.skill (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create unique index skill_holder_once on app.skill_holder (tenant_id, skill_id, member_id) where ended_at is null;
create index skill_holder_of_member on app.skill_holder (tenant_id, member_id);
call wall.enclose('app.skill_holder', 'select, insert, update');
