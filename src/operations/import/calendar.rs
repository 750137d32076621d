//! Files of days that differ from Monday to Friday (工作日历).

use crate::imports::kind::{Column, KIND, Kind, Value, column, words};
use crate::operations::rules::LONGEST_DAY_NAME;

const COLUMNS: &[Column] = &[
    column("day", words("Day", "日期"), Value::Date).required().aliases(&["Date"]).example("2026-10-01"),
    column("working", words("Working day", "是否上班"), Value::YesNo)
        .required()
        .aliases(&["Working", "工作日", "上班"])
        .is("p.working", "")
        .hint(words("no", "否"), words("yes for a make-up day, no for a holiday", "调休上班填“是”，放假填“否”")),
    column("name", words("Name", "名称"), Value::Line(LONGEST_DAY_NAME))
        .empties()
        .aliases(&["Holiday", "节日", "说明"])
        .is("p.name", "")
        .hint(words("National day", "国庆节"), words("", "")),
];

/// Holidays and make-up days, known by the day, whatever the source.
pub const CALENDAR: Kind = Kind {
    key: "calendar",
    name: words("Working days", "工作日历"),
    identity: &["day"],
    subject: "day",
    columns: COLUMNS,
    lookup: "left join calendar_day p on p.day = s.day::date",
    // Days have no key of their own.
    record: "case when p.day is not null then s.row_id end",
    hold: &["select p.day from s join calendar_day p on p.day = s.day::date order by p.day for update of p"],
    write: &["insert into calendar_day (day, working, name, created_at) select m.day, m.working, m.name, $5 from m order by m.day
         on conflict (day) do update set working = excluded.working, name = excluded.name"],
    ..KIND
};
