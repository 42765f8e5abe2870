-- One of their own that was never published is gone once its draft is thrown away, and so is the file it came from.
-- What was published stays: its versions point at the playbook, and they may not be deleted.
grant delete on app.playbook, app.playbook_original to muster_rt;
