-- Being asked once more whether something helped is a step of its own, with its place in the history.
alter table app.improvement_step drop constraint improvement_step_step_check;
alter table app.improvement_step add constraint improvement_step_step_check check (step in
  ('propose', 'change', 'accept', 'start', 'finish', 'return', 'verify', 'judge', 'refuse', 'carry_risk', 'reopen', 'ask'));

-- The day on which it was done when it was first checked, and the day that stood then, on the organisation's calendar:
-- what is opened again later was still in time, or was not.
alter table app.improvement add column first_done_on date, add column first_due_on date;

-- What was answered in the meantime is not overwritten unseen; what a case asked is taken back where the case turns
-- out to have been nothing.
alter table app.blind_spot add column changed_at timestamptz, add column withdrawn_at timestamptz;
alter table app.risk_case add column withdrawn_at timestamptz;

-- The owner of a table sees only rows of a tenant that is set, and here none is.
alter table app.improvement no force row level security;
alter table app.tenant no force row level security;
update app.improvement as one
  set first_done_on = (one.done_at at time zone t.time_zone)::date, first_due_on = one.due_on
  from app.tenant as t
  where t.tenant_id = one.tenant_id and one.verified_at is not null and one.done_at is not null;
-- Judged to have helped and asked again: nobody could answer.
update app.improvement set effect = null
  where state = 'verified' and effect = 'yes' and effect_due_on is not null;
alter table app.improvement force row level security;
alter table app.tenant force row level security;

drop index app.blind_spot_open;
create index blind_spot_open on app.blind_spot (tenant_id, asked_at) where verdict is null and withdrawn_at is null;
create index improvement_by_day on app.improvement (tenant_id, (coalesce(due_on, date '9999-12-31')), id);
create index improvement_open on app.improvement (tenant_id, (coalesce(due_on, date '9999-12-31')), id)
  where state in ('proposed', 'accepted', 'in_progress', 'done');
create index improvement_carried on app.improvement (tenant_id, accepted_until) where state = 'risk_accepted';
