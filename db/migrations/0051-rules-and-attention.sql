-- What is looked for in what tools send, and who is to look at what comes.

-- One row for each organisation: which rules are on, whom signals go to, and up to where both have looked.
create table app.signal_watch (
  tenant_id uuid not null references app.tenant,
  rules_on text[] not null default '{}',
  routes jsonb not null default '[]',
  delivery_mark uuid,
  signal_mark uuid,
  primary key (tenant_id)
);
call wall.enclose('app.signal_watch', 'select, insert, update');

-- What a rule remembers of a subject between two events.
create table app.rule_memory (
  tenant_id uuid not null references app.tenant,
  rule text collate "C" not null,
  subject text collate "C" not null,
  facts jsonb not null,
  last_at timestamptz not null,
  primary key (tenant_id, rule, subject)
);
create index rule_memory_age on app.rule_memory (tenant_id, last_at);
call wall.enclose('app.rule_memory', 'select, insert, update, delete');

-- Who was asked to look at a signal, by when, who took it up, and who was asked instead when nobody did.
create table app.signal_attention (
  tenant_id uuid not null,
  signal_id uuid not null,
  member_id uuid,
  second_id uuid,
  told_at timestamptz not null,
  due_at timestamptz not null,
  escalated_at timestamptz,
  escalated_to uuid,
  taken_at timestamptz,
  taken_by text,
  primary key (tenant_id, signal_id),
  foreign key (tenant_id, signal_id) references app.signal (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, second_id) references app.member (tenant_id, id),
  foreign key (tenant_id, escalated_to) references app.member (tenant_id, id),
  check ((taken_at is null) = (taken_by is null))
);
create index signal_attention_due on app.signal_attention (tenant_id, due_at) where taken_at is null and escalated_at is null;
create index signal_attention_age on app.signal_attention (tenant_id, told_at);
call wall.enclose('app.signal_attention', 'select, insert, update');
call wall.encircle_by('app.signal_attention', 'signal_id', 'app.signal');

-- For mail, the address is the secret: whose it is, asked before a tenant is known.
create index source_by_mail on app.source (secret_hash) where kind = 'mail' and removed_at is null;
create function wall.mail_source(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select s.id from app.source s where s.secret_hash = wanted_hash and s.kind = 'mail' and s.removed_at is null $$;
alter function wall.mail_source(bytea) owner to muster_search;
revoke all on function wall.mail_source(bytea) from public;
grant execute on function wall.mail_source(bytea) to muster_auth;
