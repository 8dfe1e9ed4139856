import { rdsEncrypted } from "../../../policies/rules/rds-encrypted";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/instance:Instance";
const GLOBAL = "aws:rds/globalCluster:GlobalCluster";

function database(props: object, type: string): Given {
  return { type, name: "vault", props };
}

function fails(what: string, props: object, ...says: readonly string[]): Refused[] {
  return [CLUSTER, INSTANCE].map((type) => ({
    what: `${what}: ${type}`,
    given: database({ storageEncrypted: true, kmsKeyId: KEY, ...props }, type),
    says: says.map((said) => `vault: ${said}`),
  }));
}

tryRule(rdsEncrypted, {
  remedy:
    "Set storageEncrypted: true and kmsKeyId to a key of the stage; an unencrypted database has to be made anew.",
  accepts: [
    ...[CLUSTER, INSTANCE].flatMap((type): Accepted[] => [
      { as: "compliant", what: type, given: database({ storageEncrypted: true, kmsKeyId: KEY }, type) },
      {
        as: "compliant",
        what: `${type}, with a key that is being made`,
        given: database({ storageEncrypted: true, kmsKeyId: UNKNOWN }, type),
      },
      {
        as: "near miss",
        what: `${type}, with aliases of ours`,
        given: database(
          { storageEncrypted: true, kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:alias/my-alias/aws/rds" },
          type,
        ),
      },
    ]),
    {
      as: "compliant",
      what: "a global cluster, which has no key",
      given: database({ storageEncrypted: true }, GLOBAL),
    },
    ...["arn:aws:rds:eu-west-1:111122223333:cluster:a", UNKNOWN].map(
      (sourceDbClusterIdentifier): Accepted => ({
        as: "near miss",
        what: "a global cluster that is as the one that it is made of",
        given: database({ sourceDbClusterIdentifier }, GLOBAL),
      }),
    ),
    {
      as: "not applicable",
      what: "another type",
      given: database({}, "aws:rds/clusterInstance:ClusterInstance"),
    },
  ],
  refuses: [
    ...fails("in the clear", { storageEncrypted: false }, "storageEncrypted is false; expected true"),
    ...fails("nothing said", { storageEncrypted: undefined }, "storageEncrypted is absent; expected true"),
    ...fails(
      "nothing said, of a source that only a global cluster has",
      { storageEncrypted: undefined, sourceDbClusterIdentifier: "a" },
      "storageEncrypted is absent; expected true",
    ),
    ...fails(
      "not known",
      { storageEncrypted: UNKNOWN },
      "storageEncrypted is not known in preview; expected true",
    ),
    ...fails("no key", { kmsKeyId: undefined }, "kmsKeyId is absent; expected a customer key"),
    ...fails("an empty key", { kmsKeyId: "" }, "kmsKeyId is a text of 0 characters; expected a customer key"),
    ...fails("a key that is a number", { kmsKeyId: 1 }, "kmsKeyId is not a text; expected a customer key"),
    ...fails(
      "AWS's key",
      { kmsKeyId: "alias/aws/rds" },
      "kmsKeyId is alias/aws/rds; expected a customer key",
    ),
    ...fails(
      "AWS's key by its ARN",
      { kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:alias/aws/rds" },
      "kmsKeyId is arn:aws:kms:eu-west-1:111122223333:alias/aws/rds; expected a customer key",
    ),
    {
      what: "a global cluster made of nothing",
      given: database({ sourceDbClusterIdentifier: "" }, GLOBAL),
      says: ["vault: storageEncrypted is absent; expected true"],
    },
    {
      what: "a global cluster that says no",
      given: database({ storageEncrypted: false, sourceDbClusterIdentifier: "a" }, GLOBAL),
      says: ["vault: storageEncrypted is false; expected true"],
    },
  ],
});
