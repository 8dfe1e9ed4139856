import * as assert from "node:assert/strict";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { DeployPolicies } from "../../components/identity/deploy-policies";
import { deploy } from "../../components/identity/deployers/deploy/tables";
import { rightsOf } from "../../components/identity/deployers/deployer";
import { serviceTrust, type Statement } from "../../components/identity/policy";
import { commandsOf, committedTexts, workflowFiles } from "../workflows/workflow-files";
import { arn, document, ESCALATIONS, PRE } from "./deployed-rights";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const all = document(Object.values(rightsOf(deploy, PRE).policies).flat());
const may = (action: string, resource: string, context: Record<string, string> = {}, policy = all) =>
  allows(policy, { principal: role("strongroom-pre-deploy"), action, resource, context });

const WITHIN = { "iam:PermissionsBoundary": `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary` };
const TASK_ROLE = role("storage-staging-bags-api_task_role");

describe("what deploys do to app stacks", () => {
  it("make and change what app stacks are made of", () => {
    for (const [action, resource] of [
      ["ecs:UpdateService", arn("ecs", "service/strongroom-pre/storage-staging-bags-api")],
      ["ecs:RegisterTaskDefinition", arn("ecs", "task-definition/storage-staging-bags-api:1")],
      ["sqs:DeleteQueue", arn("sqs", "storage-staging_bag_unpacker_input")],
      ["lambda:UpdateFunctionCode", arn("lambda", "function:strongroom-pre-daily-report")],
      ["ecs:DescribeServices", arn("ecs", "service/strongroom-pre/storage-staging-bags-api")],
    ] as const)
      assert.ok(may(action, resource), action);
  });

  it("are all that their workflow asks of AWS by itself", () => {
    const machine = "strongroom-pre-bag-test";
    const asked: Readonly<Record<string, readonly [action: string, resource: string]>> = {
      "stepfunctions start-execution": ["states:StartExecution", arn("states", `stateMachine:${machine}`)],
      "stepfunctions describe-execution": [
        "states:DescribeExecution",
        arn("states", `execution:${machine}:5a1f`),
      ],
    };
    const files = workflowFiles(committedTexts());
    const jobs = files.jobs.filter(({ file }) => file === "deploy.yml");
    const lines = jobs.flatMap((job) => commandsOf(files, job));
    const called = new Set(
      lines.flatMap((line) =>
        [...line.matchAll(/\baws ([a-z0-9-]+ [a-z-]+)/g)].map(([, call]) => call ?? ""),
      ),
    );
    assert.ok(called.size > 0);
    for (const call of called) {
      const [action, resource] = asked[call] ?? [];
      assert.ok(action && resource, `deploy.yml calls aws ${call}: say here which right that takes`);
      assert.ok(may(action, resource), `deploy.yml calls aws ${call}: give the deploy role ${action}`);
      assert.equal(may(action, resource.replace(machine, "strongroom-pre-another")), false, action);
    }
    assert.deepEqual([...called].toSorted(), Object.keys(asked).toSorted());
  });

  it("encrypt what functions are told with the stage's keys, through Lambda alone", () => {
    const key = arn("kms", "key/1");
    const through = (service: string) => ({
      "kms:ViaService": `${service}.eu-west-1.amazonaws.com`,
      "kms:GrantIsForAWSResource": "true",
    });
    for (const action of ["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt"]) {
      assert.ok(may(action, key, through("lambda")), action);
      assert.equal(may(action, key, through("s3")), false, action);
      assert.equal(may(action, key), false, action);
    }
    const forSomebody = { ...through("lambda"), "kms:GrantIsForAWSResource": "false" };
    assert.equal(may("kms:CreateGrant", key, forSomebody), false);
  });

  for (const [action, resource] of [
    ["lambda:UpdateFunctionCode", arn("lambda", "function:strongroom-pre-primary-keeper")],
    ["lambda:UpdateFunctionCode", arn("lambda", "function:strongroom-pre-azure-sas")],
    ["logs:DeleteLogGroup", arn("logs", "log-group:/strongroom/pre/trail")],
    ["cloudwatch:DeleteAlarms", arn("cloudwatch", "alarm:strongroom-pre-break-glass-used")],
    ["cloudwatch:DeleteAlarms", arn("cloudwatch", "alarm:strongroom-pre-primary-keeper_below_floor")],
    ["scheduler:DeleteSchedule", arn("scheduler", "schedule/default/strongroom-pre-primary-keeper-daily")],
    [
      "elasticloadbalancing:DeleteLoadBalancer",
      arn("elasticloadbalancing", "loadbalancer/net/storage-staging-api/1"),
    ],
    ["dynamodb:DeleteTable", arn("dynamodb", "table/storage-staging_ingests")],
    ["s3:PutBucketPolicy", `arn:aws:s3:::archive-vault-pre-primary-${ACCOUNT}`],
    ["s3:GetObject", `arn:aws:s3:::archive-vault-pre-primary-${ACCOUNT}/space/bag/v1/data`],
    ["kms:PutKeyPolicy", arn("kms", "key/1")],
    ["cloudtrail:StopLogging", arn("cloudtrail", "trail/strongroom-pre-trail")],
    ["ec2:DeleteVpc", arn("ec2", "vpc/vpc-1")],
    ["budgets:ModifyBudget", `arn:aws:budgets::${ACCOUNT}:budget/strongroom-pre-account-actual`],
  ] as const)
    it(`leave to base stacks, or to nobody, ${action} of ${resource}`, () =>
      assert.equal(may(action, resource), false));

  describe("with roles", () => {
    it("are held to the workloads' boundary", () => {
      for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy"]) {
        assert.ok(may(action, TASK_ROLE, WITHIN), action);
        assert.equal(may(action, TASK_ROLE), false, action);
        const another = { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" };
        assert.equal(may(action, TASK_ROLE, another), false, action);
      }
    });

    for (const name of [
      "strongroom-pre-break-glass",
      "strongroom-pre-custodian",
      "strongroom-pre-deploy",
      "strongroom-pre-preview",
      "storage-staging-glacier-replication",
      "strongroom-pre-primary-keeper-batch",
      "anything",
    ])
      it(`never touch ${name}`, () => {
        for (const action of [
          "CreateRole",
          "PutRolePolicy",
          "DeleteRolePolicy",
          "DeleteRole",
          "UpdateRole",
          "PassRole",
        ])
          assert.equal(
            may(`iam:${action}`, role(name), { ...WITHIN, "iam:PassedToService": "lambda.amazonaws.com" }),
            false,
            action,
          );
      });

    for (const action of ESCALATIONS)
      it(`never ${action}`, () => {
        for (const thing of [
          TASK_ROLE,
          `arn:aws:iam::${ACCOUNT}:policy/strongroom-pre-boundary`,
          `arn:aws:iam::${ACCOUNT}:user/any`,
          "*",
        ])
          assert.equal(may(action, thing, WITHIN), false);
      });

    it("hand each to its own service alone", () => {
      const passes = (to: string) =>
        may("iam:PassRole", TASK_ROLE, { "iam:PassedToService": `${to}.amazonaws.com` });
      assert.equal(passes("ecs-tasks"), true);
      assert.equal(passes("lambda"), false);
      assert.equal(may("iam:PassRole", TASK_ROLE), false);
    });
  });
});

