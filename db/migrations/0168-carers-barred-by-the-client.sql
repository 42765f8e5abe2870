-- A client that suspends somebody of its provider means it: assigning people anew does not let that person in again.
alter table app.member add column care_barred_at timestamptz check (care_barred_at is null or care_id is not null);
