import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

export interface AccountGuardsArgs {
  /** The stage's account. */
  readonly accountId: string;
}

/** What holds in all of the account, whatever a single bucket says: nothing in S3 is ever public. */
export class AccountGuards extends pulumi.ComponentResource {
  constructor(name: string, { accountId }: AccountGuardsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:ground:AccountGuards", name, {}, opts);
    new s3.AccountPublicAccessBlock(
      `${name}-public-access-block`,
      {
        accountId,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.registerOutputs({});
  }
}
