import { type Given, UNKNOWN } from "./try-rule";

export const REGIONS = { allowedRegions: ["eu-west-1", "eu-west-2"] };
export const [HOME, AWAY] = REGIONS.allowedRegions;

/** Its name is its bucket's, too; a region that is not given is the provider's. */
export function bucket(name: string, region: unknown, tags: object, more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name,
    props: { bucket: name, region, tags: { "archive:role": "vault", ...tags } },
    ...more,
  };
}

export const vault = (name = "primary", tags: object = {}) => bucket(name, HOME, tags);
export const replica = (name = "mirror", region: unknown = AWAY) =>
  bucket(name, region, { "archive:role": "replica" });

export function replication(of: string, rules: unknown, more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: `${of}-replication`,
    props: { bucket: of, rules },
    ...more,
  };
}

/** A rule to a bucket, on unless it is said to be otherwise. */
export function to(name: string, status: unknown = "Enabled"): object {
  return { status, destination: { bucket: `arn:aws:s3:::${name}` } };
}

export const toUnknown = { status: "Enabled", destination: { bucket: UNKNOWN } };

export function lacks(name: string, region = "eu-west-1", copiedTo = "absent", role = "vault"): string {
  return `${name}: its region is ${region}, archive:copied-to is ${copiedTo}, and no enabled replication rule of it or its sibling leads to another allowed region; expected one such rule on a bucket whose archive:role is ${role}`;
}
