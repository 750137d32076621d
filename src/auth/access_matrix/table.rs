//! The tables. In addresses and forms `{opportunity}` stands for the id of Mei's opportunity, and so on: `{customer}`, hers;
//! `{person}`, herself; `{session}`, one of hers in another browser; `{filter}`, hers on
//! the opportunity list; `{role}` and `{partner}`, Harbor's.

/// Nobody; Mei; her colleague; one with a viewing role; their supervisor; another supervisor; the administrator; an operator
/// without the item; a distributor's administrator; its account manager; a reseller's administrator; another partner's
/// administrator; the vendor's operator; a disabled account manager.
pub(super) const CAST: [&str; 14] =
    ["-", "mei", "jun", "lin", "zhao", "omar", "grace", "tom", "dara", "kofi", "rita", "petra", "viktor", "ben"];

/// The status that each of the cast gets.
type Answers = [u16; 14];

/// What each of the cast gets, in the order above.
pub(super) const PAGES: &[(Answers, &str)] = &[
    // -    mei  jun  lin  zhao omar grac tom  dara kofi rita petr vikt ben
    ([200, 302, 302, 302, 302, 302, 302, 302, 302, 302, 302, 302, 302, 200], "/sign-in"),
    ([303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303], "/"),
    ([303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303], "/find"),
    ([303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303], "/sales"),
    ([303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303], "/delivery"),
    ([303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303], "/incentives"),
    ([303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303], "/account"),
    ([303, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 303], "/account/password"),
    ([303, 200, 200, 200, 200, 200, 200, 403, 200, 200, 403, 200, 403, 303], "/sales/opportunities"),
    ([303, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 303], "/sales/opportunities/new"),
    ([303, 200, 404, 200, 200, 404, 200, 403, 404, 404, 403, 404, 403, 303], "/sales/opportunities/{opportunity}"),
    ([303, 403, 403, 403, 200, 200, 403, 403, 403, 403, 403, 403, 403, 303], "/sales/opportunities/review"),
    ([303, 403, 403, 403, 200, 404, 403, 403, 403, 403, 403, 403, 403, 303], "/sales/opportunities/{opportunity}/review"),
    ([303, 200, 404, 403, 403, 404, 200, 403, 404, 404, 403, 404, 403, 303], "/sales/opportunities/{opportunity}/edit"),
    ([303, 200, 404, 403, 403, 404, 200, 403, 404, 404, 403, 404, 403, 303], "/sales/opportunities/{opportunity}/progress"),
    ([303, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 303], "/sales/customers"),
    ([303, 200, 404, 200, 200, 404, 200, 403, 404, 404, 404, 404, 403, 303], "/sales/customers/{customer}"),
    ([303, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403, 303], "/organisation/people"),
    ([303, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403, 303], "/organisation/people/new"),
    ([303, 403, 403, 403, 403, 403, 200, 403, 404, 403, 404, 404, 403, 303], "/organisation/people/{person}"),
    ([303, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403, 303], "/organisation/roles"),
    ([303, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403, 303], "/organisation/roles/new"),
    ([303, 403, 403, 403, 403, 403, 200, 403, 404, 403, 404, 404, 403, 303], "/organisation/roles/{role}"),
    ([303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303], "/operations"),
    ([303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303], "/operations/partners"),
    ([303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303], "/operations/partners/new"),
    ([303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303], "/operations/partners/{partner}"),
    ([303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303], "/operations/customers"),
    ([303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303], "/operations/customers/new"),
    ([303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303], "/operations/imports"),
    ([303, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 303], "/sales/customer-development"),
    ([303, 200, 200, 200, 403, 403, 200, 403, 200, 200, 200, 200, 403, 303], "/sales/customer-development/new"),
    ([303, 404, 404, 404, 403, 403, 404, 403, 404, 404, 404, 404, 403, 303], "/sales/customer-development/withdraw"),
    ([303, 200, 404, 404, 200, 404, 200, 403, 404, 404, 404, 404, 403, 303], "/sales/customer-development/claims/{claim}"),
    ([303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303], "/operations/reviews"),
    ([303, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 303], "/operations/reviews/{review}"),
    ([303, 403, 403, 403, 200, 200, 200, 403, 200, 403, 200, 200, 403, 303], "/sales/customers/assign"),
    ([303, 403, 403, 403, 200, 200, 200, 403, 200, 403, 200, 200, 403, 303], "/sales/assignments"),
    ([303, 403, 404, 403, 403, 404, 200, 403, 404, 404, 404, 404, 403, 303], "/sales/customers/{customer}/association"),
    ([303, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403, 303], "/sales/association-records"),
    ([303, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 303], "/sales/alerts"),
    // Public: a link that nobody was sent leads nowhere, whoever asks.
    ([404; 14], "/consent/{customer}"),
    ([303, 200, 404, 200, 200, 200, 200, 403, 404, 404, 404, 404, 403, 303], "/sales/alerts/{alert}"),
];

