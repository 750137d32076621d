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
    lead_dispatched_one(who) => "{who} dispatched a lead to you", "{who} 向您派发了 1 条线索";
    lead_taken_back(count, who) => "{who} gave leads of yours to somebody else: {count}", "{who} 将您的 {count} 条线索改派他人";
    lead_taken_back_one(who) => "{who} gave a lead of yours to somebody else", "{who} 将您的 1 条线索改派他人";
    customer_assigned(count, who) => "{who} assigned customers to you: {count}", "{who} 为您分配了 {count} 个客户";
    customer_assigned_one(name, who) => "{who} assigned {name} to you", "{who} 将客户 {name} 分配给您";
    customer_recorded(name) => "The vendor recorded {name} as your customer", "厂商已将客户 {name} 录入到您名下";
    customers_recorded(count) => "The vendor recorded customers as yours: {count}", "厂商已将 {count} 个客户录入到您名下";
    customer_taken_back(count, who) => "{who} took customers back from you: {count}", "{who} 收回了您的 {count} 个客户";
    customer_taken_back_one(name, who) => "{who} took {name} back from you", "{who} 收回了您的客户 {name}";
    alert_to_handle(name) => "An alert of {name} waits for you", "{name} 有待您处理的预警";
    alerts_to_handle(count) => "Alerts wait for you: {count}", "有 {count} 条预警待您处理";
    expansion_tasks_created(count, name) => "{count} new sales expansion tasks for you: {name}", "您有 {count} 个新的销售拓展任务：{name}";
    expansion_tasks_created_one(name) => "1 new sales expansion task for you: {name}", "您有 1 个新的销售拓展任务：{name}";
    association_ended(name) => "{name} agreed: what you asked for its association is done", "{name} 已同意您提出的关联关系变更";
    association_refused(name) => "{name} did not agree to the change of its association", "{name} 未同意关联关系变更";
    association_failed(name, why) => "{name} agreed, but its association stays as it was: {why}", "{name} 已同意，但关联关系未变更：{why}";
    association_unanswered(name) => "{name} did not decide in time about the change of its association", "{name} 未在有效期内答复关联关系变更";
    association_over(name, who) => "The association of {name} has ended, as {who} asked and the customer agreed", "经 {who} 申请并由客户同意，{name} 的关联已解除";
    opportunity_reviewed(name, who) => "{who} reviewed {name}", "{who} 审阅了商机 {name}";
    handed_over(count, who) => "What {who} was responsible for is yours now: {count}", "{who} 负责的 {count} 项记录已移交给您";
    handed_over_to(count, who, name) => "What {who} was responsible for went to {name}: {count}", "{who} 负责的 {count} 项记录已移交给 {name}";
    handed_over_from_you(count, name) => "What you were responsible for went to {name}: {count}", "您负责的 {count} 项记录已移交给 {name}";
    rename_accepted(name) => "The vendor accepted your company's new name: {name}", "公司更名已通过：{name}";
    quota_status_changed(name, status) => "The vendor changed the status of coupon quota {name}: {status}", "代金券额度 {name} 的状态已变更：{status}";
    bill_annulled(name) => "The vendor annulled the partner bill {name}; it is made again once it is put right", "伙伴账单 {name} 已作废，更正后将重新出账";
    rename_refused(name) => "The vendor did not accept your company's new name: {name}", "公司更名未通过：{name}";
    primary_is_you => "The vendor made you your company's primary administrator", "厂商已将您设为公司的主管理员";
    primary_is(name) => "The vendor made {name} your company's primary administrator in your place", "厂商已将公司的主管理员由您变更为 {name}";
    export_done(list) => "Your export is ready to be downloaded: {list}", "导出已完成，可以下载：{list}";
    export_failed(list) => "Your export came to nothing: {list}", "导出失败：{list}";
    renewal_tasks_made(count) => "{count} new large-order renewal tasks", "新增 {count} 个大单续订任务";
    renewal_tasks_made_one => "1 new large-order renewal task", "新增 1 个大单续订任务";
    renewal_tasks_done(count) => "{count} order lines are renewed: their renewal tasks are done", "{count} 个订单行已续订，对应的续订任务已完成";
    renewal_tasks_done_one => "An order line is renewed: its renewal task is done", "1 个订单行已续订，对应的续订任务已完成";
    with_note(sentence, note) => "{sentence}. “{note}”", "{sentence}：“{note}”";

    title => "Notifications", "通知";
    lead => "What others did, or time, that concerns you. The latest comes first.", "与您相关的变动，按时间倒序排列。";
    nothing_title => "Nothing yet", "暂无通知";
    nothing_text => "You will read here when something that concerns you has changed.", "与您相关的变动将显示在此处。";
    what => "What", "内容";
    when => "When", "时间";
    action => "Action", "操作";
    unread => "New", "未读";
    mark_read => "Mark as read", "标为已读";
    mark_this_read(sentence) => "Mark as read: {sentence}", "标为已读：{sentence}";
    mark_all_read => "Mark all as read", "全部标为已读";
    marked => "Marked as read.", "已标为已读。";
    to_preferences => "What comes by e-mail", "邮件通知设置";
    newest => "Newest", "最新";
    older => "Older", "更早";
    bell(count) => "Notifications, {count} new", "通知，{count} 条未读";

    by_mail_title => "Notifications by e-mail", "邮件通知";
    by_mail_lead => "Everything stands in your notifications. What is ticked here also comes by e-mail.", "全部通知均可在站内查看；勾选的类型还会发送邮件。";
    by_mail_to(address) => "It is sent to {address}.", "邮件将发送至 {address}。";
    no_address => "You have no e-mail address here yet: nothing is sent until you enter one.", "您尚未填写邮箱，填写后才会发送邮件。";
    enter_address => "Enter it in your account", "前往我的账号填写";
    by_mail => "Also by e-mail", "同时发送邮件";
    preferences_saved => "Saved.", "已保存。";
    not_a_kind => "Choose among the kinds of the list", "请选择列表中的类型";

    kind_claim_lapsing => "A claim of mine is about to lapse", "报备即将失效";
    kind_claim_lapsed => "A claim of mine has lapsed", "报备已失效";
    kind_claim_accepted => "A claim of mine was accepted", "报备审核通过";
    kind_claim_rejected => "A claim of mine was not accepted", "报备审核未通过";
    kind_invitation_accepted => "A customer accepted my invitation", "客户接受邀请";
    kind_invitation_failed => "An invitation of mine failed", "邀请失败";
    kind_lead_dispatched => "Leads were dispatched to me", "收到派发线索";
    kind_lead_taken_back => "Leads of mine were given to somebody else", "线索被改派";
    kind_customer_assigned => "Customers were assigned to me", "分配客户";
    kind_customer_taken_back => "Customers were taken back from me", "收回客户";
    kind_alert_to_handle => "An alert waits for me", "待处理预警";
    kind_expansion_tasks_created => "New sales expansion tasks of mine", "新的销售拓展任务";
    kind_association_decided => "A customer decided on its association, or did not in time", "客户答复关联变更或逾期未答复";
    kind_opportunity_reviewed => "My supervisor reviewed an opportunity with a note", "主管审阅商机";
    kind_handed_over => "Something was handed over to me or from me", "移交记录";
    kind_rename_decided => "The vendor decided on our new company name", "公司更名结果";
    kind_primary_replaced => "The vendor replaced our primary administrator", "变更主管理员";
    kind_export_done => "An export of mine is ready", "导出完成";
    kind_quota_status_changed => "The vendor changed the status of a coupon quota", "代金券额度状态变更";
    kind_bill_annulled => "The vendor annulled a partner bill", "伙伴账单作废";
    kind_renewal_tasks_made => "There are new renewal tasks for me", "新增续订任务";
    kind_renewal_tasks_done => "Renewal tasks of mine are done by renewals", "续订任务因续订完成";
    kind_export_failed => "An export of mine came to nothing", "导出失败";

    mail_greeting(name) => "Hello {name},", "{name}，您好！";
    mail_open => "Open it in the Partner Center", "在伙伴中心查看";
    mail_why => "E-mail is on for this kind of notification. Change it under Account, notifications by e-mail", "此类通知已开启邮件，可在“我的账号”的“邮件通知”中修改";
}

