//! Which conditions of a campaign can be taken away where no customer matches.

use crate::marketing_tasks::expansion::model::{Condition, Target};

/// Each condition that narrows the target, with the target without it; in the order of the form.
pub fn wider(target: &Target) -> Vec<(Condition, Target)> {
    let without = |condition: &Condition| {
        let mut wider = target.clone();
        match condition {
            Condition::Partner => (wider.partner, wider.partner_name) = (None, String::new()),
            Condition::Industries => wider.industries = Vec::new(),
            Condition::Tag => wider.tag = String::new(),
            Condition::Spend => (wider.spend_from, wider.spend_until) = (None, None),
            Condition::Association => wider.association = None,
            Condition::OpenTasks => wider.with_open = true,
        }
        (wider != *target).then_some((*condition, wider))
    };
    Condition::ALL.iter().filter_map(without).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::model::{AssociationType, Industry};
    use crate::values::money::Charged;

    #[test]
    fn each_condition_that_narrows_is_taken_away_by_itself_and_no_other() {
        let target = Target {
            industries: vec![Industry::ALL[0]],
            tag: "VIP".into(),
            spend_until: Some(Charged::ZERO),
            association: Some(AssociationType::ALL[0]),
            ..Target::default()
        };
        let wider = wider(&target);
        let conditions: Vec<Condition> = wider.iter().map(|(condition, _)| *condition).collect();
        use Condition::{Association, Industries, OpenTasks, Spend, Tag};
        assert_eq!(conditions, [Industries, Tag, Spend, Association, OpenTasks], "the partner does not narrow");
        assert_eq!(wider[1].1, Target { tag: String::new(), ..target.clone() });
        assert_eq!(wider[2].1, Target { spend_until: None, ..target.clone() });
        assert_eq!(wider[4].1, Target { with_open: true, ..target });
        assert!(super::wider(&Target { with_open: true, ..Target::default() }).is_empty(), "nothing narrows all customers");
    }
}
