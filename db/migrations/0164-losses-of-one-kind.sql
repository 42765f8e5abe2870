-- An estimate says which cases were counted, and keeps the years that were played, so that reading it plays nothing.

-- As `kind:ransomware` or `vector:phishing`; '' for estimates from before, in which all cases were counted.
alter table app.loss_estimate add column counted text collate "C" not null default '';
-- Null for estimates from before: theirs is played when it is read.
alter table app.loss_estimate add column played jsonb;
