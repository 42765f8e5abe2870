-- What repeats an erasure in a restored copy: the orders, sealed so that only a copy from before an order opens it.

/*
 * With the seed of this row the next order is sealed; then another seed takes its place. A backup from before the order
 * holds the seed and the words; whatever came later holds neither.
 */
alter table app.tenant add column erasure_seed bytea not null
  default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

-- Sealed orders. `saved_at`: when the order was written beside the backups.
create table app.erasure_list (
  tenant_id uuid not null references app.tenant,
  erasure_id uuid not null,
  opens_with uuid not null,
  sealed bytea not null,
  made_at timestamptz not null,
  saved_at timestamptz,
  primary key (tenant_id, erasure_id)
);
create index erasure_list_unsaved on app.erasure_list (tenant_id, made_at) where saved_at is null;
call wall.enclose('app.erasure_list', 'select, insert, update');
