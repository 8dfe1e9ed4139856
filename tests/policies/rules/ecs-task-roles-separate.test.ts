import { ecsTaskRolesSeparate } from "../../../policies/rules/ecs-task-roles-separate";
import { taskWith } from "../tasks";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const TASK = "arn:aws:iam::123456789012:role/api";
const EXECUTION = "arn:aws:iam::123456789012:role/execution";

function roles(taskRoleArn?: unknown, executionRoleArn?: unknown): Given {
  return taskWith("[]", { taskRoleArn, executionRoleArn });
}

function fine(what: string, given: Given): Accepted {
  return { as: "near miss", what, given };
}

function refused(what: string, given: Given, ...says: readonly string[]): Refused {
  return { what, given, says: says.map((each) => `api: ${each}`) };
}

tryRule(ecsTaskRolesSeparate, {
  remedy: "Give the task definition a taskRoleArn and an executionRoleArn of two roles.",
  accepts: [
    { as: "compliant", what: "two roles", given: roles(TASK, EXECUTION) },
    fine("no roles", roles()),
    fine("only a task role", roles(TASK)),
    fine("only an execution role", roles(undefined, EXECUTION)),
    fine("roles that only the deployment will tell", roles(UNKNOWN, UNKNOWN)),
    fine("one of them", roles(UNKNOWN, EXECUTION)),
    fine("the other", roles(TASK, UNKNOWN)),
    {
      as: "not applicable",
      what: "another type",
      given: { ...roles(TASK, TASK), type: "aws:ecs/service:Service" },
    },
  ],
  refuses: [
    refused(
      "one role for both",
      roles(TASK, TASK),
      `taskRoleArn and executionRoleArn are both ${TASK}; expected two roles`,
    ),
    refused("a task role that is no text", roles(1), "taskRoleArn is not a text; expected a role's ARN"),
    refused(
      "an execution role that is no text",
      roles(UNKNOWN, { arn: TASK }),
      "executionRoleArn is not a text; expected a role's ARN",
    ),
  ],
});
