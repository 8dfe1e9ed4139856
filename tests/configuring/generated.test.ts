import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generated } from "../../configuring/main";
import { stages } from "../../projects/estate";
import { stageParameters } from "../../configuring/stage-parameters";

const ROOT = join(__dirname, "../..");

describe("what follows from the rules and the stages' settings", () => {
  it("is current: else run npm run policies", async () => {
    const files = await generated(ROOT);
    assert.deepEqual(
      [...files.keys()],
      ["docs/policies.md", ...stages.map((stage) => `policies/config/${stage}.json`)],
    );
    for (const [file, text] of files) assert.equal(readFileSync(join(ROOT, file), "utf8"), text, file);
  });

  it("tells the pack of a stage's own roles, accounts, regions and workflow", () => {
    const pro = stageParameters(ROOT, "pro");
    const account = "444455556666";
    const role = (name: string) => `arn:aws:iam::${account}:role/strongroom-pro-${name}`;
    assert.deepEqual(pro.custodianRoleArns, [
      role("custodian"),
      role("site-custodian"),
      role("platform-custodian"),
      role("datavault-custodian"),
    ]);
    assert.deepEqual(pro.custodianProjects, {
      [role("site-custodian")]: ["webservice-base"],
      [role("datavault-custodian")]: ["datavault-base"],
      [role("platform-custodian")]: ["platform-base"],
    });
    assert.deepEqual(pro.deployIdentityArns, [role("deploy")]);
    assert.deepEqual(pro.serviceDeployArns, [
      role("site-deploy"),
      role("datavault-deploy"),
      role("platform-deploy"),
    ]);
    assert.deepEqual(pro.breakGlassRoleArns, [role("break-glass")]);
    assert.deepEqual(pro.trustedAccounts, [account, "777788889999"]);
    assert.deepEqual(pro.githubSubjects, [
      "repo:example-archive/strongroom:environment:pro",
      "repo:example-archive/strongroom:environment:preview-pro",
      "repo:example-archive/strongroom:environment:images-pro",
    ]);
    assert.deepEqual(pro.allowedRegions, ["eu-west-1", "eu-west-2"]);
    assert.deepEqual(pro.allowedAzureLocations, ["westeurope"]);
    assert.deepEqual(pro.approvedBoundaryArns, [
      `arn:aws:iam::${account}:policy/strongroom-pro-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-cluster-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-machine-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-operators-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-deploy-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-custodian-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-site-custodian-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-platform-custodian-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-datavault-custodian-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-site-deploy-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-datavault-deploy-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-platform-deploy-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-preview-boundary`,
      `arn:aws:iam::${account}:policy/strongroom-pro-images-boundary`,
    ]);
  });

  it("lets the account to which a stage's images are copied pull, and trusts it in nothing else", () => {
    const { trustedAccounts, pullingAccounts } = stageParameters(ROOT, "pre");
    assert.deepEqual(trustedAccounts, ["111122223333", "777788889999"]);
    assert.deepEqual(pullingAccounts, ["444455556666"]);
    assert.deepEqual(stageParameters(ROOT, "pro").pullingAccounts, []);
  });

  it("holds a stage's locks to floors of its own: what a stage sets anew, the pack has to be told as well", () => {
    assert.deepEqual(
      stages.map((stage) => {
        const { lockProfile, minRetentionDays, minOffsiteRetentionDays } = stageParameters(ROOT, stage);
        return [stage, lockProfile, minRetentionDays, minOffsiteRetentionDays];
      }),
      [
        ["pre", "lawful-deletion", 1, 1],
        ["pro", "lawful-deletion", 180, 90],
      ],
    );
  });
});
