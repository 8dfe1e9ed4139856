#!/usr/bin/env bash
# Becomes Apache, once all is there: to Apache a variable that is not set is its own name, and a key that all may know.
set -euo pipefail
for name in SITE_HOST OIDC_METADATA_URL OIDC_CLIENT_ID OIDC_CLIENT_SECRET OIDC_COOKIE_KEY; do
  if [ -z "${!name:-}" ]; then
    echo "header-sidecar: $name is empty: set it, or fill its secret (images/datavault/README.md)" >&2
    exit 1
  fi
done
if [ "${#OIDC_COOKIE_KEY}" -lt 32 ]; then
  echo "header-sidecar: OIDC_COOKIE_KEY is shorter than 32 characters: whoever guesses it signs in as anybody" >&2
  exit 1
fi
exec /usr/sbin/apache2 -DFOREGROUND -f "$(dirname "$0")/apache.conf"
