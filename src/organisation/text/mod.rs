//! Words of the organisation: names of partners' kinds and states, and what its rules refuse.

mod company;
mod handing_over;
mod pages;
mod preview;

pub use company::CompanyText;
pub use handing_over::HandOverText;
pub use pages::PeopleText;
pub use preview::PreviewText;

use super::model::{Denial, PartnerKind, RealNameState, Refusal, Role};
use crate::auth::text::AuthText;

crate::messages! {
    /// Words of the organisation.
    pub OrganisationText:
    solution_provider => "Solution provider", "解决方案提供商";
    distributor => "Distributor", "总经销商";
    reseller => "Reseller", "云经销商";
    all_resellers => "All resellers", "全部云经销商";
    channel_only => "Channel only", "仅拓渠";
    unverified => "Not verified", "未实名认证";
    in_review => "In review", "审核中";
    rejected => "Rejected", "不通过";
    verified => "Verified", "已实名";

    administrators_only => "People and roles are managed by the system administrator of the partner.", "人员与角色由伙伴的系统管理员管理。";
    administrators_only_ask(name) => "People and roles are managed by the system administrator of the partner. Ask {name}.", "人员与角色由伙伴的系统管理员管理，请联系{name}。";
    vendor_only => "Operations belong to the vendor's own staff.", "运营功能仅供厂商员工使用。";
    vendor_only_ask(name) => "Operations belong to the vendor's own staff. Ask {name}, who has the contact.", "运营功能仅供厂商员工使用，如有需要请联系{name}。";

    missing => "Fill this in", "请填写此项";
    choose_one => "Choose one", "请选择";
    enter_account_name => "Enter the account name", "请填写账号名";
    enter_display_name => "Enter the person's name", "请填写姓名";
    enter_company => "Enter the company", "请填写公司名称";
    choose_kind => "Choose the partner type", "请选择伙伴类型";
    enter_name => "Enter the name", "请填写名称";
    too_long(most) => "Use at most {most} characters", "最多 {most} 个字符";
    not_a_choice => "Choose one of the offered values", "请选择列表中的值";
    not_an_account_name => "Use 3 to 64 lower-case letters, digits, dots, hyphens or underscores, beginning with a letter", "请使用 3 至 64 个小写字母、数字、点、连字符或下划线，并以字母开头";
    account_name_taken => "This account name is taken; choose another", "该账号名已被使用，请更换";
    partner_name_taken => "Another partner has this name; choose another", "该伙伴名称已被使用，请更换";
    not_an_email => "Enter an address such as name@company.example", "请输入正确的邮箱地址，例如 name@company.example";
    not_a_mobile => "Enter a mobile number, with its country code if it is not Chinese", "请输入正确的手机号码，非中国号码请加国家代码";
    reseller_needs_a_distributor => "A reseller belongs to exactly one distributor; choose it", "云经销商须归属一个总经销商，请选择";
    only_resellers_have_a_distributor => "Only a reseller belongs to a distributor; clear this choice", "仅云经销商归属总经销商，请清除此项";
    unknown_distributor => "Choose a distributor from the list", "请从列表中选择总经销商";
    channel_only_is_for_distributors => "Only a distributor can be channel only; clear this box", "仅总经销商可设为仅拓渠，请取消勾选";
    no_role => "Choose at least one role", "请至少选择一个角色";
    too_many_roles => "Choose at most three roles", "最多选择三个角色";
    unknown_role => "Choose from the roles of this partner", "请选择本伙伴的角色";
    administrator_excludes_others => "System administrator excludes every other role; keep one or the other", "系统管理员不可与其他角色并存，请调整";
    manager_excludes_supervisor => "Account manager and supervisor exclude each other; choose one of them", "客户经理与客户经理主管互斥，请选择其一";
    only_account_managers_have_a_supervisor => "Only an account manager has a supervisor; clear this choice or give that role", "仅客户经理有主管，请清除此项或分配客户经理角色";
    unknown_supervisor => "Choose an active supervisor of this partner", "请选择本伙伴在用的客户经理主管";
    oneself => "You cannot do this to your own account. Another administrator can.", "不能对自己的账号执行此操作，请联系其他系统管理员。";
    primary_administrator => "This is the primary administrator of the partner. Only the vendor replaces that person.", "该人员是伙伴的主管理员，只能由厂商更换。";
    already_disabled => "This person is disabled already.", "该人员已停用。";
    another_administrator => "Nobody views as another administrator.", "不能以其他系统管理员的身份查看。";
    not_disabled => "This person is not disabled.", "该人员未停用。";
    last_administrator => "A partner always has an active system administrator. Make somebody else one first.", "伙伴须始终有一名在用的系统管理员，请先指定其他人员。";
    has_customers(n) => "Customers associated with this partner: {n}. A distributor that has customers develops them.", "该伙伴已关联 {n} 个客户，不能设为仅拓渠。";
    has_reports(n) => "Account managers reporting to this person: {n}. Choose another supervisor for them, or leave them without one", "有 {n} 名客户经理向该人员汇报，请为他们选择其他主管，或选择不设主管";
    has_records(n) => "Still responsible for records: {n}. Choose who receives them", "仍负责 {n} 项记录，请选择接收人";
    opportunities_need_an_owner(n) => "Open opportunities need an owner: {n}. Choose an account manager", "{n} 个进行中的商机须有所有者，请选择客户经理";
    unknown_receiver => "Choose another active account manager of this partner", "请选择本伙伴其他在用的客户经理";
    role_name_taken => "There is a role of this name; choose another", "该角色名称已存在，请更换";
    too_many_custom_roles => "A partner has at most ten custom roles. Change or delete one that nobody needs any more.", "每个伙伴最多 10 个自定义角色，请修改或删除不再使用的角色。";
    role_is_held(n) => "People who hold this role: {n}. Give them another one first; then it can be deleted.", "有 {n} 人持有该角色，请先为其更换角色，之后方可删除。";
    same_name => "The company has this name already; enter another one", "与当前公司名称相同，请输入新名称";
    already_decided => "This request is decided or withdrawn already.", "该申请已处理或已撤回。";
    no_permission => "Choose at least one permission item", "请至少选择一个权限项";
}

