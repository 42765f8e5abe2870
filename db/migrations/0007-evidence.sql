-- Sealed evidence: what was said at acquisition. The bytes lie in the file store under their hash; custody is the ledger.

create table app.evidence (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  acquired_at timestamptz not null,
  acquired_by text not null,
  place text not null,
  reason text not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index evidence_by_incident on app.evidence (tenant_id, incident_id, added_at);
create index evidence_by_hash on app.evidence (tenant_id, sha256);
-- No update and no delete: what was sealed stays as it was sealed.
call wall.enclose('app.evidence', 'select, insert');
