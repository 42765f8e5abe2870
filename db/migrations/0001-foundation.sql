-- The wall and the ledger. Runs as the owner (NOLOGIN, owns everything, reads nothing past the wall).
-- wall: what no tenant may see. app: tenant tables, each under forced row-level security.

create table wall.context_key (
  single boolean primary key default true check (single),
  -- HMAC-SHA-256 (RFC 2104) with both pads prepared, so that no extension is needed to check a signature.
  inner_pad bytea not null check (octet_length(inner_pad) = 64),
  outer_pad bytea not null check (octet_length(outer_pad) = 64)
);

create table wall.install (
  single boolean primary key default true check (single),
  name text not null,
  created_at timestamptz not null default now(),
  -- Set by the first run, in its one transaction: a second or a parallel first run finds it taken.
  claimed_at timestamptz
);

-- The tenant of this transaction: `<tenant>.<expiry in seconds>.<hmac in hex>`, signed by the program and
-- checked here, so that injected SQL cannot move to another tenant. Nothing set means nothing seen.
create function wall.tenant() returns uuid
  language plpgsql stable security definer parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  given text := current_setting('muster.context', true);
  part text[];
  key wall.context_key%rowtype;
  wanted text;
begin
  if given is null or given = '' then return null; end if;
  part := string_to_array(given, '.');
  if array_length(part, 1) is distinct from 3 then
    raise exception 'tenant context is not readable' using errcode = '28000';
  end if;
  select * into key from wall.context_key;
  wanted := encode(sha256(key.outer_pad || sha256(key.inner_pad || convert_to(part[1] || '.' || part[2], 'UTF8'))), 'hex');
  if wanted is distinct from part[3] then
    raise exception 'tenant context is not signed by this installation' using errcode = '28000';
  end if;
  if part[2]::bigint < extract(epoch from clock_timestamp()) then
    raise exception 'tenant context has expired' using errcode = '28000';
  end if;
  return part[1]::uuid;
end
$$;
revoke all on function wall.tenant() from public;
grant execute on function wall.tenant() to muster_rt, muster_search;
grant usage on schema wall to muster_rt, muster_auth, muster_search;

-- Puts a table behind the wall. Called once for each tenant table, in the migration that makes it.
create procedure wall.enclose(name regclass, verbs text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('alter table %s alter column tenant_id set default wall.tenant()', name);
  execute format('create policy wall on %s using (tenant_id = (select wall.tenant())) with check (tenant_id = (select wall.tenant()))', name);
  execute format('grant %s on %s to muster_rt', verbs, name);
end
$$;
revoke all on procedure wall.enclose(regclass, text) from public;

create function wall.never() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is only ever added to' using errcode = '42501';
end
$$;

create table app.tenant (
  tenant_id uuid primary key,
  slug text collate "C" not null unique,
  name text not null,
  country text not null,
  time_zone text not null,
  size text not null,
  sector text not null,
  demo boolean not null default false,
  created_at timestamptz not null
);
call wall.enclose('app.tenant', 'select, insert, update');

-- Ledger: one log for each tenant; its head row is the lock that keeps leaves in order.
create table app.log (
  tenant_id uuid primary key references app.tenant,
  id uuid not null,
  epoch integer not null,
  size bigint not null,
  edge bytea not null,
  last_at timestamptz not null,
  audit_stream uuid not null,
  intake_stream uuid not null
);
call wall.enclose('app.log', 'select, insert, update');

create table app.leaf (
  tenant_id uuid not null references app.tenant,
  index bigint not null,
  stream uuid not null,
  number integer not null,
  kind text collate "C" not null,
  at timestamptz not null,
  text text collate "C" not null,
  hash bytea not null,
  primary key (tenant_id, index),
  unique (tenant_id, stream, number)
);
call wall.enclose('app.leaf', 'select, insert');

-- Salts and values of committed fields; deleting one erases it, the chain stays valid.
create table app.opening (
  tenant_id uuid not null,
  index bigint not null,
  fields jsonb not null,
  primary key (tenant_id, index),
  foreign key (tenant_id, index) references app.leaf (tenant_id, index)
);
call wall.enclose('app.opening', 'select, insert, update');

create table app.node (
  tenant_id uuid not null references app.tenant,
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  primary key (tenant_id, level, index)
);
call wall.enclose('app.node', 'select, insert');

create table app.checkpoint (
  tenant_id uuid not null references app.tenant,
  size bigint not null,
  epoch integer not null,
  at timestamptz not null,
  note text collate "C" not null,
  primary key (tenant_id, size, epoch)
);
call wall.enclose('app.checkpoint', 'select, insert');

create trigger never before update or delete or truncate on app.leaf execute function wall.never();
create trigger never before update or delete or truncate on app.node execute function wall.never();
create trigger never before update or delete or truncate on app.checkpoint execute function wall.never();
create trigger never before delete or truncate on app.opening execute function wall.never();

-- Doors: what must be known before a tenant is. Each answers ids only, to the login that guards sign-in.
create function wall.tenants() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select tenant_id from app.tenant order by created_at $$;
alter function wall.tenants() owner to muster_search;
revoke all on function wall.tenants() from public;
grant execute on function wall.tenants() to muster_auth;

create function wall.tenant_of_slug(wanted text) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select tenant_id from app.tenant where slug = wanted $$;
alter function wall.tenant_of_slug(text) owner to muster_search;
revoke all on function wall.tenant_of_slug(text) from public;
grant execute on function wall.tenant_of_slug(text) to muster_auth;

grant usage on schema app to muster_rt, muster_search;
grant select (tenant_id, slug, name, created_at) on app.tenant to muster_search;

-- The first run takes the installation: one update, one winner.
create function wall.claim() returns boolean
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ with taken as (update wall.install set claimed_at = now() where claimed_at is null returning 1)
      select exists (select 1 from taken) $$;
create function wall.is_claimed() returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select claimed_at is not null from wall.install $$;
revoke all on function wall.claim(), wall.is_claimed() from public;
grant execute on function wall.claim(), wall.is_claimed() to muster_rt, muster_auth;
