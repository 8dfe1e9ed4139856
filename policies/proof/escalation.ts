/**
 * By which permissions somebody gets more permissions than he was given: section 7 of the control catalogue.
 * One action of each list is needed, for alternatives stand in one list.
 */
export type ActionLists = readonly (readonly string[])[];

export interface EscalationSet {
  readonly because: string;
  readonly actions: ActionLists;
  /** The service to which a role has to be passed. */
  readonly passedTo?: string;
}

/** Changes what an identity may do; a condition can hold these to identities with a permission boundary. */
export const boundableWrites: readonly string[] = [
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "iam:PutUserPolicy",
  "iam:AttachUserPolicy",
  "iam:PutRolePermissionsBoundary",
];
/** Changes it, too, and no condition can. */
export const boundlessWrites: readonly string[] = [
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:PutGroupPolicy",
  "iam:AttachGroupPolicy",
  "iam:AddUserToGroup",
  "iam:DeleteRolePermissionsBoundary",
];
/** Takes away a refusal, where the document that goes holds one. */
export const removingDenials: readonly string[] = ["iam:DetachRolePolicy", "iam:DeleteRolePolicy"];
/** Opens a role to somebody else. */
export const retrusting = "iam:UpdateAssumeRolePolicy";
/** Makes, or becomes, somebody who is not in any stack. */
export const newcomers: readonly string[] = [
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
];

/** What starts something that runs as the role which is passed to the service. */
export interface Starter {
  /** The service principal that the role has to trust. */
  readonly service: string;
  readonly actions: ActionLists;
}

/**
 * As published. Of a function the lists ask for its creation only: what calls it (an invocation, a mapping, a permission)
 * may be there already.
 */
export const passing: readonly Starter[] = [
  { service: "lambda.amazonaws.com", actions: [["lambda:CreateFunction"]] },
  {
    service: "ecs-tasks.amazonaws.com",
    actions: [["ecs:RegisterTaskDefinition"], ["ecs:RunTask", "ecs:StartTask", "ecs:CreateService"]],
  },
  {
    service: "ec2.amazonaws.com",
    actions: [["ec2:RunInstances", "ec2:RequestSpotInstances", "ec2:AssociateIamInstanceProfile"]],
  },
  {
    service: "cloudformation.amazonaws.com",
    actions: [
      ["cloudformation:CreateStack", "cloudformation:CreateStackSet", "cloudformation:UpdateStackSet"],
    ],
  },
  {
    service: "codebuild.amazonaws.com",
    actions: [["codebuild:CreateProject", "codebuild:UpdateProject"]],
  },
  {
    service: "glue.amazonaws.com",
    actions: [["glue:CreateDevEndpoint", "glue:CreateJob", "glue:UpdateJob"]],
  },
  {
    service: "sagemaker.amazonaws.com",
    actions: [
      ["sagemaker:CreateNotebookInstance", "sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob"],
    ],
  },
  { service: "tasks.apprunner.amazonaws.com", actions: [["apprunner:CreateService"]] },
  { service: "datapipeline.amazonaws.com", actions: [["datapipeline:CreatePipeline"]] },
  { service: "bedrock-agentcore.amazonaws.com", actions: [["bedrock-agentcore:CreateCodeInterpreter"]] },
  { service: "scheduler.amazonaws.com", actions: [["scheduler:CreateSchedule"]] },
  {
    service: "states.amazonaws.com",
    actions: [["states:CreateStateMachine", "states:UpdateStateMachine"]],
  },
  { service: "events.amazonaws.com", actions: [["events:PutTargets"]] },
];