/// The same for server functions, each with its form: empty where that shows who may, for then the answer is 422 and nothing
/// changes; with Mei's record, in a version that it never had, where the record decides (409); complete where only that tells
/// "may" from "not found".
#[rustfmt::skip]
pub(super) const CALLS: &[(Answers, &str, &str)] = &[
    // -    mei  jun  lin  zhao omar grac tom  dara kofi rita petr vikt ben
    ([422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], "auth.sign_in", ""),
    ([200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "auth.set_preferences", ""),
    ([401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 401], "auth.change_password", ""),
    ([401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 401], "auth.end_session", "id={session}"),
    ([401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 401], "lists.set_columns", "list=opportunities order=name,stage columns[]=name"),
    ([401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 401], "lists.set_page_size", "list=opportunities rows=20"),
    ([401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 401], "lists.drop_condition", "list=opportunities condition=customer query=filter={filter}"),
    ([401, 200, 200, 200, 200, 200, 200, 403, 200, 200, 403, 200, 403, 401], "opportunities.filter", ""),
    ([401, 422, 422, 422, 403, 403, 422, 403, 422, 422, 403, 422, 403, 401], "opportunities.report", ""),
    ([401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401], "opportunities.keep_draft", ""),
    ([401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401], "opportunities.discard_draft", ""),
    ([401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401], "opportunities.find_customers", ""),
    ([401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401], "opportunities.choices", ""),
    ([401, 200, 200, 200, 403, 403, 200, 403, 200, 200, 403, 200, 403, 401], "opportunities.similar", ""),
    ([401, 422, 404, 403, 403, 404, 422, 403, 404, 404, 403, 404, 403, 401], "opportunities.revise_basics", "id={opportunity} version=999"),
    ([401, 409, 404, 403, 403, 404, 409, 403, 404, 404, 403, 404, 403, 401], "opportunities.revise_details", "id={opportunity} version=999"),
    ([401, 422, 404, 403, 403, 404, 422, 403, 404, 404, 403, 404, 403, 401], "opportunities.revise_revenue", "id={opportunity} version=999"),
    ([401, 422, 404, 403, 403, 404, 422, 403, 404, 404, 403, 404, 403, 401], "opportunities.add_progress", "id={opportunity} version=999"),
    ([401, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 401], "customers.filter", ""),
    ([401, 200, 404, 200, 200, 404, 200, 403, 404, 404, 404, 404, 403, 401], "customers.reveal", "field=name refs=customer:{customer}"),
    ([401, 403, 403, 403, 403, 403, 422, 403, 422, 403, 422, 422, 403, 401], "organisation.create_person", ""),
    ([401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401], "organisation.change_person", "id={person} version=999"),
    ([401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401], "organisation.disable_person", "id={person} version=999"),
    ([401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401], "organisation.enable_person", "id={person} version=999"),
    ([401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401], "organisation.reset_password", "id={person} version=999"),
    ([401, 403, 403, 403, 403, 403, 422, 403, 422, 403, 422, 422, 403, 401], "organisation.create_role", ""),
    ([401, 403, 403, 403, 403, 403, 409, 403, 404, 403, 404, 404, 403, 401], "organisation.change_role", "id={role} version=999"),
    ([401, 403, 403, 403, 409, 404, 403, 403, 403, 403, 403, 403, 403, 401], "reviews.review", "id={opportunity} version=999"),
    ([401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 422, 401], "operations.create_partner", ""),
    ([401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 422, 401], "operations.change_real_name_state", "id={partner}"),
    ([401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 409, 401], "operations.change_partner", "id={partner} version=999"),
    ([401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 422, 401], "operations.record_customer", ""),
    ([401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 422, 401], "imports.import", ""),
    ([401, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 401], "claims.filter", "id={claim} version=999"),
    ([401, 422, 422, 422, 403, 403, 422, 403, 422, 422, 422, 422, 403, 401], "claims.check", "id={claim} version=999"),
    ([401, 422, 422, 422, 403, 403, 422, 403, 422, 422, 422, 422, 403, 401], "claims.claim", "id={claim} version=999"),
    ([401, 422, 422, 422, 403, 403, 422, 403, 422, 422, 422, 422, 403, 401], "claims.choose", "id={claim} version=999"),
    ([401, 409, 404, 404, 403, 403, 409, 403, 404, 404, 404, 404, 403, 401], "claims.withdraw", "id={claim} version=999"),
    ([401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 409, 401], "claims.decide", "id={review} version=999"),
    ([401, 403, 403, 403, 422, 422, 422, 403, 422, 403, 422, 422, 403, 401], "customers.assign", "id={customer} version=999"),
    ([401, 403, 403, 403, 422, 422, 422, 403, 422, 403, 422, 422, 403, 401], "customers.take_back", "id={customer} version=999"),
    ([401, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 403, 401], "alerts.filter", "id={alert} version=999"),
    ([401, 422, 404, 403, 403, 403, 403, 403, 404, 404, 404, 404, 403, 401], "alerts.handle", "id={alert} version=999"),
    ([401, 403, 404, 403, 403, 404, 422, 403, 404, 404, 404, 404, 403, 401], "customers.request_change", "id={customer} version=999"),
    ([401, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404, 404, 403, 401], "customers.withdraw_request", "id={customer} version=999"),
    ([401, 409, 404, 403, 403, 404, 409, 403, 404, 404, 404, 404, 403, 401], "customers.set_tags", "id={customer} version=999"),
    ([404; 14], "customers.decide", ""),
    // Last: it ends the sessions of this test.
    ([401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 401], "auth.sign_out", ""),
];
