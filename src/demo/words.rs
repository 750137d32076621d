//! Invented names, and what is told about them.

/// First halves of Latin company names.
pub const PLACES: &[&str] = &[
    "Ridgeway",
    "Orchard",
    "Snowpeak",
    "Fenton",
    "Kestrel",
    "Lindholt",
    "Halden",
    "Northern",
    "Maple",
    "Copperfield",
    "Tideline",
    "Aldermere",
    "Brightwater",
    "Cobalt",
    "Dunmore",
    "Eastgate",
    "Foxglove",
    "Granite",
    "Hazelwood",
    "Ironbridge",
    "Juniper",
    "Larkspur",
    "Meadow",
    "Osprey",
    "Pinecrest",
    "Quarry",
    "Redwood",
    "Silverlake",
    "Thornbury",
    "Willow",
];
/// Second halves, with the industry that they belong to.
pub const TRADES: &[(&str, &str)] = &[
    ("Hospital", "health"),
    ("Foods", "retail"),
    ("Resorts", "travel"),
    ("Bank", "finance"),
    ("Motors", "manufacturing"),
    ("Textiles", "manufacturing"),
    ("Tickets", "media"),
    ("Mutual", "insurance"),
    ("Logistics", "logistics"),
    ("Studios", "games"),
    ("Academy", "education"),
    ("Energy", "energy"),
];
/// First halves of Chinese company names.
pub const CHINESE_PLACES: &[&str] = &[
    "瑞安",
    "果园里",
    "雪岭",
    "丰源",
    "川岭",
    "利宏",
    "星厅",
    "北辰",
    "枫林",
    "铜川里",
    "潮汐",
    "青岚",
    "云栖谷",
    "松涛",
    "白鹭洲",
    "锦澜",
];
/// Second halves of Chinese company names, with the industry.
pub const CHINESE_TRADES: &[(&str, &str)] = &[
    ("医院", "health"),
    ("食品有限公司", "retail"),
    ("文旅集团", "travel"),
    ("银行", "finance"),
    ("汽车制造有限公司", "manufacturing"),
    ("纺织有限公司", "manufacturing"),
    ("物流有限公司", "logistics"),
    ("互娱科技", "games"),
];
/// Contacts.
pub const CONTACTS: &[&str] =
    &["Wang Lei", "Sofia Brandt", "李思远", "Paulo Neri", "陈晓雨", "Ingrid Moe", "赵一鸣", "Tariq Aziz", "周敏", "Helen Ford"];

/// Opportunities: name and main product.
pub const PLANS: &[(&str, &str)] = &[
    ("Archive to object storage", "Object storage"),
    ("Warehouse analytics on managed Spark", "Managed Spark"),
    ("Live streaming for the winter season", "Content delivery"),
    ("Second site for disaster recovery", "Disaster recovery"),
    ("Factory floor edge nodes", "Edge nodes"),
    ("ERP on dedicated hosts", "Dedicated hosts"),
    ("Protection for the ticket shop", "DDoS protection"),
    ("Data lake for claims", "Data lake"),
    ("Call centre on speech recognition", "Speech recognition"),
    ("Mail and identity for all branches", "Identity"),
    ("历史影像迁移至对象存储", "对象存储"),
    ("仓储大数据分析平台", "大数据平台"),
    ("冬季赛事直播加速", "内容分发"),
    ("异地灾备二期", "容灾服务"),
    ("产线边缘节点", "边缘计算"),
    ("票务系统安全防护", "安全防护"),
    ("理赔数据湖", "数据湖"),
    ("门店统一身份认证", "身份认证"),
];
/// Further products.
pub const MORE_PRODUCTS: &[&str] = &["Cloud server", "Managed PostgreSQL", "Load balancer", "Key management", "Monitoring"];
/// What people write about progress.
pub const NEWS: &[&str] = &[
    "First meeting with their operations lead; they want a price for twelve months.",
    "Requirements are written down and agreed with the customer.",
    "Proof of concept runs in their test account since Monday.",
    "Load test passed with two regions.",
    "Their purchasing asks for a yearly package.",
    "客户已确认需求范围，下周安排技术交流。",
    "方案评审通过，客户要求补充容灾说明。",
    "测试环境已开通，压测结果符合预期。",
    "商务条款正在确认，预计本月签约。",
];
/// Why deals are lost.
pub const LOSSES: &[&str] = &[
    "The customer stays with the present platform for another year.",
    "Price: a competitor offered 18 % less.",
    "项目预算取消。",
    "The decision maker has left.",
];
/// What customers run today.
pub const PLATFORMS: &[&str] = &["Own machine room", "Another public cloud", "Hosting by a local provider", "自建机房", "其他公有云"];
