//! QR codes as SVG, made on the server: one path, no script, nothing from elsewhere.

use qrcode::{Color, EcLevel, QrCode};

/// Free modules around the code, as the standard asks.
const QUIET: usize = 4;

/// A code: how many modules wide with its quiet zone, and the path of the dark ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Width and height of the view box.
    pub size: usize,
    /// Data of the path.
    pub path: String,
}

/// The code of an address. `None` for one that no code holds (some 2,300 characters).
pub fn qr(address: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            path.push_str(&format!("M{},{}h1v1h-1z", at % width + QUIET, at / width + QUIET));
        }
    }
    Some(Qr { size: width + 2 * QUIET, path })
}

impl Qr {
    /// As a file that stands by itself.
    pub fn file(&self) -> String {
        let Self { size, path } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"480\" height=\"480\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0,0h{size}v{size}h-{size}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_zone() {
        let code = qr("https://partners.example.com/join/abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG").unwrap();
        let last = code.size - QUIET - 7;
        for corner in [format!("M{QUIET},{QUIET}h1"), format!("M{last},{QUIET}h1"), format!("M{QUIET},{last}h1")] {
            assert!(code.path.contains(&corner), "{corner}");
        }
        assert!(!code.path.contains("M0,") && !code.path.contains(",0h"), "nothing dark in the quiet zone");
    }

    #[test]
    fn the_file_stands_by_itself_and_holds_no_text() {
        let file = qr("https://partners.example.com/join/<script>").unwrap().file();
        assert!(file.starts_with("<?xml") && file.contains("xmlns=\"http://www.w3.org/2000/svg\"") && !file.contains("script"));
    }
}
