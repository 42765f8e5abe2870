-- What a closing asks for: at every closing, at serious ones and where somebody looked into the case (the rule where no
-- row stands), or only where somebody did. Rewriting the type reaches every organisation's row, which an update would not.
alter table app.closing_rule rename column strict to asks;
alter table app.closing_rule
  alter column asks type text collate "C" using case when asks then 'every' else 'used' end,
  add column reason text not null default '',
  add check (asks in ('every', 'serious', 'used'));
