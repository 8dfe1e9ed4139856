import { z } from "zod";
import { contract, secret } from "../../components/contract";
import { arn } from "../../components/place/schemas";

/** A contract with one promise of each kind, as a base stack of a made-up system would publish it. */
export const archive = contract("archive-base", 2, {
  vault: z.object({ name: z.string(), arn: arn("s3") }),
  subnetIds: z.array(z.string()).length(2),
  lockDays: z.number().int().min(1),
  token: secret(z.string().min(8)),
});

/** Values that keep every promise. */
export const kept = {
  vault: { name: "archive-vault-pre", arn: "arn:aws:s3:::archive-vault-pre" },
  subnetIds: ["subnet-1", "subnet-2"],
  lockDays: 180,
  token: "s3cret-token",
};

/** The pack that judged the base stack. */
export const policyPack = { version: "1.0.0", digest: "ab".repeat(32) };

/** What the base stack's last deployment left behind. */
export const deployed = {
  "archive-base/pre": {
    outputs: { contractVersion: 2, policyPack, ...kept },
    secretOutputNames: ["token"],
  },
};
