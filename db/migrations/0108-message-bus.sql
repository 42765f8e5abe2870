-- Events go to a message bus as well: a webhook of another kind, with a login of its own.

alter table app.webhook add column kind text collate "C" not null default 'http' check (kind in ('http', 'mqtt'));
-- User and password of a bus, sealed together; null for none.
alter table app.webhook add column login bytea;