impl OrganisationText {
    /// What a partner is to the vendor.
    pub const fn kind(self, kind: PartnerKind) -> &'static str {
        match kind {
            PartnerKind::SolutionProvider => self.solution_provider(),
            PartnerKind::Distributor => self.distributor(),
            PartnerKind::Reseller => self.reseller(),
        }
    }

    /// How far the real-name check has come.
    pub const fn real_name(self, state: RealNameState) -> &'static str {
        match state {
            RealNameState::Unverified => self.unverified(),
            RealNameState::InReview => self.in_review(),
            RealNameState::Rejected => self.rejected(),
            RealNameState::Verified => self.verified(),
        }
    }

    /// The names of roles as people read them.
    pub fn role_names(self, roles: &[Role]) -> Vec<String> {
        let presets = AuthText(self.locale());
        roles.iter().map(|role| role.preset.map_or_else(|| role.name.clone(), |preset| presets.preset(preset).to_owned())).collect()
    }

    /// Which rule hides it, and whom to ask: the partner's primary administrator, where there is one.
    pub fn denial(self, denial: Denial, ask: Option<&str>) -> String {
        match (denial, ask) {
            (Denial::AdministratorsOnly, Some(name)) => self.administrators_only_ask(name),
            (Denial::AdministratorsOnly, None) => self.administrators_only().into(),
            (Denial::VendorOnly, Some(name)) => self.vendor_only_ask(name),
            (Denial::VendorOnly, None) => self.vendor_only().into(),
        }
    }

    /// What is wrong with one input, and how to mend it: an empty one is called by its name, so that the summary of a
    /// refused form never says the same line twice.
    pub fn refusal_at(self, field: &str, refusal: Refusal) -> String {
        if refusal != Refusal::Missing {
            return self.refusal(refusal);
        }
        match field {
            "form[account_name]" => self.enter_account_name(),
            "form[display_name]" => self.enter_display_name(),
            "form[company_name]" => self.enter_company(),
            "form[kind]" => self.choose_kind(),
            "form[name]" => self.enter_name(),
            _ => self.missing(),
        }
        .into()
    }

    /// What is wrong, and how to mend it.
    pub fn refusal(self, refusal: Refusal) -> String {
        match refusal {
            Refusal::TooLong(most) => self.too_long(most),
            Refusal::HasReports(count) => self.has_reports(count),
            Refusal::HasRecords(count) => self.has_records(count),
            Refusal::OpportunitiesNeedAnOwner(count) => self.opportunities_need_an_owner(count),
            Refusal::HasCustomers(count) => self.has_customers(count),
            Refusal::RoleIsHeld(count) => self.role_is_held(count),
            plain => self.plain(plain).into(),
        }
    }

    const fn plain(self, refusal: Refusal) -> &'static str {
        match refusal {
            Refusal::Missing
            | Refusal::TooLong(_)
            | Refusal::HasReports(_)
            | Refusal::HasRecords(_)
            | Refusal::OpportunitiesNeedAnOwner(_)
            | Refusal::HasCustomers(_)
            | Refusal::RoleIsHeld(_) => self.missing(),
            Refusal::UnknownReceiver => self.unknown_receiver(),
            Refusal::NotAChoice => self.not_a_choice(),
            Refusal::NotAnAccountName => self.not_an_account_name(),
            Refusal::AccountNameTaken => self.account_name_taken(),
            Refusal::PartnerNameTaken => self.partner_name_taken(),
            Refusal::NotAnEmail => self.not_an_email(),
            Refusal::NotAMobile => self.not_a_mobile(),
            Refusal::ResellerNeedsADistributor => self.reseller_needs_a_distributor(),
            Refusal::OnlyResellersHaveADistributor => self.only_resellers_have_a_distributor(),
            Refusal::UnknownDistributor => self.unknown_distributor(),
            Refusal::ChannelOnlyIsForDistributors => self.channel_only_is_for_distributors(),
            Refusal::NoRole => self.no_role(),
            Refusal::TooManyRoles => self.too_many_roles(),
            Refusal::UnknownRole => self.unknown_role(),
            Refusal::AdministratorExcludesOthers => self.administrator_excludes_others(),
            Refusal::ManagerExcludesSupervisor => self.manager_excludes_supervisor(),
            Refusal::OnlyAccountManagersHaveASupervisor => self.only_account_managers_have_a_supervisor(),
            Refusal::UnknownSupervisor => self.unknown_supervisor(),
            Refusal::Oneself => self.oneself(),
            Refusal::PrimaryAdministrator => self.primary_administrator(),
            Refusal::AlreadyDisabled => self.already_disabled(),
            Refusal::AnotherAdministrator => self.another_administrator(),
            Refusal::NotDisabled => self.not_disabled(),
            Refusal::LastAdministrator => self.last_administrator(),
            Refusal::RoleNameTaken => self.role_name_taken(),
            Refusal::TooManyCustomRoles => self.too_many_custom_roles(),
            Refusal::SameName => self.same_name(),
            Refusal::AlreadyDecided => self.already_decided(),
            Refusal::NoPermission => self.no_permission(),
        }
    }
}
