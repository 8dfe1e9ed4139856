import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { TrustStatement } from "../identity/operator-role";

/** GitHub's issuer of tokens; what is behind https:// is also how IAM names its claims. */
const ISSUER = "token.actions.githubusercontent.com";
/** Whom the tokens are for [GitHub: Configuring OpenID Connect in Amazon Web Services]. */
const AUDIENCE = "sts.amazonaws.com";

/** The one workflow whose jobs may take a role; every claim is compared as a whole. */
export interface GithubWorkflow {
  /** Number of the repository, which outlives its name. */
  readonly repositoryId: string;
  /**
   * Claim `sub`: `repo:OWNER/REPOSITORY:environment:NAME`, whatever a job was started by; GitHub puts ids into it for
   * newer repositories.
   */
  readonly subject: string;
  /**
   * Claim `job_workflow_ref`, `OWNER/REPOSITORY/.github/workflows/deploy.yml@refs/heads/main`. A pull request's own
   * workflow has another ref for each request: it must call one of the main branch, whose ref this then is.
   */
  readonly workflowRef: string;
}

/** Makes GitHub known to the account; one for each account. IAM knows GitHub's certificates by itself. */
export class GithubProvider extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:delivery:GithubProvider", name, {}, opts);
    new iam.OpenIdConnectProvider(
      `${name}-issuer`,
      { url: `https://${ISSUER}`, clientIdLists: [AUDIENCE] },
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.registerOutputs({});
  }
}

/** Trusts the jobs of one workflow, of one repository, for one purpose. */
export function githubTrust(accountId: string, workflow: GithubWorkflow): TrustStatement {
  return {
    Sid: "OneWorkflowOfOneRepository",
    Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${ISSUER}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${ISSUER}:aud`]: AUDIENCE,
        [`${ISSUER}:sub`]: workflow.subject,
        [`${ISSUER}:repository_id`]: workflow.repositoryId,
        [`${ISSUER}:job_workflow_ref`]: workflow.workflowRef,
      },
    },
  };
}
