//! Words of the development pages.

crate::messages! {
    /// Words of the development pages.
    pub DevelopmentText:
    mail => "Mail", "邮件";
    lead => "Mails that this demo would send. They go to a folder, and nobody receives them.", "演示系统的邮件仅写入文件夹，不会实际发送。";
    to => "To", "收件人";
    subject => "Subject", "主题";
    at => "Written", "时间";
    nothing_title => "No mail yet", "暂无邮件";
    nothing_text => "Invite a customer, or ask for a new password.", "可邀请客户或申请重置密码。";
}
