import { estateRequiredTags } from "../../../policies/rules/estate-required-tags";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const ALL = { project: "storage-base", environment: "pre", owner: "digital-preservation" };
const { owner: _owner, ...WITHOUT_OWNER } = ALL;

const QUEUE = "aws:sqs/queue:Queue";
const WITH_ROLE = [
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:s3/directoryBucket:DirectoryBucket",
  "azure-native:storage:StorageAccount",
];

function resource(tags: unknown, more: Partial<Given> = {}): Given {
  return { type: QUEUE, name: "input", props: { tags }, stack: "pre::storage-base", ...more };
}

function byDefault(tags: unknown): Partial<Given> {
  return { providerProps: { defaultTags: JSON.stringify({ tags }) } };
}

function lacks(what: string, given: Given, ...found: readonly string[]): Refused {
  return { what, given, says: found.map((tag) => `input: the tag ${tag}; expected a text`) };
}

const roles = WITH_ROLE.flatMap((type): Refused[] => [
  lacks(`${type} without a role`, resource(ALL, { type }), "archive:role is absent"),
]);

tryRule(estateRequiredTags, {
  remedy:
    "Tag the resource itself, or give its AWS provider the tag in defaultTags; what a bucket or an account is for, say in its archive:role.",
  accepts: [
    { as: "compliant", what: "a queue with all tags of its own", given: resource(ALL) },
    {
      as: "compliant",
      what: "a queue with all tags from its provider",
      given: resource(undefined, byDefault(ALL)),
    },
    ...WITH_ROLE.map((type) => ({
      as: "compliant" as const,
      what: `${type} with its role`,
      given: resource({ ...ALL, "archive:role": "logs" }, { type }),
    })),
    {
      as: "near miss",
      what: "a queue with some tags of its own and some from its provider",
      given: resource({ owner: "digital-preservation" }, byDefault(WITHOUT_OWNER)),
    },
    {
      as: "near miss",
      what: "a queue with the tags that another stage asks for",
      given: resource({ cost: "1" }),
      config: { requiredTags: ["cost"] },
    },
    {
      as: "not applicable",
      what: "what takes no tags",
      given: [
        resource(undefined, { type: "aws:s3/bucketPolicy:BucketPolicy" }),
        resource(undefined, { type: "strongroom:vault:ArchiveVault", name: "component" }),
      ],
    },
  ],
  refuses: [
    ...roles,
    lacks("a queue without an owner", resource(WITHOUT_OWNER), "owner is absent"),
    lacks(
      "a queue whose provider does not tell the owner either",
      resource(undefined, byDefault(WITHOUT_OWNER)),
      "owner is absent",
    ),
    lacks("an empty tag", resource({ ...ALL, owner: "" }), "owner is a text of 0 characters"),
    lacks("a tag that is a number", resource({ ...ALL, owner: 1 }), "owner is not a text"),
    lacks(
      "a tag that is not known",
      resource({ ...ALL, project: UNKNOWN }),
      "project is not known in preview",
    ),
    lacks(
      "tags that are not known",
      resource(UNKNOWN),
      "project is not known in preview",
      "environment is not known in preview",
      "owner is not known in preview",
    ),
    lacks(
      "default tags that are not known",
      resource(undefined, { providerProps: { defaultTags: UNKNOWN } }),
      "project is not known in preview",
      "environment is not known in preview",
      "owner is not known in preview",
    ),
    {
      ...lacks("a tag that only another stage asks for", resource(ALL), "cost is absent"),
      config: { requiredTags: ["project", "cost"] },
    },
  ],
  repairs: [
    {
      what: "the project and the stage",
      given: resource({ owner: "digital-preservation" }),
      becomes: { tags: ALL },
    },
    {
      what: "the project and the stage, where nothing is tagged yet",
      given: resource(undefined, byDefault({ owner: "digital-preservation" })),
      becomes: { tags: { project: "storage-base", environment: "pre" } },
    },
    {
      what: "what is empty",
      given: resource({ ...ALL, project: "" }),
      becomes: { tags: ALL },
    },
    {
      what: "no more than what is asked for",
      given: resource({}),
      config: { requiredTags: ["environment"] },
      becomes: { tags: { environment: "pre" } },
    },
    {
      what: "what the provider does not tell",
      given: resource({ owner: "digital-preservation" }, byDefault({ environment: "pre" })),
      becomes: { tags: { owner: "digital-preservation", project: "storage-base" } },
    },
  ],
});
