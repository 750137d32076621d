-- 签约主体: the company of the vendor that signs with partners. Days are Beijing days; one at a time, the latest without an end.
create table contracting_entity (
    id uuid primary key,
    code text not null unique check (code ~ '^[A-Z0-9./_-]{1,32}$'),
    name text not null check (length(name) between 1 and 128),
    during daterange not null check (not isempty(during) and not lower_inf(during)),
    created_by uuid references person,
    created_at timestamptz not null,
    constraint contracting_entity_one_at_a_time exclude using gist (during with &&)
);

-- 付款协议. Who signs, what was typed and the document stay as they were: a download never typesets again.
create sequence payment_agreement_number;
create table payment_agreement (
    id uuid primary key,
    code text not null unique,
    partner_id uuid not null references partner,
    -- Which wording of the template.
    template_version smallint not null,
    language text not null check (language in ('en', 'zh-CN')),
    party_a text not null check (length(party_a) between 1 and 128),
    bank text not null check (length(bank) <= 128),
    bank_account text not null check (length(bank_account) <= 32),
    tax_number text not null check (length(tax_number) <= 32),
    amount_charged numeric(18, 2) not null check (amount_charged > 0),
    currency char(3) not null default 'CNY',
    promised_on date not null,
    remark text not null check (length(remark) <= 256),
    contracting_entity_id uuid not null references contracting_entity,
    party_b text not null check (length(party_b) between 1 and 128),
    state text not null check (state in ('issued', 'void')),
    requested_by uuid not null references person,
    requested_at timestamptz not null,
    -- The PDF itself, some ten kilobytes: issued in one transaction with its record, and backed up with it.
    document bytea not null check (length(document) between 1 and 10000000),
    document_sha256 bytea not null generated always as (sha256(document)) stored,
    voided_by uuid references person,
    voided_at timestamptz,
    void_reason text check (length(void_reason) between 1 and 256),
    check ((state = 'void') = (voided_at is not null and voided_by is not null and void_reason is not null))
);
create index payment_agreement_partner on payment_agreement (partner_id, requested_at desc, id desc);

-- The hash is computed after this trigger; it follows the document, which is compared.
create function refuse_agreement_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'void'
       or (to_jsonb(old) - array['state', 'voided_by', 'voided_at', 'void_reason', 'document_sha256'])
          is distinct from (to_jsonb(new) - array['state', 'voided_by', 'voided_at', 'void_reason', 'document_sha256']) then
        raise exception 'payment agreements are voided, never changed' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger payment_agreement_stays before update or delete on payment_agreement
    for each row execute function refuse_agreement_change();

-- 线下合同, as Operations recorded them.
create table paper_contract (
    id uuid primary key,
    code text not null unique check (length(code) between 1 and 32),
    partner_id uuid not null references partner,
    title text not null check (length(title) between 1 and 128),
    signed_on date not null,
    valid_from date not null,
    valid_until date check (valid_until >= valid_from),
    amount_charged numeric(18, 2) check (amount_charged > 0),
    currency char(3) not null default 'CNY',
    file_id uuid unique references stored_file,
    recorded_by uuid not null references person,
    recorded_at timestamptz not null
);
create index paper_contract_partner on paper_contract (partner_id, signed_on desc, id desc);
create index paper_contract_recorded on paper_contract (recorded_at desc, id desc);
