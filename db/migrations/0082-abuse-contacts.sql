-- Where hosters, registrars and networks take reports of abuse, as the organisation found and checked it.
create table app.abuse_contact (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  name text not null,
  -- Domains with what lies below them, IPv4 networks (203.0.113.0/24) and single addresses.
  covers text[] not null,
  email text not null,
  form text not null,
  checked_on date not null,
  changed_at timestamptz not null,
  changed_by text not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index abuse_contact_name on app.abuse_contact (tenant_id, lower(name)) where removed_at is null;
call wall.enclose('app.abuse_contact', 'select, insert, update');
