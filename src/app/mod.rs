//! The whole product: the document around every page, the one table of routes, and the router that serves them.

pub mod chrome;
mod document;
mod hydration;
pub mod router;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::auth::pages::{AccountPage, PasswordPage, SignInPage};
use crate::customers::pages::{CustomerPage, CustomersPage};
use crate::home::pages::{DeliveryPage, FindPage, HomePage, IncentivesPage, NotFoundPage, SalesPage};
use crate::imports::pages::ImportsPage;
use crate::invitations::pages::{HistoryPage, InvitePage, JoinPage, LinksPage};
use crate::operations::pages::{NewPartnerPage, OperationsCustomersPage, OperationsPage, PartnerPage, PartnersPage, RecordCustomerPage};
use crate::opportunities::pages::{DetailPage, EditPage, ListPage, ProgressPage, ReportPage};
use crate::organisation::pages::{NewPersonPage, NewRolePage, PeoplePage, PersonPage, RolePage, RolesPage};

pub use chrome::Mark;
pub use document::document;

/// Pages that need no session. `{…}` stands for exactly one part of an address.
pub const PUBLIC_PAGES: &[&str] = &["/sign-in", "/join/{token}"];
/// Server functions that need no session.
pub const PUBLIC_CALLS: &[&str] =
    &["/api/auth.sign_in", "/api/auth.set_preferences", "/api/invitations.join", "/api/invitations.confirm", "/api/invitations.decline"];
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
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/find") view=FindPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales") view=SalesPage ssr=SsrMode::Async/>
                    <Route path=path!("/delivery") view=DeliveryPage ssr=SsrMode::Async/>
                    <Route path=path!("/incentives") view=IncentivesPage ssr=SsrMode::Async/>
                    <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
                    <Route path=path!("/account/password") view=PasswordPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities") view=ListPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/new") view=ReportPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/:id") view=DetailPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/:id/edit") view=EditPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/opportunities/:id/progress") view=ProgressPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customers") view=CustomersPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customers/:id") view=CustomerPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development/invite") view=InvitePage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development/links") view=LinksPage ssr=SsrMode::Async/>
                    <Route path=path!("/sales/customer-development/history") view=HistoryPage ssr=SsrMode::Async/>
                    <Route path=path!("/join/:token") view=JoinPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/people") view=PeoplePage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/people/new") view=NewPersonPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/people/:id") view=PersonPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/roles") view=RolesPage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/roles/new") view=NewRolePage ssr=SsrMode::Async/>
                    <Route path=path!("/organisation/roles/:id") view=RolePage ssr=SsrMode::Async/>
                    <Route path=path!("/operations") view=OperationsPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/partners") view=PartnersPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/partners/new") view=NewPartnerPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/partners/:id") view=PartnerPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/imports") view=ImportsPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/customers") view=OperationsCustomersPage ssr=SsrMode::Async/>
                    <Route path=path!("/operations/customers/new") view=RecordCustomerPage ssr=SsrMode::Async/>
                </Routes>
            </chrome::Chrome>
        </Router>
    }
}
