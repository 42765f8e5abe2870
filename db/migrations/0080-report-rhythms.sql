-- Reports by audience on a rhythm: how often each goes out, to whom, and who answers for it.
create table app.report_rhythm (
  tenant_id uuid not null,
  incident_id uuid not null,
  audience text collate "C" not null,
  language text collate "C" not null check (language ~ '^[a-z]{2}$'),
  every_minutes integer not null check (every_minutes between 15 and 10080),
  next_at timestamptz not null,
  -- When the clock looks at it next: to draft, to remind, to remind once more.
  look_at timestamptz not null,
  owner_id uuid not null,
  -- People of the house and rooms of chat tools; people outside are those who got the last one.
  member_ids uuid[] not null,
  chat_ids uuid[] not null,
  is_on boolean not null,
  goes_by_itself boolean not null,
  -- The report of this turn, from its draft until it is let go or put aside.
  statement_id uuid,
  revision integer not null check (revision >= 1),
  set_at timestamptz not null,
  set_by text not null,
  primary key (tenant_id, incident_id, audience),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  foreign key (tenant_id, statement_id) references app.statement (tenant_id, id),
  check (not goes_by_itself or audience = 'team')
);
create index report_rhythm_to_look_at on app.report_rhythm (tenant_id, look_at) where is_on;
create index report_rhythm_of_owner on app.report_rhythm (tenant_id, owner_id);
create index report_rhythm_of_statement on app.report_rhythm (tenant_id, statement_id)
  where statement_id is not null;
call wall.enclose('app.report_rhythm', 'select, insert, update');
call wall.encircle('app.report_rhythm', 'incident_id');

-- Whoever promised the public a next word hears of it before the time, and when it has passed.
alter table app.public_page
  add column promised_by uuid,
  add column look_at timestamptz,
  add foreign key (tenant_id, promised_by) references app.member (tenant_id, id);
create index public_page_to_look_at on app.public_page (tenant_id, look_at) where look_at is not null;
create index public_page_of_promiser on app.public_page (tenant_id, promised_by) where promised_by is not null;
