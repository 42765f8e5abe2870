-- Until when somebody has to have read what they were told, before another one is asked to call them. Null where nobody
-- has to, and once it was passed on.
alter table app.inbox_item add column calls_at timestamptz;
create index inbox_unanswered on app.inbox_item (tenant_id, calls_at) where read_at is null and calls_at is not null;
