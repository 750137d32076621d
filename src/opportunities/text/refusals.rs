//! Why something is refused, and how to mend it; on what ground somebody sees something.

use super::OpportunityText;
use crate::auth::model::{Permission, Viewer};
use crate::messages;
use crate::opportunities::model::{Denial, Refusal, VisibilityBasis, Why};
use crate::values::date::format_date;
use crate::values::money::AmountProblem;
use crate::values::problems::Problem;

messages! {
    /// Sentences of refusals; pages reach them through the methods below.
    pub RefusalWords:
    // The things that people fill in, as they stand within a sentence.
    customer => "the customer", "客户";
    owner => "the account manager", "客户经理";
    name => "the opportunity name", "商机名称";
    industry => "the industry", "客户行业";
    business_system => "the business system", "客户业务系统";
    kind => "the type", "商机类型";
    confidence => "the confidence", "把握度";
    stage => "the stage", "商机阶段";
    test_project => "whether it is a test project", "是否测试项目";
    tender => "whether it is a tender project", "是否投标项目";
    current_platform => "the current platform", "当前使用平台";
    current_monthly_spend => "the current monthly spend", "当前月消费";
    competitors => "the competitors", "竞争对手";
    decision_maker => "the decision maker", "关键决策人";
    key_need => "the key need", "核心诉求";
    expected_monthly_revenue => "the expected monthly revenue", "预计月流水";
    expected_date => "the expected date", "预计达成时间";
    service_period => "the service period", "服务周期";
    product_name => "the main product's name", "主要产品名称";
    product_revenue => "the main product's monthly revenue", "主要产品预计月流水";
    further_name(number) => "the name of product {number}", "产品{number}名称";
    further_revenue(number) => "the monthly revenue of product {number}", "产品{number}预计月流水";
    technical_exchange => "the technical exchange", "技术交流";
    test_state => "the test state", "测试情况";
    detail => "what happened", "进展详情";
    lost_reason => "why it was lost", "输单原因";
    something => "this field", "此项";

    enter(noun) => "Enter {noun}", "请填写{noun}";
    choose(noun) => "Choose {noun}", "请选择{noun}";
    say(noun) => "Say {noun}", "请填写{noun}";
    too_long(noun, most) => "Shorten {noun} to {most} characters at most", "{noun}不能超过{most}个字符，请缩短";
    not_a_choice(noun) => "Choose {noun} from the list", "请从列表中选择{noun}";
    not_an_amount(noun) => "Enter {noun} as an amount, for example 12,500.00", "请以金额格式填写{noun}，例如 12,500.00";
    too_many_decimals(noun) => "Enter {noun} with two decimals at most, for example 12,500.00", "{noun}最多保留两位小数，例如 12,500.00";
    negative(noun) => "Enter {noun} as zero or more", "{noun}不能为负数，请重新填写";
    too_large(noun) => "Enter {noun} with sixteen digits at most before the point", "{noun}的整数部分不能超过16位，请重新填写";
    not_a_date(noun) => "Enter {noun} as year, month and day, for example 2026-12-15", "请按年、月、日填写{noun}，例如 2026-12-15";
    no_such_day(noun) => "Check {noun}: there is no such day in the calendar", "请检查{noun}：日历中没有这一天";
    date_passed(noun, date) => "Choose {noun} from today on; {date} has passed", "{noun}不能早于今天，{date}已过，请重新填写";
    not_a_service_period => "Enter the service period as whole months from 1 to 120", "请填写服务周期，1至120之间的整数（月）";
    too_many_products(most) => "Keep {most} products at most and remove the others", "最多填写{most}个产品，请移除多余的产品";
    product_exceeds_total => "The main product's monthly revenue cannot be more than the expected monthly revenue; lower it or raise the other", "主要产品预计月流水不能大于预计月流水，请调整其中一项";
    unknown_customer => "Choose one of the customers that you claimed or that are associated with you", "请选择您已报备或已关联的客户";
    resellers_claim => "Choose an associated customer: a reseller's claimed customers cannot be chosen", "云经销商的客户仅可选择已关联客户，请重新选择";
    claim_lapsed => "The claim on this customer has lapsed; claim it again or choose another customer", "该客户的报备已失效，请重新报备或选择其他客户";
    owner_is_oneself => "You report for yourself; leave the account manager empty", "客户经理只能为本人创建商机，请不要选择其他客户经理";
    unknown_owner => "Choose an active account manager of your company", "请选择本公司有效的客户经理";
    nobodys_customer => "This customer has no account manager: choose one, or yourself", "该客户暂无客户经理，请选择一位客户经理或本人";
    owns_it_already => "The opportunity is this account manager's already; choose another one", "该商机已归属这位客户经理，请选择其他客户经理";
    reported_closed => "Choose a stage that is still open; won and lost are added as progress", "请选择未关闭的商机阶段，赢单或输单请通过新增商机进展填写";
    closed => "This opportunity is won or lost and does not change any more", "该商机已赢单或输单，不可再修改";
    customer_elsewhere => "The customer is not associated with your company any more; this opportunity can only be read", "该客户与贵公司的关联已解除，此商机仅可查看";
    likely_duplicate => "It looks like an opportunity that exists; open that one, or confirm that you report this one as well", "可能已有相同商机，请打开查看，或确认仍要创建";

    vendor_staff => "Opportunities belong to the partners; the vendor's staff do not enter their pages.", "商机属于伙伴，厂商人员不可访问伙伴页面。";
    reseller => "Resellers register no opportunities. Your distributor does it for your customers: ask there.", "云经销商不进行商机报备，请联系您的总经销商。";
    supervisor => "Account-manager supervisors read their team's opportunities and do not report or change any. Ask the account manager who owns it.", "客户经理主管仅可查看团队的商机，不能创建或修改，请联系归属的客户经理。";
    own_only(ask) => "Account managers change their own opportunities only. Ask the account manager who owns it, or {ask}.", "客户经理只能修改自己的商机，请联系归属的客户经理或{ask}。";
    administrator_only(ask) => "Only system administrators hand opportunities over. Ask {ask}.", "仅系统管理员可移交商机，请联系{ask}。";
    no_item(item, ask) => "None of your roles carries “{item}”. Ask {ask} for it.", "您的角色没有“{item}”权限，请联系{ask}。";
    your_administrator => "your system administrator", "系统管理员";
    item_view => "Opportunities: view", "商机报备：查看";
    item_report => "Opportunities: report", "商机报备：创建";
    item_change => "Opportunities: revise and add progress", "商机报备：修改和新增进展";

    whose_own => "Your own opportunities. Your supervisor reads them, your administrator reads and changes them.", "您本人的商机。您的主管可查看，系统管理员可查看和修改。";
    whose_team => "The opportunities of the account managers who report to you. As their supervisor you read them only.", "向您汇报的客户经理的商机。作为主管，您仅可查看。";
    whose_administrator => "All opportunities of your company and of your resellers' customers, because you are its system administrator.", "您是系统管理员，可查看本公司及云经销商客户的全部商机。";
    whose_role_own => "All opportunities of your company, because a role of yours lets you view them. You change your own.", "您的角色可查看本公司的全部商机，您只能修改自己的商机。";
    whose_role_all => "All opportunities of your company, because a role of yours lets you view and change them.", "您的角色可查看和修改本公司的全部商机。";
    whose_role_reads => "All opportunities of your company, because a role of yours lets you view them.", "您的角色可查看本公司的全部商机。";

    why_yours => "You own it.", "该商机归属您本人。";
    why_team => "Its account manager reports to you; you read it only.", "归属的客户经理向您汇报，您仅可查看。";
    why_administrator => "You are the system administrator.", "您是系统管理员。";
    why_role => "A role of yours lets you view all opportunities of your company.", "您的角色可查看本公司的全部商机。";
}

