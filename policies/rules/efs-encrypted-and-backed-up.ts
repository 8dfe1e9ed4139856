import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { notOwnKey, refersTo, unmet } from "../reading/databases";
import type { Condition } from "../reading/condition";
import { type Statement, statementsOf } from "../reading/document";
import { matches } from "../reading/glob";
import { ofType, type StackResource } from "../reading/resource";
import { tag } from "../reading/tags";
import { is, known, missing, read, shown, text, type Value } from "../reading/value";
import { rule, type StackFinding } from "../rule";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const BACKUP_POLICY = "aws:efs/backupPolicy:BackupPolicy";
const FILE_SYSTEM_POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy";
/** All that a client does. */
const CLIENT_ACTIONS = ["clientmount", "clientwrite", "clientrootaccess"].map(
  (action) => `elasticfilesystem:${action}`,
);

export const efsEncryptedAndBackedUp = rule({
  name: "efs-encrypted-and-backed-up",
  why: "Files on their way into the archive are not read by others, and not lost with their file system",
  level: "mandatory",
  severity: "high",
  framework: securityHub("EFS.1, EFS.2"),
  tags: ["CKV_AWS_42", "CKV_AWS_184", "CIS AWS 7.0 3.3.1"],
  remedy:
    "Encrypt the file system with a key of the stage, turn its BackupPolicy on or tag it archive:role staging, and give it a FileSystemPolicy that denies all clients that come without TLS.",
  reads: parameters.pick({}),
  types: [FILE_SYSTEM, BACKUP_POLICY, FILE_SYSTEM_POLICY],
  // Once made, a file system says which key it has and no longer who chose it: only its inputs tell.
  *resource(resource) {
    if (resource.type !== FILE_SYSTEM) return;
    yield* unmet(resource, [{ path: ["encrypted"], oneOf: [true] }]);
    yield* notOwnKey(resource, "kmsKeyId");
  },
  *stack(resources) {
    const fileSystems = ofType(resources, FILE_SYSTEM);
    const backups = ofType(resources, BACKUP_POLICY);
    const policies = ofType(resources, FILE_SYSTEM_POLICY);
    for (const about of fileSystems) {
      // What is on its way has its original elsewhere.
      if (!is(tag(about, "archive:role"), "staging") && !backups.some((backup) => isPartOf(backup, about)))
        yield { about, found: "it has no BackupPolicy", expected: "one whose status is ENABLED" };
      if (!policies.some((policy) => isPartOf(policy, about)))
        yield { about, found: "it has no FileSystemPolicy", expected: "one that denies clients without TLS" };
    }
    for (const about of backups)
      for (const finding of unmet(about, [{ path: ["backupPolicy", "status"], oneOf: ["ENABLED"] }]))
        yield { about, ...finding };
    for (const about of policies)
      yield* policyFindings(
        about,
        fileSystems.find((fileSystem) => isPartOf(about, fileSystem)),
      );
  },
});

function* policyFindings(about: StackResource, fileSystem?: StackResource): Iterable<StackFinding> {
  const arn = fileSystem ? arnOf(fileSystem) : missing;
  const statements = statementsOf(read(about.props, "policy"));
  if (statements.kind !== "known")
    yield {
      about,
      found: `policy is ${shown(statements)}`,
      expected: "an IAM document that can be read in preview",
    };
  else if (!statements.value.some((statement) => refusesPlainTransport(statement, arn)))
    yield {
      about,
      found: "policy lets clients in without TLS",
      expected: "a Deny of all that clients do where aws:SecureTransport is false",
    };
}

function refusesPlainTransport(statement: Statement, arn: Value<string>): boolean {
  const { effect, principals, actions, resources, conditions } = statement;
  const toAll =
    principals !== undefined &&
    !principals.complement &&
    principals.named.some(({ kind }) => kind === "everyone");
  const ofAll =
    !actions.complement &&
    CLIENT_ACTIONS.every((action) =>
      actions.patterns.some((pattern) => matches(pattern.toLowerCase(), action)),
    );
  // Where it names no resource it is about the file system that it belongs to.
  const here =
    !resources.complement &&
    (resources.undecided === "absent" ||
      resources.patterns.some(
        (pattern) => pattern === "*" || (arn.kind === "known" && matches(pattern, arn.value)),
      ));
  return effect === "Deny" && toAll && ofAll && here && conditions.every(holdsWithoutTls);
}

function holdsWithoutTls({ operator, qualifier, key, values }: Condition): boolean {
  return (
    operator === "bool" &&
    qualifier === undefined &&
    key === "aws:securetransport" &&
    values.kind === "known" &&
    values.value.includes("false")
  );
}

function isPartOf(part: StackResource, fileSystem: StackResource): boolean {
  const arn = arnOf(fileSystem);
  const id = arn.kind === "known" ? known(arn.value.replace(/.*\//, "")) : arn;
  return refersTo(part, "fileSystemId", fileSystem, id);
}

function arnOf({ props }: StackResource): Value<string> {
  return text(read(props, "arn"));
}
