-- What a source needs beyond its address and secret: how its own fields are read, the keys of a sender that signs, and
-- how long it may be silent.

alter table app.source
  -- Which field means what, as a person drew it; empty for the names that tools commonly use.
  add column mapping jsonb,
  -- The keys that the sender signs with, sealed with a key of the key folder; empty for a sender that brings its secret.
  add column signing bytea,
  add column silence_mode text collate "C" not null default 'off' check (silence_mode in ('off', 'learnt', 'chosen')),
  add column silence_minutes integer check (silence_minutes between 1 and 525600),
  -- Since when it is watched; a pause before that is no silence.
  add column silence_from timestamptz,
  -- The longest pause between two deliveries, those that were announced as silence left out.
  add column longest_gap_seconds bigint,
  -- Set while it is silent and that was announced.
  add column silent_at timestamptz,
  add check ((silence_mode = 'chosen') = (silence_minutes is not null)),
  add check (silence_mode = 'off' or silence_from is not null);

-- Messages of senders that sign, by the sender's own id: the same one again is refused.
create table app.webhook_message (
  tenant_id uuid not null references app.tenant,
  source_id uuid not null,
  message_id text collate "C" not null,
  received_at timestamptz not null,
  primary key (tenant_id, source_id, message_id),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id)
);
create index webhook_message_age on app.webhook_message (tenant_id, received_at);
call wall.enclose('app.webhook_message', 'select, insert, delete');

-- The door now also says how to read what comes, and with which keys it must be signed.
drop function wall.source(uuid);
grant select (mapping, signing) on app.source to muster_search;

create function wall.source(wanted uuid)
  returns table (tenant_id uuid, kind text, secret_hash bytea, mapping jsonb, signing bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s.tenant_id, s.kind, s.secret_hash, s.mapping, s.signing from app.source s
  where s.id = wanted and s.removed_at is null
$$;

alter function wall.source(uuid) owner to muster_search;
revoke all on function wall.source(uuid) from public;
grant execute on function wall.source(uuid) to muster_auth;