impl NotificationText {
    /// What a kind is about, as a choice.
    pub const fn kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::ClaimLapsing => self.kind_claim_lapsing(),
            Kind::ClaimLapsed => self.kind_claim_lapsed(),
            Kind::ClaimAccepted => self.kind_claim_accepted(),
            Kind::ClaimRejected => self.kind_claim_rejected(),
            Kind::InvitationAccepted => self.kind_invitation_accepted(),
            Kind::InvitationFailed => self.kind_invitation_failed(),
            Kind::LeadDispatched => self.kind_lead_dispatched(),
            Kind::LeadTakenBack => self.kind_lead_taken_back(),
            Kind::CustomerAssigned => self.kind_customer_assigned(),
            Kind::CustomerTakenBack => self.kind_customer_taken_back(),
            Kind::AlertToHandle => self.kind_alert_to_handle(),
            Kind::ExpansionTasksCreated => self.kind_expansion_tasks_created(),
            Kind::AssociationDecided => self.kind_association_decided(),
            Kind::OpportunityReviewed => self.kind_opportunity_reviewed(),
            Kind::HandedOver => self.kind_handed_over(),
            Kind::RenameDecided => self.kind_rename_decided(),
            Kind::PrimaryReplaced => self.kind_primary_replaced(),
            Kind::ExportDone => self.kind_export_done(),
            Kind::QuotaStatusChanged => self.kind_quota_status_changed(),
            Kind::BillAnnulled => self.kind_bill_annulled(),
            Kind::ExportFailed => self.kind_export_failed(),
            Kind::RenewalTasksMade => self.kind_renewal_tasks_made(),
            Kind::RenewalTasksDone => self.kind_renewal_tasks_done(),
        }
    }

    /// The sentence of a kind.
    pub fn sentence(self, kind: Kind, facts: &Facts) -> String {
        let day = facts.day.map(|day| format_day(day, self.locale())).unwrap_or_default();
        let count = facts.count.unwrap_or(1).to_string();
        let (name, who) = (&facts.name, &facts.who);
        let is_one = facts.count.unwrap_or(1) == 1;
        let is_named = is_one && !name.is_empty();
        let sentence = match kind {
            Kind::ClaimLapsing => self.claim_lapsing(name, &day),
            Kind::ClaimLapsed => self.claim_lapsed(name),
            Kind::ClaimAccepted => self.claim_accepted(name, &day),
            Kind::ClaimRejected => self.claim_rejected(name),
            Kind::InvitationAccepted => self.invitation_accepted(name),
            Kind::InvitationFailed => self.invitation_failed(name),
            Kind::LeadDispatched if is_one => self.lead_dispatched_one(who),
            Kind::LeadDispatched => self.lead_dispatched(&count, who),
            Kind::LeadTakenBack if is_one => self.lead_taken_back_one(who),
            Kind::LeadTakenBack => self.lead_taken_back(&count, who),
            // Recorded or imported: nobody of the partner did it.
            Kind::CustomerAssigned if who.is_empty() && is_named => self.customer_recorded(name),
            Kind::CustomerAssigned if who.is_empty() => self.customers_recorded(&count),
            Kind::CustomerAssigned if is_named => self.customer_assigned_one(name, who),
            Kind::CustomerAssigned => self.customer_assigned(&count, who),
            Kind::CustomerTakenBack if is_named => self.customer_taken_back_one(name, who),
            Kind::CustomerTakenBack => self.customer_taken_back(&count, who),
            Kind::AlertToHandle if name.is_empty() => self.alerts_to_handle(&count),
            Kind::AlertToHandle => self.alert_to_handle(name),
            Kind::ExpansionTasksCreated if is_one => self.expansion_tasks_created_one(name),
            Kind::ExpansionTasksCreated => self.expansion_tasks_created(&count, name),
            Kind::AssociationDecided => self.association_decided(facts),
            Kind::OpportunityReviewed => self.opportunity_reviewed(name, who),
            Kind::HandedOver if who.is_empty() => self.handed_over_from_you(&count, name),
            Kind::HandedOver if name.is_empty() => self.handed_over(&count, who),
            Kind::HandedOver => self.handed_over_to(&count, who, name),
            Kind::RenameDecided if facts.yes == Some(true) => self.rename_accepted(name),
            Kind::RenameDecided => self.rename_refused(name),
            Kind::PrimaryReplaced if name.is_empty() => self.primary_is_you().to_owned(),
            Kind::PrimaryReplaced => self.primary_is(name),
            Kind::QuotaStatusChanged => {
                self.quota_status_changed(name, facts.why.as_ref().map_or("", |status| status.in_language(self.locale())))
            }
            Kind::BillAnnulled => self.bill_annulled(name),
            Kind::ExportDone => self.export_done(facts.why.as_ref().map_or("", |list| list.in_language(self.locale()))),
            Kind::RenewalTasksMade if is_one => self.renewal_tasks_made_one().to_owned(),
            Kind::RenewalTasksMade => self.renewal_tasks_made(&count),
            Kind::RenewalTasksDone if is_one => self.renewal_tasks_done_one().to_owned(),
            Kind::RenewalTasksDone => self.renewal_tasks_done(&count),
            Kind::ExportFailed => self.export_failed(facts.why.as_ref().map_or("", |list| list.in_language(self.locale()))),
        };
        if facts.note.is_empty() { sentence } else { self.with_note(&sentence, &facts.note) }
    }

    /// What the customer said, to whoever asked; `who` asked where it is told to the account manager.
    fn association_decided(self, facts: &Facts) -> String {
        let name = &facts.name;
        match facts.yes {
            Some(true) if facts.who.is_empty() => self.association_ended(name),
            Some(true) => self.association_over(name, &facts.who),
            Some(false) => self.association_refused(name),
            None => match &facts.why {
                Some(why) => self.association_failed(name, why.in_language(self.locale())),
                None => self.association_unanswered(name),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::notifications::model::BilingualText;

    fn said(kind: Kind, facts: &Facts) -> String {
        NotificationText(Locale::En).sentence(kind, facts)
    }

    fn facts(count: u32, name: &str, who: &str) -> Facts {
        Facts { count: Some(count), name: name.into(), who: who.into(), ..Facts::default() }
    }

    #[test]
    fn one_is_not_told_as_many() {
        assert_eq!(said(Kind::CustomerAssigned, &facts(1, "S***s", "Grace")), "Grace assigned S***s to you");
        assert_eq!(said(Kind::CustomerAssigned, &facts(3, "", "Grace")), "Grace assigned customers to you: 3");
        assert_eq!(said(Kind::CustomerAssigned, &facts(1, "S***s", "")), "The vendor recorded S***s as your customer");
        assert_eq!(said(Kind::CustomerTakenBack, &facts(1, "S***s", "Grace")), "Grace took S***s back from you");
        assert_eq!(said(Kind::LeadDispatched, &facts(1, "", "Grace")), "Grace dispatched a lead to you");
        assert_eq!(said(Kind::LeadTakenBack, &facts(1, "", "Grace")), "Grace gave a lead of yours to somebody else");
        assert_eq!(
            NotificationText(Locale::ZhCn).sentence(Kind::CustomerTakenBack, &facts(1, "雪***场", "吴")),
            "吴 收回了您的客户 雪***场"
        );
    }

    #[test]
    fn what_became_of_a_request_is_told_as_it_was() {
        let why = BilingualText { en: "The account is frozen".into(), zh: "账号已冻结".into() };
        let of = |yes, why: Option<&BilingualText>| Facts { name: "S***s".into(), yes, why: why.cloned(), ..Facts::default() };
        assert_eq!(said(Kind::AssociationDecided, &of(Some(false), None)), "S***s did not agree to the change of its association");
        let failed = of(None, Some(&why));
        assert_eq!(said(Kind::AssociationDecided, &failed), "S***s agreed, but its association stays as it was: The account is frozen");
        assert_eq!(
            NotificationText(Locale::ZhCn).sentence(Kind::AssociationDecided, &failed),
            "S***s 已同意，但关联关系未变更：账号已冻结"
        );
        assert!(said(Kind::AssociationDecided, &of(None, None)).contains("did not decide in time"));
    }
}
