-- The dates that a file carried on the system it came from, as it was sealed with them: created, changed, opened last.
alter table app.evidence add column origin_dates jsonb not null default '{}' check (jsonb_typeof(origin_dates) = 'object');
