//! The sentences of notifications, both languages side by side.

use super::model::{Facts, Kind};
use crate::messages;
use crate::values::date::format_day;

messages! {
    /// Words of notifications.
    pub NotificationText:
    claim_lapsing(name, day) => "Your claim on {name} lapses on {day}", "您对 {name} 的报备将于 {day} 失效";
    claim_lapsed(name) => "Your claim on {name} has lapsed; anyone may claim it now", "您对 {name} 的报备已失效，其他伙伴可以报备";
    claim_accepted(name, day) => "Your claim on {name} was accepted and holds until {day}", "您对 {name} 的报备已通过审核，有效期至 {day}";
    claim_rejected(name) => "Your claim on {name} was not accepted", "您对 {name} 的报备未通过审核";
    invitation_accepted(name) => "{name} accepted your invitation and is associated now", "{name} 已接受邀请并完成关联";
    invitation_failed(name) => "The invitation of {name} did not lead to an association", "{name} 的邀请未能完成关联";
    lead_dispatched(count, who) => "{who} dispatched leads to you: {count}", "{who} 向您派发了 {count} 条线索";
    customer_assigned(count, who) => "{who} assigned customers to you: {count}", "{who} 为您分配了 {count} 个客户";
    customer_taken_back(count, who) => "{who} took customers back from you: {count}", "{who} 收回了您的 {count} 个客户";
    alert_to_handle(name) => "An alert of {name} waits for you", "{name} 有待您处理的预警";
    association_ended(name) => "{name} agreed: what you asked for its association is done", "{name} 已同意您提出的关联关系变更";
    association_refused(name) => "{name} did not agree to the change of its association", "{name} 未同意关联关系变更";
    opportunity_reviewed(name, who) => "{who} reviewed {name}", "{who} 审阅了商机 {name}";
    handed_over(count, who) => "What {who} was responsible for is yours now: {count}", "{who} 负责的 {count} 项记录已移交给您";
    rename_accepted(name) => "The vendor accepted your company's new name: {name}", "公司更名已通过：{name}";
    rename_refused(name) => "The vendor did not accept your company's new name: {name}", "公司更名未通过：{name}";
    with_note(sentence, note) => "{sentence}. “{note}”", "{sentence}：“{note}”";
}

impl NotificationText {
    /// The sentence of a kind.
    pub fn sentence(self, kind: Kind, facts: &Facts) -> String {
        let day = facts.day.map(|day| format_day(day, self.locale())).unwrap_or_default();
        let count = facts.count.unwrap_or(1).to_string();
        let (name, who) = (&facts.name, &facts.who);
        let sentence = match kind {
            Kind::ClaimLapsing => self.claim_lapsing(name, &day),
            Kind::ClaimLapsed => self.claim_lapsed(name),
            Kind::ClaimAccepted => self.claim_accepted(name, &day),
            Kind::ClaimRejected => self.claim_rejected(name),
            Kind::InvitationAccepted => self.invitation_accepted(name),
            Kind::InvitationFailed => self.invitation_failed(name),
            Kind::LeadDispatched => self.lead_dispatched(&count, who),
            Kind::CustomerAssigned => self.customer_assigned(&count, who),
            Kind::CustomerTakenBack => self.customer_taken_back(&count, who),
            Kind::AlertToHandle => self.alert_to_handle(name),
            Kind::AssociationDecided if facts.yes == Some(true) => self.association_ended(name),
            Kind::AssociationDecided => self.association_refused(name),
            Kind::OpportunityReviewed => self.opportunity_reviewed(name, who),
            Kind::HandedOver => self.handed_over(&count, who),
            Kind::RenameDecided if facts.yes == Some(true) => self.rename_accepted(name),
            Kind::RenameDecided => self.rename_refused(name),
        };
        if facts.note.is_empty() { sentence } else { self.with_note(&sentence, &facts.note) }
    }
}
