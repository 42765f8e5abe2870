-- Sessions that an organisation's provider opened end when an owner switches it off: found without reading all sessions.
create index session_only_tenant on auth.session (only_tenant) where only_tenant is not null;
