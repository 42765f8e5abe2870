-- From many to few. What the sender put together stays in app.alert_group; what belongs together whoever sent it is an
-- alert cluster, which people see as an alert group. It is made after the commit of a batch, from moments: how often a
-- signal was said within five minutes.

-- What a batch brought and nobody has looked at yet, written in the batch's transaction and taken away in that of the
-- grouping: a process may be killed between any two statements.
create table app.alert_news (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  signals uuid[] not null,
  -- Five minutes since 1970 by the clock of the sender.
  ticks integer[] not null,
  counts integer[] not null,
  primary key (tenant_id, id)
);
call wall.enclose('app.alert_news', 'select, insert, delete');

-- One row for each organisation: its lock is the right to group.
create table app.alert_grouping (
  tenant_id uuid not null references app.tenant,
  -- Something other than a signal changed what stands together: a rule of silence, a signal taken out.
  is_due boolean not null default false,
  -- First and last hour in which each source was heard.
  watches jsonb not null default '{}',
  -- What was left aside as ordinary in the last three days.
  ordinary jsonb not null default '{"signals":0,"count":0,"kinds":0}',
  grouped_at timestamptz,
  primary key (tenant_id)
);
call wall.enclose('app.alert_grouping', 'select, insert, update');

create table app.alert_cluster (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  -- The one source of all its signals, if there is one.
  source_id uuid,
  title text not null,
  because text not null,
  -- Why it stands where it stands, in parts that the screen puts into words.
  reasons jsonb not null,
  things text[] not null,
  severity text collate "C" not null,
  -- Signals, and how often they were said, without those that belong to an incident: who may see these is for the wall.
  signals bigint not null,
  firing bigint not null,
  count bigint not null,
  has_linked boolean not null default false,
  kinds uuid[] not null,
  -- The higher the earlier in the list; its own, and with what was merged into it.
  own_standing double precision not null,
  standing double precision not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  status text collate "C" not null check (status in ('open', 'dismissed', 'linked')),
  snoozed_until timestamptz,
  dismissed_reason text,
  -- The kinds that were known when somebody judged it: another one opens it again.
  judged_kinds uuid[],
  judged_by text,
  judged_at timestamptz,
  merged_into uuid,
  incident_id uuid,
  incident_number integer,
  -- What joined or left after somebody had worked on it; the newest first, at most twenty.
  news jsonb not null default '[]',
  search tsvector not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id),
  foreign key (tenant_id, merged_into) references app.alert_cluster (tenant_id, id),
  check ((status = 'dismissed') = (dismissed_reason is not null)),
  check (merged_into is null or merged_into <> id),
  check (incident_id is null or status = 'linked')
);
create index alert_cluster_standing on app.alert_cluster (tenant_id, status, standing desc, id desc) where merged_into is null;
create index alert_cluster_latest on app.alert_cluster (tenant_id, last_at);
create index alert_cluster_merged on app.alert_cluster (tenant_id, merged_into) where merged_into is not null;
create index alert_cluster_search on app.alert_cluster using gin (search);
call wall.enclose('app.alert_cluster', 'select, insert, update, delete');
call wall.encircle('app.alert_cluster', 'incident_id');

-- What a signal is about, read from it once.
create table app.alert_trait (
  tenant_id uuid not null,
  signal_id uuid not null,
  kind uuid not null,
  name text not null,
  things text[] not null,
  -- Where a person put it, whatever it shares with others.
  pinned_to uuid,
  primary key (tenant_id, signal_id),
  foreign key (tenant_id, signal_id) references app.signal (tenant_id, id),
  foreign key (tenant_id, pinned_to) references app.alert_cluster (tenant_id, id)
);
create index alert_trait_things on app.alert_trait using gin (things);
create index alert_trait_kind on app.alert_trait (tenant_id, kind, signal_id);
call wall.enclose('app.alert_trait', 'select, insert, update');
-- Who sees every case, as most do most of the time, is not asked again for each row: a storm has a hundred thousand.
create policy circle on app.alert_trait as restrictive using (
  (select wall.sight()) = '{(,)}'::wall.sights or exists (
    select 1 from app.signal as parent where parent.tenant_id = alert_trait.tenant_id and parent.id = alert_trait.signal_id));

