-- Whether the other side only says what it knows already, and touches nobody: what PAP:AMBER allows of a case.
alter table app.connection
  add column is_passive boolean not null default false,
  add constraint connection_act_is_active check (not (is_passive and purpose = 'act'));
