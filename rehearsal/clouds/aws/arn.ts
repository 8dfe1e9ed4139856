import type { Making } from "../catalogue";

type At = Pick<Making, "region" | "account">;

/** `arn:aws:sqs:eu-west-1:111122223333:name`. */
export const arn = (service: string, { region, account }: At, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/** The ARN of something that is in no region, as all of IAM. */
export const arnWithoutRegion = (service: string, { account }: At, resource: string): string =>
  `arn:aws:${service}::${account}:${resource}`;

/** EC2's ids: `vpc-0` and sixteen hexadecimal digits. */
export const ec2Id =
  (prefix: string) =>
  ({ digits }: Making): string =>
    `${prefix}-0${digits(16)}`;

/** The ARN of an EC2 resource, which ends with its id. */
export const ec2Arn =
  (kind: string) =>
  (making: Making): string =>
    arn("ec2", making, `${kind}/${making.id}`);

/** `1f8d4c5e-…`: a UUID of hexadecimal digits that are given. */
export const uuid = (digits: string): string =>
  [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join("-");

/** IAM's unique ids: `AROA` and seventeen capital letters and digits. */
export const iamId =
  (prefix: string) =>
  ({ digits }: Making): string =>
    `${prefix}${digits(17, "unique").toUpperCase()}`;

/** Everything in a rehearsal was made at one time: two rehearsals have the same outputs. */
export const MADE_AT = "2026-01-01T00:00:00Z";
