//! What is exported, what the database holds of it, and values that make it hard.

/// English and Chinese.
pub type Heading = (&'static str, &'static str);

/// What is exported, and what the database holds of it. All of it is Grace's, who sees everything of Harbor.
pub struct Wanted {
    pub list: &'static str,
    pub title: Heading,
    /// The query of the list's page; empty with `days`.
    pub query: &'static str,
    /// The days of an export by days.
    pub days: Option<(&'static str, &'static str)>,
    /// What the last sheet says of the conditions.
    pub conditions: Heading,
    pub columns: &'static [Heading],
    /// Of the columns those of amounts, with their decimals.
    pub amounts: &'static [(usize, u8)],
    /// Of the columns those of identifiers.
    pub identifiers: &'static [usize],
    /// Columns of words that a partner chooses freely; a word may be somebody's account by chance.
    pub free: &'static [Heading],
    /// Of the columns the rated and the charged amount.
    pub identity: Option<(usize, usize)>,
    /// For each row the values of the columns.
    pub sql: &'static str,
}

const EVERYTHING: Heading = ("Everything that you see", "您可见的全部数据");
const NUMBER: Heading = ("Order number", "订单号");
const RATED: Heading = ("Amount (rated)", "定价金额");
const CHARGED: Heading = ("Amount (charged)", "计费金额");
const TASK: Heading = ("Task ID", "任务ID");

pub const WANTED: &[Wanted] = &[
    Wanted {
        list: "order_lines",
        title: ("Order resource details", "订单资源明细"),
        query: "view=all",
        days: None,
        conditions: EVERYTHING,
        columns: &[NUMBER, ("Resource ID", "资源ID"), RATED, CHARGED],
        amounts: &[(2, 8), (3, 2)],
        identifiers: &[0, 1],
        free: &[],
        identity: Some((2, 3)),
        sql: "select array[o.number, case when l.resource_name in ('', l.resource_id) then '' else l.resource_id end, l.amount_rated::text, l.amount_charged::text]
              from order_line l join customer_order o on o.id = l.order_id join partner p on p.id = l.partner_id
              where p.name = 'Harbor Cloud Partners'",
    },
    Wanted {
        list: "orders",
        title: ("Orders", "客户订单"),
        query: "from=2025-11-23&until=2026-11-23",
        days: None,
        conditions: ("Placed from: 23 Nov 2025 to 23 Nov 2026", "下单时间（起）：2025年11月23日至2026年11月23日"),
        columns: &[NUMBER, ("List amount (rated)", "官网价（定价）"), ("Discount (rated)", "优惠金额（定价）"), ("Payable", "应付金额")],
        amounts: &[(1, 8), (2, 8), (3, 2)],
        identifiers: &[0],
        free: &[],
        identity: None,
        sql: "select array[o.number, o.list_rated::text, o.discount_rated::text, o.payable_charged::text]
              from customer_order o join partner p on p.id = o.partner_id
              where p.name = 'Harbor Cloud Partners' and (o.placed_at at time zone 'Asia/Shanghai')::date between '2025-11-23' and '2026-11-23'",
    },
    Wanted {
        list: "consumption",
        title: ("Consumption details", "客户消费明细"),
        query: "from=2026-01-01&until=2026-11-23",
        days: None,
        conditions: ("From day: 1 Jan 2026 to 23 Nov 2026", "开始日期：2026年1月1日至2026年11月23日"),
        columns: &[
            ("Order or transaction", "订单号/交易号"),
            ("List, rated", "官网价（8位小数）"),
            ("Discount, rated", "已优惠（8位小数）"),
            ("Payable, rated", "应付金额（8位小数）"),
            ("Charged, CNY", "消费金额（元）"),
            ("Remainder", "抹零金额"),
        ],
        amounts: &[(1, 8), (2, 8), (3, 8), (4, 2), (5, 8)],
        identifiers: &[0],
        free: &[],
        identity: Some((3, 4)),
        sql: "select array[n.order_number, n.list_rated::text, n.discount_rated::text, n.payable_rated::text, n.charged::text, n.remainder::text]
              from consumption_record n join partner p on p.id = n.partner_id
              where p.name = 'Harbor Cloud Partners' and n.day between '2026-01-01' and '2026-11-23'",
    },
    Wanted {
        list: "renewal_tasks",
        title: ("Large-order renewals", "大单续订任务"),
        query: "",
        days: Some(("2026-08-23", "2027-02-23")),
        conditions: ("By line expiry: 23 Aug 2026 to 23 Feb 2027", "按订单失效时间：2026年8月23日至2027年2月23日"),
        columns: &[TASK, NUMBER, RATED, CHARGED],
        amounts: &[(2, 8), (3, 2)],
        identifiers: &[0, 1],
        free: &[],
        identity: Some((2, 3)),
        sql: "select array[t.number, o.number, t.amount_rated::text, t.amount_charged::text]
              from renewal_task t join customer_order o on o.id = t.order_id join partner p on p.id = t.partner_id
              where p.name = 'Harbor Cloud Partners' and (t.expires_at at time zone 'Asia/Shanghai')::date between '2026-08-23' and '2027-02-23'",
    },
    Wanted {
        list: "expansion_tasks",
        title: ("Marketing tasks", "营销任务"),
        query: "view=all",
        days: None,
        conditions: EVERYTHING,
        columns: &[TASK, ("Spend of 12 months", "近12个月消费")],
        amounts: &[(1, 2)],
        identifiers: &[0],
        free: &[],
        identity: None,
        sql: "select array[t.number, t.spend_charged::text] from expansion_task t join partner p on p.id = t.partner_id
              where p.name = 'Harbor Cloud Partners'",
    },
    Wanted {
        list: "opportunities",
        title: ("Opportunities", "商机报备"),
        query: "view=all",
        days: None,
        conditions: EVERYTHING,
        columns: &[("Opportunity name", "商机名称"), ("Expected monthly, ¥", "预计月流水（元）")],
        amounts: &[(1, 2)],
        identifiers: &[],
        free: &[],
        identity: None,
        sql: "select array[o.name, o.expected_monthly_revenue::text] from opportunity o join partner p on p.id = o.partner_id
              where p.name = 'Harbor Cloud Partners'",
    },
    Wanted {
        list: "customers",
        title: ("Customers", "客户管理"),
        query: "view=all",
        days: None,
        conditions: ("Tab: Associated", "页签：已关联"),
        columns: &[("Mobile", "手机号码")],
        amounts: &[],
        identifiers: &[],
        free: &[("Tags", "客户标签")],
        identity: None,
        sql: "select array[left(c.mobile, 3) || '****' || right(c.mobile, 4)]
              from association a join customer c on c.id = a.customer_id join partner p on p.id = a.partner_id
              where p.name = 'Harbor Cloud Partners' and a.ended_at is null",
    },
];

