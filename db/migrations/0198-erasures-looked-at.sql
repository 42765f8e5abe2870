-- Erasures that wait or are stuck are looked at again when something has changed, and not every few minutes.

-- Which cases were spared when it was looked at last, as a hash: another one has closed, or been opened, since.
alter table app.erasure add column spared text collate "C" not null default '';

-- Which case lies behind what was sent in: asked of each delivery before its bytes go.
create index signal_of_delivery on app.signal (tenant_id, delivery_id) where incident_id is not null;
create index report_mail_of_delivery on app.report_mail (tenant_id, delivery_id);
