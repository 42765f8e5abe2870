-- The link of a text message or call may outlive the message, which is dropped once it was read in time; and it goes out
-- of sight with the news that it leads to.
alter table app.phone_link drop constraint phone_link_tenant_id_outbound_id_fkey;
call wall.encircle_by('app.phone_link', 'item_id', 'app.inbox_item');
