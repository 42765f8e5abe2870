-- One of their own that was never published is gone once its draft is thrown away, and so is the file it came from.
-- What was published stays: its versions point at the playbook, and they may not be deleted.
grant delete on app.playbook, app.playbook_original to muster_rt;

-- Looked up with each report from outside, which anybody may send: who was told already and has not looked.
create index inbox_unread on app.inbox_item (tenant_id, kind, at) where read_at is null;
