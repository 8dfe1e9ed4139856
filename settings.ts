import { z } from "zod";
import { settings } from "./components/settings/settings";
import { accountId, awsRegion } from "./components/place/schemas";

const exactly = (example: string) =>
  z.string().regex(/^[^*?\s]+:[^*?\s]+$|^[^*?\s]+@[^*?\s]+$/, {
    error: `must be whole, without wildcards, as in ${example}`,
  });

const Ground = z.strictObject({
  accountId,
  region: awsRegion,
  /** Team that answers for the stage. */
  owner: z.string().min(1),
  /** The only workflow that may deploy the stage. */
  github: z.strictObject({
    repositoryId: z.string().regex(/^\d+$/, { error: "must be the repository's number, in digits" }),
    deploySubject: exactly("repo:OWNER/REPOSITORY:environment:pre"),
    deployWorkflow: exactly("OWNER/REPOSITORY/.github/workflows/deploy.yml@refs/heads/main"),
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
