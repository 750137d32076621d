//! The payment agreement as a reader's program sees it.

use partner_center_documents::{Failure, Order, Template, missing, typeset};
use serde_json::json;

fn order(language: &str, name: &str, remark: &str) -> Order {
    let data = json!({
        "language": language, "code": "PA-20261130-000001",
        "party_a": { "name": name, "bank": "Harbour Bank", "account": "6222 0200 1111 2222", "tax_number": "91310000MA1K00000X" },
        "party_b": { "name": "云帆云计算有限公司" },
        "amount": "¥12,600.50", "promised_on": "2026-10-15", "remark": remark, "requested_at": "2026-11-30 09:30",
    });
    Order { template: Template::PaymentAgreement, data }
}

fn text(order: &Order) -> String {
    let document = lopdf::Document::load_mem(&typeset(order).unwrap()).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap()
}

/// Without line ends and spaces, which depend on the place on the page. That nothing stands between Chinese and Latin is proven by a
/// journey, with a reader that looks at places: end2end/tests/accounting/contracts.spec.ts.
fn dense(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn its_text_can_be_searched_and_each_character_is_the_one_that_was_written() {
    let read = text(&order("zh-CN", "港湾云食品（上海）有限公司", "见面礼：长门一户、马鬼方人"));
    let dense = dense(&read);
    for said in [
        "付款协议",
        "港湾云食品（上海）有限公司",
        "云帆云计算有限公司",
        "PA-20261130-000001",
        "¥12,600.50",
        "2026-10-15",
        "见面礼：长门一户、马鬼方人",
        "纳税人识别号",
    ] {
        assert!(dense.contains(said), "{said} in {read}");
    }
    let wrong: Vec<char> = read.chars().filter(|c| matches!(u32::from(*c), 0x2E80..=0x2FDF | 0xF900..=0xFAFF | 0xE000..=0xF8FF)).collect();
    assert!(wrong.is_empty(), "no radicals and no private characters: {wrong:?}");
}

#[test]
fn english_reads_in_english_and_fields_that_are_empty_are_absent() {
    let mut order = order("en", "Harbor Cloud Partners", "");
    order.data["party_a"]["bank"] = json!("");
    let read = text(&order);
    for said in ["Payment agreement", "Harbor Cloud Partners", "Promised payment date", "Page 1 of 1"] {
        assert!(read.contains(said), "{said} in {read}");
    }
    assert!(!read.contains("Remark") && !read.contains("Harbour Bank") && !read.contains("甲方"), "{read}");
}

#[test]
fn what_somebody_typed_is_text_and_never_markup() {
    let read = text(&order("en", "Harbor #1 <*_> $x$ @ref = “Cloud” // Partners", "#pagebreak() [x] \\ `y`"));
    assert!(read.contains("Harbor #1 <*_> $x$ @ref = “Cloud” // Partners"), "{read}");
    assert!(read.contains("#pagebreak() [x] \\ `y`"), "{read}");
}

#[test]
fn a_long_remark_breaks_into_lines_and_loses_nothing() {
    let remark: String = "承诺按期付款不得拖延".chars().cycle().take(256).collect();
    assert!(dense(&text(&order("zh-CN", "港湾云", &remark))).contains(&remark));
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let order = order("zh-CN", "港湾云", "");
    assert_eq!(typeset(&order).unwrap(), typeset(&order).unwrap());
}

#[test]
fn names_with_rare_characters_of_the_basic_block_are_set_and_what_the_font_lacks_is_named() {
    assert_eq!(missing("堃喆犇淼鑫镕垚"), Vec::<char>::new());
    assert_eq!(missing("港𠮷湾𠮷\n"), vec!['𠮷']);
    let Err(Failure::Missing(characters)) = typeset(&order("zh-CN", "𠮷野家", "")) else { panic!("a box instead of a character") };
    assert_eq!(characters, "𠮷");
}
