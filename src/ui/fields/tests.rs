use super::*;
use crate::error::{AppError, Conflict, Theirs};
use crate::ui::form::{Form, Submission};

fn html(view: impl FnOnce() -> String) -> String {
    Owner::new().with(view)
}

#[test]
fn an_id_follows_from_the_name() {
    assert_eq!(field_id("form[name]"), "form-name");
    assert_eq!(field_id("form[products][0][name]"), "form-products-0-name");
    assert_eq!(field_id("q"), "q");
}

#[test]
fn label_and_hint_are_tied_to_the_input() {
    let html = html(|| view! { <TextField name="form[name]" label="Name" hint="As on paper" /> }.to_html());
    assert!(html.contains(r#"<label for="form-name">"#));
    assert!(html.contains(r#"aria-describedby="form-name-hint""#) && html.contains(r#"id="form-name-hint""#));
    assert!(html.contains("(optional)") && !html.contains("aria-invalid"));
}

#[test]
fn a_required_field_is_not_marked() {
    let html = html(|| view! { <TextField name="form[name]" label="Name" required=true /> }.to_html());
    assert!(html.contains("required") && !html.contains("optional"));
}

#[test]
fn the_present_choice_is_selected() {
    let options = vec![("a".to_owned(), "Ann".to_owned()), ("b".to_owned(), "Bob".to_owned())];
    let html = html(|| view! { <Select name="form[who]" label="Who" options=options value="b" /> }.to_html());
    assert_eq!(html.matches("selected").count(), 1);
    assert!(html.contains(r#"value="b" selected"#));
}

#[test]
fn the_first_radio_has_the_id_that_the_summary_names() {
    let options = vec![Choice::new("x", "X").note("second line"), Choice::new("y", "Y")];
    let html = html(|| view! { <RadioGroup name="form[customer]" label="Customer" options=options value="y" cards=true /> }.to_html());
    assert_eq!(html.matches(r#"id="form-customer""#).count(), 1);
    assert_eq!(html.matches(" checked").count(), 1);
}

/// A page that came back from a post of `people.add` with these fields.
fn refused(error: AppError, fields: &[(&str, &str)]) -> Submission {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Submission { action: "people.add".into(), fields, error: Some(error), ..Submission::default() }
}

fn posted(error: AppError, fields: &[(&str, &str)], view: fn() -> AnyView) -> String {
    let submission = refused(error, fields);
    html(move || {
        provide_context(submission);
        view! { <Form action="people.add">{view()}</Form> }.to_html()
    })
}

#[test]
fn what_was_typed_stays_and_the_message_is_tied_to_it() {
    let html = posted(AppError::field("form[name]", "Enter a name"), &[("form[name]", "  ")], || {
        view! { <TextField name="form[name]" label="Name" hint="As on paper" value="Mei" required=true /> }.into_any()
    });
    assert!(html.contains(r#"value="  ""#) && html.contains(r#"aria-invalid="true""#));
    assert!(html.contains(r#"aria-describedby="form-name-hint form-name-error""#));
    assert!(html.contains(r#"class="field wrong""#) && html.contains(r##"href="#form-name""##));
}

#[test]
fn a_box_that_was_unticked_stays_unticked() {
    let error = || AppError::field("form[name]", "Enter a name");
    let view = || view! { <CheckBox name="form[mails]" label="Mails" checked=true /> }.into_any();
    assert!(!posted(error(), &[], view).contains(" checked"));
    assert!(posted(error(), &[("form[mails]", "true")], view).contains(" checked"));
}

#[test]
fn a_password_is_not_sent_back() {
    let html = posted(AppError::field("form[password]", "Too short"), &[("form[password]", "hunter2")], || {
        view! { <PasswordField name="form[password]" label="Password" autocomplete="new-password" /> }.into_any()
    });
    assert!(!html.contains("hunter2") && html.contains("Too short"));
}

#[test]
fn what_another_person_saved_stands_under_what_was_typed() {
    let theirs = Theirs { field: "form[name]".into(), value: "Mai".into(), shown: "Mai".into() };
    let conflict = Conflict { version: Some(3), message: "Someone was faster".into(), theirs: vec![theirs] };
    let html = posted(AppError::Conflict(conflict), &[("form[name]", "Mei")], || {
        view! { <TextField name="form[name]" label="Name" /> }.into_any()
    });
    assert!(html.contains(r#"value="Mei""#) && html.contains("form-name-theirs") && html.contains("<b>Mai"));
}

#[test]
fn a_field_of_another_form_keeps_its_own_value() {
    let submission = refused(AppError::field("form[name]", "Enter a name"), &[("form[name]", "typed")]);
    let html = html(move || {
        provide_context(submission);
        view! { <Form action="people.change"><TextField name="form[name]" label="Name" value="Mei" /></Form> }.to_html()
    });
    assert!(html.contains(r#"value="Mei""#) && !html.contains("Enter a name"));
}

fn with_file(id: Option<uuid::Uuid>) -> String {
    let upload = crate::ui::form::Upload { field: "form[file]".into(), id, name: "<a>客户.csv".into(), size: 2048 };
    let mut submission = refused(AppError::field("form[file]", "Choose another"), &[]);
    submission.uploads = vec![upload];
    html(move || {
        provide_context(submission);
        let file = || view! { <FileField name="form[file]" label="File" hint="Up to 64 MB" accept=".csv" required=true /> };
        view! { <Form action="people.add" files=true>{file()}</Form> }.to_html()
    })
}

#[test]
fn a_file_field_is_sent_as_multipart_and_names_what_it_takes() {
    let html = html(|| {
        let file = || view! { <FileField name="form[file]" label="File" hint="Up to 64 MB" accept=".csv" required=true /> };
        view! { <Form action="people.add" files=true>{file()}</Form> }.to_html()
    });
    assert!(html.contains(r#"enctype="multipart/form-data""#) && html.contains(r#"accept=".csv""#) && html.contains(" required"));
    assert!(html.contains(r#"<label for="form-file">"#) && !html.contains("checkbox") && !html.contains("multiple"));
}

#[test]
fn a_file_that_was_uploaded_stands_there_as_a_ticked_box() {
    let id = crate::server::new_id();
    let html = with_file(Some(id));
    let input = html.split("<input").find(|input| input.contains("checkbox")).unwrap();
    assert!(input.contains(&format!(r#"value="{id}""#)) && input.contains(" checked"), "{input}");
    assert!(html.contains("&lt;a&gt;客户.csv") && html.contains("2 KB") && html.contains("Choose another"));
    assert!(!html.contains(" required"), "nothing need be chosen");
}

#[test]
fn a_file_that_was_not_kept_is_named_to_be_chosen_again() {
    let html = with_file(None);
    assert!(html.contains("客户.csv was not kept") && html.contains(" required") && !html.contains("checkbox"));
}
