-- Which cards the board of numbers shows, in which order; and what a year could cost, as somebody estimated it.

create table app.trend_board (
  tenant_id uuid not null references app.tenant,
  cards text[] not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id)
);
call wall.enclose('app.trend_board', 'select, insert, update');

-- Each estimate stays: the next one follows it. The seed gives the same years each time.
create table app.loss_estimate (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  -- Of what: one kind of incident, in plain words.
  name text not null,
  -- The belief about how often, as events in years; both 0 where only own cases count.
  prior_events double precision not null check (prior_events >= 0),
  prior_years double precision not null check (prior_years >= 0),
  own_events integer not null check (own_events >= 0),
  own_years double precision not null check (own_years >= 0),
  -- What one costs in nine of ten cases, in whole units.
  low bigint not null check (low > 0),
  high bigint not null check (high > low),
  currency text collate "C" not null,
  -- Share of events that a repair is believed to prevent; null where none is looked at.
  prevented double precision check (prevented >= 0 and prevented <= 1),
  repair text not null,
  why text not null,
  seed bigint not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (tenant_id, id),
  check (prior_years + own_years > 0)
);
create index loss_estimate_newest on app.loss_estimate (tenant_id, made_at desc);
call wall.enclose('app.loss_estimate', 'select, insert');
