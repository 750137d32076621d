//! Decisions about invitations.

mod joining;
mod linking;
mod permission;
mod sending;

pub use joining::{
    CODE_MINUTES, CODE_TRIES, CodeVerdict, code_expires_at, judge_association, judge_code, judge_link, normalise_code, parse_account_name,
    parse_newcomer,
};
pub use linking::{LONGEST_TAG, parse_link};
pub use permission::{may_invite, may_invite_online, reach};
pub use sending::{
    MAILED_WITHIN, MOST_AT_ONCE, MOST_MAILS, is_chinese, link_expires_at, mailed_often, may_resend, obstacle, offered, parse_ids,
    parse_send, reason_of, state_now,
};
