import {
  ACCOUNT,
  CUSTODIAN,
  DEPLOY,
  document,
  role,
  roleArn,
  type Statement,
  trust,
  VAULT,
} from "../documents";
import { all, type Change, changing, having } from "../estate";
import { keyStatements, reconfiguringActions, vaultStatements } from "../good-estate";
import { tryWaysIn, vaultPolicy } from "../ways-in";

const SECOND = roleArn("second");
const second = having({ second: role("second", trust({ AWS: DEPLOY })) });
/** With a second custodian, whose own is not the project of the vault and its key. */
const given = {
  custodianRoleArns: [CUSTODIAN, SECOND],
  custodianProjects: { [SECOND]: ["another"] },
};

const but = (statement: Statement | undefined, arns: readonly string[]) => ({
  ...statement,
  Condition: { ArnNotEquals: { "aws:PrincipalArn": arns } },
});
const vaultLets = (...arns: readonly string[]): Change =>
  vaultPolicy({ reconfiguration: but(vaultStatements(VAULT)["reconfiguration"], arns) });
const keyLets = (...arns: readonly string[]): Change =>
  changing("key", {
    policy: document(...Object.values({ ...keyStatements, change: but(keyStatements["change"], arns) })),
  });

const says = (what: string, action: string) =>
  `any identity of account ${ACCOUNT} that is given it: no statement of the policy of ${what} surely refuses ${action} to all but ${CUSTODIAN}`;
const ON_KEY = [
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:UpdatePrimaryRegion",
  "kms:UpdateAlias",
  "kms:DeleteAlias",
];
/** S3 itself suspends no versioning where Object Lock is on. */
const ON_VAULT = reconfiguringActions.filter((action) => action !== "s3:PutBucketVersioning");

tryWaysIn("by the custodian of another project", [
  {
    way: "a vault that lets him change it",
    by: all(second, vaultLets(CUSTODIAN, SECOND)),
    could: ON_VAULT,
    says: says(VAULT, "s3:PutBucketPolicy"),
    nearMiss: "a vault that lets its own custodian alone",
    harmless: all(second, vaultLets(CUSTODIAN)),
    given,
  },
  {
    way: "a key that lets him change it",
    by: all(second, keyLets(CUSTODIAN, SECOND)),
    could: ON_KEY,
    says: says("key key", "kms:PutKeyPolicy"),
    nearMiss: "a key that lets its own custodian alone",
    harmless: all(second, keyLets(CUSTODIAN)),
    given,
  },
]);
