//! The pages of contracts: a payment agreement, requesting one, a contract on paper; under Operations contracting entities and
//! recording a contract on paper.

mod agreement;
mod entities;
mod new_agreement;
mod new_paper;
mod notices;
mod paper;

pub use agreement::AgreementPage;
pub use entities::EntitiesPage;
pub use new_agreement::NewAgreementPage;
pub use new_paper::NewPaperContractPage;
pub use notices::above_agreements;
pub use paper::PaperContractPage;

use super::text::ContractText;

/// The crumbs of a page below the payment agreements.
fn under_agreements(t: ContractText) -> Vec<(String, String)> {
    vec![(t.online().to_owned(), "/sales/accounting/contracts/online".to_owned())]
}
