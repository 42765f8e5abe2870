-- What people of the firm know how to do: articles, every version of them, what they are about, and in which cases they helped.

-- Words of a text as they are searched: as they stand, with an umlaut written both ways, and the stems that English and
-- German have of them. Letters are folded here, since the locale of a database may know none but those of English.
create function wall.words_of(given text) returns tsvector
  language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select to_tsvector('simple'::regconfig, replace(replace(replace(replace(f.folded, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'))
    || to_tsvector('simple'::regconfig, translate(f.folded, 'äöüßàáâèéêëìíîïòóôùúûçñ', 'aousaaaeeeeiiiiooouuucn'))
    || to_tsvector('english'::regconfig, f.folded) || to_tsvector('german'::regconfig, f.folded)
  from (select translate(lower(given), 'ÄÖÜÀÁÂÈÉÊËÌÍÎÏÒÓÔÙÚÛÇÑ', 'äöüàáâèéêëìíîïòóôùúûçñ') as folded) f
$$;
revoke all on function wall.words_of(text) from public;
grant execute on function wall.words_of(text) to muster_rt, muster_owner;

create table app.article (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  title text not null,
  -- Markdown, of which a screen shows what is harmless.
  body text not null,
  tags text[] not null,
  -- Kinds of incidents that it helps with.
  kinds text[] not null,
  owner_id uuid,
  state text collate "C" not null check (state in ('draft', 'in_use', 'withdrawn')),
  -- The newest of its versions.
  version integer not null check (version > 0),
  -- When somebody last said that it is right; null for a draft that nobody has.
  looked_on date,
  added_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  words tsvector not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check (state <> 'in_use' or looked_on is not null)
);
create unique index article_title on app.article (tenant_id, lower(title)) where state <> 'withdrawn';
create index article_words on app.article using gin (words);
create index article_of_owner on app.article (tenant_id, owner_id) where owner_id is not null;
call wall.enclose('app.article', 'select, insert, update');

create table app.article_version (
  tenant_id uuid not null,
  article_id uuid not null,
  number integer not null,
  title text not null,
  body text not null,
  note text not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (tenant_id, article_id, number),
  foreign key (tenant_id, article_id) references app.article (tenant_id, id)
);
-- A version is followed by another one, never changed.
call wall.enclose('app.article_version', 'select, insert');

create table app.article_asset (
  tenant_id uuid not null,
  article_id uuid not null,
  asset_id uuid not null,
  primary key (tenant_id, article_id, asset_id),
  foreign key (tenant_id, article_id) references app.article (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id)
);
create index article_asset_of_asset on app.article_asset (tenant_id, asset_id);
call wall.enclose('app.article_asset', 'select, insert, delete');

-- In which cases it helped.
create table app.incident_article (
  tenant_id uuid not null,
  incident_id uuid not null,
  article_id uuid not null,
  linked_at timestamptz not null,
  linked_by text not null,
  primary key (tenant_id, incident_id, article_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, article_id) references app.article (tenant_id, id)
);
create index incident_article_of_article on app.incident_article (tenant_id, article_id, linked_at);
call wall.enclose('app.incident_article', 'select, insert, delete');
call wall.encircle('app.incident_article', 'incident_id');

-- Ids of what holds these words, the best first; the rows are then read through the wall. Of a word that stands
-- everywhere the newest thousand are ranked, which nobody reads to their end.
grant select (tenant_id, id, words, state, kinds, tags, changed_at) on app.article to muster_search;
create function wall.search_articles(
  wanted tsquery, states text[], wanted_kind text, wanted_tag text, skipped integer, at_most integer)
  returns table (id uuid)
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  mine uuid := wall.tenant();
begin
  if mine is null then return; end if;
  return query
    select f.id from (
      select a.id, a.words, a.changed_at from app.article a
      where a.tenant_id = mine and a.words @@ wanted and a.state = any (states)
        and (wanted_kind is null or wanted_kind = any (a.kinds))
        and (wanted_tag is null or wanted_tag = any (a.tags))
      order by a.changed_at desc limit 1000) as f
    order by ts_rank(f.words, wanted) desc, f.changed_at desc, f.id
    offset skipped limit at_most;
end
$$;
alter function wall.search_articles(tsquery, text[], text, text, integer, integer) owner to muster_search;
revoke all on function wall.search_articles(tsquery, text[], text, text, integer, integer) from public;
grant execute on function wall.search_articles(tsquery, text[], text, text, integer, integer) to muster_rt;
