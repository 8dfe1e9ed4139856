import { efsEncryptedAndBackedUp } from "../../../policies/rules/efs-encrypted-and-backed-up";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
const ARN = "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1";
const FROM_FILES = { from: { fileSystemId: ["files"] } };

function files(props: object = {}): Given {
  return {
    type: "aws:efs/fileSystem:FileSystem",
    name: "files",
    props: { arn: ARN, encrypted: true, kmsKeyId: KEY, ...props },
  };
}

function backup(
  status: unknown = "ENABLED",
  fileSystemId: unknown = "fs-1",
  more: Partial<Given> = {},
): Given {
  const type = "aws:efs/backupPolicy:BackupPolicy";
  return { type, name: "backup", props: { fileSystemId, backupPolicy: { status } }, ...more };
}

const REFUSAL = {
  Effect: "Deny",
  Principal: "*",
  Action: "*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const GRANT = { Effect: "Allow", Principal: { AWS: "*" }, Action: "elasticfilesystem:ClientMount" };

function policy(document: unknown, fileSystemId: unknown = "fs-1", more: Partial<Given> = {}): Given {
  const type = "aws:efs/fileSystemPolicy:FileSystemPolicy";
  return { type, name: "policy", props: { fileSystemId, policy: document }, ...more };
}

function refusal(change: object = {}): string {
  return JSON.stringify({ Statement: [GRANT, { ...REFUSAL, ...change }] });
}

function deniesBy(what: string, change: object): Accepted {
  return { as: "compliant", what, given: [files(), backup(), policy(refusal(change))] };
}

function letsIn(what: string, change: object): Refused {
  return {
    what,
    given: [files(), backup(), policy(refusal(change))],
    says: [
      "policy: policy lets clients in without TLS; expected a Deny of all that clients do where aws:SecureTransport is false",
    ],
  };
}

function unreadable(what: string, document: unknown, found: string): Refused {
  return {
    what,
    given: [files(), backup(), policy(document)],
    says: [`policy: policy is ${found}; expected an IAM document that can be read in preview`],
  };
}

function settings(what: string, props: object, said: string): Refused {
  return { what, given: [files(props), backup(), policy(refusal())], says: [`files: ${said}`] };
}

const NO_BACKUP = "files: it has no BackupPolicy; expected one whose status is ENABLED";
const NO_POLICY = "files: it has no FileSystemPolicy; expected one that denies clients without TLS";

tryRule(efsEncryptedAndBackedUp, {
  remedy:
    "Encrypt the file system with a key of the stage, turn its BackupPolicy on or tag it archive:role staging, and give it a FileSystemPolicy that denies all clients that come without TLS.",
  accepts: [
    {
      as: "near miss",
      what: "no backup of files that are on their way",
      given: [files({ tags: { "archive:role": "staging" } }), policy(refusal())],
    },
    deniesBy("all of it", {}),
    deniesBy("a Deny to AWS's everyone", { Principal: { AWS: ["arn:aws:iam::111122223333:root", "*"] } }),
    deniesBy("a Deny of what clients do, of this file system", {
      Action: "ElasticFileSystem:Client*",
      Resource: ARN,
    }),
    deniesBy("a Deny of what clients do, one by one, that names no file system", {
      Action: ["ClientMount", "ClientWrite", "ClientRootAccess"].map(
        (action) => `elasticfilesystem:${action}`,
      ),
      Resource: undefined,
    }),
    deniesBy("a Deny of file systems by a pattern", { Resource: ["arn:aws:s3:::a", `${ARN.slice(0, -1)}*`] }),
    deniesBy("a Deny of everything", { Condition: undefined }),
    deniesBy("a Deny where the key is as it should not be, or is not there", {
      Condition: { BoolIfExists: { "AWS:securetransport": [false] } },
    }),
    {
      as: "compliant",
      what: "a file system that is being made, by dependency",
      given: [
        files({ arn: UNKNOWN, kmsKeyId: UNKNOWN }),
        backup("ENABLED", UNKNOWN, FROM_FILES),
        policy(refusal(), UNKNOWN, FROM_FILES),
      ],
    },
    {
      as: "near miss",
      what: "parts of a file system of another stack",
      given: [backup(), policy(refusal())],
    },
    {
      as: "not applicable",
      what: "other types",
      given: [files({ encrypted: false }), backup("DISABLED"), policy("{}")].map((given) => ({
        ...given,
        type: "aws:efs/mountTarget:MountTarget",
      })),
    },
  ],
  refuses: [
    {
      what: "no backup of files with another role",
      given: [files({ tags: { "archive:role": "artifacts" } }), policy(refusal())],
      says: [NO_BACKUP],
    },
    {
      what: "no backup of files whose role is not known",
      given: [files({ tags: { "archive:role": UNKNOWN } }), policy(refusal())],
      says: [NO_BACKUP],
    },
    settings("files in the clear", { encrypted: false }, "encrypted is false; expected true"),
    settings("nothing said", { encrypted: undefined }, "encrypted is absent; expected true"),
    settings("AWS's key", { kmsKeyId: undefined }, "kmsKeyId is absent; expected a customer key"),
    settings(
      "AWS's key by its alias",
      { kmsKeyId: "alias/aws/elasticfilesystem" },
      "kmsKeyId is alias/aws/elasticfilesystem; expected a customer key",
    ),
    { what: "a file system alone", given: files(), says: [NO_BACKUP, NO_POLICY] },
    { what: "no backups", given: [files(), policy(refusal())], says: [NO_BACKUP] },
    { what: "no policy", given: [files(), backup()], says: [NO_POLICY] },
    {
      what: "parts of another file system",
      given: [files(), backup("ENABLED", "fs-2"), policy(refusal(), "fs-2")],
      says: [NO_BACKUP, NO_POLICY],
    },
    {
      what: "parts of nobody knows which file system",
      given: [files({ arn: UNKNOWN }), backup("ENABLED", UNKNOWN), policy(refusal(), UNKNOWN)],
      says: [NO_BACKUP, NO_POLICY],
    },
    ...["DISABLED", "DISABLING", UNKNOWN].map((status): Refused => ({
      what: `backups: ${status}`,
      given: [files(), backup(status), policy(refusal())],
      says: [
        `backup: backupPolicy.status is ${status === UNKNOWN ? "not known in preview" : status}; expected ENABLED`,
      ],
    })),
    {
      what: "a backup policy of another stack that is off",
      given: backup("DISABLED"),
      says: ["backup: backupPolicy.status is DISABLED; expected ENABLED"],
    },
    letsIn("an Allow", { Effect: "Allow" }),
    letsIn("a Deny to one", { Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
    letsIn("a Deny to nobody in particular", { Principal: undefined }),
    letsIn("a Deny to all but everyone", { Principal: undefined, NotPrincipal: "*" }),
    letsIn("a Deny of writes", {
      Action: ["elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"],
    }),
    letsIn("a Deny of mounts", { Action: "elasticfilesystem:ClientMount" }),
    letsIn("a Deny of all but root", {
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    }),
    letsIn("a Deny of all but writes", {
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess"],
    }),
    letsIn("a Deny of all but these actions", { Action: undefined, NotAction: "*" }),
    letsIn("a Deny of another file system", { Resource: `${ARN}2` }),
    letsIn("a Deny of all but this file system", { Resource: undefined, NotResource: ARN }),
    letsIn("a Deny of no file system", { Resource: [] }),
    letsIn("a Deny where TLS is there", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    letsIn("a Deny under another condition", {
      Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
    }),
    letsIn("a Deny by another operator", { Condition: { StringEquals: { "aws:SecureTransport": "false" } } }),
    letsIn("a Deny that a request without the key meets", {
      Condition: { "ForAllValues:Bool": { "aws:SecureTransport": "false" } },
    }),
    letsIn("a Deny under a condition more", {
      Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "false" } },
    }),
    letsIn("a Deny under a condition that cannot be read", {
      Condition: { Bool: { "aws:SecureTransport": {} } },
    }),
    {
      what: "a Deny of a file system whose name is not known, and of a policy that belongs to none",
      given: [
        files({ arn: UNKNOWN }),
        backup("ENABLED", UNKNOWN, FROM_FILES),
        policy(refusal({ Resource: ARN }), UNKNOWN, FROM_FILES),
      ],
      says: [
        "policy: policy lets clients in without TLS; expected a Deny of all that clients do where aws:SecureTransport is false",
      ],
    },
    unreadable("a policy that is not known", UNKNOWN, "not known in preview"),
    unreadable("a policy without statements", "{}", "not a document with statements"),
    unreadable("no policy in it", undefined, "not a document with statements"),
  ],
});