impl OpportunityText {
    /// A problem of a form in words: what is wrong, and how to mend it.
    pub fn problem(self, problem: &Problem<Refusal>) -> String {
        self.refusal(&problem.field, problem.kind)
    }

    /// The same by the input's full name; with an empty one, a refusal of the whole, such as that of a closed opportunity.
    pub fn refusal(self, field: &str, refusal: Refusal) -> String {
        let words = RefusalWords(self.locale());
        let noun = self.noun(field);
        match refusal {
            Refusal::Missing if is_chosen(field) => words.choose(noun),
            Refusal::Missing if is_told(field) => words.say(noun),
            Refusal::Missing => words.enter(noun),
            Refusal::TooLong(most) => words.too_long(noun, most),
            Refusal::NotAChoice => words.not_a_choice(noun),
            Refusal::Amount(AmountProblem::NotAnAmount) => words.not_an_amount(noun),
            Refusal::Amount(AmountProblem::TooManyDecimals) => words.too_many_decimals(noun),
            Refusal::Amount(AmountProblem::Negative) => words.negative(noun),
            Refusal::Amount(AmountProblem::TooLarge) => words.too_large(noun),
            Refusal::NotADate => words.not_a_date(noun),
            Refusal::NoSuchDay => words.no_such_day(noun),
            Refusal::DatePassed(date) => words.date_passed(noun, format_date(date, self.locale())),
            Refusal::NotAServicePeriod => words.not_a_service_period().to_owned(),
            Refusal::TooManyProducts(most) => words.too_many_products(most),
            Refusal::ProductExceedsTotal => words.product_exceeds_total().to_owned(),
            Refusal::UnknownCustomer => words.unknown_customer().to_owned(),
            Refusal::ResellersClaim => words.resellers_claim().to_owned(),
            Refusal::ClaimLapsed => words.claim_lapsed().to_owned(),
            Refusal::OwnerIsOneself => words.owner_is_oneself().to_owned(),
            Refusal::UnknownOwner => words.unknown_owner().to_owned(),
            Refusal::NobodysCustomer => words.nobodys_customer().to_owned(),
            Refusal::OwnsItAlready => words.owns_it_already().to_owned(),
            Refusal::ReportedClosed => words.reported_closed().to_owned(),
            Refusal::Closed => words.closed().to_owned(),
            Refusal::CustomerElsewhere => words.customer_elsewhere().to_owned(),
            Refusal::LikelyDuplicate => words.likely_duplicate().to_owned(),
        }
    }

