import { wellArchitected } from "../frameworks";
import { parameters } from "../parameters";
import { STORAGE_ACCOUNT } from "../reading/azure";
import { BUCKET, BUCKET_V2 } from "../reading/buckets";
import { placeOf } from "../reading/resource";
import { takesTags } from "../reading/taggable";
import { tag } from "../reading/tags";
import { is, shown, type Value } from "../reading/value";
import { rule } from "../rule";

/** What says of itself whether it holds archives. */
const WITH_ROLE = [BUCKET, BUCKET_V2, "aws:s3/directoryBucket:DirectoryBucket", STORAGE_ACCOUNT];

export const estateRequiredTags = rule({
  name: "estate-required-tags",
  why: "Without an owner on it nobody answers for a thing, and without its role a bucket is taken for a vault",
  level: "remediate",
  severity: "low",
  framework: wellArchitected("COST02"),
  remedy:
    "Tag the resource itself, or give its AWS provider the tag in defaultTags; what a bucket or an account is for, say in its archive:role.",
  reads: parameters.pick({ requiredTags: true }),
  types: "*",
  *resource(resource, { requiredTags }) {
    for (const key of dueOn(resource.type, requiredTags)) {
      const value = tag(resource, key);
      if (value.kind !== "known" || value.value === "")
        yield { found: `the tag ${key} is ${shown(value)}`, expected: "a text" };
    }
  },
  // The stage and the project are in the URN; whose it is nobody can tell.
  *repairs(resource, { requiredTags }) {
    const { project, stage } = placeOf(resource);
    const derived = new Map([
      ["project", project],
      ["environment", stage],
    ]);
    for (const key of dueOn(resource.type, requiredTags)) {
      const value = derived.get(key);
      if (value !== undefined && isAbsent(tag(resource, key))) yield { path: ["tags", key], value };
    }
  },
});

function dueOn(type: string, required: readonly string[]): readonly string[] {
  if (!takesTags(type)) return [];
  return WITH_ROLE.includes(type) ? [...required, "archive:role"] : required;
}

function isAbsent(value: Value<string>): boolean {
  return value.kind === "missing" || is(value, "");
}
