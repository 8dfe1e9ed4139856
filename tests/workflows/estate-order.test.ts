import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { satisfies, validRange } from "semver";
import { z } from "zod";
import { bucketNames, deployerName, deployers, roleNames } from "../../components/names/names";
import { estate, stages } from "../../projects/estate";
import { committedConfig, estateStack, ROOT } from "../graph/project";
import { claimsOf } from "./claims";
import {
  commandsOf,
  committedTexts,
  wholeSteps,
  workflowFiles,
  type Job,
  type NamedJob,
} from "./workflow-files";

const files = workflowFiles(committedTexts());
const names = estate.map(({ name }) => name);

const Ground = z.object({
  "strongroom:accountId": z.string(),
  "strongroom:github": z.string().transform((text) =>
    z
      .object({
        deploySubject: z.string(),
        deployWorkflow: z.string(),
        previewSubject: z.string(),
        previewWorkflow: z.string(),
        imagesSubject: z.string(),
        imagesWorkflow: z.string(),
      })
      .parse(JSON.parse(text)),
  ),
});
const ground = (stage: (typeof stages)[number]) => Ground.parse(committedConfig(estateStack("root"), stage));

function job(place: string): NamedJob {
  const found = files.jobs.find((each) => each.place === place);
  assert.ok(found, `${place} is not there`);
  return found;
}

/** Names of the roles that a job takes, in the order in which it takes them. */
const rolesOf = (of: Job): readonly string[] =>
  wholeSteps(files, of).flatMap((step) => {
    const arn = step.with["role-to-assume"];
    return typeof arn === "string" ? [arn.replace("arn:aws:iam::${{ env.AWS_ACCOUNT }}:role/", "")] : [];
  });

describe("workflows and the estate", () => {
  for (const stage of stages) {
    const deploy = () => job(`deploy.yml/${stage}`);
    const roles = roleNames(stage);

    it(`deploys all stacks of ${stage} but the root project, in their order`, () => {
      const ups = commandsOf(files, deploy()).filter((command) => command.startsWith("npm run up"));
      assert.deepEqual(
        ups,
        names.slice(1).map((name) => `npm run up -- --stage ${stage} --only ${name}`),
      );
    });

    it(`deploys each stack of ${stage} as whom the estate says, in a new session`, () => {
      const taken = deploy().steps.flatMap((step) => {
        if (step.uses === "./.github/actions/become") {
          assert.equal(step.with["stage"], stage);
          return [String(step.with["deployer"])];
        }
        const stack = step.run?.match(/--only (\S+)/)?.[1];
        return stack === undefined ? [] : [stack];
      });
      const wanted = estate.slice(1).flatMap(({ name, deployedBy }) => [deployedBy, name]);
      assert.deepEqual(taken.slice(0, wanted.length + 1), ["deploy", ...wanted]);
    });

    it(`sees first that the root project of ${stage} is as committed`, () => {
      const pulumi = commandsOf(files, deploy()).filter((command) => /^(pulumi|npm run up)/.test(command));
      assert.equal(pulumi[0], `pulumi preview --stack ${stage} --expect-no-changes --non-interactive`);
    });

    it(`takes no role of ${stage} but those that the root project makes for it`, () => {
      const whole = (role: string) => role.replace("${{ inputs.stage }}", stage);
      assert.deepEqual(
        [...new Set(rolesOf(deploy()))],
        deployers.map((deployer) => deployerName(stage, deployer)),
      );
      assert.deepEqual(rolesOf(job("preview-stage.yml/look")).map(whole), [roles.preview]);
    });

    it(`deploys ${stage} in the job that its deploy role trusts`, () => {
      const { deploySubject, deployWorkflow } = ground(stage)["strongroom:github"];
      assert.deepEqual(claimsOf(deploy(), deployWorkflow), {
        subject: deploySubject,
        workflow: deployWorkflow,
      });
    });

    it(`looks at ${stage} in the job that its preview role trusts, be it for a pull request or at night`, () => {
      const { previewSubject, previewWorkflow } = ground(stage)["strongroom:github"];
      assert.deepEqual(claimsOf(job("preview-stage.yml/look"), previewWorkflow, stage), {
        subject: previewSubject,
        workflow: previewWorkflow,
      });
      for (const caller of [`preview.yml/${stage}`, `drift.yml/${stage}`]) {
        assert.equal(job(caller).uses, previewWorkflow.replace("@refs/heads/main", "@main"));
        assert.equal(job(caller).with["stage"], stage);
      }
    });

    it(`pushes the images of ${stage} in the job that their role trusts, and as nobody else`, () => {
      const { imagesSubject, imagesWorkflow } = ground(stage)["strongroom:github"];
      const pushing = job(`images.yml/${stage}`);
      assert.deepEqual(claimsOf(pushing, imagesWorkflow), {
        subject: imagesSubject,
        workflow: imagesWorkflow,
      });
      assert.deepEqual(rolesOf(pushing), [roles.images]);
    });

    it(`works on the state of ${stage} that the root project keeps`, () => {
      const account = ground(stage)["strongroom:accountId"];
      const line = wholeSteps(files, deploy())
        .flatMap(({ run }) => run?.match(/PULUMI_BACKEND_URL=([^"]+)/)?.[1] ?? [])
        .map((url) => url.replace("$STAGE", stage).replace("$account", account));
      assert.deepEqual(line, [`s3://${bucketNames(stage, account).state}?region=$region`]);
    });
  }

  it("brings pro up only after pre stands and a bag was stored there", () => {
    assert.equal(job("deploy.yml/pro").needs, "pre");
    const last = job("deploy.yml/pre").steps.at(-1);
    assert.match(
      last?.run ?? "",
      /stateMachine:strongroom-pre-bag-test"\n[^]*\[ "\$status" = SUCCEEDED \]\n$/,
    );
  });

  it("rehearses and previews every stage for a pull request of this repository", () => {
    assert.deepEqual(job("preview.yml/rehearsal").strategy?.matrix.stage, stages);
    assert.deepEqual(job("preview.yml/comment").strategy?.matrix.stage, stages);
    for (const stage of stages)
      assert.equal(
        job(`preview.yml/${stage}`).if,
        "github.event.pull_request.head.repo.full_name == github.repository",
      );
    assert.ok(commandsOf(files, job("preview.yml/checks")).includes("npm test"));
  });

  it("compares every stack with what is there, each night", () => {
    assert.ok("schedule" in (files.workflows["drift.yml"]?.on ?? {}));
    for (const stage of stages) assert.equal(job(`drift.yml/${stage}`).with["drift"], true);
    const loop = commandsOf(files, job("preview-stage.yml/look")).find((line) =>
      line.startsWith("for folder in "),
    );
    assert.equal(loop, `for folder in ${estate.map(({ folder }) => folder).join(" ")}; do`);
  });

  it("runs on the Pulumi of the SDK and a Node that the project takes", () => {
    const { dependencies, engines } = z
      .object({ dependencies: z.record(z.string(), z.string()), engines: z.object({ node: z.string() }) })
      .parse(JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")));
    assert.ok(validRange(engines.node));
    const steps = files.jobs.flatMap((each) => wholeSteps(files, each));
    for (const step of steps) {
      if (step.uses?.startsWith("pulumi/actions@"))
        assert.equal(step.with["pulumi-version"], dependencies["@pulumi/pulumi"]);
      if (step.uses?.startsWith("actions/setup-node@"))
        assert.ok(satisfies(`${String(step.with["node-version"])}.99.0`, engines.node));
    }
    assert.ok(steps.some(({ uses }) => uses?.startsWith("pulumi/actions@")));
  });
});
