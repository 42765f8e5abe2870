-- What could hurt the firm, what is done about it, and every decision about it.

create table app.risk (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  -- One of the kinds of incidents; null for what is none of them.
  kind text collate "C",
  asset_id uuid,
  touches text not null,
  likelihood text collate "C" not null check (likelihood in ('often', 'likely', 'possible', 'unlikely', 'rare')),
  harm text collate "C" not null check (harm in ('threatening', 'heavy', 'noticeable', 'small')),
  measures text not null,
  owner_id uuid,
  state text collate "C" not null check (state in ('open', 'accepted', 'treated', 'ended')),
  accepted_until date,
  review_on date not null,
  added_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, asset_id) references app.asset (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  check ((state = 'accepted') = (accepted_until is not null)),
  -- Somebody answers for what was accepted.
  check (state <> 'accepted' or owner_id is not null)
);
create unique index risk_name on app.risk (tenant_id, lower(name)) where state <> 'ended';
create index risk_of_asset on app.risk (tenant_id, asset_id) where asset_id is not null;
call wall.enclose('app.risk', 'select, insert, update');

create table app.risk_decision (
  tenant_id uuid not null,
  id uuid not null,
  risk_id uuid not null,
  verdict text collate "C" not null check (verdict in ('keep', 'accept', 'treat', 'end')),
  reason text not null,
  until date,
  review_on date not null,
  decided_at timestamptz not null,
  decided_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, risk_id) references app.risk (tenant_id, id)
);
create index risk_decision_of_risk on app.risk_decision (tenant_id, risk_id, id);
-- A decision is followed by another one, never changed.
call wall.enclose('app.risk_decision', 'select, insert');
