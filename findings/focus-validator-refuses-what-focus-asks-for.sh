#!/usr/bin/env bash
# Guess, written down first: a dataset that keeps the FinOps Open Cost and Usage Specification (FOCUS) 1.2 passes the specification's
# own validator, and a program that validates ends with another exit code than 0 when something fails.
#
# Seen (focus-validator of PyPI, with the model of FOCUS 1.2 that it carries):
# - InvoiceId may be filled in one row and empty in another: "MUST be null when the charge is not associated with an invoice" or "MUST NOT
#   be null when it is". The model joins both by OR, and the validator asks it of the file, not of each row: all filled passes, all empty
#   passes, both in one file fail. Even where the OR passes, the half that does not hold is counted as a failure: with this column the
#   report never says "Fail: 0".
# - Every purchase must have EffectiveCost 0, though the sentence is about purchases that are intended to cover later charges.
# - A name that is not ASCII fails "StringHandling", whose own rule in the same model says "valid Unicode strings".
# - Whether an amount of a CSV is a decimal is guessed from the column: where all are whole and have no point, the type is wrong.
# - ConsumedQuantity fails where the column CommitmentDiscountStatus is missing, which only providers with such discounts have.
# - Whatever fails, the exit code is 0; the rule that gathers all others is skipped, so that no file is ever said to be valid.
#
# Matters to whoever lets a pipeline depend on it: the exit code says nothing, and these must be told from real faults by name.
# A plain installation of today does not get that far: it brings a pyarrow that wants NumPy 2 while it keeps NumPy 1, so pyarrow is
# pinned here; and it finds its list of currencies only when it is started in the folder of the installed packages.
#
# Needs: Python 3.12 or newer with venv (PYTHON=…), PyPI. Prints what it saw; fails when that has changed.
set -euo pipefail
VERSION=2.2.1

for one in "${PYTHON:-python3}" python3.14 python3.13 python3.12; do
  if "$one" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then python="$one"; break; fi
done
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"${python:?Python 3.12 or newer}" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "focus-validator==$VERSION" pyarrow==20.0.0

cat >"$work/write.py" <<'PY'
import csv, sys

usual = {
    "BilledCost": "10.50", "BillingAccountId": "a-1", "BillingAccountName": "Sample", "BillingCurrency": "EUR",
    "BillingPeriodStart": "2026-01-01T00:00:00Z", "BillingPeriodEnd": "2026-02-01T00:00:00Z", "ChargeCategory": "Usage",
    "ChargeClass": "", "ChargeDescription": "Server", "ChargeFrequency": "Usage-Based", "ChargePeriodStart": "2026-01-05T00:00:00Z",
    "ChargePeriodEnd": "2026-01-06T00:00:00Z", "ContractedCost": "10.50", "EffectiveCost": "10.50", "InvoiceId": "I-1",
    "InvoiceIssuerName": "Vendor", "ListCost": "10.50", "PricingQuantity": "1.5", "PricingUnit": "Hours", "ProviderName": "Vendor",
    "PublisherName": "Vendor", "ServiceCategory": "Compute", "ServiceName": "Server", "ServiceSubcategory": "Virtual Machines",
}
kinds = {
    "invoiced": {},
    "open": {"InvoiceId": ""},
    "bought": {"ChargeCategory": "Purchase", "ChargeFrequency": "One-Time"},
    "umlaut": {"BillingAccountName": "Käsehütte"},
    "whole": {"PricingQuantity": "2"},
    "mixed": {},
    "used": {"ConsumedQuantity": "1.5", "ConsumedUnit": "Hours"},
    "status": {"ConsumedQuantity": "1.5", "ConsumedUnit": "Hours", "CommitmentDiscountStatus": ""},
}
rows = [usual | kinds[sys.argv[1]]] * 2
if sys.argv[1] == "mixed":
    rows[1] = usual | {"InvoiceId": ""}
with open(sys.argv[2], "w", newline="", encoding="utf-8") as file:
    out = csv.DictWriter(file, rows[0])
    out.writeheader()
    out.writerows(rows)
PY
cd "$("$work/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
seen=""
for kind in invoiced open mixed bought umlaut whole used status; do
  "$work/venv/bin/python" "$work/write.py" "$kind" "$work/$kind.csv"
  code=0 criteria=ACCOUNT_NAMING_SUPPORTED
  case "$kind" in used | status) criteria+=,USAGE_MEASUREMENT_SUPPORTED ;; esac
  "$work/venv/bin/focus-validator" --data-file "$work/$kind.csv" --validate-version 1.2 --focus-dataset CostAndUsage --block-download \
    --applicability-criteria "$criteria" >"$work/out" 2>&1 || code=$?
  # Rules that only gather others fail with them and are left out.
  failed="$(grep -E '❌ .*: FAIL' "$work/out" | grep -v 'AND failed' | grep -oE '[A-Za-z]+-C-[0-9]+-[A-Z]' | sort -u | tr '\n' ' ')"
  invoice="$(grep -oE 'InvoiceId-C-003-C: (PASS|FAIL)' "$work/out" | head -1)"
  whole="$(grep -oE 'CostAndUsage-D-000-M: [A-Z]+' "$work/out" | head -1)"
  seen+="$kind: $whole, $invoice, exit code $code, fails ${failed% }"$'\n'
done
rule() { "$work/venv/bin/python" -c 'import json, sys; print(json.load(open("focus_validator/rules/model-1.2.0.1.json"))["ModelRules"][sys.argv[1]]["ValidationCriteria"]["MustSatisfy"])' "$1"; }
printf '%s' "$seen"
rule StringHandling-A-001-M
[ "$(rule StringHandling-A-001-M)" = "String values MUST be valid Unicode strings." ]
has() { grep -qxF "$1" <<<"$seen"; }
has 'invoiced: CostAndUsage-D-000-M: SKIPPED, InvoiceId-C-003-C: PASS, exit code 0, fails InvoiceId-C-004-C'
has 'open: CostAndUsage-D-000-M: SKIPPED, InvoiceId-C-003-C: PASS, exit code 0, fails InvoiceId-C-005-C'
has 'mixed: CostAndUsage-D-000-M: SKIPPED, InvoiceId-C-003-C: FAIL, exit code 0, fails InvoiceId-C-003-C InvoiceId-C-004-C InvoiceId-C-005-C'
has 'bought: CostAndUsage-D-000-M: SKIPPED, InvoiceId-C-003-C: PASS, exit code 0, fails EffectiveCost-C-005-C InvoiceId-C-004-C'
has 'umlaut: CostAndUsage-D-000-M: SKIPPED, InvoiceId-C-003-C: PASS, exit code 0, fails BillingAccountName-C-002-M InvoiceId-C-004-C'
has 'whole: CostAndUsage-D-000-M: SKIPPED, InvoiceId-C-003-C: PASS, exit code 0, fails InvoiceId-C-004-C PricingQuantity-C-001-M'
has 'used: CostAndUsage-D-000-M: SKIPPED, InvoiceId-C-003-C: PASS, exit code 0, fails ConsumedQuantity-C-004-C ConsumedQuantity-C-005-C ConsumedQuantity-C-006-C InvoiceId-C-004-C'
has 'status: CostAndUsage-D-000-M: SKIPPED, InvoiceId-C-003-C: PASS, exit code 0, fails InvoiceId-C-004-C'
echo "as described"
