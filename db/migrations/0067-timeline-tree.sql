-- An entry of a record may hang on another: it followed from it, or answers it. On one other at a time.
alter table app.entry_mark drop constraint entry_mark_kind_check;
alter table app.entry_mark add constraint entry_mark_kind_check
  check (kind in ('comment', 'flag', 'correction', 'follows', 'answers'));
alter table app.entry_mark add check (kind not in ('follows', 'answers') or text ~ '^[1-9][0-9]{0,9}$');
create unique index entry_mark_hangs on app.entry_mark (tenant_id, incident_id, entry)
  where kind in ('follows', 'answers') and removed_at is null;
