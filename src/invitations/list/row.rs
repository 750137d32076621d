//! One invitation as the history shows it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::invitations::model::{
    AssociationType, ClaimId, ClaimState, FailReason, InvitationId, InvitationKind, InvitationState, Secret, Standing,
};
use crate::invitations::rules;
use crate::invitations::text::InvitationText;
use crate::lists::description::ListContext;
use crate::lists::record::{Cell, Post, Question, Record, Tick};
use crate::ui::badge::Tone;
use crate::values::date::{format_moment, format_stamp};
use crate::values::masking::{mask_account, mask_email, mask_mobile, mask_name};

/// One invitation.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: InvitationId,
    claim_id: Option<ClaimId>,
    kind: InvitationKind,
    association_kind: AssociationType,
    company_name: String,
    account_name: String,
    state: InvitationState,
    reason: Option<FailReason>,
    late_reason: Option<FailReason>,
    late_at: Option<DateTime<Utc>>,
    expires_at: Option<DateTime<Utc>>,
    claim_state: Option<ClaimState>,
    valid_until: Option<DateTime<Utc>>,
    claim_email: Option<String>,
    referral_right: bool,
    distributor_delisted: bool,
    contacts_stay_masked: bool,
    #[sqlx(default)]
    mobile: String,
    #[sqlx(default)]
    email: String,
    #[sqlx(default)]
    tag: String,
    #[sqlx(default)]
    account_manager: Option<String>,
    #[sqlx(default)]
    created_at: Option<DateTime<Utc>>,
}

impl Row {
    fn state(&self, context: &ListContext) -> InvitationState {
        rules::state_now(self.state, self.expires_at, context.now)
    }

    /// A value behind the eye; number and address stay masked for a claim that was made of a lead that keeps them (R24).
    fn masked(&self, column: Secret, text: String) -> Cell {
        let stays = self.contacts_stay_masked && column.is_contact();
        Cell::masked(text, (!stays).then(|| format!("invitation:{}", self.id)))
    }

    /// State, reason and advice, and until when a link works.
    fn standing(&self, context: &ListContext) -> Cell {
        let (t, state) = (InvitationText(context.locale), self.state(context));
        let tone = match state {
            InvitationState::Accepted => Tone::Good,
            InvitationState::Sent | InvitationState::Confirming => Tone::Note,
            InvitationState::Expired | InvitationState::Declined => Tone::Warn,
            InvitationState::Failed => Tone::Bad,
            InvitationState::Withdrawn | InvitationState::Replaced => Tone::Neutral,
        };
        let why = rules::reason_of(state, self.reason).map(|reason| format!("{} {}", t.fail_reason(reason), t.advice(reason)));
        let until = self.expires_at.filter(|_| state == InvitationState::Sent);
        let until = until.map(|at| t.works_until(format_stamp(at, context.locale)));
        let late = self.late_reason.zip(self.late_at);
        let late = late.map(|(reason, at)| t.late(t.fail_reason(reason), format_moment(at, context.now, context.locale)));
        let lines: Vec<Vec<Cell>> = why.into_iter().chain(until).chain(late).map(|line| vec![Cell::text(line)]).collect();
        Cell::Lines(Box::new(Cell::Badge(tone, t.invitation_state(state).into())), lines)
    }

    /// Only what can really be sent again is offered.
    fn may_resend(&self, context: &ListContext) -> bool {
        let standing = Standing { referral_right: self.referral_right, distributor_delisted: self.distributor_delisted };
        let obstacle = match (self.claim_state, self.valid_until, &self.claim_email) {
            (Some(state), Some(until), Some(email)) => rules::obstacle(state, until, email, context.now),
            _ => None,
        };
        rules::may_invite_online(&context.viewer, &standing).is_ok()
            && rules::may_resend(self.kind, self.state(context))
            && self.claim_id.is_some()
            && obstacle.is_none()
            && rules::offered(&standing).contains(&self.association_kind)
    }

    fn post(&self, action: &'static str, label: &'static str, name: String, question: Option<Question>) -> Post {
        Post { action, field: "form[id]", value: self.id.to_string(), label, name, question }
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = InvitationText(context.locale);
        match column {
            "name" => self.masked(Secret::Name, mask_name(&self.company_name)).over(mask_account(&self.account_name)),
            "account_name" => self.masked(Secret::AccountName, mask_account(&self.account_name)),
            "mobile" => self.masked(Secret::Mobile, mask_mobile(&self.mobile)),
            "email" => self.masked(Secret::Email, mask_email(&self.email)),
            "kind" => Cell::text(t.invitation_kind(self.kind)),
            "association_type" => Cell::text(t.type_name(self.association_kind)),
            "tag" => Cell::text(self.tag.clone()),
            "state" => self.standing(context),
            "account_manager" => Cell::person(self.account_manager.clone(), t.nobody()),
            "created" => self.created_at.map_or(Cell::Empty, Cell::Moment),
            _ => Cell::Empty,
        }
    }

    fn posts(&self, context: &ListContext) -> Vec<Post> {
        let (t, name) = (InvitationText(context.locale), mask_name(&self.company_name));
        let resend = self.may_resend(context).then(|| self.post("invitations.resend", t.resend(), t.resend_of(&name), None));
        let may_withdraw = self.state(context) == InvitationState::Sent && rules::may_invite(&context.viewer).is_ok();
        let withdraw = may_withdraw.then(|| {
            let question = Question { title: t.withdraw_title(&name), text: t.withdraw_mail_text() };
            self.post("invitations.withdraw", t.withdraw(), format!("{} {name}", t.withdraw()), Some(question))
        });
        resend.into_iter().chain(withdraw).collect()
    }

    fn tick(&self, context: &ListContext) -> Option<Tick> {
        let label = InvitationText(context.locale).choose_row(mask_name(&self.company_name));
        self.may_resend(context).then(|| Tick { value: self.id.to_string(), label })
    }
}
