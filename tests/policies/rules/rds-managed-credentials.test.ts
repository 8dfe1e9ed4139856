import { rdsManagedCredentials } from "../../../policies/rules/rds-managed-credentials";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/instance:Instance";
const PASSWORDS = [
  [CLUSTER, "masterPassword"],
  [CLUSTER, "masterPasswordWo"],
  [INSTANCE, "password"],
  [INSTANCE, "passwordWo"],
] as const;

function database(change: object, type: string): Given {
  return {
    type,
    name: "vault",
    props: { manageMasterUserPassword: true, iamDatabaseAuthenticationEnabled: true, ...change },
  };
}

function fails(what: string, change: object, said: string): Refused[] {
  return [CLUSTER, INSTANCE].map((type) => ({
    what: `${what}: ${type}`,
    given: database(change, type),
    says: [`vault: ${said}; expected true`],
  }));
}

tryRule(rdsManagedCredentials, {
  remedy: "Set manageMasterUserPassword and iamDatabaseAuthenticationEnabled to true, and give no password.",
  accepts: [
    { as: "compliant", what: "a cluster", given: database({ masterUsername: "set-up" }, CLUSTER) },
    { as: "compliant", what: "an instance", given: database({ username: UNKNOWN }, INSTANCE) },
    ...PASSWORDS.map(([type, property]): Accepted => ({
      as: "near miss",
      what: `an empty ${property}`,
      given: database({ [property]: "" }, type),
    })),
    {
      as: "not applicable",
      what: "another type",
      given: database({ manageMasterUserPassword: false }, "aws:rds/clusterInstance:ClusterInstance"),
    },
  ],
  refuses: [
    ...fails("not managed", { manageMasterUserPassword: false }, "manageMasterUserPassword is false"),
    ...fails("nothing said", { manageMasterUserPassword: undefined }, "manageMasterUserPassword is absent"),
    ...fails(
      "not known",
      { manageMasterUserPassword: UNKNOWN },
      "manageMasterUserPassword is not known in preview",
    ),
    ...fails(
      "no roles",
      { iamDatabaseAuthenticationEnabled: false },
      "iamDatabaseAuthenticationEnabled is false",
    ),
    ...PASSWORDS.flatMap(([type, property]) =>
      ["secret", UNKNOWN, 1].map((given): Refused => ({
        what: `a ${property}: ${typeof given}`,
        given: database({ [property]: given }, type),
        says: [`vault: ${property} is given; expected no password in the program`],
      })),
    ),
  ],
});
