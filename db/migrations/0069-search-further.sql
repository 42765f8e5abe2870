-- A frequent word fills its page a little below the newest 500: walking on costs less than looking up all that hold it.
-- Both ways run with the rights of wall.search_incidents, which alone calls them. The walk is planned once for each
-- connection, since its plan never depends on the words.

-- The cases between two numbers that hold these words, newest first.
create function wall.walk_incidents(
  mine uuid, seen wall.sights, wanted tsquery, above integer, below integer, wanted_status text, wanted_severity text,
  wanted_kind text, at_most integer) returns setof uuid
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select i.id from app.incident i
    where i.tenant_id = mine and coalesce(i.id <@ seen, false) and i.number < below and i.number > above
      and ts_match_vq(i.words, wanted)
      and (wanted_status is null or i.status = wanted_status)
      and (wanted_severity is null or i.severity = wanted_severity)
      and (wanted_kind is null or i.kind = wanted_kind)
    order by i.number desc limit at_most;
end
$$;

-- The same by the index of words, for words that are rare.
create function wall.find_incidents(
  mine uuid, seen wall.sights, wanted tsquery, longest tsquery, upto integer, wanted_status text, wanted_severity text,
  wanted_kind text, at_most integer) returns setof uuid
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
begin
  return query
    -- the fence keeps the planner from walking the list for these
    select f.id from (
      select i.id, i.number, i.words, i.status, i.severity, i.kind from app.incident i
      where i.tenant_id = mine and coalesce(i.id <@ seen, false) and i.words @@ longest offset 0) as f
    where f.number <= upto and ts_match_vq(f.words, wanted)
      and (wanted_status is null or f.status = wanted_status)
      and (wanted_severity is null or f.severity = wanted_severity)
      and (wanted_kind is null or f.kind = wanted_kind)
    order by f.number desc limit at_most;
end
$$;

create or replace function wall.search_incidents(
  wanted tsquery, longest tsquery, below integer, wanted_status text, wanted_severity text, wanted_kind text,
  at_most integer) returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = auto
as $$
declare
  mine uuid := wall.tenant();
  seen wall.sights := wall.sight();
  newest integer;
  low integer;
  lower integer;
  found_count integer;
  more_count integer;
begin
  if mine is null then return; end if;
  select i.number into newest from app.incident i
    where i.tenant_id = mine and i.number < below order by i.number desc limit 1;
  if newest is null then return; end if;
  low := newest - 500;
  return query select * from wall.walk_incidents(
    mine, seen, wanted, low, below, wanted_status, wanted_severity, wanted_kind, at_most);
  get diagnostics found_count = row_count;
  if low <= 0 or found_count >= at_most then return; end if;
  -- Twice as far as it took so far for as many. A row that is walked costs a fifth of one that the index found, and the
  -- index finds about this share of all: numbers begin at 1 and have no gaps.
  lower := low - greatest(250, 1000 * (at_most - found_count) / greatest(found_count, 1));
  if (low - lower) / 5 < found_count::bigint * newest / 500 then
    return query select * from wall.walk_incidents(
      mine, seen, wanted, lower, low + 1, wanted_status, wanted_severity, wanted_kind, at_most - found_count);
    get diagnostics more_count = row_count;
    found_count := found_count + more_count;
    low := lower;
    if low <= 0 or found_count >= at_most then return; end if;
  end if;
  return query select * from wall.find_incidents(
    mine, seen, wanted, longest, low, wanted_status, wanted_severity, wanted_kind, at_most - found_count);
end
$$;

revoke all on function wall.walk_incidents(uuid, wall.sights, tsquery, integer, integer, text, text, text, integer),
  wall.find_incidents(uuid, wall.sights, tsquery, tsquery, integer, text, text, text, integer) from public;
grant execute on function wall.walk_incidents(uuid, wall.sights, tsquery, integer, integer, text, text, text, integer),
  wall.find_incidents(uuid, wall.sights, tsquery, tsquery, integer, text, text, text, integer) to muster_search;
