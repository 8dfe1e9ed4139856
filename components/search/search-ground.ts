import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

/** Principal for which the role is. */
const OPENSEARCH = "opensearchservice.amazonaws.com";

/**
 * The role in which OpenSearch Service puts a domain's nodes into the account's network [AWS: Using service-linked roles
 * for Amazon OpenSearch Service]: one for the whole account, and there before its first domain. An account that has it
 * already refuses a second: import it, `pulumi import aws:iam/serviceLinkedRole:ServiceLinkedRole`.
 */
export class SearchGround extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:search:SearchGround", name, {}, opts);
    new iam.ServiceLinkedRole(
      `${name}-service-linked-role`,
      { awsServiceName: OPENSEARCH },
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.registerOutputs({});
  }
}
