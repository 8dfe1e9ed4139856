import type { Reference } from "../catalogue";
import { ALIAS, BUCKET, KEY, POLICY, QUEUE, REPLICA_KEY, ROLE, SECURITY_GROUP, SUBNET, VPC } from "./tokens";

type More = Partial<Omit<Reference, "at" | "to">>;

/** A KMS key by its id, ARN or alias; `alias/aws/…` are AWS's own. */
export const key = (at: string, more: More = {}): Reference => ({
  at,
  to: [KEY, REPLICA_KEY, ALIAS],
  builtIn: /^(arn:aws:kms:[a-z0-9-]+:\d{12}:)?alias\/aws\//,
  ...more,
});

/** A role by its ARN; AWS makes service-linked roles and those of the identity centre by itself. */
export const roleArn = (at: string, more: More = {}): Reference => ({
  at,
  to: [ROLE],
  form: "arn",
  anyRegion: true,
  builtIn: /^arn:aws:iam::\d{12}:role\/(aws-service-role|aws-reserved)\//,
  ...more,
});

/** A role by its name. */
export const roleName = (at: string, more: More = {}): Reference => ({
  at,
  to: [ROLE],
  form: "name",
  anyRegion: true,
  ...more,
});

/** A managed policy; `arn:aws:iam::aws:policy/…` are AWS's own. */
export const policyArn = (at: string, more: More = {}): Reference => ({
  at,
  to: [POLICY],
  form: "arn",
  anyRegion: true,
  builtIn: /^arn:aws:iam::aws:policy\//,
  ...more,
});

/** A bucket of the same region by its name. */
export const bucketName = (at: string, more: More = {}): Reference => ({
  at,
  to: [BUCKET],
  form: "name",
  ...more,
});

export const bucketArn = (at: string, more: More = {}): Reference => ({
  at,
  to: [BUCKET],
  form: "arn",
  ...more,
});
export const queueArn = (at: string, more: More = {}): Reference => ({
  at,
  to: [QUEUE],
  form: "arn",
  ...more,
});

const IN_USE = { holds: "DependencyViolation" };

/** What has a network interface in a subnet or group, or stands in a VPC, keeps it from being deleted. */
export const vpc = (at: string): Reference => ({ at, to: [VPC], ...IN_USE });
export const subnet = (at: string): Reference => ({ at, to: [SUBNET], ...IN_USE });
export const securityGroup = (at: string): Reference => ({ at, to: [SECURITY_GROUP], ...IN_USE });
