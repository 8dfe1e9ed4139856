import * as assert from "node:assert/strict";
import * as path from "node:path";
import { bringUp } from "../../deploying/bring-up";
import type { Approval } from "../../deploying/gate/approvals";
import { estate } from "../../projects/estate";
import { ROOT } from "../graph/project";
import { fault, preview, stackOutputs, step, summary, urn, violation } from "./events";
import { FakePulumi, type FakeAnswer } from "./fake-pulumi";

const BASE = "projects/storage/base";
const APP = "projects/storage/app";
const TABLE = urn("storage-base", "aws:dynamodb/table:Table", "ingests");
const ROLE = urn("storage-app", "aws:iam/role:Role", "worker");

const planned = (...steps: readonly string[]): FakeAnswer => ({ stdout: preview("storage-app", ...steps) });
const nothing = planned(step({ op: "same", urn: ROLE }));
const creates = planned(step({ op: "create", urn: ROLE }));
const losesTable = planned(
  step({ op: "replace", urn: TABLE, protect: true, protectsStill: false, keys: ["hashKey"] }),
);

describe("npm run up", function () {
  this.timeout("1m");
  let fake: FakePulumi;
  afterEach(() => fake.remove());
  const up = (
    answers: ConstructorParameters<typeof FakePulumi>[0],
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ) => {
    fake = new FakePulumi(answers);
    return fake.run("up", ["--stage", "pre", ...args], environment);
  };
  const bring = async (
    answers: ConstructorParameters<typeof FakePulumi>[0],
    names: readonly string[],
    approvals: readonly Approval[] = [],
  ) => {
    fake = new FakePulumi(answers);
    const { at, said } = fake.workplace();
    const stacks = estate.filter(({ name }) => names.length === 0 || names.includes(name));
    const gate = { approvals, today: "2026-11-21", whole: names.length === 0 };
    return { exitCode: await bringUp(at, stacks, gate), stdout: said() };
  };
  const onlyStorage = ["--only", "storage/app", "--only", "storage/base"];

  it("walks all stacks in the order of their contracts, and passes over those that nothing changes", async () => {
    const answers = Object.fromEntries(estate.map(({ folder }) => [`preview ${folder}`, [nothing]]));
    const { exitCode, stdout } = await bring(answers, []);
    assert.equal(exitCode, 0, stdout);
    assert.deepEqual(
      fake.calls,
      estate.map(({ folder }) => `preview ${folder}`),
    );
    assert.match(stdout, new RegExp(`^Done: ${estate.map(({ name }) => name).join(", ")}\\.$`, "m"));
  });

  it("brings up what changes, with the policy pack, by commands that it prints", async () => {
    const answers = {
      [`preview ${APP}`]: [creates],
      [`up ${APP}`]: [{ stdout: "the engine's own words\n" }],
    };
    const { exitCode, stdout } = await up(answers, ["--only", "storage/app"]);
    assert.equal(exitCode, 0, stdout);
    const pack = path.join(ROOT, "policies");
    for (const line of [
      `$ export PULUMI_OPTION_POLICY_PACK=${pack}`,
      `$ export PULUMI_OPTION_POLICY_PACK_CONFIG=${pack}/config/pre.json`,
      "$ PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json --stack pre --cwd projects/storage/app --non-interactive --color never",
      "1 created, 0 changed, 0 replaced, 0 deleted, 1 unchanged",
      "$ pulumi up --yes --stack pre --cwd projects/storage/app",
      "the engine's own words",
      "Done: storage/app.",
    ])
      assert.ok(stdout.split("\n").includes(line), `${line}\nis not in\n${stdout}`);
    const { PULUMI_OPTION_POLICY_PACK, PULUMI_OPTION_POLICY_PACK_CONFIG, PULUMI_BACKEND_URL } =
      fake.environment;
    assert.deepEqual(
      [PULUMI_OPTION_POLICY_PACK, PULUMI_OPTION_POLICY_PACK_CONFIG, PULUMI_BACKEND_URL],
      [pack, `${pack}/config/pre.json`, "file:///nowhere"],
    );
  });

  it("stops at the first that fails, with the engine's exit code, and says what is done and what is not", async () => {
    const answers = {
      [`preview ${BASE}`]: [creates],
      [`up ${BASE}`]: [{ stderr: "error: the cloud is tired\n", exitCode: 255 }],
    };
    const { exitCode, stdout, stderr } = await up(answers, onlyStorage);
    assert.equal(exitCode, 255);
    assert.match(stderr, /the cloud is tired/);
    assert.match(
      stdout,
      /^Stopped at storage\/base, which is done in part\. Done: nothing\. Not tried: storage\/app\. Mend it and run it again: it goes on from here\.$/m,
    );
    assert.deepEqual(fake.calls, [`preview ${BASE}`, `up ${BASE}`]);
  });

  it("makes a stack that was never made", async () => {
    const unmade = { stderr: "error: no stack named 'pre' found\n", exitCode: 255 };
    const answers = {
      [`preview ${APP}`]: [unmade, creates],
      [`stack init ${APP}`]: [{}],
      [`up ${APP}`]: [{}],
    };
    const { exitCode, stdout } = await bring(answers, ["storage/app"]);
    assert.equal(exitCode, 0, stdout);
    assert.match(
      stdout,
      /^\$ pulumi stack init pre --no-select --cwd projects\/storage\/app --non-interactive$/m,
    );
    assert.deepEqual(fake.calls, [`preview ${APP}`, `stack init ${APP}`, `preview ${APP}`, `up ${APP}`]);
  });

  it("stops before the loss of a persistent resource; an approval lets it pass", async () => {
    const refused = await up({ [`preview ${BASE}`]: [losesTable] }, onlyStorage);
    assert.equal(refused.exitCode, 1);
    assert.match(
      refused.stdout,
      /^refused: would replace aws:dynamodb\/table:Table ingests \(protected; forced by hashKey\): nobody approved it\. urn/m,
    );
    assert.match(refused.stdout, /^protection taken off: aws:dynamodb\/table:Table ingests\. urn/m);
    assert.match(refused.stdout, /^Stopped at storage\/base, which is as it was\./m);
    assert.deepEqual(fake.calls, [`preview ${BASE}`]);
    fake.remove();

    fake = new FakePulumi({ [`preview ${BASE}`]: [losesTable], [`up ${BASE}`]: [{}] });
    const approvals = fake.file("agreed.json", [
      {
        urn: TABLE,
        operation: "replace",
        reason: "empty",
        approvedBy: "A. Archivist",
        expires: "2999-01-01",
      },
    ]);
    const args = ["--stage", "pre", "--only", "storage/base", "--approvals", approvals];
    const passed = await fake.run("up", args);
    assert.equal(passed.exitCode, 0, passed.stdout);
    assert.match(passed.stdout, /^passed: would replace .*: approved by A\. Archivist: empty\. urn/m);
    assert.deepEqual(fake.calls, [`preview ${BASE}`, `up ${BASE}`]);
  });

  it("tells an approval that nothing needs, and refuses it where the whole stage was looked at", async () => {
    const needless = {
      urn: TABLE,
      operation: "replace",
      reason: "empty",
      approvedBy: "A. Archivist",
      expires: "2999-01-01",
    } as const;
    const answers = Object.fromEntries(estate.map(({ folder }) => [`preview ${folder}`, [nothing]]));
    const told = `the approval to replace ${TABLE} matches nothing in the plan: take it out`;
    for (const [names, exitCode, line] of [
      [[], 1, `refused: ${told}`],
      [["storage/base"], 0, `warning: ${told}`],
      [["storage/app"], 0, undefined],
    ] as const) {
      const ended = await bring(answers, names, [needless]);
      assert.equal(ended.exitCode, exitCode);
      assert.deepEqual(
        ended.stdout.split("\n").filter((each) => each.includes(told)),
        line === undefined ? [] : [line],
      );
      if (names[0] !== "storage/app") fake.remove();
    }
  });

  for (const [what, answer, told] of [
    [
      "a policy that refuses",
      { stdout: [violation("s3-kms-cmk", "why\nstate: no key"), summary].join("\n"), exitCode: 255 },
      /^storage\/app: policy s3-kms-cmk: why state: no key$/m,
    ],
    [
      "a contract that is not there",
      {
        stdout: [
          fault("storage-app builds on foundation-base/pre, which is not deployed. Mend it"),
          summary,
        ].join("\n"),
        exitCode: 255,
      },
      /^storage\/app: storage-app builds on foundation-base\/pre, which is not deployed\. Mend it$/m,
    ],
    [
      "another account",
      {
        stdout: fault("configuring Terraform AWS Provider: AWS account ID not allowed: 999900001111"),
        exitCode: 255,
      },
      /^storage\/app: the credentials are of account 999900001111, pre is in account 111122223333: use that one's$/m,
    ],
    [
      "no credentials",
      {
        stderr:
          'error: read ".pulumi/meta.yaml": blob (key ".pulumi/meta.yaml") (code=Unknown): NoCredentialProviders: no valid providers in chain.',
        exitCode: 255,
      },
      /^storage\/app: there are no AWS credentials that work: sign in to account 111122223333, /m,
    ],
    [
      "a state that is not to be read",
      {
        stderr:
          'error: read ".pulumi/meta.yaml": blob (key ".pulumi/meta.yaml") (code=PermissionDenied): AccessDenied: no',
        exitCode: 255,
      },
      /^storage\/app: the state cannot be read \(AccessDenied\): mend PULUMI_BACKEND_URL, or use a role that may read it$/m,
    ],
    [
      "a plan that cannot be read",
      { stdout: "what?" },
      /^storage\/app: the plan that pulumi printed cannot be read/m,
    ],
    [
      "a preview that was cut off",
      { stdout: step({ op: "same", urn: ROLE }) },
      /^storage\/app: pulumi preview ended with exit code 0, and no word$/m,
    ],
    [
      "an end without a word",
      { exitCode: 7 },
      /^storage\/app: pulumi preview ended with exit code 7, and no word$/m,
    ],
  ] as const)
    it(`stops before anything is changed: ${what}`, async () => {
      const { exitCode, stdout } = await bring(
        {
          [`preview ${APP}`]: [answer],
          [`stack export ${APP}`]: [{ stdout: '{"deployment":{"resources":null}}' }],
        },
        ["storage/app"],
      );
      assert.equal(exitCode, 1, stdout);
      assert.match(stdout, told);
      assert.ok(!fake.calls.includes(`up ${APP}`));
    });

  it("stops before a stack of a newer contract", async () => {
    const newer = [
      stackOutputs("storage-base", { contractVersion: 999 }, { contractVersion: 999 }),
      summary,
    ].join("\n");
    const { exitCode, stdout } = await bring({ [`preview ${BASE}`]: [{ stdout: newer }] }, ["storage/base"]);
    assert.equal(exitCode, 1);
    assert.match(
      stdout,
      /^storage\/base: it stands with version 999 of its contract, these files publish version \d+: get the newer ones, and deploy those$/m,
    );
    assert.deepEqual(fake.calls, [`preview ${BASE}`]);
  });

  it("tells who locked the state, since when, and how to cancel", async () => {
    const stderr =
      "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.\n" +
      "  s3://b/.pulumi/locks/organization/storage-app/pre/x.json: created by ann@laptop (pid 123) at 2026-11-21T16:00:00Z\n";
    const answers = { [`preview ${APP}`]: [creates], [`up ${APP}`]: [{ stderr, exitCode: 255 }] };
    const { exitCode, stdout } = await up(answers, ["--only", "storage/app"]);
    assert.equal(exitCode, 1);
    assert.match(
      stdout,
      /^storage\/app: its state is locked by ann on laptop since 2026-11-21T16:00:00Z: wait for that to end or, if it has died, pulumi cancel --stack pre --cwd projects\/storage\/app$/m,
    );
    assert.match(stdout, /^Stopped at storage\/app, which is as it was\./m);
  });

  it("refuses in one line, and runs nothing: no state, another stage's, approvals that are not valid", async () => {
    for (const [environment, args, told] of [
      [
        { PULUMI_BACKEND_URL: "" },
        [],
        /^PULUMI_BACKEND_URL is not set: say where the state of pre is, as in s3:\/\/strongroom-pre-state-ACCOUNT/,
      ],
      [
        { PULUMI_BACKEND_URL: "s3://strongroom-pro-state-444455556666?region=eu-west-1" },
        [],
        /^PULUMI_BACKEND_URL is the state of pro, and --stage is pre/,
      ],
      [{}, ["--approvals", "nowhere.json"], /^--approvals nowhere\.json: there is no such file/],
    ] as const) {
      const { exitCode, stderr } = await up({}, args, environment);
      assert.equal(exitCode, 1);
      assert.match(stderr, told);
      assert.equal(stderr.trim().split("\n").length, 1);
      assert.deepEqual(fake.calls, []);
    }
  });

  it("refuses in one line where there is no pulumi", async () => {
    const { exitCode, stderr } = await up({}, [], { PATH: "/nowhere" });
    assert.deepEqual([exitCode, stderr.trim().split("\n").length], [1, 1]);
    assert.match(stderr, /^pulumi cannot be started \(.*ENOENT\): install the Pulumi CLI, or mend PATH$/m);
  });
});
