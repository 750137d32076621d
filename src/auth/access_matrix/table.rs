//! The tables: who gets what.

/// Nobody; Mei; her colleague; one with a viewing role; their supervisor; another supervisor; the administrator; an operator
/// without the item; a distributor's administrator; its account manager; a reseller's administrator; another partner's
/// administrator; the vendor's operator; a disabled account manager.
pub(super) const CAST: [&str; 14] =
    ["-", "mei", "jun", "lin", "zhao", "omar", "grace", "tom", "dara", "kofi", "rita", "petra", "viktor", "ben"];

/// What each of the cast gets, in the order above.
pub(super) const PAGES: &[(&str, [u16; 14])] = &[
    //                                     -    mei  jun  lin  zhao omar grac tom  dara kofi rita petr vikt ben
    ("/sign-in", [200, 302, 302, 302, 302, 302, 302, 302, 302, 302, 302, 302, 302, 200]),
    ("/", [303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303]),
    ("/find", [303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303]),
    ("/sales", [303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303]),
    ("/delivery", [303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303]),
    ("/incentives", [303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303]),
    ("/account", [303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303]),
    ("/account/password", [303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303]),
    ("/sales/opportunities", [303, 200, 200, 200, 200, 200, 200, 403, 200, 200, 403, 200, 403, 303]),
    ("/sales/opportunities/new", [303, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 303]),
    ("/sales/opportunities/{id}", [303, 200, 404, 200, 200, 404, 200, 403, 404, 404, 403, 404, 403, 303]),
    ("/sales/opportunities/{id}/edit", [303, 200, 404, 403, 403, 404, 200, 403, 404, 404, 403, 404, 403, 303]),
    ("/sales/opportunities/{id}/progress", [303, 200, 404, 403, 403, 404, 200, 403, 404, 404, 403, 404, 403, 303]),
    ("/sales/customers", [303, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 303]),
    ("/sales/customers/{id}", [303, 200, 404, 200, 200, 404, 200, 403, 404, 404, 404, 404, 403, 303]),
    ("/sales/customer-development/invite", [303, 200, 200, 200, 403, 403, 200, 403, 200, 200, 200, 200, 403, 303]),
    ("/sales/customer-development/links", [303, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 303]),
    ("/sales/customer-development/history", [303, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 303]),
    // Public: whoever holds a link that works.
    ("/join/{token}", [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("/organisation/people", [303, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403, 303]),
    ("/organisation/people/new", [303, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403, 303]),
    ("/organisation/people/{id}", [303, 403, 403, 403, 403, 403, 200, 403, 404, 403, 404, 404, 403, 303]),
    ("/organisation/roles", [303, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403, 303]),
    ("/organisation/roles/new", [303, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403, 303]),
    ("/organisation/roles/{id}", [303, 403, 403, 403, 403, 403, 200, 403, 404, 403, 404, 404, 403, 303]),
    ("/operations", [303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303]),
    ("/operations/partners", [303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303]),
    ("/operations/partners/new", [303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303]),
    ("/operations/partners/{id}", [303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303]),
    ("/operations/customers", [303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303]),
    ("/operations/imports", [303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303]),
    ("/operations/customers/new", [303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303]),
];

/// The same for server functions.
pub(super) const CALLS: &[(&str, [u16; 14])] = &[
    //                                     -    mei  jun  lin  zhao omar grac tom  dara kofi rita petr vikt ben
    ("auth.sign_in", [422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422]),
    ("auth.set_preferences", [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200]),
    ("auth.change_password", [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 401]),
    ("auth.end_session", [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 401]),
    ("lists.set_columns", [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 401]),
    ("lists.set_page_size", [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 401]),
    ("opportunities.filter", [401, 200, 200, 200, 200, 200, 200, 403, 200, 200, 403, 200, 403, 401]),
    ("opportunities.report", [401, 422, 422, 422, 403, 403, 422, 403, 422, 422, 403, 422, 403, 401]),
    ("opportunities.keep_draft", [401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401]),
    ("opportunities.discard_draft", [401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401]),
    ("opportunities.find_customers", [401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401]),
    ("opportunities.choices", [401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401]),
    ("opportunities.similar", [401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401]),
    ("opportunities.revise_basics", [401, 422, 404, 403, 403, 404, 422, 403, 404, 404, 403, 404, 403, 401]),
    ("opportunities.revise_details", [401, 409, 404, 403, 403, 404, 409, 403, 404, 404, 403, 404, 403, 401]),
    ("opportunities.revise_revenue", [401, 422, 404, 403, 403, 404, 422, 403, 404, 404, 403, 404, 403, 401]),
    ("opportunities.add_progress", [401, 422, 404, 403, 403, 404, 422, 403, 404, 404, 403, 404, 403, 401]),
    ("customers.filter", [401, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 401]),
    ("customers.reveal", [401, 404, 404, 404, 404, 404, 404, 403, 404, 404, 404, 404, 403, 401]),
    ("invitations.send", [401, 422, 422, 422, 403, 403, 422, 403, 422, 422, 422, 422, 403, 401]),
    // An invitation of Mei's that was answered, a link of hers that was taken back: too late for those who may.
    ("invitations.resend", [401, 409, 404, 404, 403, 403, 409, 403, 404, 404, 404, 404, 403, 401]),
    ("invitations.withdraw", [401, 409, 404, 404, 403, 403, 409, 403, 404, 404, 404, 404, 403, 401]),
    ("invitations.make_link", [401, 422, 422, 422, 403, 403, 422, 403, 422, 422, 422, 422, 403, 401]),
    ("invitations.withdraw_link", [401, 409, 404, 404, 403, 403, 409, 403, 404, 404, 404, 404, 403, 401]),
    ("invitations.filter", [401, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 401]),
    ("invitations.reveal", [401, 404, 404, 404, 404, 404, 404, 403, 404, 404, 404, 404, 403, 401]),
    // Public; without a link's token there is nothing to answer.
    ("invitations.join", [404; 14]),
    ("invitations.confirm", [404; 14]),
    ("invitations.decline", [404; 14]),
    ("organisation.create_person", [401, 403, 403, 403, 403, 403, 422, 403, 422, 403, 422, 422, 403, 401]),
    ("organisation.change_person", [401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401]),
    ("organisation.disable_person", [401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401]),
    ("organisation.enable_person", [401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401]),
    ("organisation.reset_password", [401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401]),
    ("organisation.create_role", [401, 403, 403, 403, 403, 403, 422, 403, 422, 403, 422, 422, 403, 401]),
    ("organisation.change_role", [401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401]),
    ("operations.create_partner", [401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 422, 401]),
    ("operations.change_real_name_state", [401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 422, 401]),
    ("operations.change_partner", [401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 409, 401]),
    ("operations.record_customer", [401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 422, 401]),
    ("imports.import", [401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 422, 401]),
    // Last: it ends the sessions of this test.
    ("auth.sign_out", [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 401]),
];
