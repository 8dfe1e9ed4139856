import * as assert from "node:assert/strict";
import { CustomerKey } from "../../components/keys/customer-key";
import { stageKeys } from "../../components/keys/stage-keys";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows, refuses } from "./policy-evaluation";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

const policyOf = (graph: Graph, name: string) => graph.one(KEY, name).inputs["policy"];

describe("CustomerKey", () => {
  const make = (preview = false) =>
    runComponent(
      (_ground, opts) =>
        void new CustomerKey(
          "data",
          {
            alias: "alias/stage-data",
            description: "Archived objects",
            accountId: ACCOUNT,
            custodianRoleArns: [role("custodian")],
            services: [
              {
                principal: "sns.amazonaws.com",
                condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
              },
            ],
          },
          opts,
        ),
      preview,
    );
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("rotates, is kept for 30 days when its deletion is asked for, and is protected", () => {
    const { inputs, protect, retainOnDelete } = graph.one(KEY, "data-key");
    const { policy, ...others } = inputs;
    assert.equal(typeof policy, "string");
    assert.deepEqual(others, {
      description: "Archived objects",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      bypassPolicyLockoutSafetyCheck: true,
    });
    assert.deepEqual([protect, retainOnDelete], [true, true]);
  });

  it("is found by its alias", () => {
    const { id } = graph.one(KEY, "data-key");
    assert.deepEqual(graph.one(ALIAS, "data-alias").inputs, { name: "alias/stage-data", targetKeyId: id });
  });

  for (const action of ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DeleteImportedKeyMaterial"])
    it(`lets nobody ${action}, custodians and root included`, () => {
      for (const principal of [ROOT, role("custodian"), role("break-glass"), role("administrator")])
        assert.equal(
          refuses(policyOf(graph, "data-key"), { principal, action, resource: "*" }),
          true,
          principal,
        );
    });

  for (const action of [
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:UpdatePrimaryRegion",
    "kms:UpdateAlias",
    "kms:DeleteAlias",
  ])
    it(`lets only custodians ${action}`, () => {
      const change = (principal: string) =>
        allows(policyOf(graph, "data-key"), { principal, action, resource: "*" });
      assert.equal(change(role("custodian")), true);
      assert.equal(change(role("administrator")), false);
      assert.equal(change(ROOT), false);
    });

  it("lets only custodians grant its use, and AWS services for what they keep", () => {
    const grant = (principal: string, forAws?: string) =>
      allows(policyOf(graph, "data-key"), {
        principal,
        action: "kms:CreateGrant",
        resource: "*",
        ...(forAws !== undefined && { context: { "kms:GrantIsForAWSResource": forAws } }),
      });
    assert.equal(grant(role("custodian"), "false"), true);
    assert.equal(grant(role("administrator"), "false"), false);
    assert.equal(grant(role("administrator"), "true"), true);
    assert.equal(grant(role("administrator")), false, "whoever does not say for whom");
  });

  it("lets those grant it, too, in whose name a service asks that does not say so", async () => {
    const { inputs } = (
      await runComponent(
        (_ground, opts) =>
          void new CustomerKey(
            "data",
            {
              alias: "alias/stage-data",
              description: "Secrets of a cluster",
              accountId: ACCOUNT,
              custodianRoleArns: [role("custodian")],
              grantorRoleArns: [role("deployer")],
              services: [],
            },
            opts,
          ),
      )
    ).one(KEY, "data-key");
    const may = (who: string, action: string) =>
      allows(inputs["policy"], {
        principal: role(who),
        action,
        resource: "*",
        context: { "kms:GrantIsForAWSResource": "false" },
      });
    assert.deepEqual(
      ["custodian", "deployer", "administrator"].map((who) => may(who, "kms:CreateGrant")),
      [true, true, false],
    );
    assert.equal(may("deployer", "kms:PutKeyPolicy"), false);
    assert.equal(may("deployer", "kms:RevokeGrant"), false);
  });

  it("lets its account's permissions decide on its use, and services work for that account alone", () => {
    const use = (principal: string, account: string, action = "kms:GenerateDataKey") =>
      allows(policyOf(graph, "data-key"), {
        principal,
        action,
        resource: "*",
        context: { "aws:SourceAccount": account },
      });
    assert.equal(use(role("storage-prod-bag-unpacker_task_role"), ACCOUNT), true);
    assert.equal(use("arn:aws:iam::999988887777:role/stranger", "999988887777"), false);
    assert.equal(use("sns.amazonaws.com", ACCOUNT), true);
    assert.equal(use("sns.amazonaws.com", "999988887777"), false);
    assert.equal(use("sns.amazonaws.com", ACCOUNT, "kms:PutKeyPolicy"), false);
    assert.equal(use("s3.amazonaws.com", ACCOUNT), false);
  });

  it("knows its policy in a preview", async () => {
    assert.equal(hasUnknown((await make(true)).one(KEY, "data-key").inputs), false);
  });
});

describe("the keys of a stage", () => {
  let graph: Graph;
  before(async () => {
    graph = await runComponent(
      (_ground, opts) =>
        void stageKeys(
          { stage: "pre", accountId: ACCOUNT, region: REGION, custodianRoleArns: [role("custodian")] },
          opts,
        ),
    );
  });

  it("are one for data, one for logs, one for secrets, one for disks of tasks", () => {
    assert.deepEqual(graph.texts(ALIAS, "name"), [
      "alias/strongroom-pre-data",
      "alias/strongroom-pre-logs",
      "alias/strongroom-pre-secrets",
      "alias/strongroom-pre-tasks",
    ]);
  });

  it("are used by the services that must, for this account, and by no other", () => {
    const storing = ["sns", "events", "cloudwatch", "s3", "cloudtrail", "budgets"];
    const services = [...storing, `logs.${REGION}`, "sqs", "ecs", "lambda"];
    const users = (key: string, context: Readonly<Record<string, string>>) =>
      services.filter((service) =>
        allows(policyOf(graph, `${key}-key-key`), {
          principal: `${service}.amazonaws.com`,
          action: "kms:GenerateDataKey",
          resource: "*",
          context,
        }),
      );
    const logGroup = (account: string) => ({
      "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${REGION}:${account}:log-group:any`,
    });
    assert.deepEqual(users("data", { "aws:SourceAccount": ACCOUNT }), storing);
    assert.deepEqual(users("data", { "aws:SourceAccount": "999988887777" }), []);
    assert.deepEqual(users("logs", logGroup(ACCOUNT)), [`logs.${REGION}`]);
    assert.deepEqual(users("logs", logGroup("999988887777")), []);
    assert.deepEqual(users("secrets", { "aws:SourceAccount": ACCOUNT }), []);
  });

  it("let Fargate encrypt the disks of tasks in the stage's clusters, and those who run them decrypt", () => {
    const may = (action: string, cluster: string, more: Readonly<Record<string, string>> = {}) =>
      allows(policyOf(graph, "tasks-key-key"), {
        principal: "fargate.amazonaws.com",
        action,
        resource: "*",
        context: {
          "aws:PrincipalIsAWSService": "true",
          "kms:EncryptionContext:aws:ecs:clusterAccount": ACCOUNT,
          "kms:EncryptionContext:aws:ecs:clusterName": cluster,
          ...more,
        },
      });
    const encrypt = "kms:GenerateDataKeyWithoutPlaintext";
    const grant = (operation: string) =>
      may("kms:CreateGrant", "strongroom-pre", { "kms:GrantOperations": operation });
    assert.deepEqual(
      ["strongroom-pre", "strongroom-pre-datavault", "strongroom-pro"].map((name) => may(encrypt, name)),
      [true, true, false],
    );
    const elsewhere = { "kms:EncryptionContext:aws:ecs:clusterAccount": "999988887777" };
    assert.equal(may(encrypt, "strongroom-pre", elsewhere), false);
    assert.deepEqual([grant("Decrypt"), grant("CreateGrant")], [true, false]);
    assert.equal(may("kms:Decrypt", "strongroom-pre"), false);
  });
});
