//! What orders show beside customers: a card with the latest on a customer's page.

use leptos::prelude::*;

use super::tone;
use crate::auth::Scope;
use crate::customers::queries::detail::CustomerDetail;
use crate::error::AppError;
use crate::lists::related_panels::{PanelContext, RelatedPanels};
use crate::orders::queries::{OrderOfCustomer, latest_of_customer};
use crate::orders::rules;
use crate::orders::text::OrderText;
use crate::organisation::distributor_tabs;
use crate::organisation::model::Reach;
use crate::server::AppState;
use crate::ui::badge::Badge;
use crate::values::date::format_stamp;
use crate::values::money::format_charged;

/// Orders on the card.
const SHOWN: i64 = 5;

/// For the pages of customers.
pub const PANELS_OF_CUSTOMERS: RelatedPanels<CustomerDetail> =
    RelatedPanels { counted: |_| None, action: |_| None, card: |state, context| Box::pin(card(state, context)) };

async fn card(state: AppState, context: PanelContext<CustomerDetail>) -> Result<AnyView, AppError> {
    let t = OrderText(context.locale);
    let body = match rules::scope_of(&context.viewer) {
        Err(_) => view! { <div class="body quiet">{t.sees_none()}</div> }.into_any(),
        Ok(reach) => {
            let orders = latest_of_customer(&state.db, &Scope::of(&context.viewer, reach)?, context.record.id, SHOWN).await?;
            if orders.is_empty() {
                view! { <div class="body quiet">{t.none_for_customer()}</div> }.into_any()
            } else {
                let rows: Vec<AnyView> = orders.iter().map(|order| row(order, t)).collect();
                let all = all_of_customer(&context, reach);
                view! {
                    <div class="scroll">
                        <table class="records" aria-label=t.orders()>
                            <thead>
                                <tr>
                                    <th scope="col">{t.number()}</th><th scope="col">{t.state()}</th>
                                    <th scope="col" class="num">{t.payable()}</th><th scope="col">{t.placed_at()}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    <div class="body"><a href=all>{t.all_of_customer()}</a></div>
                }
                .into_any()
            }
        }
    };
    Ok(view! { <section class="card"><header><h2>{t.orders()}</h2></header>{body}</section> }.into_any())
}

/// The list of orders narrowed to this customer; at a distributor in the tab in which its orders stand.
fn all_of_customer(context: &PanelContext<CustomerDetail>, reach: Reach) -> String {
    let is_own = context.viewer.partner().is_some_and(|partner| partner.name == context.record.partner);
    let tab = if reach == Reach::PartnerAndResellers && !is_own { format!("tab={}&", distributor_tabs::RESELLERS) } else { String::new() };
    format!("/sales/orders?{tab}customer_number={}", context.record.number)
}

fn row(order: &OrderOfCustomer, t: OrderText) -> AnyView {
    let (href, tone, state) = (format!("/sales/orders/{}", order.id), tone(order.state), t.state_of(order.state));
    view! {
        <tr>
            <td><a class="strong" href=href>{order.number.clone()}</a><span class="sub">{t.type_of(order.order_type)}</span></td>
            <td data-label=t.state()><Badge tone=tone>{state}</Badge></td>
            <td data-label=t.payable() class="num">{format_charged(order.payable_charged)}</td>
            <td data-label=t.placed_at() class="nowrap quiet">{format_stamp(order.placed_at, t.locale())}</td>
        </tr>
    }
    .into_any()
}