/// Values that readers are known to stumble over: what begins like a formula, leading zeros, many digits, next to nothing.
pub const ODD: &[&str] = &[
    "with l as (select l.id, row_number() over (order by l.id) as n from order_line l join partner p on p.id = l.partner_id
                where p.name = 'Harbor Cloud Partners'),
          v (n, name, rated) as (values (1, '=1+1', -0.00567891), (2, '@home', 1234567890123456.78), (3, '-5', 12600),
                                        (4, '  +3', 0.00000001), (5, '＝1+1', -42), (6, 'a \"quoted\", line' || chr(10) || 'and another', 0))
     update order_line o set resource_name = v.name, amount_rated = v.rated, amount_charged = trunc(v.rated, 2)
     from l join v on v.n = l.n where o.id = l.id",
    "with o as (select o.id, row_number() over (order by o.id) as n from customer_order o join partner p on p.id = o.partner_id
                where p.name = 'Harbor Cloud Partners')
     update customer_order c set number = case o.n when 1 then '0012345678901234567890' else '-17' end from o where c.id = o.id and o.n <= 2",
    "update consumption_record set list_rated = 0.13799466, discount_rated = 0, payable_rated = 0.13799466, charged = 0.13, remainder = 0.00799466,
            order_number = '000123456789012345'
     where id = (select n.id from consumption_record n join partner p on p.id = n.partner_id
                 where p.name = 'Harbor Cloud Partners' and n.bill_section = 'consumption' and n.usage_quantity is null
                   and not exists (select from partner_bill b where b.partner_id = n.partner_id and b.cycle = n.bill_cycle and b.state = 'final')
                   and not exists (select from refunded_record r where r.record_id = n.id)
                 order by n.id limit 1)",
    "update opportunity set name = '=1+1 streaming' where id = (select o.id from opportunity o join partner p on p.id = o.partner_id
                                                              where p.name = 'Harbor Cloud Partners' order by o.id limit 1)",
];
