-- Communications: what people are told in the app, the devices that push reaches, the mail server of the
-- organisation, and the outbox in which push messages and mail wait until they are accepted or given up.

create table app.inbox_item (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  member_id uuid not null,
  kind text collate "C" not null,
  title text not null,
  -- Inside the organisation, as /incidents/<id>.
  path text collate "C" not null check (path ~ '^/[^/\\]?'),
  at timestamptz not null,
  read_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index inbox_of_member on app.inbox_item (tenant_id, member_id, id desc);
call wall.enclose('app.inbox_item', 'select, insert, update');

create table app.push_device (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  member_id uuid not null,
  endpoint text collate "C" not null check (length(endpoint) <= 1000),
  p256dh text collate "C" not null,
  auth text collate "C" not null,
  device text not null,
  created_at timestamptz not null,
  last_state text collate "C" not null default 'never tried' check (last_state in ('never tried', 'reached', 'not reached')),
  last_why text collate "C",
  last_at timestamptz,
  primary key (tenant_id, id),
  -- A browser has one owner at a time: whoever subscribed it last.
  unique (tenant_id, endpoint),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id)
);
create index push_device_of_member on app.push_device (tenant_id, member_id);
call wall.enclose('app.push_device', 'select, insert, update, delete');

create table app.mail_settings (
  tenant_id uuid primary key references app.tenant,
  host text collate "C" not null,
  port integer not null check (port between 1 and 65535),
  security text collate "C" not null check (security in ('tls', 'starttls', 'none')),
  username text not null,
  -- Sealed with a key from the key folder.
  password bytea,
  sender text collate "C" not null,
  changed_at timestamptz not null,
  -- The test that waits for its code: sealed likewise, for the owner who asked, for so many tries.
  test_code bytea,
  test_member uuid,
  test_until timestamptz,
  test_tries integer not null default 0,
  tested_at timestamptz,
  -- Null: nothing is sent.
  confirmed_at timestamptz,
  last_why text collate "C",
  foreign key (tenant_id, test_member) references app.member (tenant_id, id)
);
call wall.enclose('app.mail_settings', 'select, insert, update');

create table app.outbound (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  item_id uuid not null,
  member_id uuid not null,
  channel text collate "C" not null check (channel in ('push', 'mail')),
  -- Gone with its device; the row then says so.
  device_id uuid,
  -- Address of a mail, name of a device.
  recipient text not null,
  subject text not null default '',
  body text not null default '',
  urgent boolean not null,
  -- A mail that goes out only if no push is accepted first.
  held boolean not null default false,
  state text collate "C" not null default 'waiting' check (state in ('waiting', 'reached', 'not reached')),
  why text collate "C" not null,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  -- Set while a process is sending it; after this instant that process is taken for dead.
  claimed_until timestamptz,
  message_id text collate "C" not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references app.inbox_item (tenant_id, id),
  foreign key (tenant_id, member_id) references app.member (tenant_id, id),
  foreign key (tenant_id, device_id) references app.push_device (tenant_id, id) on delete set null (device_id)
);
create index outbound_of_item on app.outbound (tenant_id, item_id);
create index outbound_of_device on app.outbound (tenant_id, device_id) where device_id is not null;
create index outbound_waiting on app.outbound (tenant_id, next_try_at) where state = 'waiting';
create index outbound_failed on app.outbound (tenant_id, settled_at) where state = 'not reached';
call wall.enclose('app.outbound', 'select, insert, update, delete');
