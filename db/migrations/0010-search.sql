-- Search that is quick for rare words and for common ones, whatever else is asked with them.

-- A word that may be unfinished matches all that begins like it, so the index has to gather every row of "disk" before
-- it can drop those without "host4001". The longest word alone goes to the index, the others are looked for in its rows.
drop function wall.search_signals(tsquery, uuid, text, text, uuid, uuid, integer);
create function wall.search_signals(
  words tsquery, longest tsquery, before_id uuid, wanted_status text, wanted_state text, wanted_source uuid,
  wanted_incident uuid, at_most integer) returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  mine uuid := wall.tenant();
begin
  if mine is null then return; end if;
  return query
    select s.id from app.signal s
    where s.tenant_id = mine and s.search @@ longest and ts_match_vq(s.search, words)
      and (before_id is null or s.id < before_id)
      and (wanted_status is null or s.status = wanted_status) and (wanted_state is null or s.state = wanted_state)
      and (wanted_source is null or s.source_id = wanted_source)
      and (wanted_incident is null or s.incident_id = wanted_incident)
    order by s.id desc limit at_most;
end
$$;
alter function wall.search_signals(tsquery, tsquery, uuid, text, text, uuid, uuid, integer) owner to muster_search;
revoke all on function wall.search_signals(tsquery, tsquery, uuid, text, text, uuid, uuid, integer) from public;
grant execute on function wall.search_signals(tsquery, tsquery, uuid, text, text, uuid, uuid, integer) to muster_rt;

-- The planner takes a beginning it has never seen for one in fifty rows and walks the whole list for it. So the newest
-- five hundred are walked, which is enough for common words, and the index answers for what lies before them.
drop function wall.search_incidents(tsquery, integer, integer);
create function wall.search_incidents(
  wanted tsquery, longest tsquery, below integer, wanted_status text, wanted_severity text, wanted_kind text,
  at_most integer) returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  mine uuid := wall.tenant();
  oldest_walked integer;
  found_count integer;
begin
  if mine is null then return; end if;
  select n.number into oldest_walked from app.incident n
    where n.tenant_id = mine and n.number < below order by n.number desc offset 500 limit 1;
  return query
    select i.id from app.incident i
    where i.tenant_id = mine and i.number < below and i.number > coalesce(oldest_walked, 0)
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
      where i.tenant_id = mine and i.words @@ longest offset 0) as f
    where f.number <= oldest_walked and ts_match_vq(f.words, wanted)
      and (wanted_status is null or f.status = wanted_status)
      and (wanted_severity is null or f.severity = wanted_severity)
      and (wanted_kind is null or f.kind = wanted_kind)
    order by f.number desc limit at_most - found_count;
end
$$;
alter function wall.search_incidents(tsquery, tsquery, integer, text, text, text, integer) owner to muster_search;
revoke all on function wall.search_incidents(tsquery, tsquery, integer, text, text, text, integer) from public;
grant execute on function wall.search_incidents(tsquery, tsquery, integer, text, text, text, integer) to muster_rt;
grant select (status, severity, kind) on app.incident to muster_search;
