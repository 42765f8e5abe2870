-- Watching the network as a control: who answers for it, what it covers, and which early signs it would see.

create table app.network_watch (
  tenant_id uuid not null references app.tenant,
  number integer not null check (number > 0),
  owner_id uuid,
  -- Parts of the network: name, asset, whether it is watched, by what, and when somebody last made sure.
  segments jsonb not null,
  next_look_on date not null,
  reason text not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (tenant_id, number),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id)
);
-- A version is followed by another one, never changed.
call wall.enclose('app.network_watch', 'select, insert');

-- Whether a sign would be seen: of a kind of incident, or the one by which a case was noticed.
create table app.early_sign (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  kind text collate "C" not null,
  incident_id uuid,
  sign text not null,
  verdict text collate "C" not null check (verdict in ('seen', 'unseen', 'unknown')),
  how text not null,
  judged_at timestamptz not null,
  judged_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create unique index early_sign_of_kind on app.early_sign (tenant_id, kind, sign) where incident_id is null;
create unique index early_sign_of_case on app.early_sign (tenant_id, incident_id) where incident_id is not null;
call wall.enclose('app.early_sign', 'select, insert, update');
call wall.encircle('app.early_sign', 'incident_id');
