//! Words of rating: the arithmetic of an amount, step by step.

use rust_decimal::Decimal;

use crate::messages;

messages! {
    /// Words of the pages that explain an amount.
    pub RatingText:
    record => "Arithmetic of a record", "明细计算过程";
    record_title(product) => "Arithmetic: {product}", "计算过程：{product}";
    month_title(number, cycle) => "Arithmetic: {number}, {cycle}", "计算过程：{number}，{cycle}";
    steps => "Step by step", "计算步骤";
    facts => "Facts", "基本信息";
    refunds => "Refunds", "退款";
    customer => "Customer", "客户";
    external_id => "External ID", "外部ID";
    day => "Day", "消费日期";
    span => "Used", "使用时间";
    cycle => "Month of use", "消费账期";
    bill => "Bill of", "所在账单";
    bill_type => "Bill type", "账单类型";
    payment_method => "Payment method", "支付方式";
    product => "Product", "产品";
    resource => "Resource", "资源";
    as_of => "File of", "数据时间";
    in_a_later_bill => "It came after the bill of its month was final, so it stands in a later one as an adjustment.", "该明细在所属账期出账后到达，作为调账计入之后的账单。";

    converted(quantity, unit, ratio, result) => "Usage: {quantity}{unit} ÷ {ratio} = {result} priced units, truncated to 10 decimals.", "换算用量：{quantity}{unit} ÷ {ratio} = {result}（截取到10位小数）。";
    listed(converted, size, price, result) => "List amount: {converted} × size {size} × unit price {price} = {result}, truncated to 8 decimals.", "官网价：{converted} × 线性大小{size} × 单价{price} = {result}（截取到8位小数）。";
    listed_in_file(result) => "List amount: {result}, as the vendor's file says it.", "官网价：{result}（厂商数据）。";
    discounted(list, percent, result) => "Discount: {list} × {percent}% = {result}, truncated to 8 decimals.", "优惠金额：{list} × {percent}% = {result}（截取到8位小数）。";
    discounted_in_file(result) => "Discount: {result}, as the vendor's file says it.", "优惠金额：{result}（厂商数据）。";
    payable(list, discount, result) => "Payable: {list} − {discount} = {result}.", "应付金额：{list} − {discount} = {result}。";
    charged(payable, result) => "Charged: {payable} without what stands after the second decimal is {result}. Nothing is rounded.", "消费金额：{payable}舍去2位小数之后的部分，为{result}，不做四舍五入。";
    remainder(payable, charged, result) => "Remainder: {payable} − {charged} = {result} is left over. It is not charged.", "抹零金额：{payable} − {charged} = {result}，不收取。";
    proof(list, discount, charged, remainder) => "Proof: {list} − {discount} − {charged} − {remainder} = 0.", "校验：{list} − {discount} − {charged} − {remainder} = 0。";

    gives_back(payable, charged, remainder) => "It gives back a record of {payable}, of which {charged} were charged and {remainder} left over.", "退回的原明细应付{payable}，其中收取{charged}，抹零{remainder}。";
    original => "The original record", "原明细";
    asked(amount) => "Asked for: {amount}.", "申请退款：{amount}。";
    refund_rule => "Whole cents come back. The refund after which less than one cent is left brings all that is left of what was charged, and the remainder.", "退款按分退回；剩余不足一分时，本次退回全部剩余的已收取金额，并冲回抹零金额。";
    returned(charged, remainder) => "This refund gives back {charged}, and {remainder} of the remainder.", "本次退回{charged}，冲回抹零{remainder}。";
    returned_in_all(charged, of) => "All refunds of the record: {charged} of {of} charged.", "该明细累计退款{charged}，原收取{of}。";
    refunded(charged, remainder) => "Refunded so far: {charged}, and {remainder} of the remainder.", "累计已退{charged}，冲回抹零{remainder}。";

    by_product => "By product type", "按产品类型";
    records => "Records", "明细条数";
    list_amount => "List, rated", "官网价（8位小数）";
    discount_amount => "Discount, rated", "已优惠（8位小数）";
    payable_amount => "Payable, rated", "应付金额（8位小数）";
    charged_amount => "Charged, CNY", "消费金额（元）";
    remainder_amount => "Remainder", "抹零金额";
    all => "All", "合计";
    records_charged(records, charged) => "{records} records were charged, each truncated to whole cents: {charged} together.", "共{records}条明细，逐条截取到分后合计{charged}。";
    one_charged(charged) => "One record was charged, truncated to whole cents: {charged}.", "共1条明细，截取到分后为{charged}。";
    not_the_sum(payable, truncated) => "Their payable amounts together are {payable}; that sum, truncated, would be {truncated}: the cents of a total are those of its records.", "应付金额合计{payable}，若对合计截取则为{truncated}：合计以逐条收取的金额为准。";
    see_records => "The records", "查看明细";
}

/// A number as it is written in a sum: all decimals that matter, none beside them.
pub fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}
