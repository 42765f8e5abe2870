-- Each group that is dropped asks who is pinned to it; without this the whole of what every signal brought was read.
create index alert_trait_pinned on app.alert_trait (tenant_id, pinned_to) where pinned_to is not null;
