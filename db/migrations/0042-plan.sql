-- The plan: what was answered about the business, who answers for what, and what its sections rest on.

-- Only what no register knows; the organisation, its profile and its registers stay the one place for theirs.
create table app.plan_answer (
  tenant_id uuid not null references app.tenant,
  question text collate "C" not null,
  value jsonb not null,
  answered_at timestamptz not null,
  answered_by text not null,
  primary key (tenant_id, question)
);
call wall.enclose('app.plan_answer', 'select, insert, update, delete');

create table app.plan_section (
  tenant_id uuid not null references app.tenant,
  section text collate "C" not null
    check (section in ('prepare', 'detect', 'contain', 'eradicate', 'recover', 'learn', 'reporting')),
  owner_id uuid,
  review_on date,
  -- What the organisation says itself, beside what is made from its registers.
  words text not null default '',
  -- Since when something on which it rests has changed, and what; null once somebody looked at it.
  changed_since timestamptz,
  changes jsonb not null default '[]',
  reviewed_at timestamptz,
  reviewed_by text,
  primary key (tenant_id, section),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((reviewed_at is null) = (reviewed_by is null))
);
call wall.enclose('app.plan_section', 'select, insert, update');

-- Who answers for a critical action, and who stands in: never the same person.
create table app.plan_charge (
  tenant_id uuid not null references app.tenant,
  charge text collate "C" not null,
  accountable_id uuid,
  deputy_id uuid,
  primary key (tenant_id, charge),
  foreign key (tenant_id, accountable_id) references app.member (tenant_id, id),
  foreign key (tenant_id, deputy_id) references app.member (tenant_id, id),
  check (accountable_id <> deputy_id)
);
call wall.enclose('app.plan_charge', 'select, insert, update');

-- Who owns the playbook of a kind, and when it was last rehearsed and taught outside of Muster.
create table app.plan_coverage (
  tenant_id uuid not null references app.tenant,
  kind text collate "C" not null,
  owner_id uuid,
  exercised_on date,
  trained_on date,
  primary key (tenant_id, kind),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
call wall.enclose('app.plan_coverage', 'select, insert, update');

create table app.plan_contact (
  tenant_id uuid not null references app.tenant,
  slot text collate "C" not null,
  name text not null,
  phone text not null,
  night_phone text not null,
  note text not null,
  primary key (tenant_id, slot)
);
call wall.enclose('app.plan_contact', 'select, insert, update');

create table app.plan_setting (
  tenant_id uuid primary key references app.tenant,
  -- How many people must approve before a version counts.
  quorum integer not null check (quorum between 1 and 9),
  language text collate "C" not null check (language in ('en', 'de'))
);
call wall.enclose('app.plan_setting', 'select, insert, update');
