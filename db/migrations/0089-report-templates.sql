-- Templates of the report: which chapters, in which order, with words of one's own, and for whom.
create table app.report_template (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  -- Whom it is for, in the words of TLP.
  audience text collate "C" not null check (audience in ('case', 'organisation', 'clients', 'community', 'public')),
  parts jsonb not null,
  version integer not null check (version > 0),
  changed_at timestamptz not null,
  changed_by text not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index report_template_name on app.report_template (tenant_id, lower(name)) where removed_at is null;
call wall.enclose('app.report_template', 'select, insert, update');
