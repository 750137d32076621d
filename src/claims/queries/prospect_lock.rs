//! The lock on a prospect. Who claims or associates a mobile number or an e-mail address first has it: one prospect,
//! one transaction at a time.
//!
//! Whoever judges a prospect and then writes (a claim, an association, a decision in review) holds the prospect here before
//! looking at anything, so that what was judged still holds when it is written. No row could be held instead: a prospect that
//! is free has none. Times that a claim is only given up or lapses need nothing of this.
//!
//! **Locks are taken in this order everywhere**, so that no two transactions wait for each other in a circle:
//!
//! 1. the submit's key (`server::submission`);
//! 2. the prospect: its number and address at once, in the order of their hashes (here);
//! 3. the partner (`hold_partner`);
//! 4. people, by ascending id: account managers, whoever will be told;
//! 5. the link or the invitation;
//! 6. the customer;
//! 7. invitations, then claims, then leads, each by ascending id.
//!
//! Whoever needs less of it leaves steps out, and never goes back. `handover` begins at step 3 or 4 and knows no prospects.

use sqlx::PgConnection;

/// What says "all prospects". Its hash is a key as those of numbers and addresses are; they begin with another word.
const ALL: &str = "prospects";

/// Holds a prospect until the transaction ends. Number and address are normalised; an empty one is nobody's. Waits for a file
/// of customers that is being imported as well.
///
/// # Errors
/// Those of the database; whoever waits longer than the server's lock timeout is told to try again.
pub async fn hold_prospect(db: &mut PgConnection, mobile: &str, email: Option<&str>) -> sqlx::Result<()> {
    hold_off_imports(db).await?;
    // The inner rows are sorted before the locks are taken: the planner never pulls a sorted subquery up.
    sqlx::query!(
        "select pg_advisory_xact_lock(key) from (
             select distinct hashtextextended(word, 0) as key from unnest(array['prospect mobile ' || nullif($1, ''),
                                                                                'prospect email ' || lower(nullif($2, ''))]) as word
             where word is not null order by key) as keys",
        mobile,
        email
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Waits for a file of customers that is being imported, and lets none begin until the transaction ends: nothing else changes
/// the number or the address of a customer on record. For whoever reads them there before `hold_prospect`.
///
/// # Errors
/// Those of [`hold_prospect`].
pub async fn hold_off_imports(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))", ALL).execute(db).await?;
    Ok(())
}

/// Holds every prospect at once, for a file with more customers than the server could keep locks for.
///
/// # Errors
/// Those of [`hold_prospect`].
pub async fn hold_all_prospects(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", ALL).execute(db).await?;
    Ok(())
}
