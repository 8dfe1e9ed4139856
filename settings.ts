import { z } from "zod";
import { settings } from "./components/settings/settings";
import { accountId, awsRegion } from "./components/place/schemas";

const exactly = (example: string) =>
  z.string().regex(/^[^*?\s]+:[^*?\s]+$|^[^*?\s]+@[^*?\s]+$/, {
    error: `must be whole, without wildcards, as in ${example}`,
  });

const Ground = z.strictObject({
  accountId,
  /** Those of the stage: all that the ground lets anybody use. The state is in the primary one. */
  regions: z
    .strictObject({ primary: awsRegion, second: awsRegion })
    .refine(({ primary, second }) => primary !== second, {
      path: ["second"],
      error: "must not be the primary region",
    }),
  /** Team that answers for the stage. */
  owner: z.string().min(1),
  /** The only workflows that may deploy the stage, preview what a pull request would change in it, or push images. */
  github: z.strictObject({
    repositoryId: z.string().regex(/^\d+$/, { error: "must be the repository's number, in digits" }),
    deploySubject: exactly("repo:OWNER/REPOSITORY:environment:pre"),
    deployWorkflow: exactly("OWNER/REPOSITORY/.github/workflows/deploy.yml@refs/heads/main"),
    previewSubject: exactly("repo:OWNER/REPOSITORY:environment:preview-pre"),
    previewWorkflow: exactly("OWNER/REPOSITORY/.github/workflows/preview-stage.yml@refs/heads/main"),
    imagesSubject: exactly("repo:OWNER/REPOSITORY:environment:images-pre"),
    imagesWorkflow: exactly("OWNER/REPOSITORY/.github/workflows/images.yml@refs/heads/main"),
  }),
  /** The stage whose images of DataVault this one takes as they are, and its account; without it they are built. */
  imagesCopiedFrom: z.strictObject({ stage: z.string().min(1), accountId }).optional(),
  /** As in storage/base: what the names of what deploys may change begin with. */
  storageNamespace: z.string().regex(/^[a-z][a-z0-9-]{2,16}$/, {
    error: "must be storage-base:namespace, as storage-staging",
  }),
  /** What the account may cost in a month, whatever is in it, and who is told when it does: ten people at most. */
  budget: z.strictObject({
    monthlyUsd: z.number().positive(),
    emails: z
      .array(z.email({ error: "must be an e-mail address" }))
      .min(1)
      .max(10),
  }),
  /** Who may break the glass: IAM users with MFA of an account that is for people, two at least. */
  breakGlassPeople: z
    .array(
      z.string().regex(/^arn:aws:iam::\d{12}:user\/[^*?]+$/, {
        error: "must be the ARN of one person's user, arn:aws:iam::ACCOUNT:user/NAME",
      }),
    )
    .min(2, { error: "at least two people are needed: nobody breaks the glass alone" }),
});

/** What the root project is told of a stage: where it is, who answers for it, and who may deploy it or break the glass. */
export const config = () => settings(Ground);
