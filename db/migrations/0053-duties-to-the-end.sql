-- Duties to their end: whose they are, what time an authority granted, whom to write to, who looked the law over, which
-- contract had a part in a case, and what was spent under which consent.

create table app.duty_charge (
  tenant_id uuid not null,
  incident_id uuid not null,
  duty_key text collate "C" not null,
  owner_id uuid not null,
  since timestamptz not null,
  by_name text not null,
  primary key (tenant_id, incident_id, duty_key),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
create index duty_charge_of_owner on app.duty_charge (tenant_id, owner_id);
call wall.enclose('app.duty_charge', 'select, insert, update, delete');
call wall.encircle('app.duty_charge', 'incident_id');

-- More time: granted by an authority, or asked for by the police. A wrong one is ended and stays.
create table app.duty_delay (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  duty_key text collate "C" not null,
  kind text collate "C" not null check (kind in ('extension', 'police')),
  until timestamptz not null,
  granted_by text not null,
  reference text not null,
  reason text not null,
  evidence_id uuid,
  recorded_at timestamptz not null,
  recorded_by text not null,
  ended_at timestamptz,
  ended_by text,
  ended_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  check ((ended_at is null) = (ended_reason is null))
);
create unique index duty_delay_open on app.duty_delay (tenant_id, incident_id, duty_key) where ended_at is null;
create index duty_delay_of_incident on app.duty_delay (tenant_id, incident_id, id);
create index duty_delay_of_evidence on app.duty_delay (tenant_id, evidence_id) where evidence_id is not null;
call wall.enclose('app.duty_delay', 'select, insert, update');
call wall.encircle('app.duty_delay', 'incident_id');

-- Entries of the directory that the organisation checked or changed; they stand before those that ship.
create table app.authority_entry (
  tenant_id uuid not null references app.tenant,
  entry_key text collate "C" not null,
  entry jsonb not null,
  checked_on date not null,
  taken_at timestamptz not null,
  taken_by text not null,
  primary key (tenant_id, entry_key)
);
call wall.enclose('app.authority_entry', 'select, insert, update');

-- Who of the organisation read a pack of law, in which edition, and until when that holds.
create table app.pack_review (
  tenant_id uuid not null references app.tenant,
  pack text collate "C" not null,
  edition text collate "C" not null,
  reviewed_at timestamptz not null,
  reviewed_by text not null,
  due_on date not null,
  note text not null,
  primary key (tenant_id, pack)
);
call wall.enclose('app.pack_review', 'select, insert, update');

create table app.contract_incident (
  tenant_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  contract_id uuid not null,
  part text collate "C" not null check (part in ('cause', 'hit', 'helped', 'told')),
  note text not null,
  noted_at timestamptz not null,
  noted_by text not null,
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, contract_id, part),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, contract_id) references app.contract (tenant_id, id)
);
create index contract_incident_of_contract on app.contract_incident (tenant_id, contract_id);
call wall.enclose('app.contract_incident', 'select, insert, delete');
call wall.encircle('app.contract_incident', 'incident_id');

-- Money spent on a firm: whether the insurer had to agree, and did.
create table app.claim_cost (
  tenant_id uuid not null,
  incident_id uuid not null,
  cost_id uuid not null,
  firm text not null,
  had_to_ask boolean not null,
  consent_id uuid,
  unasked_reason text not null,
  primary key (tenant_id, incident_id, cost_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, cost_id) references app.cost (tenant_id, id),
  foreign key (tenant_id, consent_id) references app.consent (tenant_id, id)
);
create index claim_cost_of_cost on app.claim_cost (tenant_id, cost_id);
create index claim_cost_of_consent on app.claim_cost (tenant_id, consent_id) where consent_id is not null;
call wall.enclose('app.claim_cost', 'select, insert');
call wall.encircle('app.claim_cost', 'incident_id');
