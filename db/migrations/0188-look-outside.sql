-- An organisation's colour and letters on its sign-in page, for whoever knows its address, where its owner wants that.

alter table app.tenant add column sign_in_look text collate "C" not null default 'known'
  check (sign_in_look in ('known', 'all'));
grant select (sign_in_look) on app.tenant to muster_search;

-- Nothing for an address that nobody has, or whose owner keeps the look to devices that were inside before.
create function wall.sign_in_look(wanted text) returns table (name text, colour text, mark text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select t.name, t.colour, t.mark from app.tenant t where t.slug = wanted and t.sign_in_look = 'all' $$;
alter function wall.sign_in_look(text) owner to muster_search;
revoke all on function wall.sign_in_look(text) from public;
grant execute on function wall.sign_in_look(text) to muster_auth;
