-- A page of what can be proved, handed to somebody outside by a link that ends: only the lines that a person chose.
create table app.readiness_page (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  -- Which proofs may stand there; what they say is read when the page is opened, and what lapsed is left out.
  lines jsonb not null,
  token_hash bytea not null check (octet_length(token_hash) = 32),
  made_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  primary key (tenant_id, id),
  check ((revoked_at is null) = (revoked_by is null))
);
create index readiness_page_by_token on app.readiness_page (token_hash);
call wall.enclose('app.readiness_page', 'select, insert, update');

-- That it was opened. Nothing of who opened it is kept.
create table app.readiness_view (
  tenant_id uuid not null,
  id uuid not null,
  page_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, page_id) references app.readiness_page (tenant_id, id)
);
create index readiness_view_of_page on app.readiness_view (tenant_id, page_id, at);
call wall.enclose('app.readiness_view', 'select, insert');

grant select (tenant_id, token_hash) on app.readiness_page to muster_search;
create or replace function wall.outside_link(wanted_hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.tenant_id from app.partner_page p where p.token_hash = wanted_hash
  union all select p.tenant_id from app.public_page p where p.token_hash = wanted_hash
  union all select s.tenant_id from app.subscriber s where s.token_hash = wanted_hash
  union all select r.tenant_id from app.readiness_page r where r.token_hash = wanted_hash
  limit 1
$$;
