import { awsGuidance } from "../frameworks";
import { parameters } from "../parameters";
import { isHeld, onWhoseBehalf } from "../reading/holding";
import { ROLE } from "../reading/policy-documents";
import { eachTrusted, type Trusted } from "../reading/trust";
import { rule } from "../rule";

/** Services that do not say on whose behalf they take a role, so that a condition would shut it to them for good. */
const EXEMPT = [
  "ec2.amazonaws.com",
  "lambda.amazonaws.com",
  // AWS CloudTrail's user guide, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring".
  "cloudtrail.amazonaws.com",
];

export const iamTrustConfusedDeputy = rule({
  name: "iam-trust-confused-deputy",
  why: "A service works for all its customers: a role that trusts it without a condition may serve any of them",
  level: "mandatory",
  severity: "high",
  framework: awsGuidance("confused deputy prevention"),
  remedy: "Hold the statement to the stage's account by StringEquals on aws:SourceAccount.",
  reads: parameters.pick({}),
  types: [ROLE],
  *resource(role) {
    yield* eachTrusted(role, function* (trusted, { conditions }, where) {
      if (mayBeDeputy(trusted) && !isHeld(conditions, onWhoseBehalf))
        yield {
          found: `${where} trusts ${trusted.words} on anybody's behalf`,
          expected: "a condition on aws:SourceAccount, aws:SourceArn or aws:SourceOrgID",
        };
    });
  },
});

function mayBeDeputy(trusted: Trusted): boolean {
  return trusted.kind === "anyone" || (trusted.kind === "Service" && !EXEMPT.includes(trusted.value));
}
