//! Who asks, and the names of records in the two tables beside this file. In addresses and forms `{opportunity}` stands for the id of
//! Mei's opportunity, and so on: `{customer}`, hers; `{person}`, herself; `{session}`, one of hers in another browser; `{filter}`, hers on
//! the opportunity list; `{view}`, one of hers on it, and `{shared}`, one that Grace shares; `{role}` and `{partner}`, Harbor's;
//! `{file}`, one that Viktor uploaded to import it; `{export}`, one of Mei's whose file is gone; `{queued}`, one of Zhao's that waits;
//! `{task}`, a pending expansion task of hers, and `{expansion_campaign}`, one that runs; `{order}`, one of a customer of hers;
//! `{renewal}`, a pending renewal task of hers; `{agreement}` and `{paper}`, contracts of Harbor, online and on paper; `{consumption}`, a
//! record of October of hers, and `{consumer}`, its customer; `{quota}`, one of Harbor's that is valid, and `{coupon}`, one of Harbor's
//! that is whole: it can be reclaimed.

/// Nobody; Mei; her colleague; one with a viewing role; their supervisor; another supervisor; the administrator; an operator
/// without the item; a distributor's administrator; its account manager; a reseller's administrator; another partner's
/// administrator; the vendor's operator; a disabled account manager.
pub(super) const CAST: [&str; 14] =
    ["-", "mei", "jun", "lin", "zhao", "omar", "grace", "tom", "dara", "kofi", "rita", "petra", "viktor", "ben"];

/// The status that each of the cast gets.
pub(super) type Answers = [u16; 14];
