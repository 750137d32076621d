//! The words of what is chosen from a list.

use super::InvitationText;
use crate::customers::text::CustomerText;
use crate::invitations::model::{AssociationType, InvitationKind, InvitationState, Secret};
use crate::messages;

messages! {
    /// Words of choices; pages reach them through the methods below.
    pub ChoiceWords:
    email_kind => "By e-mail", "线上邀请";
    general => "General link", "通用邀请链接";
    custom => "Custom link", "自定义邀请链接";
    campaign => "Campaign link", "活动邀请";
    sent => "Sent", "已发送";
    confirming => "Confirming", "待验证";
    accepted => "Associated", "已关联";
    declined => "Declined", "客户已拒绝";
    expired => "Expired", "已失效";
    withdrawn => "Withdrawn", "已撤回";
    replaced => "Replaced", "已被新邀请替代";
    failed => "Failed", "关联失败";
}

impl InvitationText {
    /// How somebody was invited.
    pub const fn invitation_kind(self, kind: InvitationKind) -> &'static str {
        let words = ChoiceWords(self.locale());
        match kind {
            InvitationKind::Email => words.email_kind(),
            InvitationKind::General => words.general(),
            InvitationKind::Custom => words.custom(),
            InvitationKind::Campaign => words.campaign(),
        }
    }

    /// Where an invitation stands.
    pub const fn invitation_state(self, state: InvitationState) -> &'static str {
        let words = ChoiceWords(self.locale());
        match state {
            InvitationState::Sent => words.sent(),
            InvitationState::Confirming => words.confirming(),
            InvitationState::Accepted => words.accepted(),
            InvitationState::Declined => words.declined(),
            InvitationState::Expired => words.expired(),
            InvitationState::Withdrawn => words.withdrawn(),
            InvitationState::Replaced => words.replaced(),
            InvitationState::Failed => words.failed(),
        }
    }

    /// 关联类型.
    pub fn type_name(self, kind: AssociationType) -> &'static str {
        CustomerText(self.locale()).association_type(kind)
    }

    /// The heading of a masked column.
    pub const fn secret(self, column: Secret) -> &'static str {
        match column {
            Secret::Name => self.customer(),
            Secret::AccountName => self.account_name(),
            Secret::Mobile => self.mobile(),
            Secret::Email => self.email(),
        }
    }
}
