#!/usr/bin/env bash
# Validates releases in any CI: one SARIF log and one JUnit report each, in a folder that the server
# picks up. Ends with the highest exit code, after all of them.
#
#   DUCCTL   the launcher; default: ducctl on PATH
#   REPORTS  where reports go; default: reports
#
#   samples/ci/validate.sh RELEASE.yaml…
set -uo pipefail

ducctl=${DUCCTL:-ducctl}
reports=${REPORTS:-reports}
[ "$#" -gt 0 ] || { echo "usage: $0 RELEASE.yaml…" >&2 && exit 2; }

worst=0
for release in "$@"; do
  # Two releases of one name in two folders are two reports.
  name=$(printf '%s' "${release%.*}" | tr -c 'A-Za-z0-9._-' '_')
  "$ducctl" --no-input validate "$release" \
    --sarif "$reports/$name.sarif" --junit "$reports/$name.xml"
  code=$?
  [ "$code" -le "$worst" ] || worst=$code
done
exit "$worst"
