//! Words of the lists of operations.

crate::messages! {
    /// Words of the lists of operations.
    pub OperationsListText:
    partners_lead(count) => "{count} partners: solution providers, distributors and their resellers.", "共 {count} 个伙伴：解决方案提供商、总经销商及其云经销商。";
    one_partner => "One partner.", "共 1 个伙伴。";
    partner_or_company => "Partner or company", "伙伴或公司名称";
    all_kinds => "All types", "全部类型";
    any_distributor => "Any distributor", "全部总经销商";
    all_states => "All states", "全部状态";
    no_partner_matches => "No partner matches", "没有符合条件的伙伴";
    customers_lead(count) => "{count} customers and prospects of all partners, masked.", "全部伙伴的 {count} 个客户（脱敏显示）。";
    one_customer => "One customer or prospect, masked.", "1 个客户（脱敏显示）。";
    all_partners => "All partners", "全部伙伴";
    no_such_partner => "No partner has this in its name; type another part", "没有名称包含此内容的伙伴，请重新输入";
    several_partners(name) => "Several partners have this in their names, for example {name}; type the whole name", "有多个伙伴名称包含此内容，例如{name}，请输入完整名称";
    no_customer_matches => "No customer matches", "没有符合条件的客户";
    whole_number_hint => "Remove a filter or reset. A customer ID must be whole, such as C00000012.", "请移除部分条件或重置。客户ID须完整，例如 C00000012。";
}
