-- Requests to other programs that an owner defines and switches on: to look something up, or to act.

create table app.connection (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  does text not null,
  purpose text collate "C" not null check (purpose in ('look_up', 'act')),
  -- Kinds of traces that it takes; none for a request that needs no trace.
  kinds text[] collate "C" not null,
  method text collate "C" not null,
  -- With blanks; what is secret in it is a blank, too, and stands sealed below.
  address text not null,
  host text collate "C" not null,
  headers jsonb not null,
  body_kind text collate "C" not null check (body_kind in ('none', 'json', 'form')),
  body text not null,
  secret bytea,
  shown jsonb not null,
  seconds integer not null check (seconds between 1 and 120),
  per_minute integer not null check (per_minute between 1 and 60),
  needs_second boolean not null,
  is_on boolean not null,
  version integer not null check (version >= 1),
  -- The minute that is counted now, and the calls in it.
  turns_from timestamptz,
  turns integer not null default 0,
  changed_at timestamptz not null,
  changed_by text not null,
  switched_by text,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index connection_name on app.connection (tenant_id, lower(name)) where removed_at is null;
call wall.enclose('app.connection', 'select, insert, update');
