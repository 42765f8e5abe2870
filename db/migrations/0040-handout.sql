-- Offline copies that were made: who, when, and by which code and marks an old one is recognised. Never their words.

create table app.handout (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  made_at timestamptz not null,
  made_by text not null,
  language text collate "C" not null check (language in ('en', 'de')),
  code text not null,
  -- Section to hash and title: what changed since is what differs from today's.
  marks jsonb not null,
  titles jsonb not null,
  primary key (tenant_id, id)
);
create index handout_by_age on app.handout (tenant_id, made_at desc);
call wall.enclose('app.handout', 'select, insert');
