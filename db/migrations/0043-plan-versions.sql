-- Versions of the plan: what was handed in, who approved it, who has read it, and what somebody proposes to change.

-- Never changed once it is here; whether it counts is said by the row of its publication.
create table app.plan_version (
  tenant_id uuid not null references app.tenant,
  version integer not null check (version >= 1),
  document jsonb not null,
  sha256 text collate "C" not null,
  note text not null,
  quorum integer not null check (quorum between 1 and 9),
  submitted_at timestamptz not null,
  submitted_by text not null,
  primary key (tenant_id, version)
);
call wall.enclose('app.plan_version', 'select, insert');

create table app.plan_approval (
  tenant_id uuid not null,
  version integer not null,
  member_id uuid not null,
  name text not null,
  is_approved boolean not null,
  words text not null,
  decided_at timestamptz not null,
  primary key (tenant_id, version, member_id),
  foreign key (tenant_id, version) references app.plan_version (tenant_id, version),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
call wall.enclose('app.plan_approval', 'select, insert');

create table app.plan_publication (
  tenant_id uuid not null,
  version integer not null,
  published_at timestamptz not null,
  published_by text not null,
  -- Printed on every page. It opens nothing: it only says whether the copy in hand is the one that counts.
  code text collate "C" not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  primary key (tenant_id, version),
  foreign key (tenant_id, version) references app.plan_version (tenant_id, version)
);
create unique index plan_publication_code on app.plan_publication (tenant_id, code);
create index plan_publication_by_code on app.plan_publication (code);
call wall.enclose('app.plan_publication', 'select, insert');

create table app.plan_receipt (
  tenant_id uuid not null,
  version integer not null,
  member_id uuid not null,
  read_at timestamptz not null,
  primary key (tenant_id, version, member_id),
  foreign key (tenant_id, version) references app.plan_publication (tenant_id, version),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
call wall.enclose('app.plan_receipt', 'select, insert');

-- Other words for a section, with the words that stood there when they were proposed.
create table app.plan_proposal (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  section text collate "C" not null,
  before_words text not null,
  after_words text not null,
  reason text not null,
  -- What it came from, e.g. an incident's review; null for a person's own idea.
  source_id uuid,
  proposed_at timestamptz not null,
  proposed_by text not null,
  is_accepted boolean,
  decision text,
  decided_at timestamptz,
  decided_by text,
  primary key (tenant_id, id),
  check ((is_accepted is null) = (decided_at is null) and (is_accepted is null) = (decided_by is null)
    and (is_accepted is null) = (decision is null))
);
create index plan_proposal_by_time on app.plan_proposal (tenant_id, proposed_at);
create index plan_proposal_by_source on app.plan_proposal (tenant_id, source_id) where source_id is not null;
call wall.enclose('app.plan_proposal', 'select, insert, update');

-- The public question "is this copy current": whose it is, asked before a tenant is known.
grant select (tenant_id, code) on app.plan_publication to muster_search;
create function wall.plan_code(wanted_code text) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select p.tenant_id from app.plan_publication p where p.code = wanted_code $$;
alter function wall.plan_code(text) owner to muster_search;
revoke all on function wall.plan_code(text) from public;
grant execute on function wall.plan_code(text) to muster_auth;
