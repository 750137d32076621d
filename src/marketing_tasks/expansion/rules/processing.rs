//! Processing: what may be said of a task, of one or of several at once.

use crate::auth::model::Viewer;
use crate::marketing_tasks::expansion::model::{
    BatchForm, LONGEST_NOTE, PickForm, Picked, ProcessForm, Processing, Refusal, Task, TaskId, TaskResult,
};
use crate::marketing_tasks::model::MOST_AT_ONCE;
use crate::marketing_tasks::rules::may_process;
use crate::opportunities::rules::may_report;
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, required_lines};

/// Reads the form: one of the results that are offered, and a note (U18). "Opportunity created" is none of them: only a real
/// opportunity says it (R9).
///
/// # Errors
/// Every problem, each at its input.
pub fn parse_processing(form: &ProcessForm) -> Result<Processing, Problems<Refusal>> {
    parse(&form.result, &form.note, Problems::new())
}

/// Reads the form of several tasks, each in the version that was shown.
///
/// # Errors
/// Every problem, each at its input.
pub fn parse_batch(form: &BatchForm) -> Result<(Vec<Picked>, Processing), Problems<Refusal>> {
    let mut problems = Problems::new();
    let picked = picked(&form.tasks).map_err(|refusal| problems.add_whole(refusal)).ok();
    let processing = parse(&form.result, &form.note, problems)?;
    picked.map(|picked| (picked, processing)).ok_or_else(Problems::new)
}

/// Reads what was ticked in the list.
///
/// # Errors
/// `NoTask`, `TooMany`, `NotAChoice`.
pub fn parse_pick(form: &PickForm) -> Result<Vec<TaskId>, Refusal> {
    let mut ids: Vec<TaskId> = Vec::new();
    for id in &form.tasks {
        let id = id.parse().map_err(|_| Refusal::NotAChoice)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    within(ids)
}

fn parse(result: &str, note: &str, mut problems: Problems<Refusal>) -> Result<Processing, Problems<Refusal>> {
    let result = match result.trim() {
        "" => Err(Refusal::NoResult),
        word => word.parse().ok().filter(|result| TaskResult::OFFERED.contains(result)).ok_or(Refusal::NotAChoice),
    };
    let note = required_lines(note, LONGEST_NOTE).map_err(|problem| match problem {
        TextProblem::Missing => Refusal::NoNote,
        TextProblem::TooLong(most) => Refusal::TooLong(most),
    });
    let (result, note) = (problems.keep("result", result), problems.keep("note", note));
    problems.check(result.zip(note).map(|(result, note)| Processing { result, note }))
}

fn picked(pairs: &[String]) -> Result<Vec<Picked>, Refusal> {
    let mut picked: Vec<Picked> = Vec::new();
    for pair in pairs {
        let (id, version) = pair.split_once(':').ok_or(Refusal::NotAChoice)?;
        let id = id.parse().map_err(|_| Refusal::NotAChoice)?;
        let version = version.trim().parse().map_err(|_| Refusal::NotAChoice)?;
        if !picked.iter().any(|known| known.id == id) {
            picked.push(Picked { id, version });
        }
    }
    within(picked)
}

fn within<T>(picked: Vec<T>) -> Result<Vec<T>, Refusal> {
    match picked.len() {
        0 => Err(Refusal::NoTask),
        n if n > MOST_AT_ONCE => Err(Refusal::TooMany),
        _ => Ok(picked),
    }
}

/// Whether an opportunity can be reported from the task: by whoever processes it and may report (R9), while it is open.
pub fn may_report_from(viewer: &Viewer, task: &Task) -> bool {
    let is_own = task.owner.as_ref().is_some_and(|(owner, _)| *owner == viewer.person_id);
    // An account manager reports for her own customers only (R4), whatever more a second role shows her.
    let reports = may_report(viewer).is_ok() && (is_own || !viewer.is_account_manager());
    task.state.is_open() && may_process(viewer, &task.task_owner()).is_ok() && reports
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(result: &str, note: &str) -> ProcessForm {
        ProcessForm { result: result.into(), note: note.into(), ..ProcessForm::default() }
    }

    #[test]
    fn a_task_is_processed_with_a_result_and_a_note_u18() {
        for result in TaskResult::OFFERED {
            let parsed = parse_processing(&typed(result.as_str(), " Called them. ")).unwrap();
            assert_eq!((parsed.result, parsed.note.as_str()), (result, "Called them."));
        }
        let at = |form: &ProcessForm, field: &str| parse_processing(form).unwrap_err().at(field).copied().collect::<Vec<_>>();
        assert_eq!(at(&typed("", "x"), "form[result]"), [Refusal::NoResult]);
        assert_eq!(at(&typed("contacted", " "), "form[note]"), [Refusal::NoNote]);
        assert_eq!(at(&typed("contacted", &"云".repeat(1001)), "form[note]"), [Refusal::TooLong(1000)]);
        assert!(parse_processing(&typed("contacted", &"云".repeat(1000))).is_ok());
        assert_eq!(parse_processing(&typed("", "")).unwrap_err().0.len(), 2, "everything at once");
    }

    #[test]
    fn that_an_opportunity_was_created_comes_only_from_a_real_one_r9() {
        for result in [TaskResult::OpportunityCreated, TaskResult::CampaignTerminated, TaskResult::AssociationEnded] {
            let refused = parse_processing(&typed(result.as_str(), "x")).unwrap_err();
            assert_eq!(refused.at("form[result]").next(), Some(&Refusal::NotAChoice), "{result}");
        }
    }

    #[test]
    fn whoever_is_reached_or_interested_is_followed_on_and_no_ends_the_task_u19() {
        use crate::marketing_tasks::model::TaskState::{Done, InProgress, Terminated};
        let leads_to: Vec<_> = TaskResult::ALL.iter().map(|result| result.leads_to()).collect();
        assert_eq!(leads_to, [InProgress, InProgress, Done, Done, Terminated, Terminated]);
    }

    #[test]
    fn several_are_processed_with_one_result_and_note_a_hundred_at_the_most() {
        let id = |n: u128| uuid::Uuid::from_u128(n).to_string();
        let form = |tasks: Vec<String>| BatchForm { tasks, result: "contacted".into(), note: "x".into(), ..BatchForm::default() };
        let (picked, _) = parse_batch(&form(vec![format!("{}:3", id(1)), format!("{}:3", id(1)), format!("{}:1", id(2))])).unwrap();
        assert_eq!(picked.iter().map(|one| one.version).collect::<Vec<_>>(), [3, 1], "each once");
        let whole = |tasks| parse_batch(&form(tasks)).unwrap_err().at("").copied().collect::<Vec<_>>();
        assert_eq!(whole(vec![]), [Refusal::NoTask]);
        assert_eq!(whole((0..101).map(|n| format!("{}:1", id(n))).collect()), [Refusal::TooMany]);
        assert_eq!(whole(vec!["x".into()]), [Refusal::NotAChoice]);
        let both = parse_batch(&BatchForm::default()).unwrap_err();
        assert_eq!(both.0.len(), 3, "tasks, result and note");
        assert_eq!(parse_pick(&PickForm { tasks: vec![id(7), id(7)], ..PickForm::default() }).map(|ids| ids.len()), Ok(1));
        assert_eq!(parse_pick(&PickForm::default()), Err(Refusal::NoTask));
    }
}
