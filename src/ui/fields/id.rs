//! The ids of inputs.

/// The id of the input with this name: `form[products][0][name]` becomes `form-products-0-name`.
pub fn field_id(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    for sign in name.chars() {
        if sign.is_ascii_alphanumeric() {
            id.push(sign);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_matches('-').to_owned()
}
