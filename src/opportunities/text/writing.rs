//! Further words of reporting, revising and adding progress.

use crate::messages;

messages! {
    /// Further words of reporting, revising and adding progress.
    pub WritingText:
    draft_too_long => "The draft is too long to be kept. Shorten it, or report the opportunity.", "草稿内容过长，无法保存，请缩短或直接提交。";
    fill_in => "Fill in this field.", "请填写此项。";
    choose_one => "Choose one.", "请选择一项。";
    keep_draft => "Keep draft", "保存草稿";
    find_customer => "Find a customer", "查找客户";
    find_customer_hint => "Part of the name or of the account name. What is found stays masked.", "输入客户名称或账号名的一部分，查询结果仍为脱敏显示。";
    find => "Search", "查询";
    none_found => "No customer of yours matches. Change the search or leave it empty.", "没有匹配的客户，请修改或清空查询条件。";
    first_shown(count) => "The newest {count} are shown. Search for the others.", "仅显示最近的{count}个，其他客户请查询。";
    of_reseller(reseller) => "customer of {reseller}", "{reseller}的客户";
    owner_customers => "The customer's account manager", "客户的客户经理";
    owner_self(person) => "Myself ({person})", "本人（{person}）";
    owner_one(name, account) => "{name} ({account})", "{name}（{account}）";
    owner_hint => "A reseller's account manager cannot own it: left to a reseller's customer, it is yours.", "云经销商的客户经理不能拥有商机；选择“客户的客户经理”时，云经销商客户的商机归属本人。";
    first_people(count) => "The first {count} by name are offered.", "仅列出按姓名排序的前 {count} 位。";
    choose => "Choose", "请选择";
    step_check => "Check", "核对";
    check_hint => "Nothing is reported yet. Read through what you filled in, then report it.", "尚未提交。请核对所填内容，确认后提交。";
    change => "Change", "修改";
    change_step(step) => "Change: {step}", "修改：{step}";
    steps => "Steps", "步骤";
    current_values => "As it stands", "当前状态";
    saved_group(group) => "“{group}” is saved.", "“{group}”已保存。";
    report_as_well => "Open it, or report this one as well: nothing keeps you from it.", "您可以打开已有商机，也可以继续创建。";
    lead_for(customer) => "For {customer}.", "客户：{customer}。";
    closing_hint_lost => "Needed when the stage is Lost, and only then.", "商机阶段为输单时必填，其他阶段无需填写。";
}
