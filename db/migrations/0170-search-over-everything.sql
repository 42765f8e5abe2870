-- One search over everything: whatever grows with the cases is found by an index, by any part of a word, in any case of
-- letters, with an umlaut written in one letter or in two.

-- The same as `folded` in base/search.ts.
create function wall.folded(given text) returns text
  language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select replace(replace(replace(replace(replace(
    translate(lower(given), 'ÄÖÜäöüßÀÁÂÃÅàáâãåÈÉÊËèéêëÌÍÎÏìíîïÒÓÔÕØòóôõøÙÚÛùúûÇçÑñÝý[](){}',
      'aouaousaaaaaaaaaaeeeeeeeeiiiiiiiioooooooooouuuuuuccnnyy'),
    'ae', 'a'), 'oe', 'o'), 'ue', 'u'), 'ss', 's'), 'hxxp', 'http')
$$;

-- Every ending of every word: what begins like one of them is a part of the word.
create function wall.parts_of(given text) returns tsvector
  language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select array_to_tsvector(coalesce(array_agg(distinct substr(w.word, n)), '{}'))
  from (
    select left(s.word, 60) as word
    from regexp_split_to_table(wall.folded(given), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+') as s(word)
    where s.word <> '' limit 400) as w,
    generate_series(1, greatest(length(w.word) - 1, 1)) as n
$$;

-- For long texts the beginnings of their words alone; a tsvector holds a megabyte at most.
create function wall.beginnings_of(given text) returns tsvector
  language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select array_to_tsvector(coalesce(array_agg(distinct left(s.word, 40)), '{}'))
  from regexp_split_to_table(
    wall.folded(left(given, 200000)), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+') as s(word)
  where s.word <> ''
$$;
revoke all on function wall.folded(text), wall.parts_of(text), wall.beginnings_of(text) from public;
grant execute on function wall.folded(text), wall.parts_of(text), wall.beginnings_of(text) to muster_rt, muster_owner, muster_search;

alter table app.incident drop column words;
alter table app.incident add column words tsvector not null generated always as (wall.parts_of(title)) stored;
create index incident_words on app.incident using gin (words);
grant select (words) on app.incident to muster_search;

alter table app.observable
  add column words tsvector not null generated always as (wall.parts_of(value || ' ' || note)) stored;
create index observable_words on app.observable using gin (words);
alter table app.evidence
  add column words tsvector not null generated always as
    (wall.parts_of(name || ' ' || place || ' ' || reason || ' ' || sha256)) stored;
create index evidence_words on app.evidence using gin (words);
alter table app.note_page
  add column words tsvector not null generated always as (wall.beginnings_of(title || ' ' || text)) stored;
create index note_page_words on app.note_page using gin (words);
grant select (tenant_id, id, incident_id, words) on app.observable, app.evidence, app.note_page to muster_search;

-- What hangs on cases and holds these words, the newest first, of the cases that whoever asks may see.
create function wall.search_in_cases(what text, wanted tsquery, longest tsquery, at_most integer) returns setof uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  mine uuid := wall.tenant();
  seen wall.sights := wall.sight();
begin
  if mine is null or what not in ('observable', 'evidence', 'note_page') then return; end if;
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

-- What people wrote into the record of a case. An erased text leaves the index with the record.
create index opening_text on app.opening using gin (wall.beginnings_of(fields -> 'text' ->> 'value')) where fields ? 'text';
grant select (tenant_id, index, fields) on app.opening to muster_search;
grant select (tenant_id, index, stream, number) on app.leaf to muster_search;
create function wall.search_records(wanted tsquery, at_most integer)
  returns table (incident_id uuid, entry integer, words text)
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
    select i.id, l.number, left(f.said, 300) from (
      select o.index, o.fields -> 'text' ->> 'value' as said from app.opening o
      where o.tenant_id = mine and o.fields ? 'text'
        and wall.beginnings_of(o.fields -> 'text' ->> 'value') @@ wanted
      -- a word that stands in everything is looked for in the newest
      order by o.index desc limit 5000) as f
    join app.leaf l on l.tenant_id = mine and l.index = f.index and coalesce(l.stream <@ seen, false)
    -- a sealed lane and the organisation's own record are read where they stand
    join app.incident i on i.tenant_id = mine and i.id = l.stream
    order by l.index desc limit at_most;
end
$$;
alter function wall.search_records(tsquery, integer) owner to muster_search;
revoke all on function wall.search_records(tsquery, integer) from public;
grant execute on function wall.search_records(tsquery, integer) to muster_rt;
