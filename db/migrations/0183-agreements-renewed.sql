-- An entry opens the door of the agreement by which it was made, from the last time that the person was let in: an older
-- one opens nothing after an agreement was renewed, or after somebody was assigned anew.
grant select (agreement_id, entered_at) on app.care_entry to muster_search;
grant select (joined_at) on app.member to muster_search;

create or replace function wall.has_entered(mine uuid, me uuid, care uuid, person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.agreement a
      join app.member p on p.tenant_id = a.other_tenant and p.user_id = person
      where a.tenant_id = mine and a.id = care and a.side = 'client' and a.accepted_at is not null
        and a.ended_at is null and a.ends_at > clock_timestamp()
        and p.suspended_at is null and p.care_id is null and p.role <> 'guest')
    and exists (select 1 from app.care_entry e
      join app.member m on m.tenant_id = e.tenant_id and m.id = e.member_id
      where e.tenant_id = mine and e.member_id = me and e.agreement_id = care and e.until_at > clock_timestamp()
        and e.entered_at >= m.joined_at)
$$;

-- Agreements that one side ended and the other still holds: ending was cut off between the two walls.
create function wall.half_ended() returns table (tenant_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.tenant_id, o.id from app.agreement a
  join app.agreement o on o.tenant_id = a.other_tenant and o.id = a.id
  where a.ended_at is not null and o.ended_at is null and a.kind = 'care'
  order by o.tenant_id, o.id limit 200
$$;
alter function wall.half_ended() owner to muster_search;
revoke all on function wall.half_ended() from public;
grant execute on function wall.half_ended() to muster_auth;
