-- The address at which a firewall or a mail filter asks what is blocked, of which only the hash is kept.
create table app.block_list (
  tenant_id uuid not null,
  id uuid not null,
  token_hash bytea not null check (octet_length(token_hash) = 32),
  -- Also what nobody but its author has looked at.
  unreviewed boolean not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (tenant_id, id)
);
create unique index block_list_one on app.block_list (tenant_id);
create index block_list_by_hash on app.block_list (token_hash);
call wall.enclose('app.block_list', 'select, insert, delete');

-- The door of a firewall: whose list it is, asked before a tenant is known.
grant select (tenant_id, token_hash) on app.block_list to muster_search;
create function wall.block_list(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select b.tenant_id from app.block_list b where b.token_hash = wanted_hash $$;
alter function wall.block_list(bytea) owner to muster_search;
revoke all on function wall.block_list(bytea) from public;
grant execute on function wall.block_list(bytea) to muster_auth;

create index block_in_force on app.block (tenant_id, kind, value) where ended_at is null;

-- An account can be shut out like an address.
alter table app.block drop constraint block_kind_check;
alter table app.block add constraint block_kind_check check (kind in ('address', 'domain', 'hash', 'sender', 'account'));
