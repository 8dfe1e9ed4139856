import * as assert from "node:assert/strict";
import {
  alsoPassing,
  alsoRiding,
  escalationSets,
  passing,
  riding,
  type Starter,
} from "../../../policies/proof/escalation";

const written = (starters: readonly Starter[]) =>
  starters.map(({ service, actions }) => `${actions.flat()[0] ?? ""} by ${service}`);

describe("what gets somebody more than he was given", () => {
  it("is started at the service that takes the role", () => {
    assert.deepEqual(written(passing), [
      "lambda:CreateFunction by lambda.amazonaws.com",
      "ecs:RegisterTaskDefinition by ecs-tasks.amazonaws.com",
      "ec2:RunInstances by ec2.amazonaws.com",
      "cloudformation:CreateStack by cloudformation.amazonaws.com",
      "codebuild:CreateProject by codebuild.amazonaws.com",
      "glue:CreateDevEndpoint by glue.amazonaws.com",
      "sagemaker:CreateNotebookInstance by sagemaker.amazonaws.com",
      "apprunner:CreateService by tasks.apprunner.amazonaws.com",
      "datapipeline:CreatePipeline by datapipeline.amazonaws.com",
      "bedrock-agentcore:CreateCodeInterpreter by bedrock-agentcore.amazonaws.com",
      "scheduler:CreateSchedule by scheduler.amazonaws.com",
      "states:CreateStateMachine by states.amazonaws.com",
      "events:PutTargets by events.amazonaws.com",
    ]);
    assert.deepEqual(written(alsoPassing), [
      "ecs:RunTask by ecs-tasks.amazonaws.com",
      "ecs:RegisterTaskDefinition by ecs-tasks.amazonaws.com",
      "lambda:UpdateFunctionConfiguration by lambda.amazonaws.com",
      "scheduler:UpdateSchedule by scheduler.amazonaws.com",
      "s3:CreateJob by batchoperations.s3.amazonaws.com",
      "s3:PutReplicationConfiguration by s3.amazonaws.com",
      "es:ESHttpPut by es.amazonaws.com",
    ]);
  });

  it("is changed where it runs", () => {
    assert.deepEqual(written([...riding, ...alsoRiding]), [
      "lambda:UpdateFunctionCode by lambda.amazonaws.com",
      "lambda:UpdateFunctionConfiguration by lambda.amazonaws.com",
      "ecs:ExecuteCommand by ecs-tasks.amazonaws.com",
      "codebuild:StartBuild by codebuild.amazonaws.com",
      "glue:UpdateDevEndpoint by glue.amazonaws.com",
      "cloudformation:UpdateStack by cloudformation.amazonaws.com",
      "cloudformation:CreateChangeSet by cloudformation.amazonaws.com",
      "ssm:StartSession by ec2.amazonaws.com",
      "ec2:ModifyInstanceAttribute by ec2.amazonaws.com",
      "ec2:CreateLaunchTemplateVersion by ec2.amazonaws.com",
      "apprunner:UpdateService by tasks.apprunner.amazonaws.com",
      "sagemaker:CreatePresignedNotebookInstanceUrl by sagemaker.amazonaws.com",
      "bedrock-agentcore:StartCodeInterpreterSession by bedrock-agentcore.amazonaws.com",
      "states:UpdateStateMachine by states.amazonaws.com",
    ]);
  });

  it("is told by its own ARN where it is a function, a build or a machine", () => {
    const onItself = [...riding, ...alsoRiding].filter((ride) => ride.onItself);
    assert.deepEqual(written(onItself), [
      "lambda:UpdateFunctionCode by lambda.amazonaws.com",
      "lambda:UpdateFunctionConfiguration by lambda.amazonaws.com",
      "codebuild:StartBuild by codebuild.amazonaws.com",
      "states:UpdateStateMachine by states.amazonaws.com",
    ]);
  });

  it("is told for what it does", () => {
    const told = new Map<string, string[]>();
    for (const { because, actions } of escalationSets)
      told.set(because, [...(told.get(because) ?? []), actions.flat()[0] ?? ""]);
    assert.deepEqual(
      [...told].map(([because, firsts]) => [because, firsts[0], firsts.length]),
      [
        ["changes what somebody may do", "iam:PutRolePolicy", 11],
        ["becomes somebody else", "iam:CreateAccessKey", 12],
        ["starts something that runs as another role", "iam:PassRole", 13],
        ["changes what runs as another role", "lambda:UpdateFunctionCode", 13],
      ],
    );
  });
});
