import * as assert from "node:assert/strict";
import type { Stage } from "../../projects/estate";
import {
  neededGiB,
  scratchFault,
  scratchOf,
  type ScratchSettings,
} from "../../projects/datavault/app/scratch";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";
import { SERVICE, TASK, volumesOf, workersOf } from "./datavault-facts";

const app = estateStack("datavault/app");

/** The app of a stage with some settings changed. */
async function made(stage: Stage, changed: Readonly<Record<string, unknown>>): Promise<Graph> {
  const bases = await Promise.all(
    app.needs.map(
      async (name) =>
        [`${estateStack(name).project}/${stage}`, await deployed(estateStack(name), stage)] as const,
    ),
  );
  const config = {
    ...committedConfig(app, stage),
    ...Object.fromEntries(
      Object.entries(changed).map(([key, value]) => [
        `datavault-app:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    ),
  };
  return runProject(app, stage, { config, ...onTopOf(Object.fromEntries(bases)) });
}

const setting = (stage: Stage, key: string): Record<string, unknown> =>
  JSON.parse(committedConfig(app, stage)[`datavault-app:${key}`] ?? "{}");

/** All that a deployment would compare, but ids that follow from it. */
const described = (graph: Graph) =>
  new Map(graph.custom.map(({ type, name, inputs }) => [`${type} ${name}`, JSON.stringify(inputs)]));

describe("datavault/app and its settings", function () {
  this.timeout(120_000);

  for (const stage of ["pre", "pro"] as const)
    it(`S6, S7: goes from one worker to three in ${stage} by one number, which changes nothing else`, async () => {
      const [one, three] = [
        described(await made(stage, { workers: 1 })),
        described(await made(stage, { workers: 3 })),
      ];
      const changed = [...one].filter(([name, inputs]) => three.get(name) !== inputs).map(([name]) => name);
      assert.deepEqual(changed, []);
      const added = [...three.keys()].filter((name) => !one.has(name));
      assert.ok(added.length > 0);
      assert.deepEqual(
        added.filter((name) => !/ worker-[23]-/.test(name)),
        [],
      );
    });

  it("keeps the service of a parked worker, with no task and no alarm that it is missing", async () => {
    const graph = await made("pre", { workers: 2, parked: ["worker-2"] });
    assert.deepEqual(workersOf(graph), ["worker-1", "worker-2"]);
    assert.deepEqual(
      ["worker-1", "worker-2"].map((name) => graph.one(SERVICE, `${name}-service`).inputs["desiredCount"]),
      [1, 0],
    );
    const alarms = graph.texts("aws:cloudwatch/metricAlarm:MetricAlarm", "name").join();
    assert.deepEqual([alarms.includes("worker-1_few_tasks"), alarms.includes("worker-2")], [true, false]);
  });

  it("S4, S6: puts scratch space where the largest deposit asks for it", async () => {
    const fargate = await made("pre", {});
    assert.deepEqual(fargate.one(TASK, "worker-1-task").inputs["ephemeralStorage"], { sizeInGib: 187 });
    assert.deepEqual(fargate.of("aws:autoscaling/group:Group"), []);
    const machines = await made("pro", {});
    const { inputs } = machines.one(TASK, "worker-1-task");
    assert.deepEqual(inputs["requiresCompatibilities"], ["EC2"]);
    assert.deepEqual(
      volumesOf(machines, "worker-2-task").find(({ name }) => name === "scratch-worker-2")
        ?.dockerVolumeConfiguration,
      { scope: "shared", autoprovision: true },
    );
    const worker = { ...setting("pro", "worker"), beyondFargate: "file system" };
    const shared = await made("pro", { worker });
    assert.deepEqual(shared.of("aws:autoscaling/group:Group"), []);
    assert.ok(
      volumesOf(shared, "worker-1-task").some(
        ({ name, efsVolumeConfiguration }) => name === "scratch" && efsVolumeConfiguration !== undefined,
      ),
    );
  });

  const web = (more: Record<string, string>) => ({ web: { ...setting("pre", "web"), more } });
  const cases: readonly (readonly [string, Record<string, unknown>, RegExp, Record<string, unknown>])[] = [
    [
      "the profile in which an empty password signs in",
      web({ SPRING_PROFILES_ACTIVE: "database" }),
      /web\.more\.SPRING_PROFILES_ACTIVE: .*a user without a password signs in with any/,
      web({ WEBAPP_FOOTER: "database" }),
    ],
    [
      "to look at no certificate",
      web({ BROKER_USING_SELFSIGNEDCERT: "true" }),
      /must not be set: it has the broker's certificate no longer looked at/,
      web({ BROKER_RETRIES: "true" }),
    ],
    [
      "a key of S3",
      { broker: { ...setting("pre", "broker"), more: { S3_AWSACCESSKEY: "-" } } },
      /broker\.more\.S3_AWSACCESSKEY: .*the workers' role is all that is needed/,
      { broker: { ...setting("pre", "broker"), more: { OCCMAXRETRIES: "5" } } },
    ],
    [
      "what is set already",
      web({ BROKER_URL: "http://elsewhere" }),
      /web\.more\.BROKER_URL: it is set already/,
      web({ BROKER_URL_OF_OLD: "http://elsewhere" }),
    ],
    ["a fourth worker", { workers: 4 }, /workers: must be 3 or less/, { workers: 3 }],
    [
      "a fifth task of web",
      { web: { ...setting("pre", "web"), tasks: { min: 2, max: 5, requestsPerMinute: 300 } } },
      /web\.tasks\.max: must be 4 or less/,
      { web: { ...setting("pre", "web"), tasks: { min: 2, max: 4, requestsPerMinute: 300 } } },
    ],
    [
      "a name that datavault/base is not for",
      { hostName: "other.pre.archive.example.org" },
      /hostName is other\.pre\.archive\.example\.org, but datavault\/base is for/,
      {},
    ],
    [
      "an image of another repository",
      { images: { ...setting("pre", "images"), web: setting("pre", "images")["broker"] } },
      /images\.web is .*broker@sha256:.*, but the repository of datavault\/base is .*\/web: push it there/,
      {},
    ],
    [
      "an image by a tag",
      {
        images: {
          ...setting("pre", "images"),
          web: String(setting("pre", "images")["web"]).replace(/@.*/, ":5.0"),
        },
      },
      /images\.web: image: give it by its digest/,
      {},
    ],
  ];
  for (const [what, wrong, says, right] of cases)
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(made("pre", wrong), says);
      await made("pre", right);
    });
});

describe("scratchOf", () => {
  const size = { cpu: 4096, memoryMiB: 12_288 };
  const small: ScratchSettings = { maxDepositGiB: 50, chunkGiB: 1, threads: 20, size };
  const large: ScratchSettings = { ...small, maxDepositGiB: 2048 };

  it("asks for three times the deposit, a chunk for each thread, and a tenth more", () => {
    assert.equal(neededGiB(small), 187);
    assert.equal(neededGiB({ ...small, maxDepositGiB: 10, threads: 10 }), 44);
    assert.equal(neededGiB(large), 6781);
  });

  for (const [what, settings, wanted] of [
    ["Fargate's own storage", small, { on: "fargate", sizeGiB: 187 }],
    [
      "no less than Fargate gives",
      { ...small, maxDepositGiB: 1, threads: 1 },
      { on: "fargate", sizeGiB: 21 },
    ],
    ["as much as is given", { ...small, scratchGiB: 200 }, { on: "fargate", sizeGiB: 200 }],
    ["EFS", { ...large, beyondFargate: "file system" }, { on: "file system" }],
    [
      "a machine's disk",
      { ...large, beyondFargate: "machines", machineType: "m7i.xlarge" },
      { on: "machines", sizeGiB: 6781, machineType: "m7i.xlarge" },
    ],
    [
      "Fargate where it is enough, whatever is said of more",
      { ...small, beyondFargate: "file system" },
      { on: "fargate", sizeGiB: 187 },
    ],
  ] as const)
    it(`is ${what}`, () => {
      assert.deepEqual(scratchOf(settings), wanted);
    });

  for (const [what, settings, says] of [
    [
      "less than a deposit takes",
      { ...small, scratchGiB: 186 },
      "scratchGiB is 186, but a deposit of 50 GiB takes 187: give so much, or lower maxDepositGiB",
    ],
    [
      "more than Fargate has, with no word of where",
      { ...small, scratchGiB: 201 },
      '201 GiB of scratch space are more than the 200 that Fargate has: say beyondFargate, "file system" or "machines"',
    ],
    [
      "machines of no type",
      { ...large, beyondFargate: "machines" },
      "machineType is missing: one of m7i.large, m7i.xlarge, m7i.2xlarge",
    ],
    [
      "machines that take two workers",
      { ...large, beyondFargate: "machines", machineType: "m7i.2xlarge" },
      "a m7i.2xlarge takes 2 tasks of 4096 CPU units and 12288 MiB: choose both so that one worker fills a machine, whose disk is for one job",
    ],
    [
      "more than a machine's disk has",
      { ...large, scratchGiB: 16_325, beyondFargate: "machines", machineType: "m7i.xlarge" },
      '16325 GiB of scratch space are more than a machine\'s disk of 16384 has beside its system: say beyondFargate "file system"',
    ],
  ] as const)
    it(`refuses ${what}`, () => {
      assert.equal(scratchFault(settings), says);
    });

  it("takes the largest that a machine's disk has", () => {
    assert.equal(
      scratchFault({ ...large, scratchGiB: 16_324, beyondFargate: "machines", machineType: "m7i.xlarge" }),
      undefined,
    );
  });
});
