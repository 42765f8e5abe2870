-- The organisation's own directory says who is here (SCIM 2.0). It comes in with a key that does this and nothing else.

create table app.provisioning_key (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null check (name <> ''),
  key_hash bytea not null,
  created_at timestamptz not null,
  created_by text not null,
  -- Each one ends: nobody remembers a key that works for ever.
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (tenant_id, id)
);
create index provisioning_key_hash on app.provisioning_key (key_hash);
call wall.enclose('app.provisioning_key', 'select, insert, update');

-- What the directory calls somebody. The person is in app.member; this row is there once the directory wrote about them.
create table app.provisioned_person (
  tenant_id uuid not null references app.tenant,
  member_id uuid not null,
  -- In lower case: the protocol compares names without regard to it.
  user_name text collate "C" not null,
  external_id text collate "C" not null default '',
  display_name text not null default '',
  given_name text not null default '',
  family_name text not null default '',
  email text collate "C" not null default '',
  changed_at timestamptz not null,
  -- When the directory ended this access: it gives back only what it took itself.
  ended_at timestamptz,
  -- When the directory deleted its account: the person stays on record here.
  gone_at timestamptz,
  primary key (tenant_id, member_id),
  unique (tenant_id, user_name),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index provisioned_person_by_external on app.provisioned_person (tenant_id, external_id) where external_id <> '';
create index provisioned_person_by_email on app.provisioned_person (tenant_id, email) where email <> '';
create index provisioned_person_gone on app.provisioned_person (tenant_id, member_id) where gone_at is not null;
call wall.enclose('app.provisioned_person', 'select, insert, update');

create table app.provisioned_group (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  display_name text not null check (display_name <> ''),
  external_id text collate "C" not null default '',
  -- What the owner made of it; nothing unless they did. An owner is made by owners alone.
  role text collate "C" check (role in ('lead', 'responder', 'staff', 'auditor', 'counsel')),
  profile_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  check (profile_id is null or role is not null),
  -- Whoever removes a profile does not leave its role behind: that may do more.
  foreign key (tenant_id, profile_id, role) references app.access_profile (tenant_id, id, base_role)
    on delete set null (profile_id, role)
);
create unique index provisioned_group_by_name on app.provisioned_group (tenant_id, lower(display_name));
create index provisioned_group_by_external on app.provisioned_group (tenant_id, external_id) where external_id <> '';
create index provisioned_group_by_profile on app.provisioned_group (tenant_id, profile_id) where profile_id is not null;
call wall.enclose('app.provisioned_group', 'select, insert, update, delete');

create table app.provisioned_group_member (
  tenant_id uuid not null references app.tenant,
  group_id uuid not null,
  member_id uuid not null,
  primary key (tenant_id, group_id, member_id),
  foreign key (tenant_id, group_id) references app.provisioned_group (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index provisioned_group_of_member on app.provisioned_group_member (tenant_id, member_id);
call wall.enclose('app.provisioned_group_member', 'select, insert, delete');

grant select (tenant_id, id, name, key_hash, expires_at, revoked_at, last_used_at) on app.provisioning_key to muster_search;
grant update (last_used_at) on app.provisioning_key to muster_search;

-- As with API keys: the use is noted at most once a minute, and never waits for a lock.
create function wall.provisioning_key(wanted_hash bytea, asked_at timestamptz)
  returns table (tenant_id uuid, id uuid, name text)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  update app.provisioning_key k set last_used_at = asked_at
  from (select c.tenant_id, c.id from app.provisioning_key c
        where c.key_hash = wanted_hash and c.revoked_at is null and c.expires_at > asked_at
          and (c.last_used_at is null or c.last_used_at <= asked_at - interval '1 minute')
        for update skip locked) as stale
  where k.tenant_id = stale.tenant_id and k.id = stale.id;
  return query
    select k.tenant_id, k.id, k.name from app.provisioning_key k
    where k.key_hash = wanted_hash and k.revoked_at is null and k.expires_at > asked_at;
end
$$;
alter function wall.provisioning_key(bytea, timestamptz) owner to muster_search;
revoke all on function wall.provisioning_key(bytea, timestamptz) from public;
grant execute on function wall.provisioning_key(bytea, timestamptz) to muster_auth;
