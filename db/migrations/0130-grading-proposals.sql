-- What reviews propose to change in the table of severity: one cell each, with the words that stand there and others.

create table app.grading_proposal (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  -- The review that proposes it, and the case whose circle binds what is said; null for a rehearsal.
  source_id uuid not null,
  incident_id uuid,
  at_risk text collate "C" not null,
  spread text collate "C" not null,
  severity_before text collate "C" not null check (severity_before in ('S1', 'S2', 'S3', 'S4')),
  severity_after text collate "C" not null check (severity_after in ('S1', 'S2', 'S3', 'S4')),
  reason text not null check (reason <> ''),
  proposed_at timestamptz not null,
  proposed_by text not null,
  is_accepted boolean,
  decision text,
  decided_at timestamptz,
  decided_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check (severity_before <> severity_after),
  check ((is_accepted is null) = (decided_at is null) and (is_accepted is null) = (decided_by is null)
    and (is_accepted is null) = (decision is null))
);
create index grading_proposal_by_time on app.grading_proposal (tenant_id, proposed_at desc, id desc);
create index grading_proposal_of_source on app.grading_proposal (tenant_id, source_id);
create index grading_proposal_of_incident on app.grading_proposal (tenant_id, incident_id) where incident_id is not null;
call wall.enclose('app.grading_proposal', 'select, insert, update');
call wall.encircle('app.grading_proposal', 'incident_id');
