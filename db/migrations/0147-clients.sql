-- Two organisations of one installation agree on something: that one looks after the other, or that they share.
-- Each side keeps its own row under the same id; who may enter is decided by the client's row alone.

alter table app.tenant
  add column colour text collate "C" not null default 'slate'
    check (colour in ('slate', 'blue', 'teal', 'green', 'olive', 'amber', 'red', 'plum')),
  -- Up to three letters that stand for it beside its name.
  add column mark text not null default '' check (char_length(mark) <= 3),
  -- Looks after others; its people find their clients in the rail.
  add column is_provider boolean not null default false,
  -- Said by the host: it may set up new organisations on this installation.
  add column may_add_clients boolean not null default false;

create table app.agreement (
  tenant_id uuid not null references app.tenant,
  -- The same on both sides.
  id uuid not null,
  kind text collate "C" not null check (kind in ('care', 'sharing')),
  side text collate "C" not null check (side in ('client', 'provider', 'peer')),
  -- Null while nobody has taken the code.
  other_tenant uuid,
  other_name text not null,
  -- What the provider's people are in the client's organisation.
  role text collate "C" check (role in ('lead', 'responder', 'auditor')),
  -- The most that may be shared (Traffic Light Protocol 2.0).
  max_tlp text collate "C" check (max_tlp in ('clear', 'green', 'amber', 'amber+strict', 'red')),
  ends_at timestamptz not null,
  code_hash bytea check (octet_length(code_hash) = 32),
  code_expires_at timestamptz,
  proposed_at timestamptz not null,
  proposed_by text not null,
  accepted_at timestamptz,
  accepted_by text,
  ended_at timestamptz,
  ended_by text,
  ended_reason text,
  primary key (tenant_id, id),
  check ((kind = 'care') = (side <> 'peer')),
  check ((kind = 'care') = (role is not null)),
  check ((kind = 'sharing') = (max_tlp is not null)),
  check ((accepted_at is null) = (accepted_by is null) and (accepted_at is null) = (other_tenant is null)),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null)),
  check ((code_hash is null) = (code_expires_at is null))
);
create index agreement_code on app.agreement (code_hash) where code_hash is not null;
create index agreement_by_time on app.agreement (tenant_id, proposed_at desc, id desc);
create index agreement_ending on app.agreement (tenant_id, ends_at) where ended_at is null;
call wall.enclose('app.agreement', 'select, insert, update');

-- Set for a person of a provider: they are here because of this agreement, and no longer than it lasts.
alter table app.member
  add column care_id uuid,
  add foreign key (tenant_id, care_id) references app.agreement (tenant_id, id);
create index member_care on app.member (tenant_id, care_id) where care_id is not null;

