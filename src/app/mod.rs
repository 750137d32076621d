//! The whole product: the document around every page, the one table of routes, and the router that serves them.

mod admission;
pub mod background;
pub mod chrome;
#[cfg(test)]
mod described_lists;
mod document;
mod exports;
mod hydration_markers;
pub mod imports;
mod language;
mod lists;
mod panics;
mod readiness;
mod reload;
mod role_preview;
pub mod router;
pub mod uploads;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::accounting::bills::pages::{BillsPage, OperationsBillPage};
use crate::accounting::contracts::pages::{AgreementPage, EntitiesPage, NewAgreementPage, NewPaperContractPage, PaperContractPage};
use crate::accounting::rating::pages::{MonthPage, RecordPage};
use crate::alerts::pages::AlertPage;
use crate::auth::pages::{AccountPage, ForgottenPasswordPage, PasswordPage, ResetPasswordPage, SignInPage};
use crate::claims::pages::{ClaimPage, NewClaimPage, ReviewPage, ReviewsPage, WithdrawPage};
use crate::coupons::pages::operations::{GivePage as GiveQuotaPage, OperationsQuotaPage, PaymentPage as CouponPaymentPage};
use crate::coupons::pages::{CouponPage, IssuePage, PassOnPage, QuotaPage, ReclaimPage, TakeBackPage};
use crate::customers::pages::{AssignPage, AssignmentsPage, AssociationPage, ConsentPage, CustomerPage, RecordsPage};
use crate::customers::queries::detail::CustomerDetail;
use crate::development::pages::{MailPage, MailsPage};
use crate::exports::pages::{ExportPage, NewExportPage};
use crate::home::pages::{DeliveryPage, FindPage, HelpPage, HomePage, IncentivesPage, NotFoundPage, SalesPage, ToDoPage};
use crate::i18n::Locale;
use crate::imports::pages::{ImportsPage, RunPage};
use crate::invitations::pages::{InvitePage, JoinPage, LinksPage};
use crate::leads::pages::{ClaimLeadPage, DispatchPage, LeadPage, NewLeadPage};
use crate::lists::pages::{ListPage as DescribedList, label_sheet};
use crate::lists::related_panels::RelatedPanels;
use crate::marketing_tasks::expansion::pages::{
    CampaignPage as ExpansionCampaignPage, NewCampaignPage as NewExpansionCampaignPage, PANELS_OF_OPPORTUNITIES, SeveralPage, TaskPage,
};
use crate::marketing_tasks::renewals::pages::{ProcessTasksPage, RenewalTaskPage};
use crate::notifications::pages::{NotificationsPage, PreferencesPage};
use crate::operations::pages::{
    CalendarPage, CampaignPage, CampaignsPage, NewCampaignPage, NewPartnerPage, OperationsPage, PartnerPage, RecordCustomerPage, TermsPage,
};
use crate::opportunities::model::OpportunityId;
use crate::opportunities::pages::{DetailPage, EditPage, PANELS_OF_CLAIMS, PANELS_OF_CUSTOMERS, ProgressPage, ReportPage};
use crate::orders::pages::{OrderPage, OrderResourcesPage};
use crate::organisation::pages::{CompanyPage, HandOverPage, NewPersonPage, NewRolePage, PersonPage, RolePage, RolesPage};
use crate::reviews::pages::{ReviewOnePage, ReviewQueuePage};

pub use document::document;
pub use lists::{
    AGREEMENTS, ALERTS, BILL_RECORDS, CLAIMS, CONSUMPTION, CONSUMPTION_MONTHS, CONSUMPTION_REMAINDERS, COUPON_ALLOWLIST, COUPON_LOG,
    COUPON_QUOTAS, COUPONS, CUSTOMERS, EXPANSION_CAMPAIGNS, EXPANSION_RECORDS, EXPANSION_TASKS, EXPORTS, GIVEN_QUOTAS, INVITATIONS, LEADS,
    LISTS, MADE_BILLS, OPPORTUNITIES, ORDER_LINES, ORDERS, PAPER_CONTRACTS, PARTNERS, PEOPLE, RECORDED_CONTRACTS, RECORDED_CUSTOMERS,
    RENAMES, RENEWAL_TASKS,
};
pub use role_preview::role_preview;

/// What capabilities show on a customer's page, in this order.
const BESIDE_CUSTOMERS: &[RelatedPanels<CustomerDetail>] = &[
    PANELS_OF_CUSTOMERS,
    crate::orders::pages::PANELS_OF_CUSTOMERS,
    crate::marketing_tasks::expansion::pages::PANELS_OF_CUSTOMERS,
    crate::marketing_tasks::renewals::pages::PANELS_OF_CUSTOMERS,
];

