//! A final bill as a dataset of the FinOps Open Cost and Usage Specification (FOCUS) 1.2, "Cost and Usage": one row a record, late
//! usage and refunds of earlier bills as rows of their own (`ChargeClass` "Correction").

pub mod columns;
pub mod file;
