import { vaultNoForceDestroy } from "../../../policies/rules/vault-no-force-destroy";
import { type Given, tryRule, UNKNOWN } from "../try-rule";

const vault = { tags: { "archive:role": "vault" } };

function bucket(props: object, type = "aws:s3/bucket:Bucket"): Given {
  return { type, name: "primary", props };
}

tryRule(vaultNoForceDestroy, {
  remedy: "Remove forceDestroy, or set it to false.",
  accepts: [
    { as: "compliant", what: "a vault that does not say", given: bucket(vault) },
    { as: "compliant", what: "a vault that says no", given: bucket({ ...vault, forceDestroy: false }) },
    {
      as: "compliant",
      what: "a bucket whose tags are not known and that says no",
      given: bucket({ tags: UNKNOWN, forceDestroy: false }),
    },
    {
      as: "near miss",
      what: "a bucket for staging",
      given: bucket({ tags: { "archive:role": "staging" }, forceDestroy: true }),
    },
    {
      as: "not applicable",
      what: "an object",
      given: bucket({ forceDestroy: true }, "aws:s3/bucketObjectv2:BucketObjectv2"),
    },
  ],
  refuses: [
    {
      what: "a vault",
      given: bucket({ ...vault, forceDestroy: true }),
      says: ["primary: forceDestroy is true; expected false on a bucket whose archive:role is vault"],
    },
    {
      what: "a bucket under the deprecated token, without a role",
      given: bucket({ forceDestroy: true }, "aws:s3/bucketV2:BucketV2"),
      says: ["primary: forceDestroy is true; expected false on a bucket whose archive:role is absent"],
    },
    {
      what: "a directory bucket",
      given: bucket(
        { bucket: "archive-vault-x", forceDestroy: true },
        "aws:s3/directoryBucket:DirectoryBucket",
      ),
      says: ["primary: forceDestroy is true; expected false on a bucket named like a vault"],
    },
    {
      what: "a flag that is not known",
      given: bucket({ ...vault, forceDestroy: UNKNOWN }),
      says: [
        "primary: forceDestroy is not known in preview; expected false on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a flag that is a text",
      given: bucket({ ...vault, forceDestroy: "false" }),
      says: [
        "primary: forceDestroy is not true or false; expected false on a bucket whose archive:role is vault",
      ],
    },
  ],
});
