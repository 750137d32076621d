//! The pages of customers.

mod assign;
mod assignments;
mod association;
mod cards;
mod consent;
mod customer;
mod records;

pub use self::assign::AssignPage;
pub use self::assignments::AssignmentsPage;
pub use self::association::AssociationPage;
pub use self::consent::ConsentPage;
pub use self::customer::CustomerPage;
pub use self::records::RecordsPage;
