//! Every table whose rows have an owner or a supervisor, as facts. A table with an `owner_id` or a `supervisor_id` that is in
//! neither list fails a test (`queries::tests`). A new capability adds its table here and writes no move of its own.

use super::model::Records;

/// A table with scope columns: `id`, `partner_id`, `owner_id`, `supervisor_id`. All names are SQL.
#[derive(Clone, Copy, Debug)]
pub struct OwnedTable {
    /// Its name.
    pub name: &'static str,
    /// What its rows are to people.
    pub kind: Records,
    /// Which rows are under way: those go with whoever is responsible. The others say who did it, and stay. Alias `t`.
    pub open: &'static str,
    /// Whether a move raises `version`, so that a page that was opened before it changes nothing.
    pub versioned: bool,
    /// What becomes of the rows where nobody receives them.
    pub without_receiver: WithoutReceiver,
    /// How the rows follow a customer that is assigned to somebody else; `None` where they do not.
    pub follows: Option<Follows>,
    /// The dated rows that say who was responsible on which day; `None` where only today's owner is kept.
    pub dated: Option<&'static DatedTable>,
    /// The audit row that each moved record gets; `None` where one for the whole move is enough.
    pub history: Option<History>,
}

/// What becomes of rows that nobody receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithoutReceiver {
    /// They belong to the partner, without an owner.
    ToThePartner,
    /// They have an owner always, and stay.
    Stay,
    /// They return to the partner's list as new ones: these assignments, and `updated_at`. So they do where the receiver makes
    /// calls only (R20).
    Return(&'static str),
}

/// Which rows follow a customer.
#[derive(Clone, Copy, Debug)]
pub struct Follows {
    /// The condition on alias `t`, up to the array of association ids that is bound behind it.
    pub before_ids: &'static str,
    /// The rest of the condition.
    pub after_ids: &'static str,
    /// Whether they follow only where the one who assigns says so.
    pub when_asked: bool,
}

/// What a moved record tells about itself.
#[derive(Clone, Copy, Debug)]
pub struct History {
    /// The verb of the audit row.
    pub verb: &'static str,
    /// The entity of the audit row.
    pub entity: &'static str,
}

/// A table of dated rows without overlap: who is responsible for what in which range of Beijing days (`during`).
#[derive(Clone, Copy, Debug)]
pub struct DatedTable {
    /// Its name.
    pub name: &'static str,
    /// The column that names what somebody is responsible for.
    pub subject: &'static str,
    /// The column that names the responsible person.
    pub responsible: &'static str,
    /// The column that names who arranged it, where that is kept.
    pub arranged_by: Option<&'static str>,
}

/// Which supervisor an account manager reports to.
pub const SUPERVISION: DatedTable =
    DatedTable { name: "supervision", subject: "account_manager_id", responsible: "supervisor_id", arranged_by: None };

/// Which account manager a customer is assigned to.
pub const ASSIGNMENT: DatedTable =
    DatedTable { name: "assignment", subject: "association_id", responsible: "account_manager_id", arranged_by: Some("assigned_by") };

/// All tables of dated rows.
pub const DATED: &[DatedTable] = &[SUPERVISION, ASSIGNMENT];

const PLAIN: OwnedTable = OwnedTable {
    name: "",
    kind: Records::Customers,
    open: "true",
    versioned: false,
    without_receiver: WithoutReceiver::ToThePartner,
    follows: None,
    dated: None,
    history: None,
};

/// Associations: the customers of a partner.
pub const ASSOCIATION: OwnedTable = OwnedTable {
    name: "association",
    kind: Records::Customers,
    open: "t.ended_at is null",
    versioned: true,
    dated: Some(&ASSIGNMENT),
    ..PLAIN
};

/// Opportunities.
pub const OPPORTUNITY: OwnedTable = OwnedTable {
    name: "opportunity",
    kind: Records::Opportunities,
    open: "t.closed_at is null",
    versioned: true,
    without_receiver: WithoutReceiver::Stay,
    // The partner's own: those of a reseller's customer are its distributor's, and stay.
    follows: Some(Follows {
        before_ids: "(t.customer_id, t.partner_id) in (select a.customer_id, a.partner_id from association a where a.id = any(",
        after_ids: "))",
        when_asked: true,
    }),
    history: Some(History { verb: "opportunity.reassigned", entity: "opportunity" }),
    ..PLAIN
};

/// Tables of figures that no move touches. Those of consumption say whose they were on their own day, whoever is responsible today;
/// those of opportunities are kept by a trigger of the table that is moved.
pub const STAYING: &[&str] = &["consumption_record", "consumption_month", "opportunity_month", "opportunity_sum"];

/// All tables with scope columns that move, in the order in which a move locks their rows.
pub const OWNED: &[OwnedTable] = &[
    ASSOCIATION,
    OwnedTable { name: "claim", kind: Records::Claims, open: "t.state in ('open', 'in_review')", ..PLAIN },
    OwnedTable { name: "invitation", kind: Records::Invitations, open: "t.state in ('sent', 'confirming')", ..PLAIN },
    OwnedTable { name: "invitation_link", kind: Records::Links, open: "t.withdrawn_at is null", ..PLAIN },
    OwnedTable { name: "customer_alert", kind: Records::Alerts, open: "t.state = 'pending'", follows: Some(RECORDS_OF_CUSTOMERS), ..PLAIN },
    OwnedTable {
        name: "lead",
        kind: Records::Leads,
        open: "t.state in ('new', 'dispatched', 'following')",
        versioned: true,
        without_receiver: WithoutReceiver::Return("state = 'new', dispatched_by = null, dispatched_at = null"),
        ..PLAIN
    },
    OPPORTUNITY,
    // A task that is over says who had it, and so do its records.
    OwnedTable {
        name: "expansion_task",
        kind: Records::ExpansionTasks,
        open: "t.state in ('pending', 'in_progress')",
        versioned: true,
        follows: Some(RECORDS_OF_CUSTOMERS),
        ..PLAIN
    },
    OwnedTable {
        name: "expansion_record",
        kind: Records::ExpansionRecords,
        open: "exists (select from expansion_task k where k.id = t.task_id and k.state in ('pending', 'in_progress'))",
        follows: Some(RECORDS_OF_CUSTOMERS),
        ..PLAIN
    },
    // Orders say nothing of who did something: whoever has the customer sees what it ordered, at whatever time. Lines are written
    // while their order is held, so that they come behind it.
    OwnedTable { name: "customer_order", kind: Records::Orders, follows: Some(RECORDS_OF_CUSTOMERS), ..PLAIN },
    OwnedTable { name: "order_line", kind: Records::OrderLines, follows: Some(RECORDS_OF_CUSTOMERS), ..PLAIN },
    // As the lines that they are about, those that are over as well: their records say who did something.
    OwnedTable { name: "renewal_task", kind: Records::RenewalTasks, versioned: true, follows: Some(RECORDS_OF_CUSTOMERS), ..PLAIN },
];

const RECORDS_OF_CUSTOMERS: Follows = Follows { before_ids: "t.association_id = any(", after_ids: ")", when_asked: false };