create table app.alert_moment (
  tenant_id uuid not null,
  signal_id uuid not null,
  tick integer not null,
  kind uuid not null,
  count integer not null,
  -- Empty for what is ordinary.
  cluster_id uuid,
  -- Why it stands there: what it shares with which signal.
  joined jsonb,
  primary key (tenant_id, signal_id, tick),
  foreign key (tenant_id, signal_id) references app.signal (tenant_id, id),
  foreign key (tenant_id, cluster_id) references app.alert_cluster (tenant_id, id)
);
create index alert_moment_kind on app.alert_moment (tenant_id, kind, tick);
create index alert_moment_cluster on app.alert_moment (tenant_id, cluster_id, signal_id) where cluster_id is not null;
create index alert_moment_age on app.alert_moment (tenant_id, tick) where cluster_id is null;
call wall.enclose('app.alert_moment', 'select, insert, update, delete');
create policy circle on app.alert_moment as restrictive using (
  (select wall.sight()) = '{(,)}'::wall.sights or exists (
    select 1 from app.signal as parent where parent.tenant_id = alert_moment.tenant_id and parent.id = alert_moment.signal_id));

-- How often a kind of alert came in each hour of a day. What is ordinary is learnt from it.
create table app.alert_habit (
  tenant_id uuid not null references app.tenant,
  kind uuid not null,
  day integer not null,
  source_id uuid,
  name text not null,
  place text not null,
  hours integer[] not null check (cardinality(hours) = 24),
  primary key (tenant_id, kind, day),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id)
);
create index alert_habit_day on app.alert_habit (tenant_id, day);
call wall.enclose('app.alert_habit', 'select, insert, update, delete');

-- What is not to be shown: muted until a time, expected during maintenance, or noise that people taught by dismissing it.
create table app.alert_quiet (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  sort text collate "C" not null check (sort in ('mute', 'maintenance', 'noise')),
  -- Whom it concerns; an empty one concerns everybody.
  source_id uuid,
  name text not null,
  thing text not null,
  title text not null,
  reason text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  -- Noise counts from the third dismissal, or at once when a person says so.
  dismissals integer not null default 0,
  is_active boolean not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id),
  check ((sort = 'noise') = (ends_at is null)),
  check (name <> '' or thing <> '' or source_id is not null)
);
create unique index alert_quiet_noise on app.alert_quiet (tenant_id, sort, coalesce(source_id, '00000000-0000-0000-0000-000000000000'), name, thing)
  where sort = 'noise' and ended_at is null;
create index alert_quiet_standing on app.alert_quiet (tenant_id, id) where ended_at is null;
call wall.enclose('app.alert_quiet', 'select, insert, update');

-- Search, as for signals: ids of the verified tenant that the viewer may see, in the order of the list.
grant select (tenant_id, id, status, standing, merged_into, incident_id, search) on app.alert_cluster to muster_search;
grant select (tenant_id, signal_id, cluster_id) on app.alert_moment to muster_search;

create function wall.search_alert_clusters(
  words tsquery, wanted_status text, below_standing double precision, below_id uuid, at_most integer) returns setof uuid
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
    select c.id from app.alert_cluster c
    where c.tenant_id = mine and c.merged_into is null and c.search @@ words
      and (c.incident_id is null or coalesce(c.incident_id <@ seen, false))
      and (wanted_status is null or c.status = wanted_status)
      and (below_standing is null or (c.standing, c.id) < (below_standing, below_id))
      and exists (select 1 from app.alert_moment m join app.signal s on s.tenant_id = mine and s.id = m.signal_id
        where m.tenant_id = mine and m.cluster_id = c.id
          and (s.incident_id is null or coalesce(s.incident_id <@ seen, false)))
    order by c.standing desc, c.id desc limit at_most;
end
$$;
alter function wall.search_alert_clusters(tsquery, text, double precision, uuid, integer) owner to muster_search;
revoke all on function wall.search_alert_clusters(tsquery, text, double precision, uuid, integer) from public;
grant execute on function wall.search_alert_clusters(tsquery, text, double precision, uuid, integer) to muster_rt;
