-- Who may see a case. The signed context now also says for whom a transaction looks; restrictive policies on the
-- incident and on everything that hangs on one keep the rest out of sight, whatever a query forgets.

-- `<tenant>.<expiry in seconds>.<viewer>.<hmac in hex>`. Viewer: `*` the program itself, `-` nobody in particular
-- (API keys, links), `m:<member>` a member, `g:<member>` a guest. The parts of a context that is signed and in time.
create function wall.claims() returns text[]
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
  if array_length(part, 1) is distinct from 4 then
    raise exception 'tenant context is not readable' using errcode = '28000';
  end if;
  select * into key from wall.context_key;
  wanted := encode(sha256(key.outer_pad || sha256(key.inner_pad
    || convert_to(part[1] || '.' || part[2] || '.' || part[3], 'UTF8'))), 'hex');
  if wanted is distinct from part[4] then
    raise exception 'tenant context is not signed by this installation' using errcode = '28000';
  end if;
  if part[2]::bigint < extract(epoch from clock_timestamp()) then
    raise exception 'tenant context has expired' using errcode = '28000';
  end if;
  return part;
end
$$;
revoke all on function wall.claims() from public;
grant execute on function wall.claims() to muster_search;

create or replace function wall.tenant() returns uuid
  language plpgsql stable security definer parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (wall.claims())[1]::uuid;
end
$$;

alter table app.incident
  add column is_restricted boolean not null default false,
  -- Traffic Light Protocol 2.0 (FIRST, 2022).
  add column tlp text collate "C" not null default 'amber'
    check (tlp in ('clear', 'green', 'amber', 'amber+strict', 'red')),
  add column merged_into uuid,
  add column reopened_at timestamptz,
  add column held_at timestamptz,
  add column held_by uuid,
  add column hold_reason text,
  add foreign key (tenant_id, merged_into) references app.incident (tenant_id, id),
  add foreign key (tenant_id, held_by) references app.member (tenant_id, id),
  add check ((held_at is null) = (hold_reason is null)),
  add check (merged_into is null or merged_into <> id);
create index incident_restricted on app.incident (tenant_id, id) where is_restricted;
create index incident_merged on app.incident (tenant_id, merged_into) where merged_into is not null;

-- Whom a case was opened to: people of a restricted case, and guests of any. A row that ended stays for the record.
create table app.incident_access (
  tenant_id uuid not null,
  -- Also the stream in the ledger on which each reading of a guest is kept.
  id uuid not null,
  incident_id uuid not null,
  member_id uuid not null,
  is_guest boolean not null,
  may_write boolean not null,
  granted_at timestamptz not null,
  granted_by text not null,
  ends_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  check (not is_guest or ends_at is not null)
);
create unique index incident_access_open on app.incident_access (tenant_id, incident_id, member_id) where ended_at is null;
create index incident_access_of_member on app.incident_access (tenant_id, member_id) where ended_at is null;
call wall.enclose('app.incident_access', 'select, insert, update');

