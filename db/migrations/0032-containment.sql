-- What was proved counts for one return only; blocks and stops can begin anew after they ended.

-- When the system was last back in service: ticks and overrides up to then were for that time.
alter table app.way_back add column returned_at timestamptz;

alter table app.block drop constraint block_tenant_id_incident_id_kind_value_key;
create unique index block_running on app.block (tenant_id, incident_id, kind, value) where ended_at is null;
alter table app.block add column announced_at timestamptz;
create index block_overdue on app.block (tenant_id, ends_at) where ended_at is null and announced_at is null;

-- A function may stop again after the business took it back; at any time it is down once.
alter table app.function_return drop constraint function_return_pkey;
alter table app.function_return add primary key (tenant_id, incident_id, function_id, down_at);
create unique index function_return_down on app.function_return (tenant_id, incident_id, function_id)
  where accepted_at is null;
-- Who of the organisation took it back; null where the name was written.
alter table app.function_return add column accepted_by_id uuid;
alter table app.function_return add foreign key (tenant_id, accepted_by_id) references app.member (tenant_id, id);

-- The criteria that were confirmed; those who said it before there were any named none.
alter table app.clearance add column criteria text[] not null default '{}';
