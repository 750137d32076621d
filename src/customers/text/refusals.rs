//! Why something is refused, and how to mend it; on what ground somebody sees customers.

use super::CustomerText;
use crate::auth::model::Viewer;
use crate::customers::model::{Denial, Refusal, VisibilityBasis};
use crate::messages;
use crate::values::problems::Problem;

messages! {
    /// Sentences of refusals; pages reach them through the methods below.
    pub RefusalWords:
    kind => "the relation", "客户关系";
    partner => "the partner", "伙伴";
    company_name => "the customer's full name", "客户全称";
    account_name => "the customer's account name", "客户账号名";
    industry => "the industry", "客户行业";
    contact_name => "the contact", "联系人";
    mobile => "the mobile number", "手机号码";
    email => "the e-mail address", "邮箱";
    association_type => "the association type", "关联类型";
    real_name_state => "the real-name state", "实名认证状态";
    account_manager => "the account manager", "客户经理";
    something => "this field", "此项";

    enter(noun) => "Enter {noun}", "请填写{noun}";
    choose(noun) => "Choose {noun}", "请选择{noun}";
    too_long(noun, most) => "Shorten {noun} to {most} characters at most", "{noun}不能超过{most}个字符，请缩短";
    not_a_choice(noun) => "Choose {noun} from the list", "请从列表中选择{noun}";
    unknown_partner => "Choose a partner from the list", "请从列表中选择伙伴";
    unknown_account_manager => "Enter the account name of an active account manager of this partner", "请填写该伙伴有效客户经理的账号名";
    not_an_account_name => "Enter the account name without spaces", "客户账号名不能包含空格，请重新填写";
    account_name_taken => "Another customer has this account name; check it", "该客户账号名已存在，请检查";
    not_a_mobile => "Enter a mobile number such as 138 0013 8000, or +49 151 12345678 for another country", "请填写正确的手机号码，例如 138 0013 8000，其他国家请加区号";
    not_an_email => "Enter an e-mail address such as name@company.example", "请填写正确的邮箱，例如 name@company.example";
    no_referral_right => "This partner may not offer referral; choose resale, or give it the right on the partner's page first", "该伙伴没有顾问销售权限，请选择代售，或先在伙伴页面开通";
    associated_already => "This customer is associated with a partner already", "该客户已关联伙伴";

    vendor_staff => "Customers belong to the partners; the vendor's staff record them under Operations.", "客户属于伙伴，厂商人员请在“运营”中录入。";
    no_item(ask) => "None of your roles carries “Customers: view”. Ask {ask} for it.", "您的角色没有“客户管理：查看”权限，请联系{ask}。";
    your_administrator => "your system administrator", "系统管理员";

    whose_own => "Your own customers.", "您本人的客户。";
    whose_team => "The customers of the account managers who report to you.", "向您汇报的客户经理的客户。";
    whose_administrator => "All customers of your company, because you are its system administrator.", "您是系统管理员，可查看本公司的全部客户。";
    whose_role => "All customers of your company, because a role of yours lets you view them.", "您的角色可查看本公司的全部客户。";
}

impl CustomerText {
    /// A problem of a form in words: what is wrong, and how to mend it.
    pub fn problem(self, problem: &Problem<Refusal>) -> String {
        self.refusal(&problem.field, problem.kind)
    }

    /// The same by the input's full name.
    pub fn refusal(self, field: &str, refusal: Refusal) -> String {
        let words = RefusalWords(self.locale());
        let name = field.strip_prefix("form[").and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
        let noun = noun(words, name);
        match refusal {
            Refusal::Missing if matches!(name, "kind" | "partner" | "industry" | "association_type") => words.choose(noun),
            Refusal::Missing => words.enter(noun),
            Refusal::TooLong(most) => words.too_long(noun, most),
            Refusal::NotAChoice => words.not_a_choice(noun),
            Refusal::UnknownPartner => words.unknown_partner().to_owned(),
            Refusal::UnknownAccountManager => words.unknown_account_manager().to_owned(),
            Refusal::NotAnAccountName => words.not_an_account_name().to_owned(),
            Refusal::AccountNameTaken => words.account_name_taken().to_owned(),
            Refusal::NotAMobile => words.not_a_mobile().to_owned(),
            Refusal::NotAnEmail => words.not_an_email().to_owned(),
            Refusal::AssociatedAlready => words.associated_already().to_owned(),
            Refusal::NoReferralRight => words.no_referral_right().to_owned(),
        }
    }

    /// Which rule refuses the viewer, and whom to ask: by name, where the partner's administrator is known.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        let words = RefusalWords(self.locale());
        match denial {
            Denial::VendorStaff => words.vendor_staff().to_owned(),
            Denial::NoItem(_) => words.no_item(viewer.administrator.as_deref().unwrap_or(words.your_administrator())),
        }
    }

    /// Whose customers a list shows, and why.
    pub fn visibility_basis(self, whose: VisibilityBasis) -> &'static str {
        let words = RefusalWords(self.locale());
        match whose {
            VisibilityBasis::Own => words.whose_own(),
            VisibilityBasis::Team => words.whose_team(),
            VisibilityBasis::Administrator => words.whose_administrator(),
            VisibilityBasis::Role => words.whose_role(),
        }
    }
}

fn noun(words: RefusalWords, name: &str) -> &'static str {
    match name {
        "kind" => words.kind(),
        "partner" => words.partner(),
        "company_name" => words.company_name(),
        "account_name" => words.account_name(),
        "industry" => words.industry(),
        "contact_name" => words.contact_name(),
        "mobile" => words.mobile(),
        "email" => words.email(),
        "association_type" => words.association_type(),
        "real_name_state" => words.real_name_state(),
        "account_manager" => words.account_manager(),
        _ => words.something(),
    }
}
