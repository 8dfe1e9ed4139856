import { z } from "zod";

/**
 * Everything that a stage can set, per rule, in the file given as `--policy-pack-config`. The defaults are those of
 * the strictest stage. A rule says what it reads with `parameters.pick({ … })`.
 */
export const parameters = z.strictObject({
  lockProfile: z
    .enum(["regulated", "lawful-deletion"])
    .default("regulated")
    .describe("whether archives are held for a fixed time or must stay deletable by law"),
  minRetentionDays: z
    .int()
    .min(1)
    .max(36500)
    .default(3650)
    .describe("the shortest time for which a vault keeps anything"),
  nonVaultRoles: z
    .array(z.enum(["staging", "logs", "artifacts"]))
    .default(["staging", "logs", "artifacts"])
    .describe("the values of archive:role that exempt a bucket from the vault rules"),
  vaultNamePatterns: z
    .array(z.string().min(1))
    .default(["archive-vault-*", "archive-replica-*"])
    .describe("the names that only vaults have"),
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
