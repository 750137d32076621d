//! Words on the list of customers that may receive coupons.

use crate::messages;

messages! {
    /// Words of the allowlist of coupon customers.
    pub AllowlistText:
    title => "Coupon allowlist", "代金券客户白名单";
    lead => "Customers to which partners may issue coupons.", "各伙伴可发放代金券的客户。";
    why => "A file of the kind “Coupon allowlist” replaces the list of each partner that it names: whoever is not in it is taken off. A partner for which no file has come yet may issue to each of its associated customers. Coupons that were issued stay.", "导入“代金券客户白名单”文件后，文件中每个伙伴的白名单整体更新，未列出的客户即被移出；尚未导入白名单的伙伴可向所有已关联客户发放。已发放的代金券不受影响。";
    import => "Import a list", "导入白名单";
    number => "Customer ID", "客户ID";
    number_whole => "Customer ID (whole)", "客户ID（完整）";
    customer => "Customer", "客户";
    state => "State", "状态";
    listed => "On the list", "在白名单中";
    removed => "Taken off", "已移出";
    removed_by(version) => "Taken off by version {version}", "第 {version} 版移出";
    version => "Version", "版本";
    listed_at => "Listed", "加入时间";
    removed_at => "Taken off at", "移出时间";
    empty => "No list yet", "暂无白名单";
    empty_text => "Every partner may issue coupons to each of its associated customers until a list is imported.", "导入白名单之前，各伙伴可向所有已关联客户发放代金券。";
}
