-- What a case says about a risk: how often it happened against how often the risk's word says, and what it cost.

create table app.risk_case (
  tenant_id uuid not null,
  id uuid not null,
  risk_id uuid not null,
  incident_id uuid not null,
  -- What stood there, and what the case proposes.
  likelihood_before text collate "C" not null,
  harm_before text collate "C" not null,
  likelihood text collate "C" not null,
  harm text collate "C" not null,
  -- The arithmetic: so many cases of the kind in so many months, and the days of work that the worst took.
  times integer not null check (times > 0),
  months integer not null check (months > 0),
  days_lost integer,
  proposed_at timestamptz not null,
  is_accepted boolean,
  reason text,
  decided_at timestamptz,
  decided_by text,
  primary key (tenant_id, id),
  unique (tenant_id, risk_id, incident_id),
  foreign key (tenant_id, risk_id) references app.risk (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((is_accepted is null) = (decided_at is null)),
  check ((is_accepted is null) = (reason is null))
);
create index risk_case_of_incident on app.risk_case (tenant_id, incident_id);
call wall.enclose('app.risk_case', 'select, insert, update');
call wall.encircle('app.risk_case', 'incident_id');

-- Since when the words of these stand, so that one can see whether an improvement changed them.
alter table app.asset add column changed_at timestamptz;
alter table app.contract add column changed_at timestamptz;
alter table app.copy add column changed_at timestamptz;
