-- What each person wants to hear of, and how: in a summary by mail too.

create table app.news_choice (
  tenant_id uuid not null references app.tenant,
  member_id uuid not null,
  -- By group of news; a group that is missing comes as Muster proposes.
  choices jsonb not null,
  every text collate "C" not null check (every in ('day', 'week')),
  -- ISO 8601: Monday is 1.
  weekday integer not null check (weekday between 1 and 7),
  hour integer not null check (hour between 0 and 23),
  zone text collate "C" not null,
  language text collate "C" not null check (language in ('en', 'de')),
  -- Null where nothing waits for a summary.
  next_at timestamptz,
  changed_at timestamptz not null,
  primary key (tenant_id, member_id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index news_choice_due on app.news_choice (tenant_id, next_at) where next_at is not null;
call wall.enclose('app.news_choice', 'select, insert, update');

-- Waits for the next summary of its person.
alter table app.inbox_item add column in_digest boolean not null default false;
create index inbox_in_digest on app.inbox_item (tenant_id, member_id, id) where in_digest;

-- A summary is about no item in particular; its words are made when it is sent.
alter table app.outbound alter column item_id drop not null;
alter table app.outbound add check (item_id is not null or channel = 'mail');
create index outbound_digest on app.outbound (tenant_id, member_id, id) where item_id is null;
