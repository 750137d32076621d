//! Files of campaigns (活动).

use crate::imports::kind::{Column, Distinct, KIND, Kind, Value, check, column, words};
use crate::imports::model::{Code, Problem};
use crate::operations::rules::LONGEST_CAMPAIGN_NAME;

const COLUMNS: &[Column] = &[
    column("external_id", words("External ID", "外部ID"), Value::Identifier(64))
        .required()
        .aliases(&["ID", "外部编号", "活动ID", "活动编号"])
        .hint(words("2026-SPRING", "2026-SPRING"), words("The source's own ID of the campaign", "数据来源中的活动编号")),
    column("name", words("Name", "名称"), Value::Line(LONGEST_CAMPAIGN_NAME))
        .required()
        .aliases(&["Campaign", "活动", "活动名称"])
        .is("p.name", "")
        .hint(words("Spring migration", "春季迁移活动"), words("", "")),
    column("starts_on", words("First day", "开始日期"), Value::Date)
        .required()
        .aliases(&["Start", "Start date", "开始时间"])
        .is("p.starts_on", "")
        .example("2026-03-01"),
    column("ends_on", words("Last day", "结束日期"), Value::Date)
        .required()
        .aliases(&["End", "End date", "结束时间"])
        .is("p.ends_on", "")
        .hint(words("2026-03-31", "2026-03-31"), words("Links of the campaign work until this day is over", "活动链接在当天结束前有效")),
];

/// Campaigns, known by source and external ID; names are unique.
pub const CAMPAIGNS: Kind = Kind {
    key: "campaigns",
    name: words("Campaigns", "活动"),
    identity: &["external_id"],
    subject: "name",
    columns: COLUMNS,
    rules: |said| match (said("starts_on"), said("ends_on")) {
        // Both are written year first.
        (Some(start), Some(end)) if end < start => vec![Problem::at("ends_on", Code::EndsBeforeItBegins)],
        _ => Vec::new(),
    },
    distinct: &[Distinct { column: "name", key: "name_key(s.name)", differs: "s.external_id", refuses: true }],
    lookup: "left join campaign p on p.source = $4 and p.external_id = s.external_id",
    record: "p.id",
    hold: &["select p.id from s join campaign p on p.source = $4 and p.external_id = s.external_id order by p.id for update of p"],
    checks: &[check(
        "name_taken",
        "name",
        words("another campaign has this name", "名称已被其他活动使用"),
        "exists (select 1 from campaign n where name_key(n.name) = name_key(s.name) and n.id is distinct from p.id)",
    )],
    write: &["insert into campaign (id, name, starts_on, ends_on, source, external_id, created_at, updated_at)
         select m.id, m.name, m.starts_on, m.ends_on, $4, m.external_id, $5, $5 from m order by m.row_line
         on conflict (id) do update set name = excluded.name, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
             version = campaign.version + 1, updated_at = excluded.updated_at"],
    ..KIND
};
