-- Who has something missing to bring hears of it when its day has passed; a day later a second person does.
alter table app.missing_part
  add column overdue_at timestamptz,
  add column escalated_at timestamptz;
-- A list of the few that are signed off would else read every case.
create index incident_signed on app.incident (tenant_id, number) where review = 'signed';
