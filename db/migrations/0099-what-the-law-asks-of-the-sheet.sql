-- What the law asks of the scope sheet beyond kind and number: where the people live, what exactly was in it, whether
-- it could be read; of work how long it stood still and whom it hit.
alter table app.investigation_scope
  add column places jsonb not null default '{}' check (jsonb_typeof(places) = 'object'),
  add column details text[] not null default '{}',
  add column is_encrypted boolean,
  add column hours_down numeric check (hours_down >= 0),
  add column is_critical boolean,
  add column hits_customers boolean,
  add constraint investigation_scope_of_data check (
    topic = 'data' or (places = '{}' and details = '{}' and is_encrypted is null)
  ),
  add constraint investigation_scope_of_work check (
    topic = 'work' or (hours_down is null and is_critical is null and hits_customers is null)
  );
grant update (places, details, is_encrypted, hours_down, is_critical, hits_customers)
  on app.investigation_scope to muster_rt;

-- By fact, what the sheet proposed and a person left as it was: who, when, why. Asked anew when the sheet says another.
alter table app.case_facts add column left_as_is jsonb not null default '{}';