-- Whom a case is about: never sees it, whatever else they may do here.
create table app.incident_suspect (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  member_id uuid not null,
  named_at timestamptz not null,
  cleared_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create unique index incident_suspect_open on app.incident_suspect (tenant_id, incident_id, member_id) where cleared_at is null;
create index incident_suspect_of_member on app.incident_suspect (tenant_id, member_id) where cleared_at is null;
call wall.enclose('app.incident_suspect', 'select, insert, update');

-- A sealed lane: legal privilege, or a matter of staff. Its words stand in the ledger stream of its own id alone.
create table app.lane (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  kind text collate "C" not null check (kind in ('legal', 'staff')),
  opened_at timestamptz not null,
  opened_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index lane_of_incident on app.lane (tenant_id, incident_id);
call wall.enclose('app.lane', 'select, insert');

create table app.lane_member (
  tenant_id uuid not null,
  lane_id uuid not null,
  member_id uuid not null,
  -- Who owns a lane says who else is in it.
  is_owner boolean not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, lane_id, member_id),
  foreign key (tenant_id, lane_id) references app.lane (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index lane_member_of_member on app.lane_member (tenant_id, member_id) where removed_at is null;
call wall.enclose('app.lane_member', 'select, insert, update');

-- Two cases that belong together; kept once, read from both ends.
create table app.incident_link (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  other_id uuid not null,
  kind text collate "C" not null check (kind in ('duplicate', 'same_root', 'related', 'merged', 'split')),
  linked_at timestamptz not null,
  linked_by text not null,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, other_id, kind),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, other_id) references app.incident (tenant_id, id),
  check (incident_id <> other_id)
);
create index incident_link_other on app.incident_link (tenant_id, other_id);
call wall.enclose('app.incident_link', 'select, insert, delete');

-- What a merge moved, so that it can be taken back whole.
create table app.incident_merge (
  tenant_id uuid not null,
  incident_id uuid not null,
  into_id uuid not null,
  merged_at timestamptz not null,
  merged_by text not null,
  moved jsonb not null,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, into_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.incident_merge', 'select, insert, delete');
grant update (incident_id) on app.incident_signal to muster_rt;

-- What a viewer sees, as one set of ids: a single value for each statement, asked of each row by its id. It is a
-- multirange, so that "all but these few" (a member) and "only these" (a guest) are the same kind of answer.
create type wall.ids as range (subtype = uuid, multirange_type_name = wall.sights);

grant select (tenant_id, id, incident_id, member_id, may_write, ends_at, ended_at) on app.incident_access to muster_search;
grant select (tenant_id, incident_id, member_id, cleared_at) on app.incident_suspect to muster_search;
grant select (tenant_id, id, incident_id) on app.lane to muster_search;
grant select (tenant_id, lane_id, member_id, removed_at) on app.lane_member to muster_search;
grant select (is_restricted) on app.incident to muster_search;
grant select (role) on app.member to muster_search;
grant select (tenant_id, audit_stream, intake_stream) on app.log to muster_search;
grant select (tenant_id, index, stream, number, hash) on app.leaf to muster_search;

-- Cases that were opened to this person by name, now, and that are not about them.
create function wall.opened_to(mine uuid, me uuid) returns table (id uuid, incident_id uuid, may_write boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select a.id, a.incident_id, a.may_write from app.incident_access a
  where a.tenant_id = mine and a.member_id = me and a.ended_at is null
    and (a.ends_at is null or a.ends_at > clock_timestamp())
    and not exists (select 1 from app.incident_suspect s where s.tenant_id = mine
      and s.incident_id = a.incident_id and s.member_id = me and s.cleared_at is null)
$$;

create function wall.sight() returns wall.sights
  language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  part text[] := wall.claims();
  mine uuid;
  me uuid;
  few wall.sights;
begin
  if part is null then return '{}'; end if;
  if part[3] = '*' then return '{(,)}'; end if;
  mine := part[1]::uuid;
  if part[3] <> '-' then me := substr(part[3], 3)::uuid; end if;
  if left(part[3], 1) = 'g' then
    with open as materialized (select o.incident_id from wall.opened_to(mine, me) o)
    select range_agg(wall.ids(shown.id, shown.id, '[]')) into few from (
      select o.incident_id as id from open o
      union all
      select l.id from open o join app.lane l on l.tenant_id = mine and l.incident_id = o.incident_id
        join app.lane_member p on p.tenant_id = mine and p.lane_id = l.id and p.member_id = me and p.removed_at is null
    ) shown;
    return coalesce(few, '{}');
  end if;
  with closed as materialized (
    select i.id from app.incident i where i.tenant_id = mine and i.is_restricted
      and (me is null or i.id not in (select o.incident_id from wall.opened_to(mine, me) o)))
  select range_agg(wall.ids(kept.id, kept.id, '[]')) into few from (
    select c.id from closed c
    union all
    select a.id from closed c join app.incident_access a on a.tenant_id = mine and a.incident_id = c.id
    union all
    select l.id from app.lane l where l.tenant_id = mine and (
      l.incident_id in (select c.id from closed c)
      or not exists (select 1 from app.lane_member p
        where p.tenant_id = mine and p.lane_id = l.id and p.member_id = me and p.removed_at is null))
  ) kept;
  return case when few is null then '{(,)}'::wall.sights else '{(,)}'::wall.sights - few end;
end
$$;

-- The streams that a viewer may write to. A guest who may only read still leaves the trace of each reading.
create function wall.pen() returns wall.sights
  language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  part text[] := wall.claims();
  mine uuid;
  me uuid;
  few wall.sights;
begin
  if part is null or left(part[3], 1) <> 'g' then return wall.sight(); end if;
  mine := part[1]::uuid;
  me := substr(part[3], 3)::uuid;
  with open as materialized (select * from wall.opened_to(mine, me))
  select range_agg(wall.ids(shown.id, shown.id, '[]')) into few from (
    select o.incident_id as id from open o where o.may_write
    union all select o.id from open o
    union all select g.audit_stream from app.log g where g.tenant_id = mine
    union all
    select l.id from open o join app.lane l on l.tenant_id = mine and l.incident_id = o.incident_id
      join app.lane_member p on p.tenant_id = mine and p.lane_id = l.id and p.member_id = me and p.removed_at is null
  ) shown;
  return coalesce(few, '{}');
end
$$;

-- Who hears of these streams: every member (but no guest), or only those named. For news and for live updates.
create function wall.audience(streams uuid[]) returns table (stream uuid, is_open boolean, members uuid[])
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  mine uuid := wall.tenant();
begin
  if mine is null then return; end if;
  return query
    select wanted.id, i.is_restricted is not true and l.id is null, coalesce(named.ids, '{}')
    from unnest(streams) as wanted(id)
    left join app.lane l on l.tenant_id = mine and l.id = wanted.id
    left join app.incident_access g on g.tenant_id = mine and g.id = wanted.id
    left join app.incident i on i.tenant_id = mine and i.id = coalesce(l.incident_id, g.incident_id, wanted.id)
    left join lateral (
      select array_agg(p.member_id) as ids from (
        select a.member_id from app.incident_access a
        where l.id is null and a.tenant_id = mine and a.incident_id = i.id and a.ended_at is null
          and (a.ends_at is null or a.ends_at > clock_timestamp())
        union all
        select m.member_id from app.lane_member m
        where m.tenant_id = mine and m.lane_id = l.id and m.removed_at is null
          and (not i.is_restricted or exists (select 1 from wall.opened_to(mine, m.member_id) o where o.incident_id = i.id))
      ) p
      where not exists (select 1 from app.incident_suspect s where s.tenant_id = mine and s.incident_id = i.id
        and s.member_id = p.member_id and s.cleared_at is null)
    ) named on true;
end
$$;

-- The stream on which this guest's reading of a case is kept; null for anybody else.
create function wall.guest_stream(incident uuid) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  part text[] := wall.claims();
begin
  if part is null or left(part[3], 1) <> 'g' then return null; end if;
  return (select o.id from wall.opened_to(part[1]::uuid, substr(part[3], 3)::uuid) o where o.incident_id = incident);
end
$$;

-- Number and hash of the last leaf of each stream, by which the next one hangs on it: needed also by those who may
-- add to a stream that they may not read. Takes the words audit and intake for the tenant's own.
create function wall.tails(names text[]) returns table (stream uuid, number integer, hash bytea)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  mine uuid := wall.tenant();
begin
  if mine is null then return; end if;
  return query
    select wanted.stream, last.number, last.hash
    from app.log g cross join lateral (
      select case name when 'audit' then g.audit_stream when 'intake' then g.intake_stream else name::uuid end
      from unnest(names) as given(name)) as wanted(stream)
    cross join lateral (select f.number, f.hash from app.leaf f
      where f.tenant_id = mine and f.stream = wanted.stream order by f.number desc limit 1) as last
    where g.tenant_id = mine;
end
$$;

-- Hashes of leaves, 256 from each start: the lowest level of the tree, of which proofs are made. A hash says nothing.
create function wall.leaf_hashes(starts bigint[]) returns table (index bigint, hash bytea)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  mine uuid := wall.tenant();
begin
  if mine is null then return; end if;
  return query
    select f.index, f.hash from unnest(starts) as g(start) join app.leaf f
      on f.tenant_id = mine and f.index >= g.start * 256 and f.index < g.start * 256 + 256;
end
$$;

alter function wall.leaf_hashes(bigint[]) owner to muster_search;
alter function wall.opened_to(uuid, uuid) owner to muster_search;
alter function wall.sight() owner to muster_search;
alter function wall.pen() owner to muster_search;
alter function wall.audience(uuid[]) owner to muster_search;
alter function wall.guest_stream(uuid) owner to muster_search;
alter function wall.tails(text[]) owner to muster_search;
revoke all on function wall.opened_to(uuid, uuid), wall.sight(), wall.pen(), wall.audience(uuid[]),
  wall.guest_stream(uuid), wall.tails(text[]), wall.leaf_hashes(bigint[]) from public;
grant execute on function wall.sight(), wall.pen(), wall.audience(uuid[]), wall.guest_stream(uuid),
  wall.tails(text[]), wall.leaf_hashes(bigint[]) to muster_rt;

-- Draws the circle around a table whose rows belong to the incident in this column. Called in the migration that
-- makes the table, after wall.enclose. A row that names no incident belongs to no case: members see it, guests do not.
create procedure wall.encircle(name regclass, incident name)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('create policy circle on %s as restrictive using (coalesce(coalesce(%I, %L::uuid) <@ (select wall.sight()), false))',
    name, incident, '00000000-0000-0000-0000-000000000000');
end
$$;
revoke all on procedure wall.encircle(regclass, name) from public;

-- The same for a table whose rows hang on a row of another that is encircled already.
create procedure wall.encircle_by(name regclass, link name, parent regclass)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('create policy circle on %s as restrictive using (%I is null or exists (select 1 from %s as parent where parent.tenant_id = %s.tenant_id and parent.id = %s.%I))',
    name, link, parent, name, name, link);
end
$$;
revoke all on procedure wall.encircle_by(regclass, name, regclass) from public;

call wall.encircle('app.incident', 'id');
call wall.encircle('app.incident_merge', 'incident_id');
call wall.encircle('app.lane', 'id');
call wall.encircle('app.lane_member', 'lane_id');
create policy circle_other on app.incident_link as restrictive using (coalesce(other_id <@ (select wall.sight()), false));

-- What people were told of a case goes out of sight with it: the case stands in the path.
alter table app.inbox_item add column about uuid
  generated always as (substring(path from '^/incidents/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})')::uuid) stored;
create policy circle on app.inbox_item as restrictive
  using (about is null or coalesce(about <@ (select wall.sight()), false));

-- The ledger: leaves by their stream, values by their leaf. Values are written in the statement of their leaf.
create policy circle on app.leaf as restrictive for select using (coalesce(stream <@ (select wall.sight()), false));
create policy circle_pen on app.leaf as restrictive for insert with check (
  coalesce(stream <@ (select wall.pen()), false)
  or kind in ('evidence.open', 'export', 'report.export') and coalesce(stream <@ (select wall.sight()), false));
create policy circle on app.opening as restrictive for select using (
  exists (select 1 from app.leaf as parent where parent.tenant_id = opening.tenant_id and parent.index = opening.index));

-- Every other table that hangs on an incident, by its column or by a row that does.
do $$
declare
  found record;
begin
  loop
    select c.oid::regclass as name, null::name as link, null::regclass as parent into found
    from pg_class c
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'incident_id' and not a.attisdropped)
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'circle')
    order by c.relname limit 1;
    if found.name is null then
      select c.oid::regclass as name, a.attname as link, k.confrelid::regclass as parent into found
      from pg_constraint k join pg_class c on c.oid = k.conrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[2]
        join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[2] and b.attname = 'id'
      where k.contype = 'f' and cardinality(k.conkey) = 2 and c.relnamespace = 'app'::regnamespace
        and exists (select 1 from pg_policy p where p.polrelid = k.confrelid and p.polname = 'circle')
        and not exists (select 1 from pg_policy p where p.polrelid = k.conrelid and p.polname = 'circle')
      order by c.relname, a.attname limit 1;
      exit when found.name is null;
      call wall.encircle_by(found.name, found.link, found.parent);
    else
      call wall.encircle(found.name, 'incident_id');
    end if;
  end loop;
end
$$;

-- A page of what was found must hold what the viewer sees, or later pages would be lost behind what they do not.
create or replace function wall.search_incidents(
  wanted tsquery, longest tsquery, below integer, wanted_status text, wanted_severity text, wanted_kind text,
  at_most integer) returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  mine uuid := wall.tenant();
  seen wall.sights := wall.sight();
  oldest_walked integer;
  found_count integer;
begin
  if mine is null then return; end if;
  select n.number into oldest_walked from app.incident n
    where n.tenant_id = mine and n.number < below order by n.number desc offset 500 limit 1;
  return query
    select i.id from app.incident i
    where i.tenant_id = mine and coalesce(i.id <@ seen, false) and i.number < below and i.number > coalesce(oldest_walked, 0)
      and ts_match_vq(i.words, wanted)
      and (wanted_status is null or i.status = wanted_status)
      and (wanted_severity is null or i.severity = wanted_severity)
      and (wanted_kind is null or i.kind = wanted_kind)
    order by i.number desc limit at_most;
  get diagnostics found_count = row_count;
  if oldest_walked is null or found_count >= at_most then return; end if;
  return query
    -- the fence keeps the planner from walking the list for these
    select f.id from (
      select i.id, i.number, i.words, i.status, i.severity, i.kind from app.incident i
      where i.tenant_id = mine and coalesce(i.id <@ seen, false) and i.words @@ longest offset 0) as f
    where f.number <= oldest_walked and ts_match_vq(f.words, wanted)
      and (wanted_status is null or f.status = wanted_status)
      and (wanted_severity is null or f.severity = wanted_severity)
      and (wanted_kind is null or f.kind = wanted_kind)
    order by f.number desc limit at_most - found_count;
end
$$;
create or replace function wall.search_signals(
  words tsquery, longest tsquery, before_id uuid, wanted_status text, wanted_state text, wanted_source uuid,
  wanted_incident uuid, at_most integer) returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  mine uuid := wall.tenant();
  seen wall.sights := wall.sight();
begin
  if mine is null then return; end if;
  return query
    select s.id from app.signal s
    where s.tenant_id = mine and (s.incident_id is null or coalesce(s.incident_id <@ seen, false)) and s.search @@ longest and ts_match_vq(s.search, words)
      and (before_id is null or s.id < before_id)
      and (wanted_status is null or s.status = wanted_status) and (wanted_state is null or s.state = wanted_state)
      and (wanted_source is null or s.source_id = wanted_source)
      and (wanted_incident is null or s.incident_id = wanted_incident)
    order by s.id desc limit at_most;
end
$$;

-- Guests: members with one role more, who are somebody only while a case is open to them.
do $$
declare
  old text := (select conname from pg_constraint where conrelid = 'app.member'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%counsel%');
begin
  execute format('alter table app.member drop constraint %I', old);
end
$$;
alter table app.member add constraint member_role_check
  check (role in ('owner', 'lead', 'responder', 'staff', 'auditor', 'counsel', 'guest'));

create or replace function wall.membership(wanted_user uuid, wanted_slug text)
  returns table (tenant_id uuid, id uuid, name text, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.tenant_id, m.id, m.name, m.role
  from app.member m join app.tenant t on t.tenant_id = m.tenant_id
  where m.user_id = wanted_user and m.suspended_at is null and t.slug = wanted_slug
    and (m.role <> 'guest' or exists (select 1 from wall.opened_to(m.tenant_id, m.id)))
$$;

create or replace function wall.memberships(wanted_user uuid)
  returns table (tenant_id uuid, slug text, name text, member_id uuid, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.tenant_id, t.slug, t.name, m.id, m.role
  from app.member m join app.tenant t on t.tenant_id = m.tenant_id
  where m.user_id = wanted_user and m.suspended_at is null
    and (m.role <> 'guest' or exists (select 1 from wall.opened_to(m.tenant_id, m.id)))
  order by t.name, t.tenant_id
$$;
