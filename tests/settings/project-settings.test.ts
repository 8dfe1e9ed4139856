import * as assert from "node:assert/strict";
import type { Stage } from "../../projects/estate";
import { stageFacts } from "../../projects/foundation/base/settings";
import { config as appConfig } from "../../projects/storage/app/settings";
import { config as baseConfig } from "../../projects/storage/base/settings";
import { config as platformBaseConfig } from "../../projects/platform/base/settings";
import { config as webserviceBaseConfig } from "../../projects/webservice/base/settings";
import { config as rootConfig } from "../../settings";
import { committedConfig, estateStack } from "../graph/project";
import { runProgram } from "../graph/run";

/** The settings of every project, by the name of its stack. */
const settings: Readonly<Record<string, () => object>> = {
  root: rootConfig,
  "foundation/base": stageFacts,
  "storage/base": baseConfig,
  "storage/app": appConfig,
  "webservice/base": webserviceBaseConfig,
  "platform/base": platformBaseConfig,
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

const retention = (others: Readonly<Record<string, unknown>>) =>
  JSON.stringify({
    profile: "lawful-deletion",
    lockDays: 180,
    renewEveryDays: 90,
    floorDays: 90,
    logDays: 365,
    ...others,
  });
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
    others: { retention: retention({ lockdays: 1 }) },
    faults: "retention.lockdays is not a setting (misspelt?)",
  },
  "a number that is none": {
    stack: "storage/app",
    others: { maxTasks: "many" },
    faults: "maxTasks: Invalid input: expected number, received string",
  },
  "a number out of range": {
    stack: "foundation/base",
    others: { retention: retention({ lockDays: 0, renewEveryDays: 0, floorDays: 0 }) },
    faults: "retention.lockDays: Too small: expected number to be >=1",
  },
  "days that CloudWatch does not know": {
    stack: "foundation/base",
    others: { retention: retention({ logDays: 366 }) },
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
    others: { regions: JSON.stringify({ primary: "us-east-1", second: "eu-west-2" }) },
    faults: `regions.primary: ${REGIONS}`,
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
  "locks that would lapse before they are renewed": {
    stack: "foundation/base",
    others: { retention: retention({ renewEveryDays: 180, floorDays: 0 }) },
    faults: "retention.renewEveryDays: must be less than lockDays: a lock would lapse",
  },
  "a floor that every lock goes below": {
    stack: "foundation/base",
    others: { retention: retention({ floorDays: 91 }) },
    faults:
      "retention.floorDays: must be lockDays less renewEveryDays at most: objects would be below it before renewal",
  },
  "locks for regulated records that are short, and renewed": {
    stack: "foundation/base",
    others: { retention: retention({ profile: "regulated" }) },
    faults:
      "retention.renewEveryDays: must be 0 with the profile regulated: its locks are never renewed; retention.lockDays: must be 3650 at least with the profile regulated",
  },
  "a stage whose people may all write": {
    stack: "foundation/base",
    others: { peoplesRoleArns: "[]" },
    faults: "peoplesRoleArns: Too small: expected array to have >=1 items",
  },
  "a scope that there is not": {
    stack: "storage/base",
    others: {
      api: JSON.stringify({
        identifier: "https://storage.example.org",
        signInPrefix: "example",
        clients: { goobi: { name: "Goobi", scopes: ["files"], refreshDays: 1 } },
      }),
    },
    faults: 'api.clients.goobi.scopes.0: Invalid option: expected one of "ingests"|"bags"',
  },
  "a subscription that is none": {
    stack: "storage/base",
    others: {
      azure: JSON.stringify({
        subscriptionId: "mine",
        tenantId: "99999999-9999-4999-8999-999999999999",
        immutabilityDays: 90,
        phase: "prepare",
      }),
    },
    faults: "azure.subscriptionId: must be an id such as 00000000-0000-4000-8000-000000000000",
  },
  "nowhere to upload bags to": {
    stack: "storage/app",
    others: { uploadBuckets: "[]" },
    faults: "uploadBuckets: Too small: expected array to have >=1 items",
  },
  "a site of all names, and a database that pauses though it must not": {
    stack: "webservice/base",
    others: {
      site: JSON.stringify({ hostNames: ["*"], zoneId: "Z1" }),
      database: JSON.stringify({ minAcu: 0, maxAcu: 4, pauseSeconds: 300, highlyAvailable: true }),
    },
    faults:
      "site.hostNames.0: must be a whole DNS name in lower case, without * and with no dot at its end; database: capacity: minAcu of 1 or more where highlyAvailable is true, since a database that pauses or is nearly off is not, got 0",
  },
  "a CDN with no certificate of its own where somebody else has the zone": {
    stack: "webservice/base",
    others: {
      site: JSON.stringify({
        hostNames: ["www.example.org"],
        certificateArn: "arn:aws:acm:eu-west-1:1:certificate/1",
      }),
      cdn: JSON.stringify({ enabled: true }),
    },
    faults:
      "cdn: give certificateArn, of us-east-1, where site.zoneId is not given: CloudFront takes no other",
  },
  "a site with neither zone nor certificate": {
    stack: "webservice/base",
    others: {
      site: JSON.stringify({ hostNames: ["www.example.org"] }),
      cdn: JSON.stringify({ enabled: false, requestsPerFiveMinutes: 100 }),
    },
    faults: "site: give zoneId, or certificateArn where somebody else has the zone",
  },
  "a lock of backups that could never be looked at": {
    stack: "webservice/base",
    others: { backups: JSON.stringify({ lock: "final", changeableForDays: 2 }) },
    faults: "backups.changeableForDays: Too small: expected number to be >=3",
  },
  "words and readers of databases that are none, all in one message": {
    stack: "platform/base",
    others: {
      databases: JSON.stringify({
        Orders: {
          minAcu: 0,
          maxAcu: 4,
          highlyAvailable: false,
          readers: { least: 1, most: 16 },
          backtrackHours: 73,
        },
      }),
    },
    faults:
      "databases.Orders.minAcu: must be 0.5 or more: with a proxy or readers nothing pauses; databases.Orders.backtrackHours: Too big: expected number to be <=72",
  },
  "a namespace that is none": {
    stack: "storage/base",
    others: { namespace: "Storage" },
    faults: "namespace: 3 to 17 lower-case letters, digits and hyphens, a letter first",
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
    const outputs = await read("foundation/base", "pro", { owner: "123" });
    assert.deepEqual(
      [outputs["retention"], outputs["otherCidrs"], outputs["owner"]],
      [JSON.parse(retention({})), ["10.20.0.0/16"], "123"],
    );
  });

  it("take ten fixed years, and the locks of a stage that is to be cleaned", async () => {
    for (const taken of [
      { profile: "regulated", lockDays: 3650, renewEveryDays: 0, floorDays: 90 },
      { lockDays: 1, renewEveryDays: 0, floorDays: 0 },
      { renewEveryDays: 179, floorDays: 1 },
    ])
      await read("foundation/base", "pre", { retention: retention(taken) });
  });

  for (const [what, { stack, others, faults }] of Object.entries(refusals))
    it(`refuse ${what}, in one line`, async () => {
      const { project } = estateStack(stack);
      await assert.rejects(read(stack, "pre", others), {
        message: `${project}/pre: mend its settings in Pulumi.pre.yaml: ${faults}`,
      });
    });
});
