import { s3PublicAccessBlock } from "../../../policies/rules/s3-public-access-block";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const ALL = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

function bucket(name: string = "any"): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: name, tags: { "archive:role": "logs" } },
  };
}

function block(bucket: unknown, flags: object = ALL, more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    name: "block",
    props: { bucket, ...flags },
    ...more,
  };
}

function account(flags: object): Given {
  return { type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", name: "account", props: flags };
}

function point(publicAccessBlockConfiguration?: unknown): Given {
  return {
    type: "aws:s3/accessPoint:AccessPoint",
    name: "point",
    props: { bucket: "any", publicAccessBlockConfiguration },
  };
}

function without(flag: string, value?: unknown): object {
  return { ...ALL, [flag]: value };
}

const eachFlag = FLAGS.flatMap((flag): Refused[] => [
  {
    what: `a block without ${flag}`,
    given: [bucket(), block("any", without(flag))],
    says: [`block: ${flag} is absent; expected true`],
  },
  {
    what: `an account whose ${flag} is off`,
    given: account(without(flag, false)),
    says: [`account: ${flag} is false; expected true`],
  },
  {
    what: `an access point that turns ${flag} off`,
    given: point({ [flag]: false }),
    says: [`point: ${flag} is false; expected true`],
  },
]);

tryRule(s3PublicAccessBlock, {
  remedy:
    "Give every bucket a BucketPublicAccessBlock with all four flags true, and turn none off elsewhere.",
  accepts: [
    { as: "compliant", what: "a bucket and its block, joined by name", given: [bucket(), block("any")] },
    {
      as: "compliant",
      what: "a bucket and its block, joined by dependency",
      given: [bucket(UNKNOWN), block(UNKNOWN, ALL, { from: { bucket: ["bucket"] } })],
    },
    {
      as: "compliant",
      what: "an account and an access point that say so",
      given: [account(ALL), point(ALL)],
    },
    { as: "near miss", what: "an access point that says nothing", given: point() },
    {
      as: "near miss",
      what: "an access point that says it of one flag",
      given: point({ blockPublicAcls: true }),
    },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: { ...bucket(), type: "aws:s3/bucketV2:BucketV2" },
    },
  ],
  refuses: [
    ...eachFlag,
    {
      what: "a bucket without a block, whatever its role",
      given: bucket(),
      says: ["bucket: it has no public access block; expected one with all four flags true"],
    },
    {
      what: "a bucket that trusts in the account's block and another bucket's",
      given: [bucket(), account(ALL), block("other")],
      says: ["bucket: it has no public access block; expected one with all four flags true"],
    },
    {
      what: "a block of a bucket of another stack",
      given: block("other", without("blockPublicAcls", false)),
      says: ["block: blockPublicAcls is false; expected true"],
    },
    {
      what: "flags that are not known",
      given: [
        bucket(),
        block("any", without("ignorePublicAcls", UNKNOWN)),
        account(without("blockPublicAcls", UNKNOWN)),
        point({ blockPublicPolicy: UNKNOWN }),
      ],
      says: [
        "block: ignorePublicAcls is not known in preview; expected true",
        "account: blockPublicAcls is not known in preview; expected true",
        "point: blockPublicPolicy is not known in preview; expected true",
      ],
    },
    {
      what: "a flag that is a text",
      given: [bucket(), block("any", without("ignorePublicAcls", "true"))],
      says: ["block: ignorePublicAcls is not true or false; expected true"],
    },
    {
      what: "an access point whose configuration is not known",
      given: point(UNKNOWN),
      says: FLAGS.map((flag) => `point: ${flag} is not known in preview; expected true`),
    },
  ],
});