describe("DeployPolicies", () => {
  const make = (policies: Readonly<Record<string, readonly Statement[]>>) =>
    runComponent((_ground, opts) => {
      const stand = new pulumi.ComponentResource("tests:Roles", "roles", {}, opts);
      const deploy = new iam.Role(
        "deploy-role",
        { name: "deploy-role", assumeRolePolicy: serviceTrust("lambda.amazonaws.com", ACCOUNT) },
        { parent: stand },
      );
      const args = { roleName: "deploy-role", accountId: ACCOUNT, policies };
      new DeployPolicies("deploy", args, { ...opts, dependsOn: [deploy] });
    });
  const long = (length: number): readonly Statement[] => {
    const shell = document([{ Sid: "", Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" }]).length;
    return [{ Sid: "a".repeat(length - shell), Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" }];
  };
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, position) => [`p${position}`, long(200)]));

  it("gives a role each policy by its whole name, as long as AWS lets it be", async () => {
    const graph = await make({ ...many(9), roles: long(6144) });
    assert.equal(graph.of("aws:iam/rolePolicyAttachment:RolePolicyAttachment").length, 10);
    assert.deepEqual(
      graph.one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "deploy-roles-of-role").inputs,
      { role: "deploy-role", policyArn: `arn:aws:iam::${ACCOUNT}:policy/deploy-role-roles` },
    );
  });

  it("refuses a policy that AWS would not take, by its name, and more than a role can have", async () => {
    await assert.rejects(
      make({ roles: long(6145) }),
      /policies\.roles: 6145 characters, .* has 6144 at most/,
    );
    await assert.rejects(make(many(11)), /policies: at most 10, got 11/);
  });
});
