import { z } from "zod";

const arns = z.array(z.string().regex(/^arn:[^:*?]+:[^*?]+$/, "must be a whole ARN, without wildcards"));
const accountId = z.string().regex(/^\d{12}$/, "must be an account's 12 digits");
const days = z.int().min(1).max(36500);

/**
 * Everything that a stage can set, per rule, in the file given as `--policy-pack-config`. The defaults are those of
 * the strictest stage; where none can be given the rule refuses until the stage sets one. A rule says what it reads
 * with `parameters.pick({ … })`. The names are the control catalogue's.
 */
export const parameters = z.strictObject({
  lockProfile: z
    .enum(["regulated", "lawful-deletion"])
    .default("regulated")
    .describe("whether archives are held for a fixed time or must stay deletable by law"),
  minRetentionDays: days.default(3650).describe("the shortest time for which a vault keeps anything"),
  minOffsiteRetentionDays: days
    .default(3650)
    .describe("the shortest time for which the copy in the second cloud keeps anything"),
  breakGlassRoleArns: arns
    .max(1)
    .default([])
    .describe("the one role that may delete what no lock holds any more; none in the profile regulated"),
  productionStages: z
    .array(z.string().min(1))
    .min(1)
    .default(["prod", "pro"])
    .describe("the stages in which nobody enters a container and immutability is sealed"),
  retentionFloors: z
    .record(z.string().min(1), days)
    .default({})
    .describe("by bucket, the days below which its retention may never fall again"),
  expectedVaults: z
    .record(z.string().min(1), z.array(z.string().min(1)).min(1))
    .default({})
    .describe("by Pulumi project, the names of the vaults and containers that it must declare"),
  projectsInOneCloud: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "the Pulumi projects whose vaults need no copy in a second cloud, but in a second region as all",
    ),
  vaultNamePatterns: z
    .array(z.string().min(1))
    .min(1)
    .default(["archive-vault-*", "archive-replica-*"])
    .describe("the names that only vaults have"),
  nonVaultRoles: z
    .array(z.enum(["staging", "logs", "artifacts"]))
    .default(["staging", "logs", "artifacts"])
    .describe("the values of archive:role that exempt a bucket from the vault rules"),
  custodianRoleArns: arns.min(1).describe("the roles that may change a vault's settings or a key's policy"),
  custodianProjects: z
    .record(z.string().min(1), z.array(z.string().min(1)).min(1))
    .default({})
    .describe(
      "by custodian, the Pulumi projects whose vaults and keys are its own, and no other custodian's; one that is not named has those of all other projects",
    ),
  keyGrantors: z
    .record(z.string().regex(/^alias\/[^*?$]+$/, "must be a whole alias of a key, alias/…"), arns.min(1))
    .default({})
    .describe(
      "by alias of a key, the roles that may grant this one key for a service that asks in their name; to no vault's key",
    ),
  deployIdentityArns: arns
    .default([])
    .describe("the only roles that may become a custodian: those of the deploys"),
  serviceDeployArns: arns
    .default([])
    .describe(
      "the roles that deploy what stands beside the archive: they end logs of their own, and nothing else",
    ),
  approvedBoundaryArns: arns.min(1).describe("the permission boundaries of which every role has one"),
  trustedAccounts: z
    .array(accountId)
    .min(1)
    .describe("the accounts that policies may name; the stage's own among them"),
  pullingAccounts: z
    .array(accountId)
    .default([])
    .describe(
      "the accounts that policies of image repositories may let pull, and that nothing else trusts: those to which images are copied",
    ),
  organizationId: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, "must be an AWS organization's id, o-…")
    .optional()
    .describe("the AWS organization that conditions may name, where there is one"),
  githubSubjects: z
    .array(z.string().regex(/^[^*?]+$/, "must be a whole subject, without wildcards"))
    .min(1)
    .describe("the subjects of GitHub's tokens that may take a role"),
  oidcProviders: z
    .record(z.url({ protocol: /^https$/ }), z.array(z.string().min(1)).min(1))
    .default({ "https://token.actions.githubusercontent.com": ["sts.amazonaws.com"] })
    .describe("the known issuers of tokens, each with exactly its client ids"),
  trustedRegistries: z
    .array(z.string().min(1))
    .min(1)
    .describe("what the name of an image may begin with: a registry, or a registry and a path in it"),
  allowedRegions: z
    .array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be an AWS region"))
    .min(1)
    .describe("the AWS regions in which anything may be"),
  allowedAzureLocations: z
    .array(z.string().regex(/^[a-z0-9]+$/, "must be an Azure location as in westeurope"))
    .min(1)
    .describe("the Azure locations in which anything may be"),
  requiredTags: z
    .array(z.string().min(1))
    .min(1)
    .default(["project", "environment", "owner"])
    .describe("the tags that everything carries which can carry tags"),
  minLogRetentionDays: days.default(365).describe("the shortest time for which logs are kept"),
  minKmsDeletionWindowDays: z
    .int()
    .min(7)
    .max(30)
    .default(30)
    .describe("the shortest time between asking for a key's deletion and its end"),
  minBackupRetentionDays: days.default(14).describe("the shortest time for which a database can be restored"),
  supportedLambdaRuntimes: z
    .array(z.string().min(1))
    .min(1)
    .default(["nodejs22.x", "nodejs24.x", "python3.13", "python3.14", "java21", "java25", "provided.al2023"])
    .describe("the runtimes of Lambda that AWS still mends"),
  azurePhase: z
    .enum(["prepare", "seal"])
    .default("seal")
    .describe("whether Azure's immutability may still be unlocked: only the first deployment prepares"),
  legalHolds: z
    .record(z.string().min(1), z.array(z.string().min(1)).min(1))
    .default({})
    .describe("by `account/container`, the tags of the legal holds that stay declared"),
  broadManagedPolicies: z
    .array(z.string().min(1))
    .default([])
    .describe("names of AWS-managed policies that are refused besides the four that always are"),
});

export type Parameters = z.output<typeof parameters>;
export type Settings<Name extends keyof Parameters> = Pick<Parameters, Name>;

/** What it takes to tell a vault from another bucket. */
export const classifying = { nonVaultRoles: true, vaultNamePatterns: true } as const;
export type Classifying = Settings<keyof typeof classifying>;

/** The retention mode that each profile asks of every vault and replica. */
export const lockModes: Record<Parameters["lockProfile"], string> = {
  regulated: "COMPLIANCE",
  "lawful-deletion": "COMPLIANCE",
};
