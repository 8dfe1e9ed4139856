import * as assert from "node:assert/strict";
import { rules } from "./rules";
import { committedTexts, workflowFiles } from "./workflow-files";

interface Breach {
  readonly rule: keyof typeof rules;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly says: string;
}

const DEPLOY = "workflows/deploy.yml";
const PREVIEW = "workflows/preview.yml";

/** How each rule is broken by one edit, and what is said then. */
const breaches: readonly Breach[] = [
  {
    rule: "permissions are the least",
    file: PREVIEW,
    from: "permissions:\n  contents: read",
    to: "permissions:\n  contents: write",
    says: "preview.yml: permissions at the top are more than contents: read",
  },
  {
    rule: "permissions are the least",
    file: PREVIEW,
    from: "pull-requests: write",
    to: "issues: write",
    says: "preview.yml/comment: has issues: write",
  },
  {
    rule: "actions are pinned",
    file: DEPLOY,
    from: "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
    to: "actions/checkout@v6",
    says: "workflows/deploy.yml: not pinned by a full commit hash with its version: - uses: actions/checkout@v6",
  },
  {
    rule: "an action is used in one version",
    file: DEPLOY,
    from: "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd",
    to: "actions/checkout@0000000000000000000000000000000000000000",
    says: "actions/checkout: used in two versions",
  },
  {
    rule: "every job has a timeout",
    file: DEPLOY,
    from: "    timeout-minutes: 300\n",
    to: "",
    says: "deploy.yml/pre: has no timeout-minutes",
  },
  {
    rule: "code of others never runs with rights",
    file: PREVIEW,
    from: "  pull_request:",
    to: "  pull_request_target:",
    says: "preview.yml: runs on pull_request_target",
  },
  {
    rule: "there is no long-lived secret",
    file: DEPLOY,
    from: "vars.AZURE_CLIENT_ID",
    to: "secrets.AZURE_CLIENT_SECRET",
    says: "workflows/deploy.yml: uses a secret that is kept; roles are taken by OIDC",
  },
  {
    rule: "no text of others gets into a script",
    file: "workflows/release.yml",
    from: 'promote "$RELEASE"',
    to: 'promote "${{ inputs.release }}"',
    says: "release.yml/promote: hand ${{ inputs.release }} to the script by env",
  },
  {
    rule: "checkouts leave no credentials",
    file: DEPLOY,
    from: "persist-credentials: false",
    to: "persist-credentials: true",
    says: "deploy.yml/pre: checkout keeps its credentials",
  },
  {
    rule: "the policy pack is always on",
    file: DEPLOY,
    from: "policies/config/pre.json",
    to: "policies/config/pro.json",
    says: "deploy.yml/pre: PULUMI_OPTION_POLICY_PACK_CONFIG must be ${{ github.workspace }}/policies/config/pre.json",
  },
  {
    rule: "the policy pack is always on",
    file: "workflows/preview-stage.yml",
    from: "PULUMI_OPTION_POLICY_PACK: ",
    to: "POLICY_PACK: ",
    says: "preview-stage.yml/look: PULUMI_OPTION_POLICY_PACK must be ${{ github.workspace }}/policies",
  },
  {
    rule: "deploys of a stage are one at a time",
    file: DEPLOY,
    from: "group: deploy-pre\n      cancel-in-progress: false",
    to: "group: deploy-pre\n      cancel-in-progress: true",
    says: "deploy.yml/pre: must be alone in its stage, and never be cancelled",
  },
  {
    rule: "roles are chained without tags",
    file: "actions/become/action.yml",
    from: "role-skip-session-tagging: true",
    to: "role-skip-session-tagging: false",
    says: "deploy.yml/pre: a chained role must be taken without session tags",
  },
];

describe("workflows", () => {
  const texts = committedTexts();

  for (const [about, rule] of Object.entries(rules))
    it(about, () => {
      assert.deepEqual(rule(workflowFiles(texts)), []);
    });

  for (const { rule, file, from, to, says } of breaches)
    it(`${rule}: not so when ${file} says ${JSON.stringify(to)}`, () => {
      const text = texts[file] ?? "";
      assert.ok(text.includes(from), `${file} no longer says ${from}`);
      const broken = workflowFiles({ ...texts, [file]: text.replace(from, to) });
      assert.ok(rules[rule]?.(broken).includes(says), JSON.stringify(rules[rule]?.(broken)));
    });

  it("every rule is seen broken", () => {
    assert.deepEqual(
      Object.keys(rules).filter((rule) => !breaches.some((breach) => breach.rule === rule)),
      [],
    );
  });
});