/// What capabilities show on an opportunity's page.
const BESIDE_OPPORTUNITIES: &[RelatedPanels<OpportunityId>] = &[PANELS_OF_OPPORTUNITIES];

/// Pages that need no session. `{…}` stands for exactly one part of an address: a link's secret.
pub const PUBLIC_PAGES: &[&str] = &[
    "/sign-in",
    "/forgotten-password",
    "/reset-password/{token}",
    "/development/mail",
    "/development/mail/{id}",
    "/consent/{token}",
    "/join/{token}",
];
/// Server functions that need no session.
pub const PUBLIC_CALLS: &[&str] = &[
    "/api/auth.sign_in",
    "/api/auth.set_preferences",
    "/api/auth.ask_for_reset",
    "/api/auth.reset_password",
    "/api/customers.decide",
    "/api/invitations.join",
    "/api/invitations.confirm",
    "/api/invitations.decline",
];
/// What a person may still do whose first password is due for a change.
pub const BEFORE_FIRST_PASSWORD: &[&str] =
    &["/account/password", "/api/auth.change_password", "/api/auth.sign_out", "/api/auth.set_preferences"];

/// Every page of the product. Rendered on the server in one complete answer, so that status and redirects can still be
/// set while it loads.
#[component]
pub fn App() -> impl IntoView {
    leptos_meta::provide_meta_context();
    view! {
        <Router>
            <chrome::Chrome>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                    <Route path=path!("/forgotten-password") view=ForgottenPasswordPage ssr=SsrMode::Async/>
                    <Route path=path!("/reset-password/:token") view=ResetPasswordPage ssr=SsrMode::Async/>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/to-do") view=ToDoPage ssr=SsrMode::Async/>
                    <Route path=path!("/find") view=FindPage ssr=SsrMode::Async/>
                    <Route path=path!("/help") view=HelpPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales") view=SalesPage ssr=SsrMode::Async/>
                    <Route path=path!("/delivery") view=DeliveryPage ssr=SsrMode::Async/>
                    <Route path=path!("/incentives") view=IncentivesPage ssr=SsrMode::Async/>
                    <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
                    <Route path=path!("/account/password") view=PasswordPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities") view=|| view! { <DescribedList list=&OPPORTUNITIES/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/new") view=ReportPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/review") view=ReviewQueuePage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/:id/review") view=ReviewOnePage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/:id") view=|| view! { <DetailPage panels=BESIDE_OPPORTUNITIES/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/:id/edit") view=EditPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/:id/progress") view=ProgressPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customers") view=|| view! { <DescribedList list=&CUSTOMERS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customers/assign") view=AssignPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customers/:id") view=|| view! { <CustomerPage panels=BESIDE_CUSTOMERS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development") view=|| view! { <DescribedList list=&CLAIMS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development/new") view=NewClaimPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development/withdraw") view=WithdrawPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development/claims/:id") view=|| view! { <ClaimPage panels=PANELS_OF_CLAIMS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/assignments") view=AssignmentsPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/leads") view=|| view! { <DescribedList list=&LEADS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/leads/new") view=NewLeadPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/leads/dispatch") view=DispatchPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/leads/:id") view=LeadPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/leads/:id/claim") view=ClaimLeadPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/orders") view=|| view! { <DescribedList list=&ORDERS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/order-resources") view=|| view! { <DescribedList list=&ORDER_LINES/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/orders/:number/resources") view=OrderResourcesPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/orders/:id") view=OrderPage ssr=SsrMode::Async/>
                    <Route
                        path=path!("/sales/marketing-tasks/renewals") view=|| view! { <DescribedList list=&RENEWAL_TASKS/> } ssr=SsrMode::Async
                    />
                    <Route path=path!("/sales/marketing-tasks/renewals/process") view=ProcessTasksPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/marketing-tasks/renewals/:id") view=RenewalTaskPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/marketing-tasks/expansion") view=|| view! { <DescribedList list=&EXPANSION_TASKS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/marketing-tasks/expansion/details") view=|| view! { <DescribedList list=&EXPANSION_RECORDS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/marketing-tasks/expansion/process") view=SeveralPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/marketing-tasks/expansion/:id") view=TaskPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/alerts") view=|| view! { <DescribedList list=&ALERTS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/alerts/:id") view=AlertPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/consumption") view=|| view! { <DescribedList list=&CONSUMPTION_MONTHS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/consumption/details") view=|| view! { <DescribedList list=&CONSUMPTION/> } ssr=SsrMode::Async/>
                    <Route
                        path=path!("/sales/accounting/contracts/online") view=|| view! { <DescribedList list=&AGREEMENTS/> } ssr=SsrMode::Async
                    />
                    <Route path=path!("/sales/accounting/contracts/online/new") view=NewAgreementPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/accounting/contracts/online/:id") view=AgreementPage ssr=SsrMode::Async/>
                    <Route
                        path=path!("/sales/accounting/contracts/offline") view=|| view! { <DescribedList list=&PAPER_CONTRACTS/> } ssr=SsrMode::Async
                    />
                    <Route path=path!("/sales/accounting/contracts/offline/:id") view=PaperContractPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/consumption/details/:id") view=RecordPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/consumption/remainders") view=|| view! { <DescribedList list=&CONSUMPTION_REMAINDERS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/consumption/customers/:id") view=MonthPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/accounting/bills") view=BillsPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/accounting/bills/details") view=|| view! { <DescribedList list=&BILL_RECORDS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customers/:id/association") view=AssociationPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/association-records") view=RecordsPage ssr=SsrMode::Async/>
                    <Route path=path!("/consent/:token") view=ConsentPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development/invite") view=InvitePage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development/links") view=LinksPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development/history") view=|| view! { <DescribedList list=&INVITATIONS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/join/:token") view=JoinPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/people") view=|| view! { <DescribedList list=&PEOPLE/> } ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/people/new") view=NewPersonPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/people/:id") view=PersonPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/people/:id/hand-over") view=HandOverPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/company") view=CompanyPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/roles") view=RolesPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/roles/new") view=|| view! { <NewRolePage preview=role_preview/> } ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/roles/:id") view=|| view! { <RolePage preview=role_preview/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations") view=OperationsPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/partners") view=|| view! { <DescribedList list=&PARTNERS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations/partners/new") view=NewPartnerPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/partners/:id") view=PartnerPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/campaigns") view=CampaignsPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/campaigns/new") view=NewCampaignPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/campaigns/:id") view=CampaignPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/coupons/quotas") view=|| view! { <DescribedList list=&COUPON_QUOTAS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/coupons/quotas/take-back") view=TakeBackPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/coupons/quotas/:id") view=QuotaPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/coupons/quotas/:id/issue") view=IssuePage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/coupons/quotas/:id/pass-on") view=PassOnPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/coupons/issued") view=|| view! { <DescribedList list=&COUPONS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/coupons/issued/reclaim") view=ReclaimPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/coupons/issued/:id") view=CouponPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/coupons/log") view=|| view! { <DescribedList list=&COUPON_LOG/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations/coupon-quotas") view=|| view! { <DescribedList list=&GIVEN_QUOTAS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations/coupon-allowlist") view=|| view! { <DescribedList list=&COUPON_ALLOWLIST/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations/coupon-quotas/new") view=GiveQuotaPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/coupon-quotas/:id") view=OperationsQuotaPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/coupon-payments") view=CouponPaymentPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/expansion-campaigns") view=|| view! { <DescribedList list=&EXPANSION_CAMPAIGNS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations/expansion-campaigns/new") view=NewExpansionCampaignPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/expansion-campaigns/:id") view=ExpansionCampaignPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/renames") view=|| view! { <DescribedList list=&RENAMES/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations/bills") view=|| view! { <DescribedList list=&MADE_BILLS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations/bills/:id") view=OperationsBillPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/paper-contracts") view=|| view! { <DescribedList list=&RECORDED_CONTRACTS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations/paper-contracts/new") view=NewPaperContractPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/contracting-entities") view=EntitiesPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/imports") view=ImportsPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/imports/:id") view=RunPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/customers") view=|| view! { <DescribedList list=&RECORDED_CUSTOMERS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/operations/customers/new") view=RecordCustomerPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/reviews") view=ReviewsPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/reviews/:id") view=ReviewPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/calendar") view=CalendarPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/terms") view=TermsPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/exports") view=|| view! { <DescribedList list=&EXPORTS/> } ssr=SsrMode::Async/>
                    <Route path=path!("/sales/exports/new") view=NewExportPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/exports/:id") view=ExportPage ssr=SsrMode::Async/>
                    <Route path=path!("/notifications") view=NotificationsPage ssr=SsrMode::Async/>
                    <Route path=path!("/account/notifications") view=PreferencesPage ssr=SsrMode::Async/>
                    <Route path=path!("/development/mail") view=MailsPage ssr=SsrMode::Async/>
                    <Route path=path!("/development/mail/:id") view=MailPage ssr=SsrMode::Async/>
                </Routes>
            </chrome::Chrome>
        </Router>
    }
}

/// The style sheet of labels behind a name under `/labels/`: `claims.en.css`.
pub fn labels(name: &str) -> Option<String> {
    let (list, tag) = name.strip_suffix(".css")?.split_once('.')?;
    let locale = Locale::from_tag(tag).filter(|locale| locale.tag() == tag)?;
    let list = LISTS.named(list)?;
    Some(label_sheet(list.columns, locale))
}
