-- What Sigma rules ask of each other and of the organisation.
alter table app.sigma_rule
  -- How correlations of the same collection call it; empty for most.
  add column name text not null default '',
  -- Lists that its placeholders name, in lower case.
  add column lists text[] not null default '{}',
  -- Of a correlation, names or ids of the rules that it looks at; empty for a rule on single events.
  add column parts text[] not null default '{}';

-- A list of the organisation's own, for placeholders.
create table app.sigma_list (
  tenant_id uuid not null references app.tenant,
  -- In lower case.
  name text not null check (name = lower(name)),
  entries text[] not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, name)
);
call wall.enclose('app.sigma_list', 'select, insert, update, delete');

-- Events that a rule of a correlation found and that may still be part of a span.
create table app.sigma_match (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  rule_id uuid not null,
  -- Place of the rule that found it in the correlation.
  part smallint not null,
  -- Short name of the values that it is grouped by.
  group_key text not null,
  value text not null,
  at timestamptz not null,
  -- An alert was raised about a span that it stands in.
  is_raised boolean not null default false,
  forget_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, rule_id) references app.sigma_rule (tenant_id, id)
);
create index sigma_match_group on app.sigma_match (tenant_id, rule_id, group_key, at) where not is_raised;
create index sigma_match_rule on app.sigma_match (tenant_id, rule_id, at);
create index sigma_match_forget on app.sigma_match (tenant_id, forget_at);
call wall.enclose('app.sigma_match', 'select, insert, update, delete');
