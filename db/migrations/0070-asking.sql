-- Sources that are asked by Muster, beside those that speak by themselves: where, how often, how far it was read, and
-- what came of the last time.

create table app.source_asking (
  tenant_id uuid not null references app.tenant,
  source_id uuid not null,
  is_on boolean not null,
  every_minutes integer not null check (every_minutes between 1 and 1440),
  -- Where and how, without what is secret.
  settings jsonb not null,
  -- The password of the mailbox, or what the header holds; sealed with a key of the key folder.
  secret bytea,
  -- How far it was read: the number of a mail, a value of a field, the sender's own mark of its answer.
  mark jsonb,
  changed_at timestamptz not null,
  next_at timestamptz not null,
  -- Set while one process asks; a process that died is not waited for longer.
  asking_until timestamptz,
  -- When it was last read to the end, and how many came then.
  asked_at timestamptz,
  taken integer not null default 0,
  -- How often in a row it could not be asked, and why not.
  failures integer not null default 0,
  trouble text collate "C",
  trouble_at timestamptz,
  -- That it cannot be asked was announced as its silence.
  is_alarmed boolean not null default false,
  primary key (tenant_id, source_id),
  foreign key (tenant_id, source_id) references app.source (tenant_id, id)
);
call wall.enclose('app.source_asking', 'select, insert, update, delete');

-- An answer that lists what it listed before keeps the memory of it fresh.
grant update (received_at) on app.webhook_message to muster_rt;
