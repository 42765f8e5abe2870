-- Sign-in: users, their factors, their browser sessions. The columns of user, session, account,
-- verification, two_factor and passkey are those of Better Auth 1.7, in snake case; the rest is ours.
-- Nothing here belongs to a tenant: memberships, roles and API keys live in schema app.

create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email) and length(email) <= 254),
  email_verified boolean not null default false,
  image text,
  -- True from the first verified factor on; password alone then opens no session.
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth.session (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  token text not null unique,
  -- Whether this very session passed a second factor, or set up the first one.
  second_factor boolean not null default false,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  -- The last use, to the minute; idle sessions end by it.
  updated_at timestamptz not null
);
create index session_of_user on auth.session (user_id);
create index session_expiry on auth.session (expires_at);

create table auth.account (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_of_user on auth.account (user_id);

-- Challenges that wait for their answer; value is the user, or a WebAuthn challenge.
create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on auth.verification (identifier);
create index verification_value on auth.verification (value);
create index verification_expiry on auth.verification (expires_at);

-- One row for each user who has any factor; verified tells whether there is an authenticator app.
create table auth.two_factor (
  id uuid primary key,
  user_id uuid not null unique references auth."user" (id) on delete cascade,
  secret text not null,
  backup_codes text not null default '[]',
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

create table auth.passkey (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  -- An unsigned 32-bit number, which integer cannot hold and bigint would return as text.
  counter double precision not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkey_of_user on auth.passkey (user_id);

-- A passkey is a second factor from the statement that stores it: no moment in which
-- the password alone still opens a session.
create function auth.passkey_is_second_factor() returns trigger
  language plpgsql set search_path = '' as $$
begin
  insert into auth.two_factor (id, user_id, secret, verified)
    values (pg_catalog.gen_random_uuid(), new.user_id, '-', false)
    on conflict (user_id) do nothing;
  update auth."user" set two_factor_enabled = true where id = new.user_id;
  return new;
end
$$;
create trigger passkey_is_second_factor after insert on auth.passkey
  for each row execute function auth.passkey_is_second_factor();

-- An authenticator app that was shown but not yet confirmed by a code. Secret encrypted, codes hashed.
create table auth.totp_enrolment (
  user_id uuid primary key references auth."user" (id) on delete cascade,
  secret text not null,
  code_hashes text[] not null,
  expires_at timestamptz not null
);

-- RFC 6238 section 5.2: one code opens one door once.
create table auth.totp_step (
  user_id uuid not null references auth."user" (id) on delete cascade,
  step bigint not null,
  primary key (user_id, step)
);
create index totp_step_age on auth.totp_step (step);

create table auth.recovery_code (
  code_hash text primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  kind text not null check (kind in ('recovery', 'break_glass')),
  created_at timestamptz not null,
  used_at timestamptz
);
create index recovery_code_of_user on auth.recovery_code (user_id);

-- Wrong tries in the running window; the key is a keyed hash of an account, or a network.
create table auth.attempt (
  key text primary key,
  count integer not null,
  started_at timestamptz not null
);
create index attempt_age on auth.attempt (started_at);

grant usage on schema auth to muster_auth;
grant select, insert, update, delete on all tables in schema auth to muster_auth;
