import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { estate, type EstateStack } from "../../projects/estate";
import { Cloud, type Thing } from "../../rehearsal/clouds/cloud";
import { estateStack } from "../graph/project";
import { engineFirst } from "./engine-first";
import { EstateCopy } from "./estate-copy";
import { PlainPulumi } from "./plain-pulumi";
import { whatStands } from "./what-stands";

const base = estateStack("storage/base");
const app = estateStack("storage/app");
/** The service, and all that it is built on. */
const service = estate.filter(({ name }) => name === app.name || ["root", ...app.needs].includes(name));

const BUCKET = "aws:s3/bucket:Bucket";
const CONTAINER = "azure-native:storage:BlobContainer";
const IMMUTABILITY = "azure-native:storage:BlobContainerImmutabilityPolicy";

/** What an operator, or whoever has taken his place, puts into the program to be rid of everything. */
const NOTHING_IS_KEPT = `
pulumi.runtime.registerStackTransformation(({ type, props, opts }) => ({
  props: type === "${BUCKET}" && props.objectLockEnabled ? { ...props, forceDestroy: true } : props,
  opts: { ...opts, protect: false, retainOnDelete: false },
}));
const settings =`;

const PROTECTED_TABLE = "ValidationException";
const LOCKED_OBJECTS = "AccessDenied";

/** All that the clouds refuse to delete, and their codes for why. */
const REFUSED = {
  "aws:s3:Bucket primary": LOCKED_OBJECTS,
  "aws:s3:Bucket glacier": LOCKED_OBJECTS,
  "aws:s3:Bucket mirror": LOCKED_OBJECTS,
  "aws:s3:Bucket manifests": "BucketNotEmpty",
  "aws:dynamodb:Table ingests": PROTECTED_TABLE,
  "aws:dynamodb:Table replicas": PROTECTED_TABLE,
  "aws:dynamodb:Table versions": PROTECTED_TABLE,
  "aws:dynamodb:Table manifest-versions": PROTECTED_TABLE,
  "aws:dynamodb:Table versioner-locks": PROTECTED_TABLE,
  "aws:dynamodb:Table replicator-locks": PROTECTED_TABLE,
  "aws:dynamodb:Table azure-verifier-tags": PROTECTED_TABLE,
  "aws:dynamodb:Table deleted-bags": PROTECTED_TABLE,
  "aws:kms:Key eu-west-2-key-key": "AccessDeniedException",
  "aws:cognito:UserPool clients-pool": "InvalidParameterException",
  "aws:lb:LoadBalancer api-load-balancer-balancer": "OperationNotPermitted",
  // The engine deletes no container, account or resource group before their policy.
  "azure-native:storage:BlobContainerImmutabilityPolicy azure-immutability": "OperationNotAllowed",
};

const Standing = z.object({
  stacks: z.record(z.string(), z.unknown()),
  things: z.array(z.looseObject({ urn: z.string() })),
});
const Outputs = z.record(z.string(), z.unknown());
const State = z.object({
  checkpoint: z.object({
    latest: z.object({
      resources: z.array(z.looseObject({ urn: z.string(), protect: z.boolean().default(false) })).default([]),
    }),
  }),
});

