#!/usr/bin/env bash
# Cuts the font of the documents out of Debian's fonts-noto-cjk. Needs python3 with venv; the result is committed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
WORK="$(mktemp -d)"
trap 'rm -rf "$WORK"' EXIT
python3 -m venv "$WORK/venv"
"$WORK/venv/bin/pip" -q install fonttools==4.60.1
python3 - >"$WORK/unicodes" <<'PY'
codes = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x2010, 0x2028)) | {0x2030, 0x20AC, 0x2116, 0x2122, 0xFFE5}
codes |= set(range(0x4E00, 0xA000))
for lead in range(0x81, 0xFF):
    for trail in range(0x40, 0xFF):
        try:
            text = bytes([lead, trail]).decode("gbk")
        except UnicodeDecodeError:
            continue
        codes |= {ord(text)} if len(text) == 1 else set()
left_out = [range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0xE000, 0xF900), range(0xAD, 0xAE)]
print(",".join(f"{code:x}" for code in sorted(codes) if not any(code in block for block in left_out)))
PY
"$WORK/venv/bin/pyftsubset" /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc --font-number=2 --unicodes-file="$WORK/unicodes" \
  --layout-features=kern --no-hinting --output-file=NotoSansCJKsc-Regular-subset.otf
