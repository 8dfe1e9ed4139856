import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { TASK_DEFINITION } from "../reading/containers";
import { is, read, shown, text } from "../reading/value";
import { rule } from "../rule";

export const ecsTaskRolesSeparate = rule({
  name: "ecs-task-roles-separate",
  why: "With one role for both, a program may read every secret that ECS reads to start it",
  level: "mandatory",
  severity: "high",
  framework: checkov("CKV_AWS_249"),
  remedy: "Give the task definition a taskRoleArn and an executionRoleArn of two roles.",
  reads: parameters.pick({}),
  types: [TASK_DEFINITION],
  *resource({ props }) {
    // Roles of this stack are not known in preview; `up` compares them before the step.
    const task = read(props, "taskRoleArn");
    const execution = read(props, "executionRoleArn");
    for (const [property, role] of Object.entries({ taskRoleArn: task, executionRoleArn: execution })) {
      const arn = text(role);
      if (role.kind === "known" && arn.kind !== "known")
        yield { found: `${property} is ${shown(arn)}`, expected: "a role's ARN" };
    }
    if (task.kind === "known" && is(execution, task.value))
      yield { found: `taskRoleArn and executionRoleArn are both ${shown(task)}`, expected: "two roles" };
  },
});
