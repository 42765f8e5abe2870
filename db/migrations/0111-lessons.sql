-- What each closed case asks beside its review: which tool should have seen it, what it says about a risk, and
-- whether the firm goes on doing business as it did.

create table app.blind_spot (
  tenant_id uuid not null,
  incident_id uuid not null,
  -- Who finds out; null while nobody in particular does.
  owner_id uuid,
  asked_at timestamptz not null,
  -- Null while nobody answered: that is the blind spot.
  verdict text collate "C" check (verdict in ('saw_it', 'missed_it', 'no_tool')),
  tool text not null default '',
  note text not null default '',
  answered_at timestamptz,
  answered_by text,
  -- When what follows from the case was worked out; null while it waits.
  weighed_at timestamptz,
  -- When whoever finds out was reminded last.
  reminded_on date,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((verdict is null) = (answered_at is null)),
  check (verdict is distinct from 'saw_it' and verdict is distinct from 'missed_it' or tool <> '')
);
create index blind_spot_open on app.blind_spot (tenant_id, asked_at) where verdict is null;
create index blind_spot_unweighed on app.blind_spot (tenant_id, asked_at) where weighed_at is null;
create index blind_spot_of_owner on app.blind_spot (tenant_id, owner_id) where owner_id is not null;
call wall.enclose('app.blind_spot', 'select, insert, update');
call wall.encircle('app.blind_spot', 'incident_id');

-- Whether the business must change its ways. A decision is followed by another one, never changed, but its look back
-- is written once.
create table app.business_decision (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  incident_id uuid,
  question text not null,
  verdict text collate "C" not null check (verdict in ('keep', 'change', 'stop')),
  reason text not null,
  owner_id uuid not null,
  decided_on date not null,
  decided_at timestamptz not null,
  decided_by text not null,
  follow_up_on date not null,
  followed_at timestamptz,
  followed_by text,
  outcome text,
  -- When whoever sees it through was reminded last.
  reminded_on date,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((followed_at is null) = (outcome is null))
);
create index business_decision_of_incident on app.business_decision (tenant_id, incident_id) where incident_id is not null;
create index business_decision_of_owner on app.business_decision (tenant_id, owner_id);
create index business_decision_open on app.business_decision (tenant_id, follow_up_on) where followed_at is null;
call wall.enclose('app.business_decision', 'select, insert, update');
call wall.encircle('app.business_decision', 'incident_id');
