-- Profiles of an organisation's own: permissions under a name, which a person has in place of what their role may do.

create table app.access_profile (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null check (name <> ''),
  -- The role that it was begun from. Rules that ask for a role (who leads, who is counsel) go by it, so it never changes.
  base_role text collate "C" not null check (base_role in ('lead', 'responder', 'staff', 'auditor', 'counsel')),
  permissions text[] not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, id),
  unique (tenant_id, id, base_role)
);
create unique index access_profile_by_name on app.access_profile (tenant_id, lower(name));
call wall.enclose('app.access_profile', 'select, insert, update, delete');

-- The permissions stand beside the person, so that whoever comes in is known by one row. They are written where the
-- profile is, and the key over the role keeps owners, guests and people of a provider out of it.
alter table app.member
  add column profile_id uuid,
  add column granted text[],
  add check ((profile_id is null) = (granted is null)),
  add check (profile_id is null or care_id is null),
  add foreign key (tenant_id, profile_id, role) references app.access_profile (tenant_id, id, base_role);
create index member_by_profile on app.member (tenant_id, profile_id) where profile_id is not null;

drop function wall.membership(uuid, text);
create function wall.membership(wanted_user uuid, wanted_slug text)
  returns table (tenant_id uuid, id uuid, name text, role text, granted text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.tenant_id, m.id, m.name, m.role, m.granted
  from app.member m join app.tenant t on t.tenant_id = m.tenant_id
  where m.user_id = wanted_user and m.suspended_at is null and t.slug = wanted_slug
    and (m.role <> 'guest' or wall.is_let_in(m.tenant_id, m.id))
    and (m.care_id is null or wall.has_entered(m.tenant_id, m.id, m.care_id, m.user_id))
$$;
alter function wall.membership(uuid, text) owner to muster_search;
revoke all on function wall.membership(uuid, text) from public;
grant execute on function wall.membership(uuid, text) to muster_auth;
grant select (granted) on app.member to muster_search;
