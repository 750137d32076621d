//! Words of orders.

use super::model::{ChargingMode, Denial, LineState, OrderState, OrderType, PaidBy, Renewal};
use crate::auth::model::{Reach, Viewer};
use crate::messages;

messages! {
    /// Words of orders and of what they consist of.
    pub OrderText:
    orders => "Orders", "客户订单";
    order_title(number) => "Order {number}", "订单 {number}";
    resources => "Order resource details", "订单资源明细";
    facts => "Facts", "基本信息";
    amounts => "Amounts", "金额";
    tab_own => "Own customers' orders", "我的客户订单";
    tab_resellers => "Resellers' customers' orders", "云经销商的客户订单";
    resources_own => "Own customers", "我的客户";
    resources_resellers => "Resellers' customers", "云经销商的客户";

    number => "Order number", "订单号";
    number_is => "Order number (whole)", "订单号（完整）";
    number_hint => "Finds the order however old it is.", "按订单号查询不受时间范围限制。";
    customer => "Customer", "客户名称";
    customer_contains => "Customer name", "客户名称";
    account => "Account name", "客户账号名";
    account_contains => "Account name", "客户账号名";
    customer_number => "Customer ID (whole)", "客户ID（完整）";
    order_type => "Order type", "订单类型";
    state => "Order state", "订单状态";
    product_type => "Product type", "产品类型";
    association_type => "Association type", "关联类型";
    list_amount => "List amount (rated)", "官网价（定价）";
    discount_amount => "Discount (rated)", "优惠金额（定价）";
    payable => "Payable", "应付金额";
    payable_hint => "Charged, two decimals", "计费金额，两位小数";
    rated_hint => "Rated, up to eight decimals", "定价金额，最多八位小数";
    paid_by => "Paid by", "付款方";
    placed_at => "Placed", "下单时间";
    placed_from => "Placed from", "下单时间（起）";
    placed_until => "Placed until", "下单时间（止）";
    placed_hint => "At most one year. Without a first day: the six months before.", "时间跨度不超过一年；未填起始日期时为此前六个月。";
    too_long => "More than one year. Choose a range of at most one year.", "时间跨度超过一年，请选择一年以内的范围。";
    paid_at => "Paid", "支付时间";
    owner => "Account manager", "客户经理";
    customer_of(partner) => "Customer of {partner}", "{partner}的客户";
    as_of => "Data as of", "数据时间";
    // In a column of a wide table.
    nobody => "Unassigned", "未分配";

    resource => "Resource", "资源";
    resource_id => "Resource ID", "资源ID";
    line => "Order line", "订单行";
    product => "Product", "产品";
    region => "Region", "区域";
    charging_mode => "Charging mode", "计费模式";
    amount_rated => "Amount (rated)", "定价金额";
    amount_charged => "Amount (charged)", "计费金额";
    effective_at => "Effective", "生效时间";
    expires_at => "Expires", "订单行失效时间";
    by_expiry => "By line expiry", "按订单行失效时间";
    expires_from => "Expires from", "订单行失效时间（起）";
    expires_until => "Expires until", "订单行失效时间（止）";
    renewed => "Renewed", "是否续订";
    renewed_at => "Renewed on", "续订时间";
    renewed_or_not => "Renewed or not", "不限";
    line_state => "Resource state", "资源状态";
    lines_of_order => "Resources of this order", "订单资源";
    first_lines(shown, all) => "The first {shown} of {all}.", "前 {shown} 条，共 {all} 条。";
    all_lines => "All in order resource details", "在订单资源明细中查看全部";
    no_lines => "No resource of this order has come in yet.", "暂无该订单的资源明细。";

    your_orders(count) => "Orders of your customers: {count}.", "您名下客户的订单：{count} 笔。";
    teams_orders(count) => "Orders of your team's customers: {count}.", "您团队客户的订单：{count} 笔。";
    partners_orders(count) => "Orders of all customers of your company: {count}.", "本公司全部客户的订单：{count} 笔。";
    resellers_orders(count) => "Orders of your resellers' customers: {count}.", "云经销商客户的订单：{count} 笔。";
    of_six_months(sentence) => "{sentence} Those of the last six months; ask for at most one year by “Placed from”.", "{sentence}默认显示最近六个月，可按下单时间查询一年以内的订单。";
    your_lines(count) => "Resources in orders of your customers: {count}.", "您名下客户的订单资源：{count} 条。";
    teams_lines(count) => "Resources in orders of your team's customers: {count}.", "您团队客户的订单资源：{count} 条。";
    partners_lines(count) => "Resources in orders of all customers of your company: {count}.", "本公司全部客户的订单资源：{count} 条。";
    resellers_lines(count) => "Resources in orders of your resellers' customers: {count}.", "云经销商客户的订单资源：{count} 条。";
    why_own => "You see the orders of customers that are assigned to you today, with what was ordered before.", "您可查看当前分配给您的客户的订单，包括分配前的订单。";
    why_team => "You see the orders of customers that are assigned to your team today.", "您可查看当前分配给您团队的客户的订单。";
    why_partner => "Your role shows you the orders of all customers of your company. An order belongs to the partner with which the customer was associated when it was placed.", "您的角色可查看本公司全部客户的订单。订单归属下单时与客户关联的伙伴。";
    empty_orders => "No orders", "暂无订单";
    empty_orders_text => "Orders come in with the vendor's data.", "订单随厂商数据更新。";
    empty_lines => "No order resources", "暂无订单资源";
    no_match_hint => "Take a condition away, or ask for another range of days: the last six months are shown by default.", "请减少筛选条件或调整时间范围，默认显示最近六个月。";
    no_match_lines_hint => "Take a condition away, or show all: only active resources are shown by default.", "请减少筛选条件或显示全部，默认仅显示使用中的资源。";
    none_for_customer => "No orders of this customer.", "该客户暂无订单。";
    sees_none => "None of your roles shows you orders.", "您的角色无权查看订单。";
    all_of_customer => "Orders of this customer", "该客户的订单";

    new_purchase => "New", "开通";
    renewal => "Renewal", "续订";
    change => "Change", "变更";
    unsubscription => "Unsubscription", "退订";
    to_pay_per_use => "Subscription to pay-per-use", "包年/包月转按需";
    to_subscription => "Pay-per-use to subscription", "按需转包年/包月";
    trial => "Trial", "试用";
    to_commercial => "Trial to commercial use", "转商用";
    fee_adjustment => "Fee adjustment", "费用调整";
    pending_approval => "Pending approval", "待审核";
    processing => "Processing", "处理中";
    cancelled => "Cancelled", "已取消";
    completed => "Completed", "已完成";
    pending_payment => "Pending payment", "待支付";
    pending_confirmation => "Pending confirmation", "待确认";
    refunding => "Refunding", "退款中";
    by_customer => "Customer", "客户";
    by_partner => "Partner", "伙伴";
    subscription => "Yearly/monthly", "包年/包月";
    pay_per_use => "Pay-per-use", "按需";
    reserved_instance => "Reserved instance", "预留实例";
    savings_plan => "Savings plan", "节省计划";
    is_renewed => "Renewed", "已续订";
    is_not_renewed => "Not renewed", "未续订";
    active => "Active", "使用中";
    unsubscribed => "Unsubscribed", "已退订";
    released => "Released", "已释放";

    vendor_staff => "Orders belong to the partners; the vendor's staff bring them in under Operations.", "订单属于伙伴，厂商人员请在“运营”中导入。";
    no_item(ask) => "None of your roles carries “Orders: view”. Ask {ask} for it.", "您的角色没有“客户订单：查看”权限，请联系{ask}。";
    your_administrator => "your system administrator", "系统管理员";
}

