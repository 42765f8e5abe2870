-- What was agreed with a supplier when a case ended: it is judged by that, and not by what is agreed later.
alter table app.supplier_case add column agreed jsonb check (jsonb_typeof(agreed) = 'object');
