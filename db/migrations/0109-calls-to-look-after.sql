-- What the job of each minute looks for: asked and nobody agreed, ready and not sent, sent and never come back.
drop index app.connection_call_open;
create index connection_call_open on app.connection_call (tenant_id, state) where state in ('asked', 'ready', 'sending');
