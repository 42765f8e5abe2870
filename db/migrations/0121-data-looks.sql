-- The quarterly look at the data: what lay on the table, what was said, what was decided.

create table app.data_look (
  tenant_id uuid not null references app.tenant,
  -- The quarter that is looked at, as 2026-3.
  quarter text collate "C" not null check (quarter ~ '^[0-9]{4}-[1-4]$'),
  due_on date not null,
  -- The figures of that quarter, without restricted cases, as they stood when they were gathered.
  pack jsonb not null,
  gathered_at timestamptz not null,
  held_at timestamptz,
  held_on date,
  held_by text,
  present text not null default '',
  minutes text not null default '',
  decisions jsonb not null default '[]',
  primary key (tenant_id, quarter),
  check ((held_at is null) = (held_by is null)),
  check ((held_at is null) = (held_on is null))
);
call wall.enclose('app.data_look', 'select, insert, update');
