-- How a list was filtered, under a name: for whoever saved it, or for all who may read the list.

create table app.saved_view (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  -- Page of the list inside the organisation.
  list text collate "C" not null,
  name text not null check (name <> ''),
  -- Names of filters and what they hold, as they stand in the address.
  filter jsonb not null check (jsonb_typeof(filter) = 'object'),
  maker_id uuid not null,
  is_shared boolean not null,
  saved_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, maker_id) references app.member (tenant_id, id)
);
create unique index saved_view_named on app.saved_view (tenant_id, list, maker_id, lower(name));
create index saved_view_shared on app.saved_view (tenant_id, list) where is_shared;
call wall.enclose('app.saved_view', 'select, insert, update, delete');

-- With which view a list opens, for one person.
create table app.view_opening (
  tenant_id uuid not null,
  member_id uuid not null,
  list text collate "C" not null,
  view_id uuid not null,
  primary key (tenant_id, member_id, list),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, view_id) references app.saved_view (tenant_id, id)
);
create index view_opening_of_view on app.view_opening (tenant_id, view_id);
call wall.enclose('app.view_opening', 'select, insert, update, delete');
