import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FileSystem, type FileSystemArgs } from "../../components/file-system/file-system";
import { FileSystemGroups } from "../../components/file-system/file-system-groups";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { configurations } from "./pack-configurations";
import { role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const BACKUP = "aws:efs/backupPolicy:BackupPolicy";
const kept = { files: "kept", backupTag: { key: "archive:backup", value: "vault" } } as const;

const make = (others: Partial<FileSystemArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(({ keyArn, vpcId, subnetIds, alarmTopicArn }, opts) => {
    const { securityGroupId, clientGroupIds } = new FileSystemGroups(
      "groups",
      { filesName: "vault files", vpcId, clients: ["worker"] },
      opts,
    );
    const { fileSystemId, arn, doors } = new FileSystem(
      "files",
      {
        fileSystemName: "strongroom-pro-files",
        subnetIds: pulumi.output(subnetIds),
        securityGroupId,
        keyArn,
        owner: 10_001,
        folders: { meta: "/meta", "worker-1": "/jobs/worker-1" },
        roleArns: [role("worker")],
        use: kept,
        alarmAboveGiB: 50,
        alarmTopicArn,
        ...others,
      },
      opts,
    );
    return { keyArn, subnetIds, securityGroupId, clientGroupIds, fileSystemId, arn, doors };
  }, preview);

describe("FileSystem", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("is encrypted with the given key, grows with its use, and moves nothing to a colder class", () => {
    const { inputs, protect, retainOnDelete } = graph.one(FILE_SYSTEM, "files-files");
    assert.deepEqual([protect, retainOnDelete], [true, true]);
    const { encrypted, kmsKeyId, throughputMode, lifecyclePolicies } = inputs;
    assert.deepEqual(
      [encrypted, kmsKeyId, throughputMode, lifecyclePolicies],
      [true, graph.outputs["keyArn"], "elastic", undefined],
    );
  });

  it("is in every zone, in its group, which its clients alone reach", () => {
    const targets = graph.of("aws:efs/mountTarget:MountTarget");
    assert.deepEqual(
      targets.map(({ inputs }) => inputs["subnetId"]),
      graph.outputs["subnetIds"],
    );
    for (const { inputs } of targets)
      assert.deepEqual(inputs["securityGroups"], [graph.outputs["securityGroupId"]]);
    const [called, ...others] = graph.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const clients: Record<string, unknown> = Object(graph.outputs["clientGroupIds"]);
    assert.deepEqual(
      [called?.inputs["referencedSecurityGroupId"], called?.inputs["fromPort"], others],
      [clients["worker"], 2049, []],
    );
  });

  it("has a door for each folder, which makes whoever comes its owner", () => {
    const doors = graph.of("aws:efs/accessPoint:AccessPoint").map(({ inputs }) => inputs);
    assert.deepEqual(
      doors.map(({ posixUser, rootDirectory }) => ({ posixUser, rootDirectory })),
      ["/meta", "/jobs/worker-1"].map((path) => ({
        posixUser: { uid: 10_001, gid: 10_001 },
        rootDirectory: { path, creationInfo: { ownerUid: 10_001, ownerGid: 10_001, permissions: "0770" } },
      })),
    );
    assert.deepEqual(Object.keys(Object(graph.outputs["doors"])), ["meta", "worker-1"]);
  });

  it("refuses who comes without TLS, as root, past its doors, or in another role, and allows nobody", () => {
    const { policy } = graph.one("aws:efs/fileSystemPolicy:FileSystemPolicy", "files-policy").inputs;
    const document = JSON.parse(String(policy));
    // As the role's own policy would allow it.
    const permitted = {
      ...document,
      Statement: [
        ...document.Statement,
        { Sid: "Own", Effect: "Allow", Principal: { AWS: "*" }, Action: "elasticfilesystem:*" },
      ].map((statement) => ({ Resource: "*", ...statement })),
    };
    const well = {
      "aws:SecureTransport": "true",
      "elasticfilesystem:AccessPointArn": "arn:aws:elasticfilesystem:eu-west-1:1:access-point/fsap-1",
    };
    const mounts = (
      context: Readonly<Record<string, string>> = well,
      as = "worker",
      action = "elasticfilesystem:ClientMount",
    ) =>
      allows(JSON.stringify(permitted), {
        principal: role(as),
        action,
        resource: "*",
        context: { ...context, "aws:PrincipalArn": role(as) },
      });
    assert.equal(mounts(), true);
    assert.equal(mounts(well, "worker", "elasticfilesystem:ClientWrite"), true);
    assert.equal(mounts({ ...well, "aws:SecureTransport": "false" }), false);
    assert.equal(mounts({ "aws:SecureTransport": "true" }), false);
    assert.equal(mounts(well, "web"), false);
    assert.equal(mounts(well, "worker", "elasticfilesystem:ClientRootAccess"), false);
    assert.ok(document.Statement.every(({ Effect }: { readonly Effect: string }) => Effect === "Deny"));
  });

  it("is backed up where its files are kept, and not where they pass", async () => {
    assert.equal(graph.of(BACKUP).length, 1);
    const tags = (of: Graph) => of.one(FILE_SYSTEM, "files-files").inputs["tags"];
    assert.deepEqual(tags(graph), { Name: "strongroom-pro-files", "archive:backup": "vault" });
    const passing = await make({ use: { files: "passing" } });
    assert.equal(passing.of(BACKUP).length, 0);
    assert.deepEqual(tags(passing), { Name: "strongroom-pro-files", "archive:role": "staging" });
  });

  it("alarms when it is busy, and when it has grown", () => {
    assert.deepEqual(
      graph
        .of("aws:cloudwatch/metricAlarm:MetricAlarm")
        .map(({ inputs }) => `${String(inputs["metricName"])} ${String(inputs["threshold"])}`),
      ["PercentIOLimit 90", `StorageBytes ${50 * 1024 ** 3}`],
    );
  });

  it("passes every policy in a preview", async () => {
    const own = (name: string) => name.startsWith("files");
    // What belongs to a file system is joined to it by the engine, as the rehearsal does: here is none.
    const joins = (finding: string) => /^efs-.*it has no (Backup|FileSystem)Policy/.test(finding);
    for (const use of [kept, { files: "passing" } as const]) {
      const found = await findingsOf(await make({ use }, true), configurations, own);
      assert.deepEqual(
        found.filter((finding) => !joins(finding)),
        [],
      );
    }
  });

  const refused: Readonly<
    Record<string, readonly [Partial<FileSystemArgs>, RegExp, Partial<FileSystemArgs>]>
  > = {
    "root for an owner": [{ owner: 0 }, /owner: a number of 1 or more/, { owner: 1 }],
    "no folder": [{ folders: {} }, /folders: at least one/, { folders: { a: "/a" } }],
    "the whole of it as a folder": [
      { folders: { a: "/" } },
      /paths of one to four words/,
      { folders: { a: "/a" } },
    ],
    "one folder twice": [
      { folders: { a: "/a", b: "/a" } },
      /\/a is there twice/,
      { folders: { a: "/a", b: "/b" } },
    ],
    "a capital in its name": [
      { fileSystemName: "Files" },
      /fileSystemName: 1 to 64/,
      { fileSystemName: "files" },
    ],
    "no size to be told of": [{ alarmAboveGiB: 0 }, /alarmAboveGiB: above 0/, { alarmAboveGiB: 1 }],
    "two zones": [
      { subnetIds: pulumi.output(["subnet-1", "subnet-2"]) },
      /three are needed, one of each zone, got 2|subnet-1/,
      {},
    ],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(make(bad), message);
      await make(good);
    });
});