/** What else starts something, for the proof alone: it may find more than the published sets, never less. */
export const alsoPassing: readonly Starter[] = [
  { service: "ecs-tasks.amazonaws.com", actions: [["ecs:RunTask", "ecs:StartTask"]] },
  { service: "ecs-tasks.amazonaws.com", actions: [["ecs:RegisterTaskDefinition"], ["ecs:UpdateService"]] },
  { service: "lambda.amazonaws.com", actions: [["lambda:UpdateFunctionConfiguration"]] },
  { service: "scheduler.amazonaws.com", actions: [["scheduler:UpdateSchedule"]] },
  { service: "batchoperations.s3.amazonaws.com", actions: [["s3:CreateJob"]] },
  { service: "s3.amazonaws.com", actions: [["s3:PutReplicationConfiguration"]] },
  {
    service: "es.amazonaws.com",
    actions: [["es:ESHttpPut", "es:ESHttpPost", "es:ESHttpPatch", "es:ESHttpDelete", "es:ESHttpGet"]],
  },
];

/** What makes something that is there already do other things, as the role that it has. */
export interface Ride extends Starter {
  /** Whether the first of the lists acts on the function, machine or project itself, by its ARN. */
  readonly onItself: boolean;
}

export const riding: readonly Ride[] = [
  { service: "lambda.amazonaws.com", actions: [["lambda:UpdateFunctionCode"]], onItself: true },
  {
    service: "lambda.amazonaws.com",
    actions: [["lambda:UpdateFunctionConfiguration"], ["lambda:PublishLayerVersion"]],
    onItself: true,
  },
  { service: "ecs-tasks.amazonaws.com", actions: [["ecs:ExecuteCommand"]], onItself: false },
  {
    service: "codebuild.amazonaws.com",
    actions: [["codebuild:StartBuild", "codebuild:StartBuildBatch"]],
    onItself: true,
  },
  { service: "glue.amazonaws.com", actions: [["glue:UpdateDevEndpoint"]], onItself: false },
  { service: "cloudformation.amazonaws.com", actions: [["cloudformation:UpdateStack"]], onItself: false },
  {
    service: "cloudformation.amazonaws.com",
    actions: [["cloudformation:CreateChangeSet"], ["cloudformation:ExecuteChangeSet"]],
    onItself: false,
  },
  {
    service: "ec2.amazonaws.com",
    actions: [["ssm:StartSession", "ssm:SendCommand", "ec2-instance-connect:SendSSHPublicKey"]],
    onItself: false,
  },
  {
    service: "ec2.amazonaws.com",
    actions: [["ec2:ModifyInstanceAttribute"], ["ec2:StopInstances"], ["ec2:StartInstances"]],
    onItself: false,
  },
  {
    service: "ec2.amazonaws.com",
    actions: [["ec2:CreateLaunchTemplateVersion"], ["ec2:ModifyLaunchTemplate"]],
    onItself: false,
  },
  { service: "tasks.apprunner.amazonaws.com", actions: [["apprunner:UpdateService"]], onItself: false },
  {
    service: "sagemaker.amazonaws.com",
    actions: [["sagemaker:CreatePresignedNotebookInstanceUrl"]],
    onItself: false,
  },
  {
    service: "bedrock-agentcore.amazonaws.com",
    actions: [["bedrock-agentcore:StartCodeInterpreterSession"], ["bedrock-agentcore:InvokeCodeInterpreter"]],
    onItself: false,
  },
];

/** What else rides, for the proof alone: a definition can be changed and the role left as it is. */
export const alsoRiding: readonly Ride[] = [
  { service: "states.amazonaws.com", actions: [["states:UpdateStateMachine"]], onItself: true },
];

/** All sets, but for those two that depend on which role they reach: the removal of a denial, and sts:AssumeRole. */
export const escalationSets: readonly EscalationSet[] = [
  ...[...boundableWrites, ...boundlessWrites].map((action) => ({
    because: "changes what somebody may do",
    actions: [[action]],
  })),
  ...[...newcomers, retrusting].map((action) => ({ because: "becomes somebody else", actions: [[action]] })),
  ...passing.map(({ service, actions }) => ({
    because: "starts something that runs as another role",
    actions: [["iam:PassRole"], ...actions],
    passedTo: service,
  })),
  ...riding.map(({ actions }) => ({ because: "changes what runs as another role", actions })),
];
