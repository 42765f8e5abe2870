-- Machines, accounts and addresses that sources spoke of, and when last: what the register lists and nobody hears of is not watched.
create table app.heard_thing (
  tenant_id uuid not null references app.tenant,
  -- As the source named it, in lower case.
  name text not null,
  -- The first part of a machine's full name, since registers rarely hold the domain.
  short_name text not null,
  source_id uuid not null,
  last_at timestamptz not null,
  primary key (tenant_id, name, source_id),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id)
);
create index heard_thing_short on app.heard_thing (tenant_id, short_name);
create index heard_thing_last on app.heard_thing (tenant_id, last_at);
call wall.enclose('app.heard_thing', 'select, insert, update, delete');

-- After how many days without a signal something counts as not watched.
alter table app.signal_watch add column unheard_days integer not null default 30 check (unheard_days between 1 and 365);
