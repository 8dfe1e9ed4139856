import * as fc from "fast-check";
import type { Requester } from "../../../policies/proof/request";

/** One statement as it is written in a policy document. */
export type Written = Readonly<Record<string, unknown>> & { readonly Effect: "Allow" | "Deny" };

export const ACCOUNT = "111122223333";
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/team/worker`;
export const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/worker/today`;
export const USER = `arn:aws:iam::${ACCOUNT}:user/ann`;
export const OTHER_ROLE = `arn:aws:iam::${ACCOUNT}:role/other`;
export const STRANGER = "arn:aws:iam::444455556666:role/stranger";
export const SERVICE = "logging.s3.amazonaws.com";

/** What requests and statements are made of. */
export interface World {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly actionPatterns: readonly string[];
  readonly resourcePatterns: readonly string[];
}

const objectActions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"];
const objects = ["arn:aws:s3:::vault/a/b", "arn:aws:s3:::vault/x", "arn:aws:s3:::vault-b/x"];
export const buckets: World = {
  actions: objectActions,
  resources: objects,
  actionPatterns: [...objectActions, "*", "s3:*", "s3:Get*", "S3:deleteobject", "s3:*Object", "kms:*"],
  resourcePatterns: [
    ...objects,
    "*",
    "arn:aws:s3:::vault/*",
    "arn:aws:s3:::vault*",
    "arn:aws:s3:::vault/a/*",
    "arn:aws:s3:::*/x",
    "arn:aws:s3:::vault",
  ],
};

const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
export const encryptionKeys: World = {
  actions: ["kms:Decrypt", "kms:ScheduleKeyDeletion"],
  resources: [key],
  actionPatterns: ["kms:*", "kms:Decrypt", "KMS:schedulekeydeletion", "kms:Disable*"],
  resourcePatterns: ["*", key, `arn:aws:kms:*:${ACCOUNT}:key/*`, `${key}2`],
};

const texts = (values: readonly string[]) => ({ values, patterns: values });
/** What each key may hold, and with what the conditions on it may compare it. */
const KEYS = {
  "aws:SourceVpce": {
    operators: ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"],
    values: ["vpce-1", "vpce-2"],
    patterns: ["vpce-1", "vpce-2", "VPCE-1", "vpce-*", "*"],
  },
  "aws:SecureTransport": { operators: ["Bool", "StringEquals"], ...texts(["true", "false"]) },
  "aws:MultiFactorAuthAge": {
    operators: [
      "NumericEquals",
      "NumericNotEquals",
      "NumericLessThan",
      "NumericLessThanEquals",
      "NumericGreaterThan",
      "NumericGreaterThanEquals",
    ],
    ...texts(["0", "60", "61", "3600"]),
  },
  "aws:CurrentTime": {
    operators: ["DateEquals", "DateNotEquals", "DateLessThan", "DateGreaterThanEquals"],
    ...texts(["2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", "2026-01-02T00:00:00Z"]),
  },
  "aws:SourceIp": {
    operators: ["IpAddress", "NotIpAddress"],
    values: ["203.0.113.7", "198.51.100.1"],
    // The simulator takes a prefix of no bits for one of all.
    patterns: ["203.0.113.0/24", "203.0.113.7/32", "0.0.0.0/1", "198.51.0.0/16"],
  },
  "aws:SourceArn": {
    operators: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
    values: ["arn:aws:sns:eu-west-1:111122223333:alarms", "arn:aws:s3:::vault"],
    patterns: ["arn:aws:sns:*:111122223333:*", "arn:aws:s3:::vault", "arn:aws:*:*:*:*", "arn:aws:s3:::v*"],
  },
  "aws:PrincipalArn": {
    operators: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "StringEquals", "StringNotLike"],
    values: [],
    patterns: [ROLE, USER, OTHER_ROLE, `arn:aws:iam::${ACCOUNT}:role/*`, `arn:aws:iam::${ACCOUNT}:*`],
  },
  "aws:PrincipalAccount": {
    operators: ["StringEquals", "StringNotEquals"],
    values: [],
    patterns: [ACCOUNT, "444455556666"],
  },
} as const;
type Key = keyof typeof KEYS;
export const keys: readonly Key[] = Object.keys(KEYS).filter((key): key is Key => key in KEYS);

