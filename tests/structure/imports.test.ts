import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { ROOT } from "../graph/project";

const SOURCES = [
  "components",
  "projects",
  "policies",
  "functions",
  "images",
  "rehearsal",
  "bootstrapping",
  "configuring",
  "deploying",
  "proving",
  "bench",
  "index.ts",
  "settings.ts",
];

const Result = z.looseObject({
  summary: z.looseObject({
    totalCruised: z.number(),
    violations: z.array(
      z.looseObject({ from: z.string(), to: z.string(), rule: z.looseObject({ name: z.string() }) }),
    ),
  }),
});

const CRUISER = path.join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const RULES = path.join(ROOT, ".dependency-cruiser.cjs");

/** Every forbidden import below a folder, as `rule: from → to`. */
async function violations(folder: string): Promise<readonly string[]> {
  const sources = SOURCES.filter((source) => fs.existsSync(path.join(folder, source)));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [CRUISER, "--config", RULES, "--output-type", "json", ...sources],
    { cwd: folder, maxBuffer: 2 ** 28 },
  );
  const { summary } = Result.parse(JSON.parse(stdout));
  assert.ok(summary.totalCruised > 0);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

/** A repository that breaks a rule with each import. */
const broken: Readonly<Record<string, string>> = {
  "components/vault/vault.ts": 'import "../../projects/storage/contract";',
  "components/vault/tested.ts": 'import "../../tests/kit";',
  "components/vault/heavy.ts": 'import * as aws from "@pulumi/aws"; export const { s3 } = aws;',
  "components/vault/light.ts": 'import type * as aws from "@pulumi/aws"; export type Bucket = aws.s3.Bucket;',
  "components/vault/hen.ts": 'import { egg } from "./egg"; export const hen = () => egg;',
  "components/vault/egg.ts": 'import { hen } from "./hen"; export const egg = () => hen;',
  "projects/storage/contract.ts": 'import "./base/index";',
  "projects/storage/names.ts": "export const names = {};",
  "projects/storage/base/index.ts": 'import "../contract"; import "../names"; import "../app/index";',
  "projects/storage/app/index.ts": 'import "../../reporting/contract"; import "../../reporting/names";',
  "projects/storage/app/service.ts":
    'import * as ecs from "@pulumi/aws/ecs"; import * as vpc from "@pulumi/aws/vpc"; export const made = [ecs, vpc];',
  "projects/reporting/contract.ts": 'import "../../policies/rule";',
  "projects/reporting/names.ts": "export const names = {};",
  "policies/rule.ts": 'import "../components/vault/light";',
  "functions/report/index.ts":
    'import type { Bucket } from "../../components/vault/light"; void [] as Bucket[];',
  "images/release.ts": 'import "../projects/storage/names"; import "../projects/storage/contract";',
  "deploying/up.ts": 'import "../projects/estate"; import "../projects/storage/base/index";',
  "proving/main.ts": 'import "../components/vault/light"; import "../policies/rule";',
  "rehearsal/run.ts": 'import "../projects/estate"; import "../projects/storage/contract";',
  "projects/estate.ts": "export const estate = [];",
  "tests/kit.ts": "export const kit = {};",
  "index.ts": 'import "./rehearsal/run"; import "./projects/estate";',
};

/** Writes the broken repository somewhere else; it has our packages and compiler settings. */
function brokenRepository(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-imports-")));
  for (const [file, text] of Object.entries(broken)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  fs.copyFileSync(path.join(ROOT, "tsconfig.json"), path.join(folder, "tsconfig.json"));
  fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

describe("imports", () => {
  let ours: readonly string[];
  let found: readonly string[];
  before(async () => {
    const folder = brokenRepository();
    [ours, found] = await Promise.all([violations(ROOT), violations(folder)]);
    fs.rmSync(folder, { recursive: true });
  });

  it("W28: go one way, from projects to components to packages, which make what runs or lasts", () => {
    assert.deepEqual(ours, []);
  });

  it("are refused where they go another way", () => {
    assert.deepEqual(found.map((line) => line.replace(/→ \S*node_modules\//, "→ node_modules/")).toSorted(), [
      "components-make-what-runs-or-lasts: projects/storage/app/service.ts → node_modules/@pulumi/aws/ecs/index.js",
      "components-stand-alone: components/vault/tested.ts → tests/kit.ts",
      "components-stand-alone: components/vault/vault.ts → projects/storage/contract.ts",
      "contracts-know-no-stack: projects/storage/contract.ts → projects/storage/base/index.ts",
      "functions-stand-alone: functions/report/index.ts → components/vault/light.ts",
      "images-know-only-names: images/release.ts → projects/storage/contract.ts",
      "no-circles: components/vault/egg.ts → components/vault/hen.ts",
      "no-circles: projects/storage/base/index.ts → projects/storage/contract.ts",
      "no-whole-cloud-sdk: components/vault/heavy.ts → node_modules/@pulumi/aws/index.js",
      "policies-judge-from-outside: policies/rule.ts → components/vault/light.ts",
      "projects-build-on-components: index.ts → rehearsal/run.ts",
      "projects-build-on-components: projects/reporting/contract.ts → policies/rule.ts",
      "rehearsal-knows-only-the-estate: rehearsal/run.ts → projects/storage/contract.ts",
      "root-project-stands-alone: index.ts → projects/estate.ts",
      "stacks-meet-in-contracts: projects/storage/app/index.ts → projects/reporting/names.ts",
      "stacks-meet-in-contracts: projects/storage/base/index.ts → projects/storage/app/index.ts",
      "tools-know-only-the-estate: deploying/up.ts → projects/storage/base/index.ts",
      "tools-know-only-the-estate: proving/main.ts → components/vault/light.ts",
    ]);
  });
});
