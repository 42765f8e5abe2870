-- Words that a language model proposes, where whoever runs Muster chose one and an owner switched it on.

create table app.model_consent (
  tenant_id uuid primary key references app.tenant,
  is_on boolean not null,
  -- What an owner agreed to: with another server or another model the question is asked anew.
  host text not null,
  model text not null,
  changed_at timestamptz not null,
  changed_by text not null
);
call wall.enclose('app.model_consent', 'select, insert, update');

create table app.suggestion (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  purpose text collate "C" not null check (purpose in ('situation', 'statement', 'signal', 'lessons')),
  -- The case or the signal that it is about.
  subject_id uuid not null,
  incident_id uuid,
  signal_id uuid,
  language text collate "C" not null check (language in ('en', 'de')),
  state text collate "C" not null check (state in ('sending', 'answered', 'failed')),
  host text not null,
  model text not null,
  -- Of both messages as they went out.
  sent_sha256 bytea not null,
  sent_letters integer not null,
  trouble text collate "C",
  sentences jsonb not null default '[]',
  asked_at timestamptz not null,
  asked_by text not null,
  -- Who has not said by then how it ended is taken for dead.
  lost_at timestamptz not null,
  ended_at timestamptz,
  taken_at timestamptz,
  taken_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, signal_id) references app.signal (tenant_id, id),
  check (incident_id is not null or signal_id is not null),
  check ((state = 'sending') = (ended_at is null)),
  check ((state = 'failed') = (trouble is not null)),
  check ((taken_at is null) = (taken_by is null))
);
-- One at a time for each organisation, whichever replica asks.
create unique index suggestion_sending on app.suggestion (tenant_id) where state = 'sending';
create index suggestion_of_subject on app.suggestion (tenant_id, subject_id, purpose, id desc);
create index suggestion_by_time on app.suggestion (tenant_id, asked_at);
create index suggestion_of_incident on app.suggestion (tenant_id, incident_id) where incident_id is not null;
create index suggestion_of_signal on app.suggestion (tenant_id, signal_id) where signal_id is not null;
call wall.enclose('app.suggestion', 'select, insert, update');
call wall.encircle('app.suggestion', 'incident_id');