    /// What an input is about, within a sentence; by its full name.
    fn noun(self, field: &str) -> String {
        let words = RefusalWords(self.locale());
        let parts = parts(field);
        match parts.as_slice() {
            ["products", "0", "revenue"] => words.product_revenue().to_owned(),
            ["products", "0", _] => words.product_name().to_owned(),
            ["products", index, part] => {
                let number = index.parse::<usize>().unwrap_or_default() + 1;
                if *part == "revenue" { words.further_revenue(number) } else { words.further_name(number) }
            }
            [name] => plain_noun(words, name).to_owned(),
            _ => words.something().to_owned(),
        }
    }

    /// Which rule refuses the viewer, and whom to ask: by name, where the partner's administrator is known.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        let words = RefusalWords(self.locale());
        let ask = viewer.administrator.as_deref().unwrap_or(words.your_administrator());
        match denial {
            Denial::VendorStaff => words.vendor_staff().to_owned(),
            Denial::ResellerHasNoOpportunities => words.reseller().to_owned(),
            Denial::SupervisorReadsOnly => words.supervisor().to_owned(),
            Denial::OwnOnly => words.own_only(ask),
            Denial::AdministratorOnly => words.administrator_only(ask),
            Denial::NoItem(Permission::OpportunitiesReport) => words.no_item(words.item_report(), ask),
            Denial::NoItem(Permission::OpportunitiesChange) => words.no_item(words.item_change(), ask),
            Denial::NoItem(_) => words.no_item(words.item_view(), ask),
        }
    }

    /// Whose rows a list shows, and why.
    pub fn visibility_basis(self, whose: VisibilityBasis) -> &'static str {
        let words = RefusalWords(self.locale());
        match whose {
            VisibilityBasis::Own => words.whose_own(),
            VisibilityBasis::Team => words.whose_team(),
            VisibilityBasis::Administrator => words.whose_administrator(),
            VisibilityBasis::RoleChangesOwn => words.whose_role_own(),
            VisibilityBasis::RoleChangesAll => words.whose_role_all(),
            VisibilityBasis::RoleReads => words.whose_role_reads(),
        }
    }

    /// Why the viewer sees one opportunity.
    pub fn why(self, why: Why) -> &'static str {
        let words = RefusalWords(self.locale());
        match why {
            Why::Yours => words.why_yours(),
            Why::YourTeam => words.why_team(),
            Why::YouAdminister => words.why_administrator(),
            Why::YourRole => words.why_role(),
        }
    }
}

