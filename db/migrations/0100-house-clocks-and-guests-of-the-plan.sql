-- A clock that the organisation's own table names, running in a case. What it was started by stays with it.
create table app.house_clock (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  name text not null,
  source text not null,
  hours numeric not null check (hours >= 0),
  -- Version of the table and severity that named it.
  table_version integer not null,
  severity text collate "C" not null check (severity in ('S1', 'S2', 'S3', 'S4')),
  started_at timestamptz not null,
  due_at timestamptz not null,
  -- `ended`: the severity does not name it any more, or the case was closed.
  state text collate "C" not null check (state in ('running', 'met', 'declined', 'ended')),
  settled_at timestamptz,
  settled_by text,
  reason text not null default '',
  -- When it is to be brought to mind next; null while nothing is due.
  look_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((state = 'running') = (settled_at is null) and (settled_at is null) = (settled_by is null)),
  check (state = 'running' or look_at is null)
);
-- One name runs once in a case.
create unique index house_clock_once on app.house_clock (tenant_id, incident_id, name) where state = 'running';
create index house_clock_of_incident on app.house_clock (tenant_id, incident_id, due_at);
create index house_clock_look on app.house_clock (tenant_id, look_at) where look_at is not null;
create index house_clock_running on app.house_clock (tenant_id, due_at) where state = 'running';
call wall.enclose('app.house_clock', 'select, insert, update');
call wall.encircle('app.house_clock', 'incident_id');

-- Who was called into a case, beside its people: asked each time its grading is read.
create index inbox_of_path on app.inbox_item (tenant_id, path, id desc);

-- What may be done with what is known of a case (PAP); null while nobody marked it.
alter table app.incident add column pap text collate "C" check (pap in ('clear', 'green', 'amber', 'red'));

-- Who from outside reads one published version of the plan, until when. A row that ended stays for the record.
create table app.plan_guest (
  tenant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  version integer not null,
  granted_at timestamptz not null,
  granted_by text not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, version) references app.plan_version (tenant_id, version),
  check ((ended_at is null) = (ended_by is null))
);
create unique index plan_guest_open on app.plan_guest (tenant_id, member_id) where ended_at is null;
create index plan_guest_of_version on app.plan_guest (tenant_id, version);
call wall.enclose('app.plan_guest', 'select, insert, update');

-- Whether a guest has anything at all to see here; without it the organisation does not know them.
create function wall.is_let_in(mine uuid, me uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from wall.opened_to(mine, me))
    or exists (select 1 from app.plan_guest g where g.tenant_id = mine and g.member_id = me
      and g.ended_at is null and g.ends_at > clock_timestamp())
$$;

grant select (tenant_id, member_id, ends_at, ended_at) on app.plan_guest to muster_search;
alter function wall.is_let_in(uuid, uuid) owner to muster_search;
revoke all on function wall.is_let_in(uuid, uuid) from public;

create or replace function wall.membership(wanted_user uuid, wanted_slug text)
  returns table (tenant_id uuid, id uuid, name text, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.tenant_id, m.id, m.name, m.role
  from app.member m join app.tenant t on t.tenant_id = m.tenant_id
  where m.user_id = wanted_user and m.suspended_at is null and t.slug = wanted_slug
    and (m.role <> 'guest' or wall.is_let_in(m.tenant_id, m.id))
$$;

create or replace function wall.memberships(wanted_user uuid)
  returns table (tenant_id uuid, slug text, name text, member_id uuid, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.tenant_id, t.slug, t.name, m.id, m.role
  from app.member m join app.tenant t on t.tenant_id = m.tenant_id
  where m.user_id = wanted_user and m.suspended_at is null
    and (m.role <> 'guest' or wall.is_let_in(m.tenant_id, m.id))
  order by t.name, t.tenant_id
$$;
