use uuid::Uuid;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn lines_that_expire_within_the_lead_get_a_task_u21() {
    let (from, before) = due_expiries(day("2026-11-23"), 60);
    // 22 January is the sixtieth day after, and belongs to it until it is over in Beijing.
    assert_eq!(before, moment("2027-01-22T16:00:00Z"));
    assert!(moment("2027-01-22T15:59:59.999999Z") < before);
    // What expired in nights on which the job did not run gets one as well, as long as it would not be over at once.
    assert_eq!(from, moment("2026-11-07T16:00:00Z"));
}

fn typed(intention: &str, reason: &str) -> ProcessForm {
    ProcessForm { intention: intention.into(), reason: reason.into(), note: " Called\r\ntwice ".into(), ..ProcessForm::default() }
}

fn parsed(form: &ProcessForm) -> Result<Processing, Problems<Refusal>> {
    parse_processing(form, day("2026-11-23"))
}

#[test]
fn processing_says_the_intention_and_a_reason_where_it_will_not_be_renewed_u20() {
    let all = parsed(&ProcessForm { expected_on: "2026-12-01".into(), ..typed("will_not_renew", "Too dear") }).unwrap();
    assert_eq!((all.intention, all.reason.as_str(), all.note.as_str()), (Intention::WillNotRenew, "Too dear", "Called\ntwice"));
    assert_eq!(all.expected_on, Some(day("2026-12-01")));
    assert_eq!(parsed(&typed("", "")).unwrap_err().at("form[intention]").next(), Some(&Refusal::NoIntention));
    assert_eq!(parsed(&typed("perhaps", "")).unwrap_err().at("form[intention]").next(), Some(&Refusal::NotAChoice));
    assert_eq!(parsed(&typed("will_not_renew", " ")).unwrap_err().at("form[reason]").next(), Some(&Refusal::NoReason));
    for intention in ["will_renew", "undecided"] {
        assert_eq!(parsed(&typed(intention, "Too dear")).unwrap().reason, "", "a reason of another intention");
    }
    let long = "x".repeat(1001);
    assert_eq!(parsed(&typed("will_not_renew", &long)).unwrap_err().at("form[reason]").next(), Some(&Refusal::TooLong(1000)));
    let noted = ProcessForm { note: long, ..typed("undecided", "") };
    assert_eq!(parsed(&noted).unwrap_err().at("form[note]").next(), Some(&Refusal::TooLong(1000)));
}

#[test]
fn the_expected_day_is_today_or_later() {
    let on = |text: &str| parsed(&ProcessForm { expected_on: text.into(), ..typed("will_renew", "") });
    assert_eq!(on("2026-11-23").unwrap().expected_on, Some(day("2026-11-23")));
    assert_eq!(on("").unwrap().expected_on, None);
    assert_eq!(on("2026-11-22").unwrap_err().at("form[expected_on]").next(), Some(&Refusal::DayPassed));
    assert_eq!(on("soon").unwrap_err().at("form[expected_on]").next(), Some(&Refusal::NotADay));
}

#[test]
fn several_tasks_are_read_with_their_versions_each_once() {
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let form = |tasks: &[String]| BatchForm { tasks: tasks.to_vec(), intention: "undecided".into(), ..BatchForm::default() };
    let read = |tasks: &[String]| parse_batch(&form(tasks), day("2026-11-23"));
    let batch = read(&[format!("{one}:1"), format!("{two}:4"), format!("{one}:1")]).unwrap();
    assert_eq!(batch.tasks, [(RenewalTaskId(one), 1), (RenewalTaskId(two), 4)]);
    assert_eq!(read(&[]).unwrap_err().at("").next(), Some(&Refusal::NothingChosen));
    assert_eq!(read(&["x:1".into()]).unwrap_err().at("").next(), Some(&Refusal::NotAChoice));
    let many: Vec<String> = (0..101_u128).map(|n| format!("{}:1", Uuid::from_u128(n))).collect();
    assert_eq!(read(&many).unwrap_err().at("").next(), Some(&Refusal::TooMany(100)));
}
