import * as assert from "node:assert/strict";
import type { Stage } from "../../projects/estate";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";

const DIGEST = `sha256:${"a".repeat(64)}`;
const REPOSITORY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/strongroom-pre/webservice";
const setting = (name: string, value: unknown) => ({
  [`webservice-app:${name}`]: typeof value === "string" ? value : JSON.stringify(value),
});

describe("webservice/app refuses", () => {
  const stack = () => estateStack("webservice/app");
  async function run(stage: Stage, config: Record<string, string>): Promise<Graph> {
    const bases = {
      [`foundation-base/${stage}`]: await deployed(estateStack("foundation/base"), stage),
      [`webservice-base/${stage}`]: await deployed(estateStack("webservice/base"), stage),
    };
    return runProject(stack(), stage, {
      config: { ...committedConfig(stack(), stage), ...config },
      ...onTopOf(bases),
    });
  }
  before(async function () {
    this.timeout(60_000);
    await deployed(stack(), "pre");
    await deployed(stack(), "pro");
  });

  const refusals: ReadonlyArray<{
    readonly what: string;
    readonly stage?: Stage;
    readonly wrong: Record<string, string>;
    readonly says: RegExp;
    readonly near: Record<string, string>;
  }> = [
    {
      what: "W7: every host name",
      wrong: setting("hostNames", ["*"]),
      says: /hostNames\.0: \* would have the service answer to names that are not its own: write each name out, as in \[www\.example\.org\]/,
      near: setting("hostNames", ["www.pre.archive.example.org"]),
    },
    {
      what: "W7: names below one",
      wrong: setting("hostNames", ["www.pre.archive.example.org", "*.example.org"]),
      says: /hostNames\.1: \*\.example\.org would have/,
      near: setting("hostNames", ["www.pre.archive.example.org"]),
    },
    {
      what: "W7: a name that the base is not for",
      wrong: setting("hostNames", ["images.example.org"]),
      says: /hostNames is images\.example\.org, but webservice\/base is for www\.pre\.archive\.example\.org: give just those/,
      near: setting("hostNames", ["www.pre.archive.example.org"]),
    },
    {
      what: "W17: an image by its tag",
      wrong: setting("image", `${REPOSITORY}:1.2`),
      says: /image: give it by its digest, .*The digest: aws ecr describe-images --repository-name strongroom-pre\/webservice --image-ids imageTag=1\.2 /,
      near: setting("image", `${REPOSITORY}@${DIGEST}`),
    },
    {
      what: "an image of another repository",
      wrong: setting("image", `${REPOSITORY.replace("pre", "dev")}@${DIGEST}`),
      says: /image is of .*strongroom-dev\/webservice, but the repository of webservice\/base is .*strongroom-pre\/webservice: push it there/,
      near: setting("image", `${REPOSITORY}@${DIGEST}`),
    },
    {
      what: "W24: root",
      wrong: setting("user", "0:0"),
      says: /user: never root, give one of the image's own by its numbers, as 10001:10001, got "0:0"/,
      near: setting("user", "1000:1000"),
    },
    {
      what: "W9: a setting that there is not",
      wrong: setting("allowInsecureHosts", "true"),
      says: /allowInsecureHosts is not a setting \(misspelt\?\)/,
      near: {},
    },
    {
      what: "W4: a single task",
      wrong: setting("tasks", { min: 1, max: 4, requestsPerMinute: 600 }),
      says: /tasks\.min: must be 2 or more: one task is in one zone/,
      near: setting("tasks", { min: 2, max: 4, requestsPerMinute: 600 }),
    },
    {
      what: "W26: pages that nobody could ask for",
      wrong: setting("canary", { percent: 5, minutes: 10, bakeMinutes: 10, pages: ["/"] }),
      says: /canary\.pages: are asked for inside, where a balancer that faces the internet is not reached: leave them out/,
      near: setting("canary", { percent: 5, minutes: 10, bakeMinutes: 10 }),
    },
    {
      what: "W26: a page that is none",
      stage: "pro",
      wrong: setting("canary", { percent: 5, minutes: 10, bakeMinutes: 10, pages: ["accounts login"] }),
      says: /canary\.pages\.0: must begin with \//,
      near: setting("canary", { percent: 5, minutes: 10, bakeMinutes: 10, pages: ["/accounts/login/"] }),
    },
    {
      what: "W6: CloudFront before a balancer that the world reaches",
      wrong: setting("cdn", { records: true, requestsPerFiveMinutes: 1000 }),
      says: /cdn is set, but webservice\/base is not made for it: switch it on there first/,
      near: {},
    },
  ];

  for (const { what, stage = "pre", wrong, says, near } of refusals)
    it(`${what}, and takes its neighbour`, async function () {
      this.timeout(30_000);
      await assert.rejects(run(stage, wrong), (error: Error) => {
        assert.match(error.message, says);
        assert.equal(error.message.split("\n").length, 1);
        return true;
      });
      await run(stage, near);
    });

  it("tells all that is wrong with its settings at once", async () => {
    await assert.rejects(
      run("pre", {
        ...setting("hostNames", ["*"]),
        ...setting("image", "nginx"),
        ...setting("user", "root"),
      }),
      (error: Error) => ["hostNames.0: ", "image: ", "user: "].every((part) => error.message.includes(part)),
    );
  });

  it("leaves the records to whoever has the zone, where it is told so", async () => {
    const records = (graph: Graph) => graph.of("aws:route53/record:Record").length;
    const elsewhere = await run("pro", setting("cdn", { records: false, requestsPerFiveMinutes: 2000 }));
    assert.equal(records(elsewhere), 0);
    assert.equal(records(await run("pro", {})), 4);
  });
});