export const requesters: fc.Arbitrary<Requester> = fc.constantFrom<Requester[]>(
  { kind: "identity", arn: ROLE },
  { kind: "identity", arn: USER },
  { kind: "service", principal: SERVICE },
  { kind: "anonymous" },
);

/** What a request's context holds; keys that are not given are absent. */
export type Held = Readonly<Partial<Record<string, string>>>;

export const contexts: fc.Arbitrary<Held> = fc
  .tuple(...keys.map((key) => held(key).map((value) => ({ [key]: value }))))
  .map((entries) => Object.assign({}, ...entries));

/** A request of which everything is known. */
export interface Concrete {
  readonly requester: Requester;
  readonly action: string;
  readonly resource: string;
  readonly context: Held;
}

export function concrete({ actions, resources }: World): fc.Arbitrary<Concrete> {
  return fc.record({
    requester: requesters,
    action: fc.constantFrom(...actions),
    resource: fc.constantFrom(...resources),
    context: contexts,
  });
}

/** Absent, or one of the values that the key may have. */
function held(key: Key): fc.Arbitrary<string | undefined> {
  return fc.constantFrom(undefined, ...KEYS[key].values);
}

const condition = fc.constantFrom(...keys).chain((key) =>
  fc.record({
    key: fc.constant<string>(key),
    operator: fc
      .record({
        bare: fc.constantFrom<string[]>(...KEYS[key].operators),
        qualifier: fc.constantFrom("", "", "", "ForAllValues:", "ForAnyValue:"),
        ifExists: fc.constantFrom("", "", "IfExists"),
      })
      // AWS and the simulator differ on IfExists with ForAnyValue.
      .map(({ bare, qualifier, ifExists }) =>
        qualifier === "ForAnyValue:" ? `${qualifier}${bare}` : `${qualifier}${bare}${ifExists}`,
      ),
    values: fc.subarray<string>([...KEYS[key].patterns], { minLength: 1, maxLength: 2 }),
  }),
);
const presence = fc.record({
  key: fc.constantFrom<string[]>(...keys),
  operator: fc.constant("Null"),
  values: fc.constantFrom(["true"], ["false"]),
});

const conditions = fc
  .array(fc.oneof({ weight: 5, arbitrary: condition }, { weight: 1, arbitrary: presence }), { maxLength: 2 })
  .map((all) => {
    const element: Record<string, Record<string, readonly string[]>> = {};
    for (const { operator, key, values } of all) element[operator] = { ...element[operator], [key]: values };
    return all.length === 0 ? {} : { Condition: element };
  });

function either(plain: string, negated: string, patterns: readonly string[]) {
  const some = fc.subarray([...patterns], { minLength: 1, maxLength: 3 });
  return fc
    .record({ name: fc.constantFrom(plain, plain, plain, negated), some })
    .map(({ name, some }) => ({ [name]: some }));
}

const PRINCIPALS: Principals = [
  { Principal: "*" },
  { Principal: { AWS: "*" } },
  { Principal: { AWS: ROLE } },
  { Principal: { AWS: [USER, OTHER_ROLE] } },
  { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } },
  { Principal: { AWS: [ACCOUNT, STRANGER] } },
  { Principal: { AWS: "444455556666" } },
  { Principal: { Service: [SERVICE, "s3.amazonaws.com"] } },
  { Principal: { Service: "s3.amazonaws.com", AWS: USER } },
];

export type Principals = readonly Readonly<Record<string, unknown>>[];

function statement(principals: Principals, world: World): fc.Arbitrary<Written> {
  return fc
    .tuple(
      fc.constantFrom<("Allow" | "Deny")[]>("Allow", "Allow", "Deny"),
      fc.constantFrom(...principals),
      either("Action", "NotAction", world.actionPatterns),
      either("Resource", "NotResource", world.resourcePatterns),
      conditions,
    )
    .map(([Effect, ...elements]) => ({ ...Object.assign({}, ...elements), Effect }));
}

export function identityStatements(world: World): fc.Arbitrary<Written[]> {
  return fc.array(statement([{}], world), { maxLength: 3 });
}

export function resourceStatements(world: World, odd: Principals = []): fc.Arbitrary<Written[]> {
  return fc.array(statement([...PRINCIPALS, ...odd], world), { maxLength: 3 });
}
