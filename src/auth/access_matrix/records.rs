//! Which records of the demo the tables are about.

/// What stands for a record in the tables, and the SQL of its id.
pub(super) const RECORDS: &[(&str, &str)] = &[
    (
        "{opportunity}",
        "select o.id from opportunity o join person p on p.id = o.owner_id
                 where p.account_name = 'mei' and o.closed_at is null and o.customer_id is not null order by o.id limit 1",
    ),
    (
        "{customer}",
        "select a.customer_id from association a join person p on p.id = a.owner_id where p.account_name = 'mei' order by a.id limit 1",
    ),
    ("{person}", "select id from person where account_name = 'mei'"),
    ("{session}", "select s.id from session s join person p on p.id = s.person_id where p.account_name = 'mei' order by s.id desc limit 1"),
    ("{role}", "select r.id from role r join partner p on p.id = r.partner_id where p.name like 'Harbor%' order by r.id limit 1"),
    (
        "{claim}",
        "select c.id from claim c join person p on p.id = c.owner_id
                 where p.account_name = 'mei' and c.state = 'open' and c.valid_until > '2026-11-23T02:00:00Z' order by c.id limit 1",
    ),
    (
        "{review}",
        "select c.id from claim c join person p on p.id = c.owner_id where p.account_name = 'mei' and c.state = 'in_review' order by c.id limit 1",
    ),
    ("{order}", "select o.id from customer_order o join person p on p.id = o.owner_id where p.account_name = 'mei' order by o.id limit 1"),
    (
        "{alert}",
        "select w.id from customer_alert w join person p on p.id = w.owner_id where p.account_name = 'mei' and w.category = 'churn' and w.state = 'pending' order by w.id limit 1",
    ),
    (
        "{invitation}",
        "select i.id from invitation i join person p on p.id = i.owner_id where p.account_name = 'mei' and i.state = 'accepted' limit 1",
    ),
    (
        "{link}",
        "select k.id from invitation_link k join person p on p.id = k.owner_id where p.account_name = 'mei' and k.withdrawn_at is not null limit 1",
    ),
    (
        "{lead}",
        "select l.id from lead l join person p on p.id = l.owner_id
                 where p.account_name = 'mei' and l.state = 'dispatched' and l.created_by is null and l.mobile <> '' order by l.id limit 1",
    ),
    (
        "{consumption}",
        "select n.id from consumption_record n join person p on p.id = n.owner_id
                 where p.account_name = 'mei' and n.cycle = '2026-10' order by n.external_id limit 1",
    ),
    (
        "{consumer}",
        "select n.customer_id from consumption_record n join person p on p.id = n.owner_id
                 where p.account_name = 'mei' and n.cycle = '2026-10' order by n.external_id limit 1",
    ),
    (
        "{renewal}",
        "select t.id from renewal_task t join person p on p.id = t.owner_id where p.account_name = 'mei' and t.state = 'pending' order by t.id limit 1",
    ),
    ("{view}", "select v.id from saved_view v join person p on p.id = v.person_id where p.account_name = 'mei' order by v.id limit 1"),
    ("{shared}", "select v.id from saved_view v join person p on p.id = v.person_id where p.account_name = 'grace' and v.shared"),
    (
        "{export}",
        "select e.id from export_task e join person p on p.id = e.person_id
                 where p.account_name = 'mei' and e.state = 'expired' order by e.id limit 1",
    ),
    ("{queued}", "select id from export_task where state = 'queued'"),
    (
        "{bill}",
        "select b.id from partner_bill b join person p on p.partner_id = b.partner_id where p.account_name = 'grace' and b.state = 'final' order by b.id limit 1",
    ),
    (
        "{agreement}",
        "select g.id from payment_agreement g join partner p on p.id = g.partner_id
                 where p.name like 'Harbor%' and g.state = 'issued' order by g.id limit 1",
    ),
    (
        "{paper}",
        "select k.id from paper_contract k join partner p on p.id = k.partner_id where p.name like 'Harbor%' order by k.id limit 1",
    ),
    ("{partner}", "select id from partner where name like 'Harbor%'"),
    (
        "{task}",
        "select t.id from expansion_task t join person p on p.id = t.owner_id
                 where p.account_name = 'mei' and t.state = 'pending' order by t.id limit 1",
    ),
    ("{expansion_campaign}", "select id from expansion_campaign where terminated_at is null order by id limit 1"),
    (
        "{quota}",
        "select q.id from coupon_quota q join partner r on r.id = q.partner_id
                 where r.name like 'Harbor%' and q.status = 'valid' and q.valid_until > '2026-12-23T02:00:00Z' order by q.id limit 1",
    ),
    (
        "{coupon}",
        "select c.id from coupon c join partner r on r.id = c.partner_id
                 where r.name like 'Harbor%' and c.balance = c.face and c.locked = 0 and c.valid_until > '2026-12-23T02:00:00Z' order by c.id limit 1",
    ),
    ("{campaign}", "select id from campaign order by ends_on desc limit 1"),
];
