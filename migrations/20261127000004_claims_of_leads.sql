-- Whether a claim was made of a lead is asked wherever its number or address might be shown (R24).
create index lead_claim on lead (claim_id) where claim_id is not null;
