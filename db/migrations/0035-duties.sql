-- What the laws demand of a case: the facts that people stand by, what was decided and sent, what was brought to mind.

create table app.case_facts (
  tenant_id uuid not null,
  incident_id uuid not null,
  -- Raised by each change, so that the second of two people who change at once is told.
  revision integer not null check (revision >= 0),
  -- Fact to { value, by, ref, at, reason }.
  facts jsonb not null,
  -- Edition of the fact base that the case was judged by last.
  fact_base text collate "C" not null,
  changed_at timestamptz not null,
  changed_by text not null,
  -- When something is to be brought to mind next; null while nothing is due.
  look_at timestamptz,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index case_facts_look on app.case_facts (tenant_id, look_at) where look_at is not null;
call wall.enclose('app.case_facts', 'select, insert, update');
call wall.encircle('app.case_facts', 'incident_id');

-- How a duty was answered: nothing is to be sent, or it was sent. A wrong one is withdrawn and stays.
create table app.duty_answer (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  incident_number integer not null,
  duty_key text collate "C" not null,
  kind text collate "C" not null check (kind in ('declined', 'submitted')),
  reason text not null,
  sent_at timestamptz,
  channel text not null,
  reference text not null,
  evidence_id uuid,
  is_late boolean not null,
  -- The duty and the facts as they stood when it was signed.
  duty jsonb not null,
  facts jsonb not null,
  facts_hash text collate "C" not null,
  fact_base text collate "C" not null,
  signed_at timestamptz not null,
  signed_by text not null,
  signed_ref text collate "C" not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  check ((kind = 'submitted') = (sent_at is not null)),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create unique index duty_answer_open on app.duty_answer (tenant_id, incident_id, duty_key) where withdrawn_at is null;
create index duty_answer_of_incident on app.duty_answer (tenant_id, incident_id, id);
call wall.enclose('app.duty_answer', 'select, insert, update');
call wall.encircle('app.duty_answer', 'incident_id');

-- Each reminder once for each instant that a duty is due: a new instant begins anew.
create table app.duty_reminder (
  tenant_id uuid not null,
  incident_id uuid not null,
  duty_key text collate "C" not null,
  due_at timestamptz not null,
  stage text collate "C" not null check (stage in ('half', 'quarter', 'hour', 'overdue')),
  told_at timestamptz not null,
  primary key (tenant_id, incident_id, duty_key, due_at, stage),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
call wall.enclose('app.duty_reminder', 'select, insert');
call wall.encircle('app.duty_reminder', 'incident_id');
