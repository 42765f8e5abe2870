-- A session keeps who held which decision when it began; what was skipped or ticked by mistake is taken back.

-- Null for sessions that have not begun, and for those that began before this was kept.
alter table app.exercise_session add column rights jsonb;
-- The ledger keeps that it was skipped or ticked, and that this was taken back.
grant delete on app.exercise_entry to muster_rt;
