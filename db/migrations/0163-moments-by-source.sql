-- What a person says of a moment stands beside what the record shows and goes before it; taken back, the record is there again.

alter table app.case_moment drop constraint case_moment_pkey;
alter table app.case_moment add primary key (tenant_id, incident_id, moment, source);

-- Figures look at a span of days.
create index incident_by_opening on app.incident (tenant_id, opened_at);
