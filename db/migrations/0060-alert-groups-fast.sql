-- The list of alert groups without a filter: the order in which they stand, whatever was made of them.
create index alert_cluster_order on app.alert_cluster (tenant_id, standing desc, id desc) where merged_into is null;

-- Search by any word of a group or of what was merged into it. As for incidents, the first five hundred of the list are
-- walked, which is enough for common words, and the index answers for what lies behind them. "Open" and "snoozed" differ
-- by the clock alone, so the page is cut here and not after.
drop function wall.search_alert_clusters(tsquery, text, double precision, uuid, integer);
grant select (signals, snoozed_until) on app.alert_cluster to muster_search;

create function wall.search_alert_clusters(
  words tsquery, wanted text, at_time timestamptz, below_standing double precision, below_id uuid, at_most integer)
  returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  mine uuid := wall.tenant();
  seen wall.sights := wall.sight();
  wanted_status text := case when wanted = 'snoozed' then 'open' else wanted end;
  edge_standing double precision;
  edge_id uuid;
  found_count integer;
begin
  if mine is null then return; end if;
  select c.standing, c.id into edge_standing, edge_id from app.alert_cluster c
    where c.tenant_id = mine and c.merged_into is null and (wanted_status is null or c.status = wanted_status)
      and (below_standing is null or (c.standing, c.id) < (below_standing, below_id))
    order by c.standing desc, c.id desc offset 500 limit 1;
  return query
    select c.id from app.alert_cluster c
    where c.tenant_id = mine and c.merged_into is null and (wanted_status is null or c.status = wanted_status)
      and (below_standing is null or (c.standing, c.id) < (below_standing, below_id))
      and (edge_id is null or (c.standing, c.id) > (edge_standing, edge_id))
      and (c.incident_id is null or coalesce(c.incident_id <@ seen, false))
      and (wanted is null or wanted not in ('open', 'snoozed') or (wanted = 'snoozed') = coalesce(c.snoozed_until > at_time, false))
      and (ts_match_vq(c.search, words) or exists (
        select 1 from app.alert_cluster p where p.tenant_id = mine and p.merged_into = c.id and ts_match_vq(p.search, words)))
      and (c.signals > 0 or exists (
        select 1 from app.alert_cluster p join app.alert_moment m on m.tenant_id = mine and m.cluster_id = p.id
          join app.signal s on s.tenant_id = mine and s.id = m.signal_id
        where p.tenant_id = mine and (p.id = c.id or p.merged_into = c.id)
          and (s.incident_id is null or coalesce(s.incident_id <@ seen, false))))
    order by c.standing desc, c.id desc limit at_most;
  get diagnostics found_count = row_count;
  if edge_id is null or found_count >= at_most then return; end if;
  return query
    -- the fence keeps the planner from walking the list for these
    with matched as materialized (
      select distinct coalesce(p.merged_into, p.id) as id from app.alert_cluster p where p.tenant_id = mine and p.search @@ words)
    select c.id from matched join app.alert_cluster c on c.tenant_id = mine and c.id = matched.id
    where c.merged_into is null and (wanted_status is null or c.status = wanted_status)
      and (c.standing, c.id) <= (edge_standing, edge_id)
      and (c.incident_id is null or coalesce(c.incident_id <@ seen, false))
      and (wanted is null or wanted not in ('open', 'snoozed') or (wanted = 'snoozed') = coalesce(c.snoozed_until > at_time, false))
      and (c.signals > 0 or exists (
        select 1 from app.alert_cluster p join app.alert_moment m on m.tenant_id = mine and m.cluster_id = p.id
          join app.signal s on s.tenant_id = mine and s.id = m.signal_id
        where p.tenant_id = mine and (p.id = c.id or p.merged_into = c.id)
          and (s.incident_id is null or coalesce(s.incident_id <@ seen, false))))
    order by c.standing desc, c.id desc limit at_most - found_count;
end
$$;
alter function wall.search_alert_clusters(tsquery, text, timestamptz, double precision, uuid, integer) owner to muster_search;
revoke all on function wall.search_alert_clusters(tsquery, text, timestamptz, double precision, uuid, integer) from public;
grant execute on function wall.search_alert_clusters(tsquery, text, timestamptz, double precision, uuid, integer) to muster_rt;
