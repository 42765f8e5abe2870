-- Who gets into which system, from lists that people keep or that come out of the system itself; and campaigns in which
-- somebody goes through them.

create table app.access_account (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  asset_id uuid not null,
  -- The name with which one signs in there.
  login text not null,
  -- Whose it is, as the list has it; '' where it does not say.
  holder text not null,
  member_id uuid,
  rights text not null,
  second_factor text collate "C" not null check (second_factor in ('yes', 'no', 'unknown')),
  source text collate "C" not null check (source in ('hand', 'list', 'people')),
  -- When somebody last said, or a list last showed, that it is there.
  seen_at timestamptz not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create unique index access_account_once on app.access_account (tenant_id, asset_id, lower(login)) where removed_at is null;
create index access_account_by_login on app.access_account (tenant_id, lower(login)) where removed_at is null;
create index access_account_by_holder on app.access_account (tenant_id, lower(holder)) where removed_at is null;
create index access_account_of_member on app.access_account (tenant_id, member_id) where member_id is not null;
create index access_account_of_asset on app.access_account (tenant_id, asset_id);
call wall.enclose('app.access_account', 'select, insert, update');

create table app.access_campaign (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  due_on date not null,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
-- One at a time: two would ask the same people the same thing.
create unique index access_campaign_running on app.access_campaign (tenant_id) where ended_at is null;
create index access_campaign_by_end on app.access_campaign (tenant_id, ended_at desc);
call wall.enclose('app.access_campaign', 'select, insert, update');

create table app.access_review (
  tenant_id uuid not null,
  campaign_id uuid not null,
  asset_id uuid not null,
  reviewer_id uuid not null,
  ended_at timestamptz,
  primary key (tenant_id, campaign_id, asset_id),
  foreign key (tenant_id, campaign_id) references app.access_campaign (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id),
  foreign key (tenant_id, reviewer_id) references app.member (tenant_id, id)
);
create index access_review_of_asset on app.access_review (tenant_id, asset_id);
create index access_review_of_reviewer on app.access_review (tenant_id, reviewer_id) where ended_at is null;
call wall.enclose('app.access_review', 'select, insert, update');

-- What somebody said about an account. To remove or change it is a task until somebody shows that it is done.
create table app.access_answer (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  -- Null outside a campaign.
  campaign_id uuid,
  verdict text collate "C" not null check (verdict in ('keep', 'remove', 'change')),
  reason text not null,
  answered_at timestamptz not null,
  answered_by text not null,
  owner_id uuid,
  due_on date,
  done_at timestamptz,
  done_by text,
  proof text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references app.access_account (tenant_id, id),
  foreign key (tenant_id, campaign_id) references app.access_campaign (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((verdict = 'keep') = (due_on is null)),
  check ((done_at is null) = (done_by is null)),
  check (done_at is null or (verdict <> 'keep' and proof <> '')),
  check (verdict = 'keep' or reason <> '')
);
create index access_answer_of_account on app.access_answer (tenant_id, account_id, answered_at desc);
create index access_answer_of_campaign on app.access_answer (tenant_id, campaign_id, account_id) where campaign_id is not null;
create index access_answer_open on app.access_answer (tenant_id, due_on) where due_on is not null and done_at is null;
create index access_answer_of_owner on app.access_answer (tenant_id, owner_id) where owner_id is not null;
call wall.enclose('app.access_answer', 'select, insert, update');

-- Somebody looked whether a person who left gets in anywhere, and found nothing; with what nobody could look at.
create table app.leaver_check (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  member_id uuid,
  name text not null,
  systems integer not null check (systems >= 0),
  removed integer not null check (removed >= 0),
  -- Names of systems of which no list of accounts is kept.
  unlisted text[] not null,
  oldest_list_on date,
  note text not null,
  checked_at timestamptz not null,
  checked_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index leaver_check_by_time on app.leaver_check (tenant_id, checked_at desc);
create index leaver_check_of_member on app.leaver_check (tenant_id, member_id) where member_id is not null;
call wall.enclose('app.leaver_check', 'select, insert');
