-- Signing in by an organisation's own accounts. A session that came so is good in that organisation alone: its owner
-- chooses who vouches, and must not vouch for anybody elsewhere.

alter table auth.session
  add column only_tenant uuid,
  -- The provider vouched for a second factor, and the organisation takes its word.
  add column provider_factor boolean not null default false,
  add constraint session_provider_factor check (not provider_factor or only_tenant is not null);

-- Spent once, seconds after the provider sent the person back: what turns its word into a session.
create table auth.entry (
  hash bytea primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  tenant_id uuid not null,
  provider_factor boolean not null,
  -- 'ticket' opens the door; 'challenge' waits for our own second factor.
  purpose text collate "C" not null check (purpose in ('ticket', 'challenge')),
  expires_at timestamptz not null
);
create index entry_of_user on auth.entry (user_id);
create index entry_expiry on auth.entry (expires_at);
grant select, insert, update, delete on auth.entry to muster_auth;

create table app.sign_on_provider (
  tenant_id uuid primary key references app.tenant,
  kind text collate "C" not null check (kind in ('entra', 'google', 'keycloak', 'other')),
  name text not null,
  issuer text collate "C" not null,
  client_id text not null,
  secret bytea not null,
  -- Rises with each change of what is trusted; what was tried is this version or nothing.
  version integer not null,
  tried_version integer,
  tried_at timestamptz,
  is_on boolean not null default false,
  -- Whose second factor counts: 'ours' always, 'theirs' where the provider says that there was one.
  factor text collate "C" not null check (factor in ('ours', 'theirs')),
  -- Whether a new person of a proved domain joins as staff.
  joins boolean not null default false,
  -- Whether people of a proved domain, owners excepted, come in by the provider alone.
  is_only boolean not null default false,
  failing_since timestamptz,
  trouble text collate "C" not null default '',
  changed_at timestamptz not null,
  changed_by text not null,
  check (not is_on or tried_version = version)
);
call wall.enclose('app.sign_on_provider', 'select, insert, update, delete');

create table app.sign_on_domain (
  tenant_id uuid not null references app.tenant,
  domain text collate "C" not null,
  -- Stands in the domain's own records: whoever can put it there runs the domain.
  token text collate "C" not null,
  added_at timestamptz not null,
  checked_at timestamptz,
  proved_at timestamptz,
  primary key (tenant_id, domain)
);
create index sign_on_domain_proved on app.sign_on_domain (domain) where proved_at is not null;
call wall.enclose('app.sign_on_domain', 'select, insert, update, delete');

create table app.sign_on_link (
  tenant_id uuid not null references app.tenant,
  issuer text collate "C" not null,
  subject text collate "C" not null,
  member_id uuid not null,
  linked_at timestamptz not null,
  primary key (tenant_id, issuer, subject),
  unique (tenant_id, issuer, member_id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index sign_on_link_of_member on app.sign_on_link (tenant_id, member_id);
call wall.enclose('app.sign_on_link', 'select, insert, update, delete');

-- One row for each time somebody came back from the provider. Its state is spent by standing here.
create table app.sign_on_attempt (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  state_hash bytea not null,
  at timestamptz not null,
  is_trial boolean not null,
  outcome text collate "C" not null,
  member_id uuid,
  -- As the provider gave it; '' where it gave none, or where it could not be believed.
  email text not null default '',
  primary key (tenant_id, id),
  unique (tenant_id, state_hash),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index sign_on_attempt_by_time on app.sign_on_attempt (tenant_id, at desc, id desc);
create index sign_on_attempt_of_member on app.sign_on_attempt (tenant_id, member_id) where member_id is not null;
call wall.enclose('app.sign_on_attempt', 'select, insert, update, delete');

grant select (tenant_id, name, kind, is_on, is_only) on app.sign_on_provider to muster_search;
grant select (tenant_id, domain, proved_at) on app.sign_on_domain to muster_search;
grant select (email) on app.member to muster_search;

-- Whose provider answers for a domain: for somebody who typed an address and is nobody yet.
create function wall.sign_on_of(wanted_domain text) returns table (tenant_id uuid, name text, kind text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.tenant_id, p.name, p.kind
  from app.sign_on_domain d join app.sign_on_provider p on p.tenant_id = d.tenant_id
  where d.domain = wanted_domain and d.proved_at is not null and p.is_on
$$;

-- Whether another organisation has proved the domain already: it answers for one alone.
create function wall.is_domain_taken(wanted_domain text, mine uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.sign_on_domain d
    where d.domain = wanted_domain and d.proved_at is not null and d.tenant_id <> mine)
$$;

-- Whether this person comes in by the organisation's provider alone. Owners never do: a dead provider locks nobody out.
create function wall.comes_by_provider(mine uuid, me uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.sign_on_provider p
    join app.member m on m.tenant_id = p.tenant_id
    join app.sign_on_domain d on d.tenant_id = p.tenant_id and d.domain = split_part(m.email, '@', 2)
    where p.tenant_id = mine and m.id = me and p.is_on and p.is_only and d.proved_at is not null
      and m.role <> 'owner' and m.role <> 'guest' and m.care_id is null)
$$;

do $$
declare name text;
begin
  foreach name in array array['wall.sign_on_of(text)', 'wall.is_domain_taken(text, uuid)', 'wall.comes_by_provider(uuid, uuid)'] loop
    execute format('alter function %s owner to muster_search', name);
    execute format('revoke all on function %s from public', name);
  end loop;
end
$$;
grant execute on function wall.sign_on_of(text), wall.comes_by_provider(uuid, uuid) to muster_auth;
grant execute on function wall.is_domain_taken(text, uuid) to muster_rt;
