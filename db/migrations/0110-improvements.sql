-- What is to become better after a case, a rehearsal or a review: carried to its end, checked by somebody else.

create table app.improvement (
  tenant_id uuid not null references app.tenant,
  id uuid not null,
  -- Where it comes from; the room of that is not known here, so that it can come from rooms that come later.
  origin_kind text collate "C" not null check (origin_kind in ('review', 'exercise', 'incident', 'own')),
  origin_id uuid,
  -- The case whose circle binds what is said; null for none.
  incident_id uuid,
  -- The idea that somebody wrote down while the case ran.
  idea_id uuid,
  title text not null,
  why text not null,
  kind text collate "C" not null check (kind in ('prevent', 'detect', 'respond', 'recover')),
  strength text collate "C" not null check (strength in ('eliminate', 'engineer', 'automate', 'procedure', 'train')),
  element text collate "C" not null check (element in ('plan', 'people', 'equipment', 'training', 'exercise')),
  -- What it changes; null where nobody said yet.
  target_kind text collate "C" check (target_kind in
    ('plan', 'playbook', 'policy', 'control', 'risk', 'contract', 'contact', 'role_card', 'backup', 'article', 'asset')),
  target_id text collate "C",
  owner_id uuid,
  due_on date,
  effort_hours integer check (effort_hours > 0),
  budget_line_id uuid,
  -- Place among those of its origin, 1 first.
  place integer not null check (place > 0),
  state text collate "C" not null check (state in
    ('proposed', 'accepted', 'in_progress', 'done', 'verified', 'refused', 'risk_accepted')),
  proposed_at timestamptz not null,
  proposed_by text not null,
  changed_at timestamptz not null,
  -- A version of its target that is newer than this shows that something changed.
  accepted_at timestamptz,
  done_at timestamptz,
  -- The member who called it done; null for a key.
  done_by_id uuid,
  done_by text,
  proof text,
  verified_at timestamptz,
  verified_by text,
  method text collate "C" check (method in ('restore_test', 'drill', 'scan', 'document_diff', 'sample_of_five')),
  finding text,
  -- When somebody says whether it helped; null once somebody did.
  effect_due_on date,
  effect text collate "C" check (effect in ('yes', 'no', 'unclear')),
  -- Why it was refused, or the risk is carried, who signed that, and until when.
  settled_at timestamptz,
  settled_by text,
  settled_why text,
  accepted_until date,
  reopened integer not null default 0,
  -- When it was brought to mind: to whom it is due, whose it is, who leads, who owns the firm.
  remind_stage text collate "C" not null default '' check (remind_stage in ('', 'near', 'overdue', 'leader', 'management')),
  remind_day date,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id),
  foreign key (tenant_id, idea_id) references app.idea (tenant_id, id),
  foreign key (tenant_id, owner_id) references app.member (tenant_id, id),
  foreign key (tenant_id, done_by_id) references app.member (tenant_id, id),
  foreign key (tenant_id, budget_line_id) references app.budget_line (tenant_id, id),
  check ((target_kind is null) = (target_id is null)),
  check ((origin_kind = 'own') = (origin_id is null)),
  check (origin_kind <> 'incident' or origin_id = incident_id),
  check (state in ('proposed', 'refused', 'risk_accepted')
    or (owner_id is not null and due_on is not null and target_kind is not null and accepted_at is not null)),
  check (state not in ('done', 'verified') or (done_at is not null and proof is not null)),
  check (state <> 'verified' or (verified_at is not null and method is not null)),
  check (state not in ('refused', 'risk_accepted') or (settled_at is not null and settled_why is not null)),
  check (state <> 'risk_accepted' or accepted_until is not null)
);
create index improvement_of_origin on app.improvement (tenant_id, origin_kind, origin_id, place);
create index improvement_of_incident on app.improvement (tenant_id, incident_id) where incident_id is not null;
create unique index improvement_of_idea on app.improvement (tenant_id, idea_id) where idea_id is not null;
create index improvement_of_owner on app.improvement (tenant_id, owner_id) where owner_id is not null;
create index improvement_due on app.improvement (tenant_id, due_on) where state in ('accepted', 'in_progress');
call wall.enclose('app.improvement', 'select, insert, update');
call wall.encircle('app.improvement', 'incident_id');

-- Everything that happened to it, in order. A step is followed by another one, never changed.
create table app.improvement_step (
  tenant_id uuid not null,
  id uuid not null,
  improvement_id uuid not null,
  step text collate "C" not null check (step in
    ('propose', 'change', 'accept', 'start', 'finish', 'return', 'verify', 'judge', 'refuse', 'carry_risk', 'reopen')),
  words text not null,
  taken_at timestamptz not null,
  taken_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, improvement_id) references app.improvement (tenant_id, id)
);
create index improvement_step_of on app.improvement_step (tenant_id, improvement_id, id);
call wall.enclose('app.improvement_step', 'select, insert');
call wall.encircle_by('app.improvement_step', 'improvement_id', 'app.improvement');

-- A case that came though something had been verified against its like. Seen by whoever sees both.
create table app.improvement_recurrence (
  tenant_id uuid not null,
  improvement_id uuid not null,
  incident_id uuid not null,
  -- What both share: kinds of factors, or the way in.
  shared text[] not null,
  found_at timestamptz not null,
  primary key (tenant_id, improvement_id, incident_id),
  foreign key (tenant_id, improvement_id) references app.improvement (tenant_id, id),
  foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)
);
create index improvement_recurrence_of_incident on app.improvement_recurrence (tenant_id, incident_id);
call wall.enclose('app.improvement_recurrence', 'select, insert');
call wall.encircle('app.improvement_recurrence', 'incident_id');
create policy circle_improvement on app.improvement_recurrence as restrictive using (exists (
  select 1 from app.improvement as parent
  where parent.tenant_id = improvement_recurrence.tenant_id and parent.id = improvement_recurrence.improvement_id));
