-- People: members, the links that invite them, and API keys. Users and passwords are in schema auth;
-- user_id points there without a foreign key, since the two schemas have different logins.

create table app.member (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  -- Set by accepting the invitation; from then on the person is active unless suspended.
  user_id uuid,
  name text not null,
  email text collate "C" not null check (email = lower(email) and length(email) <= 254),
  role text collate "C" not null check (role in ('owner', 'lead', 'responder', 'staff', 'auditor', 'counsel')),
  phone text not null default '',
  night_phone text not null default '',
  invited_at timestamptz not null,
  joined_at timestamptz,
  suspended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, email),
  unique (tenant_id, user_id),
  check ((user_id is null) = (joined_at is null))
);
create index member_user on app.member (user_id);
call wall.enclose('app.member', 'select, insert, update');

-- A link is 128 random bits; only its SHA-256 is kept. It is good for one use.
create table app.invitation (
  tenant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  -- 'recover' lets an owner whom the host let back in choose a new password.
  purpose text collate "C" not null check (purpose in ('join', 'recover')),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index invitation_member on app.invitation (tenant_id, member_id);
create index invitation_token on app.invitation (token_hash);
call wall.enclose('app.invitation', 'select, insert, update');

create table app.api_key (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  scopes text[] not null,
  key_hash bytea not null check (octet_length(key_hash) = 32),
  created_at timestamptz not null,
  -- Null when the command line on the host made it.
  created_by uuid,
  expires_at timestamptz,
  revoked_at timestamptz,
  -- To the minute.
  last_used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references app.member (tenant_id, id)
);
create index api_key_hash on app.api_key (key_hash);
call wall.enclose('app.api_key', 'select, insert, update');

-- Doors: what must be known before a tenant is. Suspended and invited people are nobody.
grant select (tenant_id, id, user_id, name, role, suspended_at) on app.member to muster_search;
grant select (tenant_id, id, member_id, token_hash, expires_at, used_at, revoked_at) on app.invitation to muster_search;
grant select (tenant_id, id, name, scopes, key_hash, expires_at, revoked_at, last_used_at) on app.api_key to muster_search;
grant update (last_used_at) on app.api_key to muster_search;

create function wall.membership(wanted_user uuid, wanted_slug text)
  returns table (tenant_id uuid, id uuid, name text, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.tenant_id, m.id, m.name, m.role
  from app.member m join app.tenant t on t.tenant_id = m.tenant_id
  where m.user_id = wanted_user and m.suspended_at is null and t.slug = wanted_slug
$$;

create function wall.memberships(wanted_user uuid)
  returns table (tenant_id uuid, slug text, name text, member_id uuid, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.tenant_id, t.slug, t.name, m.id, m.role
  from app.member m join app.tenant t on t.tenant_id = m.tenant_id
  where m.user_id = wanted_user and m.suspended_at is null
  order by t.name, t.tenant_id
$$;

create function wall.invitation(wanted_hash bytea, asked_at timestamptz)
  returns table (tenant_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select i.tenant_id, i.id
  from app.invitation i join app.member m on m.tenant_id = i.tenant_id and m.id = i.member_id
  where i.token_hash = wanted_hash and i.used_at is null and i.revoked_at is null and i.expires_at > asked_at
    and m.suspended_at is null
$$;

-- Notes the use at most once a minute, and never waits for a lock: a key being revoked is not held up.
create function wall.api_key(wanted_hash bytea, asked_at timestamptz)
  returns table (tenant_id uuid, id uuid, name text, scopes text[])
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  update app.api_key k set last_used_at = asked_at
  from (select c.tenant_id, c.id from app.api_key c
        where c.key_hash = wanted_hash and c.revoked_at is null and (c.expires_at is null or c.expires_at > asked_at)
          and (c.last_used_at is null or c.last_used_at <= asked_at - interval '1 minute')
        for update skip locked) as stale
  where k.tenant_id = stale.tenant_id and k.id = stale.id;
  return query
    select k.tenant_id, k.id, k.name, k.scopes from app.api_key k
    where k.key_hash = wanted_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > asked_at);
end
$$;

alter function wall.membership(uuid, text) owner to muster_search;
alter function wall.memberships(uuid) owner to muster_search;
alter function wall.invitation(bytea, timestamptz) owner to muster_search;
alter function wall.api_key(bytea, timestamptz) owner to muster_search;
revoke all on function wall.membership(uuid, text), wall.memberships(uuid), wall.invitation(bytea, timestamptz),
  wall.api_key(bytea, timestamptz) from public;
grant execute on function wall.membership(uuid, text), wall.memberships(uuid), wall.invitation(bytea, timestamptz),
  wall.api_key(bytea, timestamptz) to muster_auth;
