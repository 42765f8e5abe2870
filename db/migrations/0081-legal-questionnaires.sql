-- Questions of the law that a person weighs, answer by answer, and that counsel signs or sends back. Each filling stays.
create table app.legal_questionnaire (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  kind text collate "C" not null,
  number integer not null check (number >= 1),
  -- Question to { choice, reason }.
  answers jsonb not null,
  -- Where the method counts; null for a plain judgement.
  points numeric(6, 2),
  -- What follows from the answers by the method, and what the person who filled it concluded; as JSON.
  proposed jsonb,
  conclusion jsonb not null,
  reason text not null,
  -- The facts as they stood, and the SHA-256 that the leaves hold, too.
  revision integer not null,
  facts jsonb not null,
  facts_hash text collate "C" not null,
  fact_base text collate "C" not null,
  filled_at timestamptz not null,
  filled_by text not null,
  filled_ref text not null,
  verdict text collate "C" check (verdict in ('signed', 'sent_back')),
  reviewed_at timestamptz,
  reviewed_by text,
  note text,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, kind, number),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  check ((verdict is null) = (reviewed_at is null)),
  check ((verdict is null) = (reviewed_by is null)),
  check ((verdict is null) = (note is null))
);
call wall.enclose('app.legal_questionnaire', 'select, insert, update');
call wall.encircle('app.legal_questionnaire', 'incident_id');
