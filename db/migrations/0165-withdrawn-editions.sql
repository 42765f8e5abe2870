-- An edition that was taken back: it stays as it went out, and stands on no page any more.

create table app.review_withdrawal (
  tenant_id uuid not null,
  edition_id uuid not null,
  reason text not null,
  withdrawn_at timestamptz not null,
  withdrawn_by text not null,
  primary key (tenant_id, edition_id),
  foreign key (tenant_id, edition_id) references app.review_edition (tenant_id, id)
);
call wall.enclose('app.review_withdrawal', 'select, insert');
call wall.encircle_by('app.review_withdrawal', 'edition_id', 'app.review_edition');
