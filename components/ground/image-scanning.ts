import * as ecr from "@pulumi/aws/ecr";
import * as inspector2 from "@pulumi/aws/inspector2";
import * as pulumi from "@pulumi/pulumi";

export interface ImageScanningArgs {
  /** The stage's account. */
  readonly accountId: string;
}

/**
 * Every image of one region's registry is scanned by Amazon Inspector, when it is pushed and again whenever a new
 * vulnerability becomes known: its system and what is installed for its language. Of Inspector nothing else is on.
 */
export class ImageScanning extends pulumi.ComponentResource {
  constructor(name: string, { accountId }: ImageScanningArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:ground:ImageScanning", name, {}, opts);
    const lasting = { parent: this, protect: true, retainOnDelete: true };
    const inspector = new inspector2.Enabler(
      `${name}-inspector`,
      { accountIds: [accountId], resourceTypes: ["ECR"] },
      lasting,
    );
    new ecr.RegistryScanningConfiguration(
      `${name}-registry`,
      {
        scanType: "ENHANCED",
        rules: [
          {
            scanFrequency: "CONTINUOUS_SCAN",
            repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }],
          },
        ],
      },
      // Else ECR would switch Inspector on by itself, and at the same time.
      { ...lasting, dependsOn: [inspector] },
    );
    this.registerOutputs({});
  }
}
