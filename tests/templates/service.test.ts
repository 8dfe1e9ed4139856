import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { stages, type Stage } from "../../projects/estate";
import { nameFault, rendered } from "../../templates/rendered";
import type { Graph } from "../graph/graph";
import { deployed, estateStack, onTopOf, ROOT } from "../graph/project";
import { POLICIES, runProgram } from "../graph/run";
import { findingsOf } from "../policies/findings";

/** The two halves of the system, each a project of its own. */
type Half = "base" | "app";
const halves = ["base", "app"] as const satisfies readonly Half[];

const Configurations = z.record(z.string(), z.looseObject({}));
const Trusting = z.looseObject({ trustedRegistries: z.array(z.string()) });

/** As the pack judges a stage that trusts the system's images (docs/new-system.md), and which has no vault here. */
function configurationOf(stage: Stage) {
  const file = path.join(POLICIES, `config/${stage}.json`);
  const committed = Configurations.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  const { trustedRegistries } = Trusting.parse(committed["ecs-image-trusted-registry"]);
  const [own = ""] = trustedRegistries.filter((registry) => registry.endsWith("/webservice"));
  return {
    ...committed,
    "ecs-image-trusted-registry": { trustedRegistries: [own.replace("webservice", "reading")] },
    "vault-inventory-complete": { expectedVaults: {} },
  };
}

describe("W30: a new system, made of the template", () => {
  let root: string;
  before(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-template-")));
    fs.mkdirSync(path.join(root, "projects/reading"), { recursive: true });
    for (const shared of ["components", "functions", "node_modules", "projects/foundation", "package.json"])
      fs.symlinkSync(path.join(ROOT, shared), path.join(root, shared));
    for (const [file, text] of rendered("reading")) {
      const full = path.join(root, "projects/reading", file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, text);
    }
  });
  after(() => fs.rmSync(root, { recursive: true }));

  const folderOf = (half: Half) => path.join(root, "projects/reading", half);
  const settingsOf = (half: Half, stage: Stage): Readonly<Record<string, string>> => {
    const { config } = parse(fs.readFileSync(path.join(folderOf(half), `Pulumi.${stage}.yaml`), "utf8"));
    return Object.fromEntries(
      Object.entries(config)
        .filter(([key]) => key.startsWith(`reading-${half}:`))
        .map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
  };

  /** Runs a half, loaded anew. */
  function run(
    half: Half,
    stage: Stage,
    bases: Readonly<Record<string, Graph>>,
    others = {},
  ): Promise<Graph> {
    const load = (): unknown => {
      for (const file of Object.keys(require.cache)) if (file.startsWith(root)) delete require.cache[file];
      return require(folderOf(half));
    };
    const config = { ...settingsOf(half, stage), ...others };
    return runProgram(load, { project: `reading-${half}`, stage, config, ...onTopOf(bases) });
  }

  async function made(
    stage: Stage,
    others: Readonly<Record<string, string>> = {},
  ): Promise<readonly Graph[]> {
    const ground = { [`foundation-base/${stage}`]: await deployed(estateStack("foundation/base"), stage) };
    const lasting = await run("base", stage, ground);
    return [lasting, await run("app", stage, { ...ground, [`reading-base/${stage}`]: lasting }, others)];
  }

  for (const stage of stages) {
    it(`passes every policy in ${stage}`, async function () {
      this.timeout(60_000);
      for (const graph of await made(stage))
        assert.deepEqual(await findingsOf(graph, configurationOf(stage), () => true), []);
    });

    it(`takes ten settings at most in ${stage}`, () => {
      const inputs = halves.flatMap((half) => Object.keys(settingsOf(half, stage)));
      assert.ok(inputs.length > 0 && inputs.length <= 10, inputs.join(", "));
    });
  }

  it("says how to mend what it does not take", async function () {
    this.timeout(60_000);
    const refused = [
      [
        "image",
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com/reading:1.2",
        /by its digest, .*aws ecr describe-images/,
      ],
      ["user", "0:0", /never root, give one of the image's own by its numbers/],
      ["hostNames", '["*"]', /by which it would answer to names that are not its own\. Write each name out/],
    ] as const;
    for (const [setting, value, says] of refused)
      await assert.rejects(made("pre", { [`reading-app:${setting}`]: value }), says);
  });

  it("has its own name everywhere", () => {
    for (const [file, text] of rendered("reading")) assert.doesNotMatch(text, /new-system/, file);
  });

  it("refuses a name that AWS would, and takes its neighbour", () => {
    for (const wrong of ["Reading", "reading_room", "1reading", "reading-", "a-long-name1", ""]) {
      assert.match(nameFault(wrong) ?? "", /at most 11 small letters, digits and hyphens/);
      assert.throws(() => rendered(wrong), /at most 11/);
    }
    assert.equal(nameFault("a-long-name"), undefined);
  });

  it("is not written where there is a system of its name, nor without one", () => {
    const asked = (...args: readonly string[]) =>
      spawnSync(process.execPath, ["--require", "sucrase/register/ts", "templates/main.ts", ...args], {
        cwd: ROOT,
        encoding: "utf8",
      });
    const taken = asked("storage");
    assert.deepEqual(
      [taken.status, taken.stderr],
      [2, "projects/storage is there already: give another name\n"],
    );
    assert.match(asked().stderr, /^give one name: npm run new -- NAME/);
  });
});
