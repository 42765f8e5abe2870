-- Rehearsals of odd mail, to proved domains of one's own alone. Who is to get a mail is known until it is sent; from then
-- on a row says only of which group somebody was, and when the rehearsal ends that row goes too.
create table app.phishing_domain (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  domain text collate "C" not null,
  -- What the TXT record of the domain has to say.
  code text collate "C" not null,
  asked_at timestamptz not null,
  asked_by text not null,
  -- The record was there when it was last looked for; null before, and again once it is gone.
  verified_at timestamptz,
  checked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, domain)
);
call wall.enclose('app.phishing_domain', 'select, insert, update, delete');

create table app.phishing_group (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
call wall.enclose('app.phishing_group', 'select, insert, update, delete');

-- In one group at most, so that no two results can be set against each other to find one person.
create table app.phishing_group_member (
  tenant_id uuid not null,
  member_id uuid not null,
  group_id uuid not null,
  primary key (tenant_id, member_id),
  foreign key (tenant_id, group_id) references app.phishing_group (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index phishing_group_member_of_group on app.phishing_group_member (tenant_id, group_id);
call wall.enclose('app.phishing_group_member', 'select, insert, update, delete');

create table app.phishing_template (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  language text collate "C" not null check (language in ('en', 'de')),
  difficulty text collate "C" not null check (difficulty in ('easy', 'moderate', 'hard')),
  subject text not null,
  body text not null,
  link_words text not null,
  page text collate "C" not null check (page in ('none', 'sign_in')),
  signs jsonb not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
call wall.enclose('app.phishing_template', 'select, insert, update, delete');

create table app.phishing_rehearsal (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  state text collate "C" not null check (state in ('planned', 'running', 'ended', 'declined', 'stopped')),
  -- As it was when the rehearsal was planned.
  template jsonb not null,
  difficulty text collate "C" not null check (difficulty in ('easy', 'moderate', 'hard')),
  domain_id uuid,
  sender_name text not null,
  sender_address text collate "C" not null,
  -- Ids of groups; null for everybody.
  group_ids jsonb,
  group_names text not null,
  starts_on date not null,
  ends_on date not null,
  closes_on date not null,
  council text collate "C" not null check (council in ('agreed', 'informed', 'none')),
  -- Stands in the head of each mail, so that the mail server can let it pass, and after the end it is known again.
  mark text collate "C" not null,
  planned_at timestamptz not null,
  planned_by text not null,
  planned_by_id uuid not null,
  decided_at timestamptz,
  decided_by text,
  paused_why text collate "C" check (paused_why in ('incident', 'domain', 'mail')),
  paused_at timestamptz,
  -- Why mails wait: the server does not take this sender, or takes nothing just now.
  trouble text collate "C" check (trouble in ('sender', 'server')),
  recipients integer not null default 0 check (recipients >= 0),
  ended_at timestamptz,
  ended_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, domain_id) references app.phishing_domain (tenant_id, id),
  foreign key (tenant_id, planned_by_id) references app.member (tenant_id, id),
  check (ends_on >= starts_on and closes_on >= ends_on),
  check ((decided_at is null) = (decided_by is null)),
  check ((paused_why is null) = (paused_at is null)),
  check ((ended_at is null) = (state in ('planned', 'running')))
);
create index phishing_rehearsal_by_time on app.phishing_rehearsal (tenant_id, id desc);
create index phishing_rehearsal_by_mark on app.phishing_rehearsal (tenant_id, mark);
create index phishing_rehearsal_running on app.phishing_rehearsal (tenant_id, state) where state in ('planned', 'running');
call wall.enclose('app.phishing_rehearsal', 'select, insert, update');

-- Somebody who is to get a mail. The row goes in the moment in which the mail went out.
create table app.phishing_letter (
  tenant_id uuid not null,
  rehearsal_id uuid not null,
  member_id uuid not null,
  group_name text not null,
  due_at timestamptz not null,
  primary key (tenant_id, rehearsal_id, member_id),
  foreign key (tenant_id, rehearsal_id) references app.phishing_rehearsal (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index phishing_letter_due on app.phishing_letter (tenant_id, rehearsal_id, due_at);
call wall.enclose('app.phishing_letter', 'select, insert, update, delete');

-- A link that went out. It knows a group and nobody in it.
create table app.phishing_link (
  tenant_id uuid not null,
  token_hash bytea not null check (octet_length(token_hash) = 32),
  rehearsal_id uuid not null,
  group_name text not null,
  sent_at timestamptz,
  is_refused boolean not null default false,
  opened_at timestamptz,
  given_at timestamptz,
  reported_at timestamptz,
  -- A program opened it, and nobody is counted for that.
  machine_at timestamptz,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, rehearsal_id) references app.phishing_rehearsal (tenant_id, id)
);
create index phishing_link_by_token on app.phishing_link (token_hash);
create index phishing_link_of_rehearsal on app.phishing_link (tenant_id, rehearsal_id);
call wall.enclose('app.phishing_link', 'select, insert, update, delete');

-- What is left: numbers of groups that are large enough. '' is everybody.
create table app.phishing_result (
  tenant_id uuid not null,
  rehearsal_id uuid not null,
  group_name text not null,
  people integer not null check (people >= 8),
  delivered integer not null check (delivered >= 0),
  reported integer not null check (reported >= 0),
  opened integer not null check (opened >= 0),
  given integer not null check (given >= 0),
  machines integer not null check (machines >= 0),
  first_report_minutes integer check (first_report_minutes >= 0),
  primary key (tenant_id, rehearsal_id, group_name),
  foreign key (tenant_id, rehearsal_id) references app.phishing_rehearsal (tenant_id, id)
);
call wall.enclose('app.phishing_result', 'select, insert');

grant select (tenant_id, token_hash) on app.phishing_link to muster_search;
create or replace function wall.outside_link(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.tenant_id from app.partner_page p where p.token_hash = wanted_hash
  union all select p.tenant_id from app.public_page p where p.token_hash = wanted_hash
  union all select s.tenant_id from app.subscriber s where s.token_hash = wanted_hash
  union all select r.tenant_id from app.readiness_page r where r.token_hash = wanted_hash
  union all select l.tenant_id from app.phishing_link l where l.token_hash = wanted_hash
  limit 1
$$;
