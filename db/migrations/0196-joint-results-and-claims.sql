-- What groups are told by. The line of several groups together stood under a name that a group could have.
alter table app.phishing_result no force row level security;
alter table app.phishing_group no force row level security;

alter table app.phishing_result add column kind text collate "C" not null default 'group'
  check (kind in ('everybody', 'group', 'joint'));
update app.phishing_result set kind = 'everybody' where group_name = '';
update app.phishing_result as one set kind = 'joint', group_name = ''
  where group_name = 'others' and not exists (
    select from app.phishing_group as other where other.tenant_id = one.tenant_id and other.name = one.group_name
  );
alter table app.phishing_result alter column kind drop default;
alter table app.phishing_result drop constraint phishing_result_pkey;
alter table app.phishing_result add primary key (tenant_id, rehearsal_id, kind, group_name);
alter table app.phishing_result add check ((kind = 'group') = (group_name <> ''));

-- Eight are those whom the mail reached: of eight mails with seven refused, the numbers are one person's. Where one line
-- told of fewer, the others go too, since everybody less the others would be that line.
delete from app.phishing_result as one where one.kind <> 'everybody' and exists (
  select from app.phishing_result as small
  where small.tenant_id = one.tenant_id and small.rehearsal_id = one.rehearsal_id and small.delivered < 8
);
delete from app.phishing_result where delivered < 8;
alter table app.phishing_result drop constraint phishing_result_people_check;
alter table app.phishing_result add check (delivered >= 8 and people >= delivered);

alter table app.phishing_result force row level security;
alter table app.phishing_group force row level security;

-- Since when a mail is being handed over: another run leaves it alone until that was broken off for sure.
alter table app.phishing_letter add column taken_at timestamptz;
-- The same of its link, which knows no letter; gone once it is out.
alter table app.phishing_link add column taken_at timestamptz;
