-- "Was this you?": what a signal says of an account, asked of the person whose it is.
create table app.account_question (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  signal_id uuid not null,
  -- As the signal names it.
  account text not null,
  -- The title of the signal as the person was asked about it.
  title text not null,
  member_id uuid not null,
  asked_by text not null,
  -- Empty where a key asked.
  asker_id uuid,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  -- SHA-256 of the link that says no without signing in; good once.
  token_hash bytea not null,
  answer text collate "C" check (answer in ('me', 'not_me')),
  answered_at timestamptz,
  -- By the link, in a session, or in one that had just passed the second factor.
  answered_how text collate "C" check (answered_how in ('link', 'session', 'proved')),
  words text not null default '',
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, signal_id) references app.signal (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, asker_id) references app.member (tenant_id, id),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_how is null)),
  -- A yes counts only with its proof.
  check (answer <> 'me' or answered_how = 'proved')
);
create index account_question_signal on app.account_question (tenant_id, signal_id);
create index account_question_member on app.account_question (tenant_id, member_id, asked_at) where answer is null;
create index account_question_token on app.account_question (token_hash);
call wall.enclose('app.account_question', 'select, insert, update');
call wall.encircle_by('app.account_question', 'signal_id', 'app.signal');

grant select (tenant_id, token_hash) on app.account_question to muster_search;
create function wall.question_link(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select q.tenant_id from app.account_question q where q.token_hash = wanted_hash $$;
alter function wall.question_link(bytea) owner to muster_search;
revoke all on function wall.question_link(bytea) from public;
grant execute on function wall.question_link(bytea) to muster_auth;

-- Somebody said that it was not them: the group stands before all others until a person decided about it.
alter table app.alert_cluster add column raised_at timestamptz;