-- On the provider's side: who of its people looks after which client.
create table app.client_staff (
  tenant_id uuid not null,
  agreement_id uuid not null,
  member_id uuid not null,
  assigned_at timestamptz not null,
  assigned_by text not null,
  primary key (tenant_id, agreement_id, member_id),
  foreign key (tenant_id, agreement_id) references app.agreement (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index client_staff_of_member on app.client_staff (tenant_id, member_id);
call wall.enclose('app.client_staff', 'select, insert, delete');

-- On the client's side: each time a person of the provider came in, why, and until when the door stays open to them.
create table app.care_entry (
  tenant_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  member_id uuid not null,
  reason text not null,
  entered_at timestamptz not null,
  until_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, agreement_id) references app.agreement (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index care_entry_of_member on app.care_entry (tenant_id, member_id, until_at desc);
create index care_entry_of_agreement on app.care_entry (tenant_id, agreement_id, entered_at desc, id desc);
call wall.enclose('app.care_entry', 'select, insert');

-- On the client's side: what waits there, as its provider is shown it without coming in. Nothing of a restricted case.
create table app.client_standing (
  tenant_id uuid primary key references app.tenant,
  made_at timestamptz not null,
  -- Leaves of the record that it takes in; more of them mean that it is behind.
  log_size bigint not null,
  -- When time alone changes it.
  next_at timestamptz,
  -- 1 is the most urgent, 9 means that nothing waits.
  rank smallint not null check (rank between 1 and 9),
  rank_at timestamptz not null,
  cases integer not null,
  worst text collate "C",
  clock_at timestamptz,
  clock text not null,
  alerts integer not null,
  reports integer not null,
  overdue integer not null,
  failures integer not null,
  -- [{ rank, at, kind, key, title, path, due }], the most urgent first.
  waits jsonb not null
);
call wall.enclose('app.client_standing', 'select, insert, update');

grant select (colour, mark) on app.tenant to muster_search;
grant select (tenant_id, size) on app.log to muster_search;
grant select (care_id) on app.member to muster_search;
grant select (tenant_id, id, kind, side, other_tenant, role, ends_at, code_hash, code_expires_at, accepted_at, ended_at)
  on app.agreement to muster_search;
grant select (tenant_id, member_id, until_at) on app.care_entry to muster_search;
grant select on app.client_standing to muster_search;

-- Whether a provider's person may be inside now: the agreement holds, their own organisation still employs them, and
-- they came in by the door that writes it down.
create function wall.has_entered(mine uuid, me uuid, care uuid, person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.agreement a
      join app.member p on p.tenant_id = a.other_tenant and p.user_id = person
      where a.tenant_id = mine and a.id = care and a.side = 'client' and a.accepted_at is not null
        and a.ended_at is null and a.ends_at > clock_timestamp()
        and p.suspended_at is null and p.care_id is null and p.role <> 'guest')
    and exists (select 1 from app.care_entry e where e.tenant_id = mine and e.member_id = me and e.until_at > clock_timestamp())
$$;

create or replace function wall.membership(wanted_user uuid, wanted_slug text)
  returns table (tenant_id uuid, id uuid, name text, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.tenant_id, m.id, m.name, m.role
  from app.member m join app.tenant t on t.tenant_id = m.tenant_id
  where m.user_id = wanted_user and m.suspended_at is null and t.slug = wanted_slug
    and (m.role <> 'guest' or wall.is_let_in(m.tenant_id, m.id))
    and (m.care_id is null or wall.has_entered(m.tenant_id, m.id, m.care_id, m.user_id))
$$;

create or replace function wall.memberships(wanted_user uuid)
  returns table (tenant_id uuid, slug text, name text, member_id uuid, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.tenant_id, t.slug, t.name, m.id, m.role
  from app.member m join app.tenant t on t.tenant_id = m.tenant_id
  where m.user_id = wanted_user and m.suspended_at is null
    and (m.role <> 'guest' or wall.is_let_in(m.tenant_id, m.id))
    and (m.care_id is null or wall.has_entered(m.tenant_id, m.id, m.care_id, m.user_id))
  order by t.name, t.tenant_id
$$;

-- The clients of whoever looks, from the signed context and from membership in each client: never from what is asked.
create function wall.own_clients() returns table (agreement_id uuid, client uuid, member_id uuid, role text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  part text[] := wall.claims();
begin
  if part is null or left(part[3], 2) <> 'm:' then return; end if;
  return query
    select a.id, m.tenant_id, m.id, m.role
    from app.member me
    join app.member m on m.user_id = me.user_id and m.care_id is not null and m.suspended_at is null
    join app.agreement a on a.tenant_id = m.tenant_id and a.id = m.care_id and a.side = 'client'
      and a.other_tenant = part[1]::uuid and a.accepted_at is not null and a.ended_at is null
      and a.ends_at > clock_timestamp()
    where me.tenant_id = part[1]::uuid and me.id = substr(part[3], 3)::uuid and me.suspended_at is null
      and me.care_id is null and me.role <> 'guest';
end
$$;

-- How each of those clients stands, the most urgent first. Read only, and nothing but what the client's own row says.
create function wall.client_standings(words text, after_rank integer, after_at timestamptz, after_id uuid, at_most integer)
  returns table (agreement_id uuid, slug text, name text, colour text, mark text, role text, made_at timestamptz,
    rank integer, rank_at timestamptz, cases integer, worst text, clock_at timestamptz, clock text, alerts integer,
    reports integer, overdue integer, failures integer, entered_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.agreement_id, t.slug, t.name, t.colour, t.mark, o.role, s.made_at, coalesce(s.rank, 9)::integer,
    coalesce(s.rank_at, 'epoch'::timestamptz), coalesce(s.cases, 0), s.worst, s.clock_at, coalesce(s.clock, ''),
    coalesce(s.alerts, 0), coalesce(s.reports, 0), coalesce(s.overdue, 0), coalesce(s.failures, 0),
    (select max(e.until_at) from app.care_entry e
     where e.tenant_id = o.client and e.member_id = o.member_id and e.until_at > clock_timestamp())
  from wall.own_clients() o
  join app.tenant t on t.tenant_id = o.client
  left join app.client_standing s on s.tenant_id = o.client
  where (words is null or strpos(lower(t.name), lower(words)) > 0)
    and (after_id is null
      or (coalesce(s.rank, 9), coalesce(s.rank_at, 'epoch'::timestamptz), o.agreement_id) > (after_rank, after_at, after_id))
  order by coalesce(s.rank, 9), coalesce(s.rank_at, 'epoch'::timestamptz), o.agreement_id
  limit at_most
$$;

-- All that waits in those clients, as one list.
create function wall.client_waits(words text, wanted_kind text, after_rank integer, after_at timestamptz, after_key text, at_most integer)
  returns table (agreement_id uuid, slug text, name text, colour text, mark text, rank integer, rank_at timestamptz,
    kind text, key text, title text, path text, due timestamptz, said jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.agreement_id, t.slug, t.name, t.colour, t.mark, w.rank, w.at, w.kind, o.agreement_id::text || w.key, w.title,
    w.path, w.due, w.said
  from wall.own_clients() o
  join app.tenant t on t.tenant_id = o.client
  join app.client_standing s on s.tenant_id = o.client
  cross join lateral jsonb_to_recordset(s.waits)
    as w(rank integer, at timestamptz, kind text, key text, title text, path text, due timestamptz, said jsonb)
  where (wanted_kind is null or w.kind = wanted_kind)
    and (words is null or strpos(lower(t.name || ' ' || w.title), lower(words)) > 0)
    and (after_key is null or (w.rank, w.at, o.agreement_id::text || w.key) > (after_rank, after_at, after_key))
  order by w.rank, w.at, o.agreement_id::text || w.key
  limit at_most
$$;

-- Sums over all of them, for the line above the list.
create function wall.client_totals()
  returns table (clients integer, cases integer, clocks integer, alerts integer, reports integer, overdue integer, behind integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer, coalesce(sum(s.cases), 0)::integer, count(s.clock_at)::integer,
    coalesce(sum(s.alerts), 0)::integer, coalesce(sum(s.reports), 0)::integer, coalesce(sum(s.overdue), 0)::integer,
    (count(*) filter (where s.made_at is null or s.made_at < clock_timestamp() - interval '20 minutes'))::integer
  from wall.own_clients() o left join app.client_standing s on s.tenant_id = o.client
$$;

-- Doors. Which organisation made this code.
create function wall.agreement_code(wanted_hash bytea, asked_at timestamptz) returns table (tenant_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select a.tenant_id, a.id from app.agreement a
  where a.code_hash = wanted_hash and a.code_expires_at > asked_at and a.ended_at is null
$$;

-- Who is looked after, by whom, and whether what the provider is shown is behind.
create function wall.cared_for(asked_at timestamptz) returns table (client uuid, provider uuid, agreement_id uuid, is_behind boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select a.tenant_id, a.other_tenant, a.id,
    s.made_at is null or s.log_size <> l.size or s.next_at <= asked_at or s.made_at < asked_at - interval '10 minutes'
  from app.agreement a
  join app.log l on l.tenant_id = a.tenant_id
  left join app.client_standing s on s.tenant_id = a.tenant_id
  where a.side = 'client' and a.accepted_at is not null and a.ended_at is null and a.ends_at > asked_at
$$;

do $$
declare
  name text;
begin
  foreach name in array array['wall.has_entered(uuid, uuid, uuid, uuid)', 'wall.own_clients()',
    'wall.client_standings(text, integer, timestamptz, uuid, integer)',
    'wall.client_waits(text, text, integer, timestamptz, text, integer)', 'wall.client_totals()',
    'wall.agreement_code(bytea, timestamptz)', 'wall.cared_for(timestamptz)']
  loop
    execute format('alter function %s owner to muster_search', name);
    execute format('revoke all on function %s from public', name);
  end loop;
end
$$;
grant execute on function wall.client_standings(text, integer, timestamptz, uuid, integer),
  wall.client_waits(text, text, integer, timestamptz, text, integer), wall.client_totals() to muster_rt;
grant execute on function wall.agreement_code(bytea, timestamptz), wall.cared_for(timestamptz) to muster_auth;
