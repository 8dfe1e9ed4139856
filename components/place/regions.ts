/** The AWS regions that a stage may be in. A region is added here once its law and its prices were looked at. */
export const awsRegions = ["eu-west-1", "eu-west-2", "eu-central-1"] as const;
export type AwsRegion = (typeof awsRegions)[number];

/**
 * Where AWS has what belongs to CloudFront: certificates, firewalls, logs and alarms of it are taken from no other
 * region. Nothing that an archive or a site holds is kept there.
 */
export const EDGE_REGION = "us-east-1";

/** The Azure locations for the copy in the second cloud. */
export const azureLocations = ["westeurope"] as const;
export type AzureLocation = (typeof azureLocations)[number];

/** The stage's three availability zones of a region: known without asking AWS. */
export function availabilityZones(region: AwsRegion): readonly string[] {
  return ["a", "b", "c"].map((zone) => `${region}${zone}`);
}
