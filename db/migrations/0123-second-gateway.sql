-- A second gateway for text messages and calls, in turn when the first one fails.
alter table app.phone_gateway
  add column rank smallint not null default 1 check (rank in (1, 2)),
  drop constraint phone_gateway_pkey,
  add primary key (tenant_id, rank);

-- By which gateway the code went that proves a number, and with it the gateway.
alter table app.phone_number add column code_rank smallint not null default 1 check (code_rank in (1, 2));

alter table app.phone_link
  -- The gateway that it was handed to last: reports of it bear that one's signature.
  add column gateway_rank smallint check (gateway_rank in (1, 2)),
  -- The one that did not take it since it was tried last; null where the next try begins with the first again.
  add column failed_rank smallint check (failed_rank in (1, 2));
