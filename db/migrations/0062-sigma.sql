-- Detection rules in the Sigma format: kept as they were brought, with what was read from them.
create table app.sigma_rule (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  -- The rule's own id; what has none is known by its text.
  sigma_id text not null,
  title text not null,
  about text not null,
  author text not null,
  -- The rule's own word, and where it stands on our scale.
  level text not null,
  severity text collate "C" not null,
  tags text[] not null,
  techniques text[] not null,
  logsource text not null,
  -- One document, as it was brought.
  text text not null,
  -- Why it does not run here; empty for one that runs.
  why_not text not null,
  is_on boolean not null,
  added_by text not null,
  added_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, sigma_id),
  check (not is_on or why_not = '')
);
call wall.enclose('app.sigma_rule', 'select, insert, update, delete');
