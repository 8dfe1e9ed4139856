import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sdkTypes } from "../../../policies/generate-taggable-types";
import committed from "../../../policies/reading/sdk-types.json";
import { isInRegion, takesLocation, takesTags } from "../../../policies/reading/taggable";

const ROOT = join(__dirname, "../../..");

describe("what the SDKs say of types", () => {
  it("is what the committed table says", () => {
    assert.deepEqual(committed, sdkTypes(), "run policies/generate-taggable-types.ts");
  });

  it("covers every module of Azure that a component uses", () => {
    const used = readdirSync(join(ROOT, "components"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [
        ...readFileSync(join(ROOT, "components", file), "utf8").matchAll(/"@pulumi\/azure-native\/(\w+)"/g),
      ])
      .map(([, module]) => module ?? "");
    const covered = ["authorization", "keyvault", "managedidentity", "provider", "resources", "storage"];
    assert.ok(used.length > 0);
    assert.deepEqual(
      used.filter((module) => !covered.includes(module)),
      [],
    );
  });

  for (const [takes, what, yes, no] of [
    [
      takesTags,
      "a map of tags",
      [
        "aws:s3/bucket:Bucket",
        "aws:sqs/queue:Queue",
        "azure-native:storage:StorageAccount",
        "azure-native:managedidentity:UserAssignedIdentity",
      ],
      [
        "aws:s3/bucketPolicy:BucketPolicy",
        // A list of tags, each with a switch of its own, and none of them a default.
        "aws:autoscaling/group:Group",
        "azure-native:storage:BlobContainerLegalHold",
        "azure-native:authorization:RoleAssignment",
        "random:index/randomPassword:RandomPassword",
        "pulumi:pulumi:Stack",
      ],
    ],
    [
      isInRegion,
      "a region",
      ["aws:s3/bucket:Bucket", "aws:kendra/index:Index", "aws:sometime/later:Later"],
      ["aws:iam/role:Role", "aws:cloudfront/distribution:Distribution", "aws:route53/record:Record"],
    ],
    [
      takesLocation,
      "a location",
      [
        "azure-native:storage:StorageAccount",
        "azure-native:resources:ResourceGroup",
        "azure-native:keyvault:Vault",
      ],
      [
        "azure-native:authorization:RoleAssignment",
        "azure-native:storage:BlobContainer",
        "azure-native:keyvault:Key",
      ],
    ],
  ] as const)
    it(`tells what takes ${what}`, () => {
      assert.deepEqual([yes.map(takes), no.map(takes)], [yes.map(() => true), no.map(() => false)]);
    });
});
