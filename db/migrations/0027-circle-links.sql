-- Rows that hang on a case by more than one column stand by the one that is always filled: by a column that may be
-- empty, whatever leaves it empty stood outside the circle.
drop policy circle on app.evidence_keeping;
call wall.encircle_by('app.evidence_keeping', 'evidence_id', 'app.evidence');
drop policy circle on app.hypothesis_point;
call wall.encircle_by('app.hypothesis_point', 'hypothesis_id', 'app.hypothesis');

-- What whoever may only read leaves on the record of a case: that they opened, printed or took something out.
create function wall.is_trace_of_reading(kind text) returns boolean
  language sql immutable parallel safe
as $$
  select kind in ('evidence.open', 'export', 'report.export', 'custody.export', 'timeline.export', 'veris.export',
    'stix.export', 'misp.export', 'situation.print')
$$;
revoke all on function wall.is_trace_of_reading(text) from public;
grant execute on function wall.is_trace_of_reading(text) to muster_rt;

drop policy circle_pen on app.leaf;
create policy circle_pen on app.leaf as restrictive for insert with check (
  coalesce(stream <@ (select wall.pen()), false)
  or wall.is_trace_of_reading(kind) and coalesce(stream <@ (select wall.sight()), false));

-- A page of what was found must hold what the viewer sees, or later pages would be lost behind what they do not.
grant select (tenant_id, group_id, incident_id) on app.signal to muster_search;
create or replace function wall.search_alert_groups(words tsquery, before_at timestamptz, before_id uuid, at_most integer)
  returns setof uuid
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
    select g.id from app.alert_group g
    where g.tenant_id = mine and g.search @@ words
      and (before_at is null or (g.last_at, g.id) < (before_at, before_id))
      and exists (select 1 from app.signal s where s.tenant_id = mine and s.group_id = g.id
        and (s.incident_id is null or coalesce(s.incident_id <@ seen, false)))
    order by g.last_at desc, g.id desc limit at_most;
end
$$;
