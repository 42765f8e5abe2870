-- What people tell us: of which kind, the three answers of a near miss, what became of it, and the talk that goes on
-- behind the receipt without anybody saying who they are.

alter table app.report
  add column kind text collate "C" not null default 'behaviour'
    check (kind in ('mail', 'behaviour', 'lost', 'clicked', 'weakness', 'near_miss', 'concern')),
  -- Of a near miss: what stopped it, and what would keep it from happening again.
  add column stopped_by text not null default '',
  add column would_help text not null default '',
  -- What the reporter is told in the end.
  add column outcome text collate "C" check (outcome in ('harmless', 'attack', 'mended', 'unclear')),
  add column outcome_at timestamptz,
  -- When somebody first answered.
  add column answered_at timestamptz,
  add check ((outcome is null) = (outcome_at is null)),
  add check (kind <> 'near_miss' or (stopped_by <> '' and would_help <> ''));
grant update (outcome, outcome_at, answered_at) on app.report to muster_rt;
create index report_by_age on app.report (tenant_id, received_at);

-- Both sides of the talk. Of a reporter nothing is kept but what they wrote.
create table app.report_message (
  tenant_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  -- Who answered, by name; empty for the reporter.
  by text not null,
  text text not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, report_id) references app.report (tenant_id, id)
);
create index report_message_of on app.report_message (tenant_id, report_id, id);
call wall.enclose('app.report_message', 'select, insert');
call wall.encircle_by('app.report_message', 'report_id', 'app.report');

-- An odd mail that was handed in: its bytes are in the delivery, what was found in them is kept beside.
create table app.report_mail (
  tenant_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  delivery_id uuid not null,
  at timestamptz not null,
  found jsonb not null,
  primary key (tenant_id, id),
  unique (tenant_id, report_id, delivery_id),
  foreign key (tenant_id, report_id) references app.report (tenant_id, id),
  foreign key (tenant_id, delivery_id) references app.delivery (tenant_id, id)
);
call wall.enclose('app.report_mail', 'select, insert');
call wall.encircle_by('app.report_mail', 'report_id', 'app.report');

-- What mails of one campaign share, each mark leading to the group in which they stand together.
create table app.mail_mark (
  tenant_id uuid not null references app.tenant,
  mark text collate "C" not null,
  group_id uuid not null,
  last_at timestamptz not null,
  primary key (tenant_id, mark),
  foreign key (tenant_id, group_id) references app.alert_group (tenant_id, id)
);
create index mail_mark_age on app.mail_mark (tenant_id, last_at);
call wall.enclose('app.mail_mark', 'select, insert, update, delete');
