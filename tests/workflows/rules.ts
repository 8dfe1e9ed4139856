import { commandsOf, wholeSteps, type NamedJob, type WorkflowFiles } from "./workflow-files";

/** What is wrong, each with its place; nothing when all is well. */
export type Rule = (files: WorkflowFiles) => readonly string[];

/** The only jobs that may write anything, and what: the rest reads the code alone. */
const WRITERS: Readonly<Record<string, readonly string[]>> = {
  "deploy.yml/pre": ["id-token"],
  "deploy.yml/pro": ["id-token"],
  "images.yml/pre": ["id-token"],
  "images.yml/pro": ["id-token"],
  "preview-stage.yml/look": ["id-token"],
  "preview.yml/pre": ["id-token"],
  "preview.yml/pro": ["id-token"],
  "drift.yml/pre": ["id-token"],
  "drift.yml/pro": ["id-token"],
  "preview.yml/comment": ["pull-requests"],
  "drift.yml/issue": ["issues"],
  "release.yml/promote": ["contents", "pull-requests"],
};

const leastPermissions: Rule = ({ workflows, jobs }) => [
  ...Object.entries(workflows)
    .filter(([, { permissions }]) => JSON.stringify(permissions) !== '{"contents":"read"}')
    .map(([file]) => `${file}: permissions at the top are more than contents: read`),
  ...jobs.flatMap(({ place, permissions }) =>
    Object.entries(permissions)
      .filter(([scope, access]) => access !== "read" && !WRITERS[place]?.includes(scope))
      .map(([scope, access]) => `${place}: has ${scope}: ${access}`),
  ),
];

const PINNED = /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** Our own stand beside the code; the reusable workflow has to be main's, for the preview role trusts no other. */
const pinnedActions: Rule = ({ texts }) =>
  Object.entries(texts).flatMap(([file, text]) =>
    text
      .split("\n")
      .filter((line) => /^\s*(- )?uses:/.test(line))
      .filter((line) => !/uses: \.\/\.github\/actions\/|\/\.github\/workflows\/[\w-]+\.yml@main$/.test(line))
      .filter((line) => !PINNED.test(line))
      .map((line) => `${file}: not pinned by a full commit hash with its version: ${line.trim()}`),
  );

/** An action that is there in two versions was brought up to date by half. */
const oneVersionOfEach: Rule = ({ texts }) => {
  const used = new Set(
    Object.values(texts).flatMap((text) => text.match(/[\w.-]+\/[\w.-]+@[0-9a-f]{40}/g) ?? []),
  );
  const names = [...used].map((action) => action.replace(/@.*/, ""));
  return names
    .filter((name, at) => names.indexOf(name) !== at)
    .map((name) => `${name}: used in two versions`);
};

const timeouts: Rule = ({ jobs }) =>
  jobs
    .filter((job) => job.uses === undefined && job["timeout-minutes"] === undefined)
    .map(({ place }) => `${place}: has no timeout-minutes`);

const noForeignCodeWithRights: Rule = ({ workflows }) =>
  Object.entries(workflows).flatMap(([file, { on }]) =>
    ["pull_request_target", "workflow_run", "issue_comment"]
      .filter((trigger) => trigger in on)
      .map((trigger) => `${file}: runs on ${trigger}`),
  );

const noLongLivedSecret: Rule = ({ texts }) =>
  Object.entries(texts)
    .filter(([, text]) => /\bsecrets[.[]|secrets: inherit|aws-(access-key-id|secret-access-key)/.test(text))
    .map(([file]) => `${file}: uses a secret that is kept; roles are taken by OIDC`);

/** GitHub puts expressions into a script as they are: the title of a pull request may be a command. */
const noTextInScripts: Rule = ({ jobs, actions }) =>
  [
    ...jobs.map(({ place, steps }) => ({ place, steps })),
    ...Object.entries(actions).map(([place, steps]) => ({ place, steps })),
  ].flatMap(({ place, steps }) =>
    steps.flatMap(({ run = "" }) =>
      (run.match(/\$\{\{.*?\}\}/g) ?? [])
        .filter((expression) => expression !== "${{ matrix.stage }}")
        .map((expression) => `${place}: hand ${expression} to the script by env`),
    ),
  );

const noCredentialsLeft: Rule = ({ jobs }) =>
  jobs.flatMap(({ place, steps }) =>
    steps
      .filter(({ uses }) => uses?.startsWith("actions/checkout@"))
      .filter((step) => step.with["persist-credentials"] !== false)
      .map(() => `${place}: checkout keeps its credentials`),
  );

const RUNS_PULUMI = /(^|\s)pulumi (preview|up)|npm run (up|preview)\b/;

/** Whether one of its commands is judged by the policy pack. */
export const runsPulumi = (files: WorkflowFiles, job: NamedJob): boolean =>
  commandsOf(files, job).some((command) => RUNS_PULUMI.test(command));

const packAlwaysOn: Rule = (files) =>
  files.jobs
    .filter((job) => runsPulumi(files, job))
    .flatMap(({ place, env, environment = "" }) => {
      const stage = environment.replace("preview-", "");
      const folder = "${{ github.workspace }}/policies";
      const wanted = {
        PULUMI_OPTION_POLICY_PACK: folder,
        PULUMI_OPTION_POLICY_PACK_CONFIG: `${folder}/config/${stage}.json`,
      };
      return Object.entries(wanted)
        .filter(([name, value]) => env[name] !== value)
        .map(([name, value]) => `${place}: ${name} must be ${value}`);
    });

/** Only one deploy of a stage at a time, and none is ended in the middle of an update. */
const oneDeployAtATime: Rule = (files) =>
  files.jobs
    .filter(({ file }) => file === "deploy.yml")
    .filter(({ concurrency, environment }) => {
      return concurrency?.group !== `deploy-${environment}` || concurrency["cancel-in-progress"];
    })
    .map(({ place }) => `${place}: must be alone in its stage, and never be cancelled`);

/** A session that is tagged would be refused: the trust of whoever deploys allows sts:AssumeRole alone. */
const untaggedChains: Rule = (files) =>
  files.jobs.flatMap((job) =>
    wholeSteps(files, job)
      .filter(
        (step) => step.with["role-chaining"] === true && step.with["role-skip-session-tagging"] !== true,
      )
      .map(() => `${job.place}: a chained role must be taken without session tags`),
  );

/** What holds for every workflow, by what it is about. */
export const rules: Readonly<Record<string, Rule>> = {
  "permissions are the least": leastPermissions,
  "actions are pinned": pinnedActions,
  "an action is used in one version": oneVersionOfEach,
  "every job has a timeout": timeouts,
  "code of others never runs with rights": noForeignCodeWithRights,
  "there is no long-lived secret": noLongLivedSecret,
  "no text of others gets into a script": noTextInScripts,
  "checkouts leave no credentials": noCredentialsLeft,
  "the policy pack is always on": packAlwaysOn,
  "deploys of a stage are one at a time": oneDeployAtATime,
  "roles are chained without tags": untaggedChains,
};
