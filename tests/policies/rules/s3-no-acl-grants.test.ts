import { s3NoAclGrants } from "../../../policies/rules/s3-no-acl-grants";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const OWNER = { id: "79a59df9", type: "CanonicalUser", permissions: ["FULL_CONTROL"], uri: "" };
const EVERYONE = {
  id: "",
  type: "Group",
  permissions: ["READ"],
  uri: "http://acs.amazonaws.com/groups/global/AllUsers",
};

function bucket(props: object = {}, more: Partial<Given> = {}): Given {
  return { type: "aws:s3/bucket:Bucket", name: "bucket", props: { bucket: "any", ...props }, ...more };
}

function controls(objectOwnership: unknown, bucket: unknown = "any", more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    name: "controls",
    props: { bucket, rule: { objectOwnership } },
    ...more,
  };
}

function object(props: object, more: Partial<Given> = {}): Given {
  return { type: "aws:s3/bucketObjectv2:BucketObjectv2", name: "object", props, ...more };
}

const ENFORCED = controls("BucketOwnerEnforced");
const MAKER: Given = { type: "aws:iam/role:Role", name: "maker" };

function owned(what: string, value: unknown, found: string): Refused {
  const says = [`controls: rule.objectOwnership is ${found}; expected BucketOwnerEnforced`];
  return { what, given: [bucket(), controls(value)], says };
}

function gives(what: string, props: object, ...found: readonly string[]): Refused {
  return {
    what,
    given: [bucket(props), ENFORCED, object(props)],
    says: ["bucket", "object"].flatMap((name) => found.map((each) => `${name}: ${each}; expected none`)),
  };
}

tryRule(s3NoAclGrants, {
  remedy:
    'Give every bucket BucketOwnershipControls with rule.objectOwnership "BucketOwnerEnforced", and let policies alone say who may do what.',
  accepts: [
    { as: "compliant", what: "a bucket and its controls, joined by name", given: [bucket(), ENFORCED] },
    {
      as: "compliant",
      what: "a bucket and its controls, joined by dependency",
      given: [
        bucket({ bucket: UNKNOWN }),
        controls("BucketOwnerEnforced", UNKNOWN, { from: { bucket: ["bucket"] } }),
      ],
    },
    {
      as: "compliant",
      what: "an object without an ACL",
      given: object({ bucket: "any", key: "index.html" }),
    },
    ...[
      { acl: "", grants: [] },
      { acl: "private", grants: [OWNER] },
      { acl: null, grants: null },
      { acl: UNKNOWN, grants: UNKNOWN },
    ].map((props) => ({
      as: "near miss" as const,
      what: `what the provider reports where none was given: ${JSON.stringify(props)}`,
      given: [bucket(props), ENFORCED, object(props)],
    })),
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: bucket({ acl: "public-read" }, { type: "aws:s3/bucketV2:BucketV2" }),
    },
  ],
  refuses: [
    {
      what: "a bucket without controls",
      given: bucket(),
      says: ["bucket: it has no ownership controls; expected BucketOwnerEnforced"],
    },
    {
      what: "a bucket next to another's controls",
      given: [bucket(), controls("BucketOwnerEnforced", "other")],
      says: ["bucket: it has no ownership controls; expected BucketOwnerEnforced"],
    },
    owned("controls that prefer the owner", "BucketOwnerPreferred", "BucketOwnerPreferred"),
    owned("controls that leave it to the writer", "ObjectWriter", "ObjectWriter"),
    owned("controls that say nothing", undefined, "absent"),
    owned("controls that are not known", UNKNOWN, "not known in preview"),
    {
      what: "controls of a bucket of another stack",
      given: controls("ObjectWriter", "other"),
      says: ["controls: rule.objectOwnership is ObjectWriter; expected BucketOwnerEnforced"],
    },
    ...["private", "public-read"].map((acl): Refused => ({
      what: `a BucketAcl: ${acl}`,
      given: { type: "aws:s3/bucketAcl:BucketAcl", name: "acl", props: { bucket: "any", acl } },
      says: ["acl: it gives a bucket an ACL; expected no ACL"],
    })),
    gives("a public ACL", { acl: "public-read" }, "acl is public-read"),
    gives(
      "an ACL for the bucket's owner",
      { acl: "bucket-owner-full-control" },
      "acl is bucket-owner-full-control",
    ),
    gives("an ACL that is a number", { acl: 1 }, "acl is 1"),
    gives("a grant to everyone", { grants: [EVERYONE] }, "grants let others in"),
    gives("a grant to everyone beside the owner's", { grants: [OWNER, EVERYONE] }, "grants let others in"),
    gives(
      "a grant to another beside the owner's",
      { grants: [OWNER, { ...OWNER, id: "other" }] },
      "grants let others in",
    ),
    gives("a grant that is not known", { grants: [UNKNOWN] }, "grants let others in"),
    gives("grants that are no list", { grants: OWNER }, "grants let others in"),
    gives(
      "an ACL and grants",
      { acl: "public-read", grants: [EVERYONE] },
      "acl is public-read",
      "grants let others in",
    ),
    {
      what: "an ACL and grants that the program makes from something",
      given: [
        MAKER,
        bucket({ acl: UNKNOWN, grants: UNKNOWN }, { from: { acl: ["maker"], grants: ["maker"] } }),
        ENFORCED,
        object({ acl: UNKNOWN }, { from: { acl: ["maker"] } }),
      ],
      says: [
        "bucket: acl is not known in preview; expected none",
        "bucket: grants let others in; expected none",
        "object: acl is not known in preview; expected none",
      ],
    },
  ],
});
