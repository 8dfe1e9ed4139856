import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { RDS_CLUSTER, RDS_INSTANCE, unmet } from "../reading/databases";
import { is, read } from "../reading/value";
import { rule } from "../rule";

/** Where a program can write down a password itself. */
const PASSWORDS: Readonly<Record<string, readonly string[]>> = {
  [RDS_CLUSTER]: ["masterPassword", "masterPasswordWo"],
  [RDS_INSTANCE]: ["password", "passwordWo"],
};

export const rdsManagedCredentials = rule({
  name: "rds-managed-credentials",
  why: "Nobody knows a master password that the service makes, keeps and changes; the rest sign in with their role",
  level: "mandatory",
  severity: "high",
  framework: securityHub("RDS.10, RDS.12"),
  tags: ["CKV_AWS_161", "CKV_AWS_162"],
  remedy: "Set manageMasterUserPassword and iamDatabaseAuthenticationEnabled to true, and give no password.",
  reads: parameters.pick({}),
  types: Object.keys(PASSWORDS),
  *resource(database) {
    yield* unmet(database, [
      { path: ["manageMasterUserPassword"], oneOf: [true] },
      { path: ["iamDatabaseAuthenticationEnabled"], oneOf: [true] },
    ]);
    for (const property of PASSWORDS[database.type] ?? []) {
      const password = read(database.props, property);
      if (password.kind !== "missing" && !is(password, ""))
        yield { found: `${property} is given`, expected: "no password in the program" };
    }
  },
});
