import * as assert from "node:assert/strict";
import { BackedUpTypes } from "../../components/backup/backed-up-types";
import { AccountGuards } from "../../components/ground/account-guards";
import { ImageScanning } from "../../components/ground/image-scanning";
import { RegionGuards } from "../../components/ground/region-guards";
import type { Graph } from "../graph/graph";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const make = (preview = false) =>
  runComponent((_ground, opts) => {
    new AccountGuards("account", { accountId: ACCOUNT }, opts);
    new ImageScanning("scanning", { accountId: ACCOUNT }, opts);
    new BackedUpTypes("backups", opts);
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

  it("scan every image for as long as it is there, by Inspector, which is switched on before", () => {
    const inspector = graph.one("aws:inspector2/enabler:Enabler", "scanning-inspector");
    assert.deepEqual(inspector.inputs, { accountIds: [ACCOUNT], resourceTypes: ["ECR"] });
    const registry = graph.one(
      "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
      "scanning-registry",
    );
    assert.deepEqual(registry.inputs, {
      scanType: "ENHANCED",
      rules: [
        {
          scanFrequency: "CONTINUOUS_SCAN",
          repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }],
        },
      ],
    });
    assert.ok(registry.dependsOn.includes(inspector.urn));
  });

  it("have AWS Backup back up what the estate keeps data in, and nothing else", () => {
    const { inputs } = graph.one("aws:backup/regionSettings:RegionSettings", "backups-types");
    const on = Object.entries(Object(inputs["resourceTypeOptInPreference"])).filter(([, is]) => is);
    assert.deepEqual(
      on.map(([type]) => type),
      ["Aurora", "DynamoDB", "EFS", "RDS", "S3"],
    );
    assert.deepEqual(inputs["resourceTypeManagementPreference"], { DynamoDB: true, EFS: true });
  });

  it("stay when their stack goes", () => {
    const loose = graph.custom.filter(({ protect, retainOnDelete }) => !protect || !retainOnDelete);
    assert.deepEqual(
      loose.map(({ name }) => name),
      [],
    );
  });
});
