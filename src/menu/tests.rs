use super::*;
use crate::organisation::rules::fixtures::viewer;

fn hrefs(account: &str, section: Section) -> Vec<&'static str> {
    menu_for(&viewer(account), section, Locale::En).into_iter().flat_map(|group| group.items).map(|item| item.href).collect()
}

#[test]
fn the_menu_of_sales_for_every_demo_account() {
    let tasks = "/sales/marketing-tasks/expansion";
    let new = ["/sales/opportunities", "/sales/leads", "/sales/customer-development", tasks];
    let of_supervisors = ["/sales/opportunities", "/sales/opportunities/review", "/sales/leads", "/sales/customer-development", tasks];
    let orders = ["/sales/orders", "/sales/order-resources"];
    let daily = ["/sales/alerts", "/sales/consumption"];
    let own = [&["/sales/customers"][..], &orders, &daily].concat();
    let assigns = [&["/sales/customers", "/sales/assignments"][..], &orders, &daily].concat();
    let everything =
        [&assigns[..], &["/sales/coupons/quotas", "/sales/coupons/issued", "/sales/association-records", "/sales/accounting/bills"]]
            .concat();
    let (manager, supervisor) = ([&new[..], &own].concat(), [&of_supervisors[..], &assigns].concat());
    let all = [&new[..], &everything].concat();
    for (account, expected) in [
        ("mei", manager.clone()),
        ("jun", manager.clone()),
        ("ana", manager.clone()),
        ("lin", manager.clone()),
        ("zhao", supervisor.clone()),
        ("omar", supervisor),
        ("grace", all.clone()),
        ("tom", orders.to_vec()),
        ("dara", all.clone()),
        ("kofi", manager),
        // A reseller has no opportunity menu.
        ("rita", [&new[1..], &everything].concat()),
        // A channel-only distributor develops no customers.
        ("chan", [&new[..1], &[tasks], &everything].concat()),
        ("petra", all),
        ("viktor", vec![]),
    ] {
        let is_administrator = ["grace", "dara", "rita", "chan", "petra"].contains(&account);
        let contracts: &[&str] =
            if is_administrator { &["/sales/accounting/contracts/online", "/sales/accounting/contracts/offline"] } else { &[] };
        assert_eq!(hrefs(account, Section::Sales), [&expected[..], contracts, &["/sales/exports"]].concat(), "{account}");
    }
}

#[test]
fn only_vendor_staff_see_operations() {
    for account in ["mei", "zhao", "grace", "tom", "dara", "rita", "petra"] {
        assert!(!sections(&viewer(account)).contains(&Section::Operations), "{account}");
        assert!(hrefs(account, Section::Operations).is_empty(), "{account}");
    }
    assert!(sections(&viewer("viktor")).contains(&Section::Operations));
    let lines = [
        "/operations",
        "/operations/partners",
        "/operations/customers",
        "/operations/reviews",
        "/operations/campaigns",
        "/operations/expansion-campaigns",
        "/operations/coupon-quotas",
        "/operations/coupon-allowlist",
        "/operations/coupon-payments",
        "/operations/renames",
        "/operations/bills",
        "/operations/paper-contracts",
        "/operations/contracting-entities",
        "/operations/imports",
        "/operations/calendar",
        "/operations/terms",
    ];
    assert_eq!(hrefs("viktor", Section::Operations), lines);
}

#[test]
fn only_administrators_see_people_and_roles() {
    for account in ["grace", "dara", "rita", "chan", "petra"] {
        let all = ["/organisation/people", "/organisation/roles", "/organisation/company"];
        assert_eq!(hrefs(account, Section::Organisation), all, "{account}");
    }
    for account in ["mei", "lin", "zhao", "tom", "kofi", "viktor"] {
        assert!(hrefs(account, Section::Organisation).is_empty(), "{account}");
    }
}

#[test]
fn the_three_sections_always_stand() {
    for account in ["mei", "tom", "rita", "viktor"] {
        assert_eq!(sections(&viewer(account))[..3], [Section::Sales, Section::Delivery, Section::Incentives], "{account}");
    }
}

#[test]
fn a_chinese_menu_has_no_english_in_it() {
    for (_, item) in everything(&viewer("grace"), Locale::ZhCn) {
        assert!(!item.label.is_ascii(), "{}", item.label);
    }
}
