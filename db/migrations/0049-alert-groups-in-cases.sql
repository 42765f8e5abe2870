-- An alert group that was added to a case by mistake can be taken back out; the record keeps both.
grant delete on app.incident_signal to muster_rt;

-- Signals by what they are about, for those that are similar: an array is not asked for through row security by its
-- index, so this answers ids of the verified tenant that the viewer may see, the newest first.
grant select (things) on app.alert_trait to muster_search;
grant select (tenant_id, signal_id) on app.alert_trait to muster_search;
create function wall.signals_about(wanted text[], at_most integer) returns setof uuid
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
    select t.signal_id from app.alert_trait t join app.signal s on s.tenant_id = mine and s.id = t.signal_id
    where t.tenant_id = mine and t.things && wanted
      and (s.incident_id is null or coalesce(s.incident_id <@ seen, false))
    order by t.signal_id desc limit at_most;
end
$$;
alter function wall.signals_about(text[], integer) owner to muster_search;
revoke all on function wall.signals_about(text[], integer) from public;
grant execute on function wall.signals_about(text[], integer) to muster_rt;
