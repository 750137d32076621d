-- How many there are, as src/lists/queries/totals.rs counts them.
select count(*) from (select 1 from association a join customer cu on cu.id = a.customer_id
where a.ended_at is null and a.partner_id = :id and cu.name_key like :pattern and bigrams(cu.name_key) @> bigrams(:name) limit :cap) t
