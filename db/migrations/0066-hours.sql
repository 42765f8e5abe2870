-- The time of people as a cost: an amount, or so many people for so many minutes each, priced where the rate is known.
alter table app.cost
  alter column amount drop not null,
  alter column currency drop not null,
  add column people integer check (people between 1 and 1000),
  add column minutes integer check (minutes between 1 and 43200),
  add check ((amount is null) = (currency is null)),
  add check ((people is null) = (minutes is null)),
  add check (amount is not null or people is not null);

-- What an hour of one of our people costs, as it was said: the wire's own words.
alter table app.response_profile
  add column hour_amount text collate "C" check (hour_amount ~ '^[0-9]{1,12}([.][0-9]{1,3})?$'),
  add column hour_currency text collate "C" check (hour_currency ~ '^[A-Z]{3}$'),
  add check ((hour_amount is null) = (hour_currency is null));
