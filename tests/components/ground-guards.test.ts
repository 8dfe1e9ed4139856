import * as assert from "node:assert/strict";
import { AccountGuards } from "../../components/ground/account-guards";
import { RegionGuards } from "../../components/ground/region-guards";
import type { Graph } from "../graph/graph";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const make = (preview = false) =>
  runComponent((_ground, opts) => {
    new AccountGuards("account", { accountId: ACCOUNT }, opts);
    new RegionGuards(
      "region",
      {
        accountId: ACCOUNT,
        volumesKeyAlias: "alias/strongroom-pre-volumes",
        custodianRoleArns: [role("custodian")],
      },
      opts,
    );
  }, preview);

describe("the guards of an account and of a region", () => {
  let graph: Graph;
  before(async () => (graph = await make()));

  it("keep everything in S3 from being public, whatever a bucket says", () => {
    const block = graph.one(
      "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
      "account-public-access-block",
    );
    assert.deepEqual(block.inputs, {
      accountId: ACCOUNT,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("encrypt each volume, by a key of their own that EBS may hand on for whoever attaches one", () => {
    const encryption = graph.one("aws:ebs/encryptionByDefault:EncryptionByDefault", "region-encryption");
    const defaultKey = graph.one("aws:ebs/defaultKmsKey:DefaultKmsKey", "region-default-key");
    const key = graph.one("aws:kms/key:Key", "region-volumes-key");
    assert.equal(encryption.inputs["enabled"], true);
    assert.ok(encryption.dependsOn.includes(defaultKey.urn));
    assert.equal(defaultKey.inputs["keyArn"], key.outputs["arn"]);
    assert.deepEqual(graph.texts("aws:kms/alias:Alias", "name"), ["alias/strongroom-pre-volumes"]);
    const grants = (who: string, isForService: string) =>
      allows(key.inputs["policy"], {
        principal: role(who),
        action: "kms:CreateGrant",
        resource: "*",
        context: { "kms:GrantIsForAWSResource": isForService },
      });
    assert.equal(grants("any", "true"), true);
    assert.equal(grants("any", "false"), false);
  });

  it("give a machine's credentials to sessions alone", () => {
    const { inputs } = graph.one(
      "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
      "region-metadata",
    );
    assert.deepEqual(inputs, { httpTokens: "required" });
  });

  it("stay when their stack goes", () => {
    const loose = graph.custom.filter(({ protect, retainOnDelete }) => !protect || !retainOnDelete);
    assert.deepEqual(
      loose.map(({ name }) => name),
      [],
    );
  });
});
