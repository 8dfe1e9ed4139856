import * as assert from "node:assert/strict";
import type { Stage } from "../../projects/estate";
import { stageFacts } from "../../projects/foundation/base/settings";
import { config as appConfig } from "../../projects/storage/app/settings";
import { config as baseConfig } from "../../projects/storage/base/settings";
import { config as rootConfig } from "../../settings";
import { committedConfig, estateStack } from "../graph/project";
import { runProgram } from "../graph/run";

/** The settings of every project, by the name of its stack. */
const settings: Readonly<Record<string, () => object>> = {
  root: rootConfig,
  "foundation/base": stageFacts,
  "storage/base": baseConfig,
  "storage/app": appConfig,
};

/** What a project reads when some of its committed settings are others; `undefined` takes one away. */
async function read(name: string, stage: Stage, others: Readonly<Record<string, string | undefined>> = {}) {
  const stack = estateStack(name);
  const read = settings[name];
  assert.ok(read, `${name} has no settings here`);
  const given = Object.entries({
    ...committedConfig(stack, stage),
    ...Object.fromEntries(Object.entries(others).map(([key, value]) => [`${stack.project}:${key}`, value])),
  }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  const program = () => ({ ...read() });
  const graph = await runProgram(program, {
    project: stack.project,
    stage,
    config: Object.fromEntries(given),
  });
  return graph.outputs;
}

const digest = (text: string) => `@sha256:${text.repeat(64)}`;
const images = (unpacker: string) =>
  JSON.stringify({ bag_unpacker: unpacker, fluentbit: `registry.example.org/fluentbit${digest("a")}` });
const regions = (primary: string, second?: string, azure = "westeurope") =>
  JSON.stringify({ primary, second, azure });
const REGIONS = "must be one of the allowed regions eu-west-1, eu-west-2, eu-central-1";

interface Refusal {
  readonly stack: string;
  readonly others: Readonly<Record<string, string | undefined>>;
  /** What the message says behind the stack's name and the file. */
  readonly faults: string;
}

const refusals: Readonly<Record<string, Refusal>> = {
  "a setting that is missing": {
    stack: "foundation/base",
    others: { owner: undefined },
    faults: "owner: is missing",
  },
  "a part of a setting that is missing": {
    stack: "foundation/base",
    others: { regions: regions("eu-west-1") },
    faults: "regions.second: is missing",
  },
  "a misspelt setting": {
    stack: "storage/app",
    others: { maxTasks: undefined, maxtasks: "3" },
    faults: "maxTasks: is missing; maxtasks is not a setting (misspelt?)",
  },
  "a misspelt part of a setting": {
    stack: "foundation/base",
    others: { retention: '{"lockDays":180,"logDays":365,"lockdays":1}' },
    faults: "retention.lockdays is not a setting (misspelt?)",
  },
  "a number that is none": {
    stack: "storage/app",
    others: { maxTasks: "many" },
    faults: "maxTasks: Invalid input: expected number, received string",
  },
  "a number out of range": {
    stack: "foundation/base",
    others: { retention: '{"lockDays":0,"logDays":365}' },
    faults: "retention.lockDays: Too small: expected number to be >=1",
  },
  "days that CloudWatch does not know": {
    stack: "foundation/base",
    others: { retention: '{"lockDays":180,"logDays":366}' },
    faults:
      "retention.logDays: must be one of the steps of CloudWatch Logs: 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 …",
  },
  "one value in the place of several": {
    stack: "foundation/base",
    others: { regions: "eu-west-1" },
    faults: "regions: Invalid input: expected object, received string",
  },
  "an account that is no account": {
    stack: "root",
    others: { accountId: "1234" },
    faults: "accountId: an AWS account id has 12 digits",
  },
  "a region that is not allowed": {
    stack: "foundation/base",
    others: { regions: regions("us-east-1", "eu-west-2") },
    faults: `regions.primary: ${REGIONS}`,
  },
  "a region of the root project that is not allowed": {
    stack: "root",
    others: { region: "us-east-1" },
    faults: `region: ${REGIONS}`,
  },
  "an Azure location that is not allowed": {
    stack: "foundation/base",
    others: { regions: regions("eu-west-1", "eu-west-2", "eastus") },
    faults: "regions.azure: must be one of the allowed Azure locations westeurope",
  },
  "a second region that is the first": {
    stack: "foundation/base",
    others: { regions: regions("eu-west-1", "eu-west-1") },
    faults: "regions.second: must not be the primary region",
  },
  "all that is wrong": {
    stack: "foundation/base",
    others: { domain: "not a name", natGateways: "two" },
    faults: 'domain: must be a DNS name; natGateways: Invalid option: expected one of "each-zone"|"one"',
  },
  "a network inside another": {
    stack: "foundation/base",
    others: { cidr: "10.30.4.0/24" },
    faults: "otherCidrs.0: 10.30.0.0/16 overlaps the stage's own 10.30.4.0/24",
  },
  "a network around another": {
    stack: "foundation/base",
    others: { otherCidrs: '["172.16.0.0/12","10.20.128.0/20"]' },
    faults: "otherCidrs.1: 10.20.128.0/20 overlaps the stage's own 10.20.0.0/16",
  },
  "a network without a prefix": {
    stack: "foundation/base",
    others: { cidr: "10.20.0.0" },
    faults: "cidr: must be an IPv4 network such as 10.20.0.0/16",
  },
  "an address in the place of a network": {
    stack: "foundation/base",
    others: { otherCidrs: '["10.40.0.1/16"]' },
    faults: "otherCidrs.0: must be an IPv4 network such as 10.20.0.0/16",
  },
  "an image by its tag": {
    stack: "storage/app",
    others: { images: images("registry.example.org/bag_unpacker:v1") },
    faults:
      "images.bag_unpacker: give the image by its digest (REGISTRY/NAME@sha256:…), not by a tag: found registry.example.org/bag_unpacker:v1",
  },
  "the latest image": {
    stack: "storage/app",
    others: { images: images("registry.example.org/bag_unpacker") },
    faults:
      "images.bag_unpacker: give the image by its digest (REGISTRY/NAME@sha256:…), not by a tag: found registry.example.org/bag_unpacker",
  },
  "an image by a tag and a digest": {
    stack: "storage/app",
    others: { images: images(`registry.example.org/bag_unpacker:v1${digest("b")}`) },
    faults: `images.bag_unpacker: give the image by its digest (REGISTRY/NAME@sha256:…), not by a tag: found registry.example.org/bag_unpacker:v1${digest("b")}`,
  },
  "a release without one of its images": {
    stack: "storage/app",
    others: { images: JSON.stringify({ fluentbit: `registry.example.org/fluentbit${digest("a")}` }) },
    faults: "images.bag_unpacker: is missing",
  },
  "a namespace that is none": {
    stack: "storage/base",
    others: { namespace: "Storage" },
    faults: "namespace: 3 to 21 lower-case letters, digits and hyphens, a letter first",
  },
};

describe("settings", () => {
  for (const stage of ["pre", "pro"] as const)
    for (const name of Object.keys(settings))
      it(`of ${name} in ${stage} are read as committed`, async () => {
        const outputs = await read(name, stage);
        assert.equal(typeof outputs, "object");
      });

  it("are numbers, lists and objects where they stand for such", async () => {
    const { retention, otherCidrs, owner } = await read("foundation/base", "pro", { owner: "123" });
    assert.deepEqual(
      { retention, otherCidrs, owner },
      { retention: { lockDays: 180, logDays: 365 }, otherCidrs: ["10.20.0.0/16"], owner: "123" },
    );
  });

  for (const [what, { stack, others, faults }] of Object.entries(refusals))
    it(`refuse ${what}, in one line`, async () => {
      const { project } = estateStack(stack);
      await assert.rejects(read(stack, "pre", others), {
        message: `${project}/pre: mend its settings in Pulumi.pre.yaml: ${faults}`,
      });
    });
});