/// `form[products][0][name]` in its parts.
fn parts(field: &str) -> Vec<&str> {
    field.strip_prefix("form").unwrap_or(field).split(['[', ']']).filter(|part| !part.is_empty()).collect()
}

fn is_chosen(field: &str) -> bool {
    matches!(parts(field).as_slice(), ["customer" | "owner" | "industry" | "kind" | "confidence" | "stage" | "test_state"])
}

fn is_told(field: &str) -> bool {
    matches!(parts(field).as_slice(), ["test_project" | "tender" | "detail" | "lost_reason"])
}

fn plain_noun(words: RefusalWords, name: &str) -> &'static str {
    match name {
        "customer" => words.customer(),
        "owner" => words.owner(),
        "name" => words.name(),
        "industry" => words.industry(),
        "business_system" => words.business_system(),
        "kind" => words.kind(),
        "confidence" => words.confidence(),
        "stage" => words.stage(),
        "test_project" => words.test_project(),
        "tender" => words.tender(),
        "current_platform" => words.current_platform(),
        "current_monthly_spend" => words.current_monthly_spend(),
        "competitors" => words.competitors(),
        "decision_maker" => words.decision_maker(),
        "key_need" => words.key_need(),
        "expected_monthly_revenue" => words.expected_monthly_revenue(),
        "expected_date" => words.expected_date(),
        "service_period" => words.service_period(),
        "technical_exchange" => words.technical_exchange(),
        "test_state" => words.test_state(),
        "detail" => words.detail(),
        "lost_reason" => words.lost_reason(),
        _ => words.something(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use chrono::NaiveDate;

    fn told(field: &str, kind: Refusal) -> (String, String) {
        let problem = Problem { field: field.into(), kind };
        (OpportunityText(Locale::En).problem(&problem), OpportunityText(Locale::ZhCn).problem(&problem))
    }

    #[test]
    fn a_problem_names_the_input_and_says_how_to_mend_it() {
        let amount = told("form[expected_monthly_revenue]", Refusal::Amount(AmountProblem::NotAnAmount));
        assert_eq!(amount.0, "Enter the expected monthly revenue as an amount, for example 12,500.00");
        assert_eq!(amount.1, "请以金额格式填写预计月流水，例如 12,500.00");
        let passed = told("form[expected_date]", Refusal::DatePassed(NaiveDate::from_ymd_opt(2026, 11, 1).unwrap_or_default()));
        assert_eq!(passed.0, "Choose the expected date from today on; 1 Nov 2026 has passed");
        assert_eq!(passed.1, "预计达成时间不能早于今天，2026年11月1日已过，请重新填写");
        assert_eq!(told("form[stage]", Refusal::Missing).0, "Choose the stage");
        assert_eq!(told("form[lost_reason]", Refusal::Missing).0, "Say why it was lost");
        assert_eq!(told("form[name]", Refusal::Missing), ("Enter the opportunity name".into(), "请填写商机名称".into()));
    }

    #[test]
    fn every_product_is_named_by_its_place() {
        assert_eq!(told("form[products][0][revenue]", Refusal::Missing).0, "Enter the main product's monthly revenue");
        assert_eq!(told("form[products][2][name]", Refusal::TooLong(128)).0, "Shorten the name of product 3 to 128 characters at most");
    }
}
