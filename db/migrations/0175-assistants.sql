-- Whether programs that speak for a person (assistants) may come in with a key: nobody's until an owner says so, since what
-- they read leaves the house.

alter table app.tenant add column lets_assistants_in boolean not null default false;
