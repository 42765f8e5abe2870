-- A restored copy is muted: nothing leaves it (no mail, no push) until a person confirms that it is the one that goes on.
alter table wall.install add column muted_at timestamptz;

create function wall.is_muted() returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select muted_at is not null from wall.install $$;
revoke all on function wall.is_muted() from public;
grant execute on function wall.is_muted() to muster_rt, muster_auth;