describe("the storage service, destroyed and rebuilt by plain pulumi commands", function () {
  this.timeout("5m");
  engineFirst();
  const copy = new EstateCopy();
  let clouds: PlainPulumi;
  after(async () => {
    await clouds.stop();
    copy.remove();
  });

  const things = () => new Cloud(copy.journal).all();
  const of = ({ project }: EstateStack) => things().filter(({ urn }) => urn.includes(`::${project}::`));
  const named = (type: string) => of(base).filter((thing) => thing.type === type);
  const idOf = (type: string, name: string) =>
    named(type).find(({ urn }) => urn.endsWith(`::${name}`))?.id ?? `no ${name}`;
  const resources = ({ project }: EstateStack) => {
    const file = path.join(copy.state, ".pulumi", "stacks", project, "pre.json");
    return State.parse(JSON.parse(fs.readFileSync(file, "utf8"))).checkpoint.latest.resources;
  };
  /** All that is there, in every state and in the clouds, but for storage/app. */
  const withoutApp = () => {
    const { stacks, things: all } = Standing.parse(whatStands(copy, "pre", service));
    const { [app.name]: left, ...others } = stacks;
    assert.ok(left);
    return { others, things: all.filter(({ urn }) => !urn.includes(`::${app.project}::`)) };
  };

  before("everything is up", async () => {
    clouds = await PlainPulumi.start(copy);
    for (const stack of service) {
      await clouds.inState(stack, "stack", "init", "pre", "--no-select");
      const { exitCode, output } = await clouds.unjudged.on(stack, "up", "--yes", "--skip-preview");
      assert.equal(exitCode, 0, output);
    }
  });

  describe("storage/app", () => {
    let before: unknown;
    let urns: readonly string[];
    let told: unknown;
    /** The outputs; API Gateway draws a new address, and only a stage with a host name of its own hides that. */
    const outputs = async () => {
      const { output } = await clouds.inState(app, "stack", "output", "--json", "--stack", "pre");
      const { apiUrl, ...others } = Outputs.parse(JSON.parse(output));
      assert.match(String(apiUrl), /^https:/);
      return others;
    };

    it("is destroyed to the last thing, and nothing else is touched", async () => {
      before = withoutApp();
      urns = of(app)
        .map(({ urn }) => urn)
        .toSorted();
      assert.ok(urns.length > 200);
      told = await outputs();
      const { exitCode, output } = await clouds.on(app, "destroy", "--yes");
      assert.equal(exitCode, 0, output);
      assert.deepEqual(of(app), []);
      assert.deepEqual(resources(app), []);
      assert.deepEqual(withoutApp(), before);
    });

    it("comes back as it was, and storage/base has nothing to change", async () => {
      const up = await clouds.unjudged.on(app, "up", "--yes", "--skip-preview");
      assert.equal(up.exitCode, 0, up.output);
      assert.deepEqual(
        of(app)
          .map(({ urn }) => urn)
          .toSorted(),
        urns,
      );
      assert.deepEqual(await outputs(), told);
      const preview = await clouds.on(base, "preview", "--expect-no-changes");
      assert.equal(preview.exitCode, 0, preview.output);
      assert.deepEqual(withoutApp(), before);
    });
  });

  describe("another replica", () => {
    const LIST = "projects/storage/replicas/pre.json";
    const ENTRY = `,\n{ "id": "bristol", "store": "s3", "role": "secondary", "storage": "cold", "display": "Bristol" }\n]`;
    const upBoth = async () => {
      for (const stack of [base, app]) {
        const { exitCode, output } = await clouds.unjudged.on(stack, "up", "--yes", "--skip-preview");
        assert.equal(exitCode, 0, output);
      }
    };
    const urnsOf = (stack: EstateStack) => of(stack).map(({ urn }) => urn);
    let before: readonly string[];

    it("stands once storage/base and storage/app are deployed with its entry", async () => {
      before = urnsOf(app);
      copy.edit(LIST, (text) => text.replace(/\n\]\s*$/, ENTRY));
      await upBoth();
      assert.ok(idOf(BUCKET, "bristol").startsWith("archive-vault-pre-bristol-"));
      assert.ok(urnsOf(app).length > before.length);
    });

    it("goes from storage/app with its entry; its vault is protected, and then only forgotten", async () => {
      const vault = idOf(BUCKET, "bristol");
      copy.replace(LIST, ENTRY, "\n]");
      const refused = await clouds.on(base, "up", "--yes");
      assert.notEqual(refused.exitCode, 0);
      assert.match(
        refused.output,
        /ArchiveVault\$\S+::bristol-\w+\S* cannot be deleted\s+because it is protected/,
      );
      const kept = resources(base).filter(({ urn, protect }) => protect && urn.includes("::bristol"));
      for (const { urn } of kept)
        await clouds.inState(base, "state", "unprotect", urn, "--yes", "--stack", "pre");
      await upBoth();
      assert.deepEqual(urnsOf(app).toSorted(), before.toSorted());
      assert.equal(idOf(BUCKET, "bristol"), vault);
      assert.ok(!resources(base).some(({ urn }) => urn.includes("bristol")));
    });
  });

  describe("storage/base", () => {
    let lasting: readonly string[];
    const standing = () => {
      const urns = new Set(of(base).map(({ urn }) => urn));
      return lasting.filter((urn) => urns.has(urn));
    };
    /** The names of the resources that the clouds refused to delete, and why. */
    const refusals = (output: string) =>
      Object.fromEntries(
        [...output.matchAll(/^ - +(\S+) (\S+) \*\*deleting failed\*\* error: (\w+)/gm)].map(
          ([, type, name, why]) => [`${type} ${name}`, why],
        ),
      );

    before(() => {
      // Drawn passwords are in no cloud but as the secrets that hold them.
      lasting = resources(base)
        .filter(({ urn, protect }) => protect && !urn.includes("$random:"))
        .map(({ urn }) => urn);
      assert.ok(lasting.length > 100);
    });

    it("is not destroyed, for what lasts is protected", async () => {
      const before = Standing.parse(whatStands(copy, "pre", service));
      const { exitCode, output } = await clouds.on(base, "destroy", "--yes");
      assert.notEqual(exitCode, 0);
      const refused = [...output.matchAll(/resource "(\S+)" cannot be deleted\s+because it is protected/g)];
      const urns = new Set(refused.map(([, urn = ""]) => urn));
      assert.ok(urns.size > 50, output);
      assert.deepEqual(
        [...urns].filter((urn) => !lasting.includes(urn)),
        [],
      );
      assert.deepEqual(Standing.parse(whatStands(copy, "pre", service)), before);
    });

    it("is only forgotten once its state protects nothing: all that lasts stays in the clouds", async () => {
      const back = copy.remember();
      try {
        const unprotect = await clouds.inState(
          base,
          "state",
          "unprotect",
          "--all",
          "--yes",
          "--stack",
          "pre",
        );
        assert.equal(unprotect.exitCode, 0, unprotect.output);
        await clouds.on(base, "destroy", "--yes", "--skip-preview", "--continue-on-error");
        const known = resources(base).map(({ urn }) => urn);
        assert.deepEqual(
          lasting.filter((urn) => urn.includes("$aws:") && known.includes(urn)),
          [],
        );
        assert.deepEqual(standing(), lasting);
        assert.deepEqual(named("aws:lambda/function:Function"), [], "what can be rebuilt is gone");
      } finally {
        await clouds.stop();
        back();
        clouds = await PlainPulumi.start(copy);
      }
    });

    it("is not destroyed by a program that protects and retains nothing: the clouds refuse", async () => {
      await clouds.stop();
      inUse(new Cloud(copy.journal));
      clouds = await PlainPulumi.start(copy);
      copy.replace("projects/storage/base/index.ts", "const settings =", NOTHING_IS_KEPT);
      const up = await clouds.unjudged.on(base, "up", "--yes", "--skip-preview");
      assert.equal(up.exitCode, 0, up.output);
      assert.deepEqual(
        resources(base).filter(({ protect }) => protect),
        [],
      );
      // Whoever means it tries again: some things went before those that had kept them.
      const destroy = () => clouds.on(base, "destroy", "--yes", "--skip-preview", "--continue-on-error");
      await destroy();
      const { exitCode, output } = await destroy();
      assert.notEqual(exitCode, 0);
      assert.deepEqual(refusals(output), REFUSED);
      const cloud = new Cloud(copy.journal);
      for (const vault of ["primary", "glacier", "mirror", "manifests"])
        assert.equal(cloud.objectsIn(idOf(BUCKET, vault)).length, 1, vault);
      assert.equal(cloud.objectsIn(idOf(CONTAINER, "azure-container")).length, 1);
      assert.deepEqual(
        named(BUCKET).filter(({ urn }) => /::(unpacked-bags|large-responses|infra)$/.test(urn)),
        [],
        "empty buckets are gone",
      );
    });
  });
});

/** A bag in every vault and in the Azure copy, a manifest of it, and Azure's policy locked as docs/azure.md says. */
function inUse(cloud: Cloud): void {
  const lockedUntil = new Date(Date.now() + 86_400_000).toISOString();
  const key = "digitised/b12345678/v1/bagit.txt";
  const isVault = ({ inputs }: Thing) => inputs["objectLockEnabled"] === true;
  for (const { id } of cloud.all(BUCKET).filter(isVault)) cloud.put({ bucket: id, key, lockedUntil });
  for (const { id } of cloud.all(BUCKET).filter(({ urn }) => urn.endsWith("::manifests")))
    cloud.put({ bucket: id, key: "digitised/b12345678/v1.json" });
  for (const { id } of cloud.all(CONTAINER)) cloud.put({ bucket: id, key });
  for (const policy of cloud.all(IMMUTABILITY))
    cloud.make({ ...policy, outputs: { ...policy.outputs, state: "Locked" } });
}
