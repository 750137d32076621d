//! Words of campaigns.

use crate::operations::model::{CampaignRefusal, CampaignState};

crate::messages! {
    /// Words of campaigns.
    pub CampaignText:
    campaigns => "Campaigns", "活动管理";
    lead => "Partners make invitation links for a campaign, and leads come from it. Its days are Beijing days, first and last included.", "伙伴可为活动生成邀请链接，线索也可来自活动。活动日期按北京时间计算，含首末两日。";
    create => "Create campaign", "创建活动";
    none_title => "No campaign yet", "暂无活动";
    none_text => "Create one here, or import a file of campaigns.", "请在此创建活动，或导入活动文件。";
    cut(most) => "The {most} campaigns that ended last, or are to end, are shown.", "仅显示最近的 {most} 个活动。";
    name => "Name", "活动名称";
    name_hint => "Partners read it when they make a link. Up to 128 characters; no other campaign may have it.", "伙伴生成链接时可见，不超过 128 个字符，不可与其他活动重名。";
    state => "State", "活动状态";
    upcoming => "Upcoming", "未开始";
    running => "Running", "进行中";
    over => "Over", "已结束";
    starts_on => "First day", "开始日期";
    starts_hint => "Links may be handed out, and work, before it.", "在此之前链接即可发放并生效。";
    ends_on => "Last day", "结束日期";
    ends_hint => "Links work until this day is over in Beijing.", "链接在该日结束（北京时间）前有效。";
    links => "Links that work until then", "有效链接";
    links_counted => "Links", "链接";
    links_of(links, partners) => "{links} of {partners} partners", "{links} 个，涉及 {partners} 家伙伴";
    leads => "Leads", "线索";
    source => "Source", "数据来源";
    by_hand => "Created here", "手工创建";
    imported(source) => "Import: {source}", "导入：{source}";
    change => "Change the campaign", "修改活动";
    facts => "What hangs on it", "关联情况";
    what_follows => "What follows from a change", "修改后的影响";
    follows_later => "A later last day: its links work until that day is over. Those of a campaign that was over work again.", "延后结束日期：活动链接在新的结束日期结束前有效；已结束的活动，其链接将重新生效。";
    follows_earlier => "An earlier last day: its links stop when that day is over, at once if it has passed. Whoever opens one then reads that the campaign is over.", "提前结束日期：链接在该日结束后失效，日期已过则立即失效；客户打开时会看到活动已结束的提示。";
    follows_stays => "Customers who joined stay associated, leads stay, and links that a partner took back stay so.", "已关联的客户和已有线索不受影响，伙伴已撤回的链接不会恢复。";
    follows_name => "Another name is read at once wherever the campaign is named; files of leads must use it from then on.", "修改名称后，各处立即显示新名称，此后的线索文件须使用新名称。";
    follows_import(source) => "It came by import ({source}). What is saved here stands until a file with this campaign is imported again: that sets its name and days to those of the file, and the check of the file says so.", "该活动来自导入（{source}）。此处的修改在再次导入包含该活动的文件前有效；再次导入将以文件中的名称和日期为准，导入校验会提示。";
    end_title => "End it today", "今日结束";
    end_text(day) => "Its last day becomes today, {day}. Its links work until the day is over in Beijing, and then no more.", "结束日期改为今日（{day}）。链接在今日结束（北京时间）后失效。";
    end => "End the campaign today", "今日结束活动";
    save => "Save", "保存";
    open(name) => "Open {name}", "查看{name}";
    actions => "Actions", "操作";
    opens => "Open", "查看";
    created => "The campaign is created.", "活动已创建。";
    changed => "The campaign is changed.", "活动已修改。";
    ended => "Today is the campaign's last day.", "活动将于今日结束。";
    changed_meanwhile => "Somebody changed this campaign meanwhile. Both values stand beside the fields; choose and save again.", "他人已修改该活动。两个版本均显示在对应字段旁，请选择后重新保存。";
    moved_meanwhile => "Somebody changed this campaign meanwhile. Load the page again, and look once more.", "他人已修改该活动，请刷新页面后重试。";
    not_running => "It does not run beyond today: there is nothing to end early.", "该活动不会持续到今日之后，无需提前结束。";
    enter_name => "Enter a name", "请输入活动名称";
    enter_day => "Enter a day such as 2026-10-01", "请输入日期，例如 2026-10-01";
    too_long(most) => "Use at most {most} characters", "最多 {most} 个字符";
    last_before_first => "The last day comes before the first; exchange them", "结束日期早于开始日期，请调整";
    name_taken => "Another campaign has this name", "已有同名活动";
}

impl CampaignText {
    /// Where a campaign stands.
    pub const fn state_name(self, state: CampaignState) -> &'static str {
        match state {
            CampaignState::Upcoming => self.upcoming(),
            CampaignState::Running => self.running(),
            CampaignState::Over => self.over(),
        }
    }

    /// Why a campaign is not accepted, and how to mend it.
    pub fn refusal(self, field: &str, refusal: CampaignRefusal) -> String {
        match refusal {
            CampaignRefusal::Missing if field == "form[name]" => self.enter_name().into(),
            CampaignRefusal::Missing | CampaignRefusal::NotADate => self.enter_day().into(),
            CampaignRefusal::TooLong(most) => self.too_long(most),
            CampaignRefusal::LastBeforeFirst => self.last_before_first().into(),
            CampaignRefusal::NameTaken => self.name_taken().into(),
        }
    }
}
