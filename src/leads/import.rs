//! Files of leads (线索): they arrive undispatched at the partner.

use crate::customers::import::industries;
use crate::imports::kind::{Column, Distinct, KIND, Kind, Likely, Mask, Value, check, column, words};

const COLUMNS: &[Column] = &[
    column("external_id", words("External ID", "外部ID"), Value::Identifier(64))
        .required()
        .aliases(&["ID", "外部编号", "线索ID", "线索编号"])
        .hint(words("L-1024", "L-1024"), words("The source's own ID of the lead", "数据来源中的线索编号")),
    column("partner", words("Partner", "伙伴"), Value::Line(128))
        .required()
        .aliases(&["Partner name", "伙伴名称", "合作伙伴"])
        .hint(words("Harbor Cloud Partners", "Harbor Cloud Partners"), words("Which partner gets the lead", "线索归属的伙伴")),
    column("company_name", words("Company", "公司名称"), Value::Line(128))
        .required()
        .aliases(&["Company name", "Customer", "Name", "企业名称", "客户名称", "公司"])
        .is("p.company_name", "")
        .masked(Mask::Name)
        .hint(words("Quiet Bay Ltd.", "静湾贸易有限公司"), words("", "")),
    column("contact_name", words("Contact", "联系人"), Value::Line(64))
        .empties()
        .aliases(&["Contact name", "联系人姓名", "姓名"])
        .is("p.contact_name", "")
        .masked(Mask::Name)
        .hint(words("Ann Lee", "李安"), words("", "")),
    column("mobile", words("Mobile", "手机号"), Value::Phone)
        .empties()
        .aliases(&["Phone", "Telephone", "手机", "手机号码", "电话", "联系电话"])
        .is("p.mobile", "")
        .masked(Mask::Phone)
        .hint(words("13900003333", "13900003333"), words("A mobile or a landline (021-62345678)", "手机号或固定电话（021-62345678）")),
    column("email", words("E-mail", "邮箱"), Value::Email)
        .empties()
        .aliases(&["Mail", "E-mail address", "电子邮箱", "邮件", "邮箱地址"])
        .is("lower(p.email)", "")
        .masked(Mask::Email)
        .example("ann@quietbay.example"),
    column("industry", words("Industry", "行业"), Value::Choice(industries))
        .aliases(&["客户行业", "所属行业"])
        .is("p.industry", "other")
        .example("retail"),
    column("campaign", words("Campaign", "活动"), Value::Line(128))
        .empties()
        .aliases(&["活动名称"])
        .is("pg.name", "")
        .stands_for("g.name")
        .hint(words("", ""), words("By name; may be empty", "填写活动名称，可留空")),
    column("note", words("Note", "备注"), Value::Lines(1000))
        .empties()
        .aliases(&["Remark", "说明"])
        .is("p.note", "")
        .hint(words("Asked about backup", "咨询备份方案"), words("", "")),
];

/// SQL: the number or the address of the row stands on one of these records. Each question has its index and the condition of
/// that index: in one question with `or`, PostgreSQL expects to find a row soon and reads all of them.
macro_rules! same_prospect {
    ($from:literal, $mobile:literal, $has_mobile:literal, $email:literal, $has_email:literal) => {
        concat!(
            "(exists (select 1 from ",
            $from,
            " and ",
            $mobile,
            " = s.mobile and ",
            $has_mobile,
            ") or exists (select 1 from ",
            $from,
            " and ",
            $email,
            " = s.email and ",
            $has_email,
            "))"
        )
    };
}

/// Leads, known by source and external ID. One that is under way stays as it is.
pub const LEADS: Kind = Kind {
    key: "leads",
    name: words("Leads", "线索"),
    identity: &["external_id"],
    subject: "company_name",
    columns: COLUMNS,
    distinct: &[
        Distinct { column: "mobile", key: "name_key(s.partner) || ' ' || nullif(s.mobile, '')", differs: "s.external_id", refuses: false },
        Distinct { column: "email", key: "name_key(s.partner) || ' ' || nullif(s.email, '')", differs: "s.external_id", refuses: false },
    ],
    lookup: "left join lead p on p.source = $4 and p.external_id = s.external_id
        left join campaign pg on pg.id = p.campaign_id
        left join partner w on name_key(w.name) = name_key(s.partner)
        left join campaign g on name_key(g.name) = name_key(nullif(s.campaign, ''))",
    record: "p.id",
    hold: &["select p.id from s join lead p on p.source = $4 and p.external_id = s.external_id order by p.id for update of p"],
    checks: &[
        check("unknown_partner", "partner", words("no partner has this name", "没有该名称的伙伴"), "w.id is null"),
        check("unknown_campaign", "campaign", words("no campaign has this name", "没有该名称的活动"), "s.campaign <> '' and g.id is null"),
        check("other_partner", "partner", words("the lead is another partner's", "该线索属于其他伙伴"), "p.partner_id <> w.id"),
    ],
    closed: Some(check(
        "under_way",
        "",
        words("somebody has worked on it since; what was done is kept", "该记录已被处理，保留现有结果"),
        "p.state <> 'new'",
    )),
    likely: &[
        Likely {
            key: "lead",
            says: words("the partner has a lead with this number or address", "该伙伴已有相同手机号或邮箱的线索"),
            when: same_prospect!("lead l where l.partner_id = w.id", "l.mobile", "l.mobile <> ''", "lower(l.email)", "l.email <> ''"),
        },
        Likely {
            key: "claim",
            says: words("the partner has claimed this number or address", "该伙伴已报备相同手机号或邮箱的客户"),
            when: same_prospect!(
                "claim l where l.partner_id = w.id and l.state in ('in_review', 'open')",
                "l.mobile_key",
                "s.mobile <> ''",
                "l.email_key",
                "s.email <> ''"
            ),
        },
        Likely {
            key: "customer",
            says: words("the partner has a customer with this number or address", "该伙伴已有相同手机号或邮箱的客户"),
            when: same_prospect!(
                "customer l join association la on la.customer_id = l.id and la.ended_at is null and la.partner_id = w.id where true",
                "l.mobile",
                "l.mobile <> ''",
                "lower(l.email)",
                "l.email <> ''"
            ),
        },
    ],
    facts: "jsonb_build_object('partner', w.id, 'campaign', case when s.campaign is null then p.campaign_id else g.id end,
                'distributor', case w.kind when 'distributor' then w.id
                    when 'reseller' then (select d.distributor_id from distribution d where d.reseller_id = w.id and upper_inf(d.during)) end)",
    write: &[
        "insert into lead (id, distributor_id, partner_id, company_name, contact_name, mobile, email, industry, campaign_id, note, created_at,
                           updated_at, source, external_id)
         select m.id, (m.facts ->> 'distributor')::uuid, (m.facts ->> 'partner')::uuid, m.company_name, m.contact_name, m.mobile, m.email,
                m.industry, (m.facts ->> 'campaign')::uuid, m.note, $5, $5, $4, m.external_id
         from m where m.outcome = 'created' order by m.row_line",
        "update lead l set company_name = m.company_name, contact_name = m.contact_name, mobile = m.mobile, email = m.email,
                industry = m.industry, campaign_id = (m.facts ->> 'campaign')::uuid, note = m.note, updated_at = $5, version = l.version + 1
         from m where l.id = m.id and m.outcome = 'changed'",
    ],
    grows: &["lead"],
    ..KIND
};