impl OrderText {
    /// 订单类型.
    pub const fn type_of(self, kind: OrderType) -> &'static str {
        match kind {
            OrderType::New => self.new_purchase(),
            OrderType::Renewal => self.renewal(),
            OrderType::Change => self.change(),
            OrderType::Unsubscription => self.unsubscription(),
            OrderType::ToPayPerUse => self.to_pay_per_use(),
            OrderType::ToSubscription => self.to_subscription(),
            OrderType::Trial => self.trial(),
            OrderType::ToCommercial => self.to_commercial(),
            OrderType::FeeAdjustment => self.fee_adjustment(),
        }
    }

    /// 订单状态.
    pub const fn state_of(self, state: OrderState) -> &'static str {
        match state {
            OrderState::PendingApproval => self.pending_approval(),
            OrderState::Processing => self.processing(),
            OrderState::Cancelled => self.cancelled(),
            OrderState::Completed => self.completed(),
            OrderState::PendingPayment => self.pending_payment(),
            OrderState::PendingConfirmation => self.pending_confirmation(),
            OrderState::Refunding => self.refunding(),
        }
    }

    /// Who pays.
    pub const fn payer(self, by: PaidBy) -> &'static str {
        match by {
            PaidBy::Customer => self.by_customer(),
            PaidBy::Partner => self.by_partner(),
        }
    }

    /// 计费模式.
    pub const fn mode_of(self, mode: ChargingMode) -> &'static str {
        match mode {
            ChargingMode::Subscription => self.subscription(),
            ChargingMode::PayPerUse => self.pay_per_use(),
            ChargingMode::ReservedInstance => self.reserved_instance(),
            ChargingMode::SavingsPlan => self.savings_plan(),
        }
    }

    /// 是否续订.
    pub const fn renewal_of(self, renewal: Renewal) -> &'static str {
        match renewal {
            Renewal::Renewed => self.is_renewed(),
            Renewal::NotRenewed => self.is_not_renewed(),
        }
    }

    /// What a resource is called: its name, or its id; of one that has neither, the line of the order.
    pub fn resource_called(self, name: &str, id: &str, line: &str) -> String {
        match (name, id) {
            ("", "") => format!("{} {line}", self.line()),
            ("", id) => id.to_owned(),
            (name, _) => name.to_owned(),
        }
    }

    /// Where a resource stands.
    pub const fn line_state_of(self, state: LineState) -> &'static str {
        match state {
            LineState::Active => self.active(),
            LineState::Unsubscribed => self.unsubscribed(),
            LineState::Released => self.released(),
        }
    }

    /// Whose orders, and how many; in a distributor's second tab those of its resellers' customers.
    pub fn sentence(self, reach: Reach, of_resellers: bool, count: &str) -> String {
        match reach {
            _ if of_resellers => self.resellers_orders(count),
            Reach::Own => self.your_orders(count),
            Reach::Team => self.teams_orders(count),
            Reach::Partner | Reach::PartnerAndResellers => self.partners_orders(count),
        }
    }

    /// The same of what they consist of.
    pub fn lines_sentence(self, reach: Reach, of_resellers: bool, count: &str) -> String {
        match reach {
            _ if of_resellers => self.resellers_lines(count),
            Reach::Own => self.your_lines(count),
            Reach::Team => self.teams_lines(count),
            Reach::Partner | Reach::PartnerAndResellers => self.partners_lines(count),
        }
    }

    /// On what ground the viewer sees them.
    pub const fn why(self, reach: Reach) -> &'static str {
        match reach {
            Reach::Own => self.why_own(),
            Reach::Team => self.why_team(),
            Reach::Partner | Reach::PartnerAndResellers => self.why_partner(),
        }
    }

    /// Which rule refuses the viewer, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        match denial {
            Denial::VendorStaff => self.vendor_staff().to_owned(),
            Denial::NoItem(_) => self.no_item(viewer.administrator.as_deref().unwrap_or(self.your_administrator())),
        }
    }
}
