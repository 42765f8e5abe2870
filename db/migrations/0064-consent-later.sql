-- A cost that was written down in the room is judged when it is, and again once the insurer said yes.
grant update on app.claim_cost to muster_rt;
