#!/usr/bin/env bash
# Takes the two lines out of DataVault's source by which it tells its log a secret when it starts (fact sheet, section 11):
# the broker the database's password, web the key that it shows to the broker. Fails when a line is not just once where it
# was, so that no release brings it back in another way unseen.
# Usage: forget-secrets.sh FOLDER_OF_THE_SOURCE
set -euo pipefail

forget() {
  local file=$1 line=$2 found
  found=$(grep -cE "$line" "$file" || true)
  if [ "$found" != 1 ]; then
    echo "$file: the line with a secret is there ${found:-0} times, not once: see what the release logs when it starts, and bring forget-secrets.sh up to date" >&2
    exit 1
  fi
  sed -i -E "/$line/d" "$file"
}

cd "$1"
forget datavault-broker/src/main/java/org/datavaultplatform/broker/app/DataVaultBrokerApp.java \
  '^ *"spring\.datasource\.password",$'
forget datavault-webapp/src/main/java/org/datavaultplatform/webapp/app/DataVaultWebApp.java \
  '^ *log\.info\("broker\.api\.key .*"broker\.api\.key"\)\);$'
