-- Whose product a hole that attackers use is in, so that it is found among what the register names. A list that was
-- brought in before has none of it until it is brought in again.
alter table app.known_exploited add column vendor text not null default '', add column product text not null default '';
create index known_exploited_newest on app.known_exploited (tenant_id, added_on desc, cve);
