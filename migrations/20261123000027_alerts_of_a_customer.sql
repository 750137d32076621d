-- The alerts of one customer, for its page: handled ones too.
create index customer_alert_association on customer_alert (association_id, sent_at desc, id desc);
