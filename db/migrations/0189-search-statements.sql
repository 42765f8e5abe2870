-- The search over everything reads statements too: as they are written, and as they went out.

alter table app.statement add column words tsvector not null generated always as (wall.beginnings_of(
  jsonb_path_query_array(body, 'strict $.** ? (@.type() == "string")')::text || ' ' || coalesce(sent_text, ''))) stored;
create index statement_words on app.statement using gin (words);
grant select (tenant_id, id, incident_id, words) on app.statement to muster_search;

create or replace function wall.search_in_cases(what text, wanted tsquery, longest tsquery, at_most integer) returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  mine uuid := wall.tenant();
  seen wall.sights := wall.sight();
begin
  if mine is null or what not in ('observable', 'evidence', 'note_page', 'statement') then return; end if;
  return query execute format(
    'select f.id from (
       select t.id, t.words from app.%I t
       where t.tenant_id = $1 and coalesce(t.incident_id <@ $2, false) and t.words @@ $4 offset 0) as f
     where ts_match_vq(f.words, $3) order by f.id desc limit $5', what)
    using mine, seen, wanted, longest, at_most;
end
$$;
alter function wall.search_in_cases(text, tsquery, tsquery, integer) owner to muster_search;
revoke all on function wall.search_in_cases(text, tsquery, tsquery, integer) from public;
grant execute on function wall.search_in_cases(text, tsquery, tsquery, integer) to muster_rt;
