import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

/**
 * Lets STS give the account's roles tokens by which other clouds know them. It is on or off for the whole account: one
 * stack has it.
 */
export class OutboundFederation extends pulumi.ComponentResource {
  /** Issuer of the account's tokens, a URL. */
  readonly issuer: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:azure:OutboundFederation", name, {}, opts);
    const federation = new iam.OutboundWebIdentityFederation(
      `${name}-federation`,
      {},
      // Off, every identity elsewhere that trusts a role of the account is cut off; on again, the issuer may be another.
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.issuer = federation.issuerIdentifier;
    this.registerOutputs({ issuer: this.issuer });
  }
}
