import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { policyArn } from "../names/names";
import { policyDocument } from "./policy";
import type { Policies } from "./rights/statements";

export interface DeployPoliciesArgs {
  /** The role that has them, by its physical name. */
  readonly roleName: string;
  readonly accountId: string;
  /** What each allows, by a short name for it; ten at most, as AWS lets a role have. */
  readonly policies: Policies;
}

/** AWS attaches no more to a role, and has no longer ones [AWS: IAM and AWS STS quotas]. */
const POLICIES_MAX = 10;
const CHARACTERS_MAX = 6144;

/** What deploys may do: too much for a role's inline policies, so it stands in managed ones that the role alone has. */
export class DeployPolicies extends pulumi.ComponentResource {
  constructor(name: string, args: DeployPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:identity:DeployPolicies", name, {}, opts);
    const { roleName, accountId, policies } = args;
    const all = Object.entries(policies);
    if (all.length > POLICIES_MAX)
      throw new pulumi.ResourceError(`policies: at most ${POLICIES_MAX}, got ${all.length}`, this);
    const child = { parent: this, protect: true, retainOnDelete: true };
    for (const [short, statements] of all) {
      const { length } = JSON.stringify({ Version: "2012-10-17", Statement: statements });
      if (length > CHARACTERS_MAX)
        throw new pulumi.ResourceError(
          `policies.${short}: ${length} characters, and a managed policy has ${CHARACTERS_MAX} at most: split its table`,
          this,
        );
      const policyName = `${roleName}-${short}`;
      const policy = new iam.Policy(
        `${name}-${short}`,
        {
          name: policyName,
          description: `What ${roleName} may do: ${short}`,
          policy: policyDocument(statements),
        },
        child,
      );
      new iam.RolePolicyAttachment(
        `${name}-${short}-of-role`,
        { role: roleName, policyArn: policyArn(accountId, policyName) },
        { ...child, dependsOn: [policy] },
      );
    }
    this.registerOutputs({});
  }
}
