import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policies/catalogue";

const RULE_FILES = readdirSync(join(__dirname, "../../policies/rules")).map((file) =>
  file.replace(/\.ts$/, ""),
);

/** The control catalogue's levels; every other rule is mandatory. */
const LEVELS: Readonly<Record<string, string>> = {
  "vault-mfa-delete": "advisory",
  "vault-replication-metrics": "advisory",
  "az-legal-hold-kept": "advisory",
  "messaging-encrypted": "remediate",
  "ecs-exec-disabled-in-prod": "remediate",
  "ecs-no-public-ip": "remediate",
  "ecr-scan-on-push": "remediate",
  "log-group-retention": "remediate",
  "az-storage-tls": "remediate",
  "az-storage-no-public-blob": "remediate",
  "estate-required-tags": "remediate",
};

describe("the heads of the rules", () => {
  it("have the names of their files", () => {
    assert.deepEqual(
      rules.filter(({ name }) => !RULE_FILES.includes(name)).map(({ why }) => why),
      [],
    );
  });

  it("have the control catalogue's levels", () => {
    assert.deepEqual(
      rules.filter(({ name, level }) => level !== (LEVELS[name] ?? "mandatory")).map(({ name }) => name),
      [],
    );
  });
});
