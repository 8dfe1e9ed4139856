import type * as pulumi from "@pulumi/pulumi";
import { trailAlarm, type TrailAlarmArgs } from "./trail-alarm";

export interface BreakGlassAlarmArgs extends Omit<TrailAlarmArgs, "metric" | "pattern" | "text"> {
  /** ARN of the only role that may delete archived objects. */
  readonly roleArn: string;
}

/**
 * Tells of every use of the break-glass role: who takes it or tries to, what is done in it, and any change of it. A role
 * can be taken at the STS of any region, and at the global one (us-east-1).
 */
export function breakGlassAlarm(
  name: string,
  { roleArn, ...args }: BreakGlassAlarmArgs,
  child: pulumi.CustomResourceOptions,
): void {
  trailAlarm(
    name,
    {
      ...args,
      metric: "BreakGlassUsed",
      pattern: breakGlassPattern(roleArn),
      text: {
        says: "The break-glass role, which may delete archived objects, was taken, tried, used or changed",
        whatToDo:
          "find out who it was, and whether a lawful deletion was agreed on (docs/retention.md); if not, end the role's sessions at once (IAM: Revoke active sessions) and tell whoever answers for the archive",
      },
    },
    child,
  );
}

/** What events of CloudTrail about a role have in them [AWS: Filter pattern syntax for metric filters]. */
export function breakGlassPattern(roleArn: string): string {
  const roleName = roleArn.split("/").at(-1);
  const doneInIt = `($.userIdentity.sessionContext.sessionIssuer.arn = "${roleArn}")`;
  const taken = `($.requestParameters.roleArn = "${roleArn}")`;
  // Every deployment reads the role: only changes count.
  const changed = `(($.requestParameters.roleName = "${roleName}") && ($.readOnly IS FALSE))`;
  return `{ ${doneInIt} || ${taken} || ${changed} }`;
}
