-- What suppliers did in a case, from what was written down while it happened; and the review of their contract after it.

-- How fast a supplier has to answer, and to come, where the contract says so in numbers.
alter table app.contract
  add column answer_minutes integer check (answer_minutes between 1 and 100000),
  add column arrive_minutes integer check (arrive_minutes between 1 and 100000);

-- A supplier, a firm on call or an insurer in one case. Of a case in which a supplier played a part that nobody has named
-- yet there is one row without any of them.
create table app.supplier_case (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid not null,
  vendor_id uuid,
  retainer_id uuid,
  policy_id uuid,
  opened_at timestamptz not null,
  -- Why its contract is looked at again; null while it is not.
  review_why text[] collate "C",
  review_opened_at timestamptz,
  -- On the organisation's calendar.
  due_on date,
  owner_id uuid,
  contract_id uuid,
  decision text collate "C" check (decision in ('keep', 'renegotiate', 'leave', 'no_part')),
  reason text not null default '',
  decided_at timestamptz,
  decided_by text,
  follow_up_on date,
  followed_at timestamptz,
  followed_by text,
  followed_words text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, vendor_id) references app.vendor (tenant_id, id),
  foreign key (tenant_id, retainer_id) references app.retainer (tenant_id, id),
  foreign key (tenant_id, policy_id) references app.policy (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  foreign key (tenant_id, contract_id) references app.contract (tenant_id, id),
  check (num_nonnulls(vendor_id, retainer_id, policy_id) <= 1),
  check (num_nonnulls(vendor_id, retainer_id, policy_id) = 1 or review_opened_at is not null),
  check ((review_opened_at is null) = (review_why is null) and (review_opened_at is null) = (due_on is null)),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
  check (decision is null or (review_opened_at is not null and reason <> '')),
  check ((followed_at is null) = (followed_by is null) and (followed_at is null or follow_up_on is not null))
);
create unique index supplier_case_once on app.supplier_case (tenant_id, incident_id, vendor_id, retainer_id, policy_id)
  nulls not distinct;
create index supplier_case_by_time on app.supplier_case (tenant_id, opened_at desc, id desc);
create index supplier_case_of_vendor on app.supplier_case (tenant_id, vendor_id, opened_at desc) where vendor_id is not null;
create index supplier_case_of_retainer on app.supplier_case (tenant_id, retainer_id) where retainer_id is not null;
create index supplier_case_of_policy on app.supplier_case (tenant_id, policy_id) where policy_id is not null;
create index supplier_case_of_owner on app.supplier_case (tenant_id, owner_id) where owner_id is not null;
create index supplier_case_of_contract on app.supplier_case (tenant_id, contract_id) where contract_id is not null;
create index supplier_case_open on app.supplier_case (tenant_id, due_on)
  where review_opened_at is not null and (decision is null or (follow_up_on is not null and followed_at is null));
call wall.enclose('app.supplier_case', 'select, insert, update, delete');
call wall.encircle('app.supplier_case', 'incident_id');

-- What happened between us and them, one line each. A number is made of nothing else.
create table app.supplier_event (
  tenant_id uuid not null,
  id uuid not null,
  supplier_case_id uuid not null,
  kind text collate "C" not null
    check (kind in ('asked', 'answered', 'unanswered', 'arrived', 'knew', 'told_us', 'not_told', 'judged')),
  happened_at timestamptz not null,
  grade integer check (grade between 1 and 4),
  note text not null,
  evidence_id uuid,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, supplier_case_id) references app.supplier_case (tenant_id, id),
  foreign key (tenant_id, evidence_id) references app.evidence (tenant_id, id),
  check ((kind = 'judged') = (grade is not null)),
  check (happened_at <= recorded_at)
);
create index supplier_event_of_case on app.supplier_event (tenant_id, supplier_case_id, happened_at, id);
create index supplier_event_of_evidence on app.supplier_event (tenant_id, evidence_id) where evidence_id is not null;
call wall.enclose('app.supplier_event', 'select, insert, update');
call wall.encircle_by('app.supplier_event', 'supplier_case_id', 'app.supplier_case');
