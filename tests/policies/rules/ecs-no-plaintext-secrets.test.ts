import { ecsNoPlaintextSecrets } from "../../../policies/rules/ecs-no-plaintext-secrets";
import { task, taskWith } from "../tasks";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const LITERAL = "a literal value under a secret's name; expected no secret in the environment";

function environment(...variables: readonly unknown[]): Given {
  return task({ environment: variables });
}

function refused(what: string, given: Given, ...says: readonly string[]): Refused {
  return { what, given, says: says.map((each) => `api: ${each}`) };
}

tryRule(ecsNoPlaintextSecrets, {
  remedy: "Put the secret into Secrets Manager, and name it under the container's secrets.",
  accepts: [
    {
      as: "compliant",
      what: "variables that are no secrets",
      given: environment(
        { name: "queue_url", value: "https://sqs.example.org/1/q" },
        { name: "PORT", value: "1" },
      ),
    },
    { as: "compliant", what: "no environment", given: task({}) },
    {
      as: "compliant",
      what: "a secret that ECS fills in",
      given: task({ secrets: [{ name: "DB_PASSWORD", valueFrom: "hunter2" }] }),
    },
    {
      as: "near miss",
      what: "secrets by where they are kept",
      given: environment(
        { name: "DB_PASSWORD", value: "storage/db/password" },
        { name: "SLACK_TOKEN_ARN", value: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:slack" },
      ),
    },
    { as: "near miss", what: "a variable without a value", given: environment({ name: "DB_PASSWORD" }) },
    {
      as: "near miss",
      what: "values that only the deployment will tell",
      given: taskWith([
        {
          environment: [
            { name: "DB_PASSWORD", value: UNKNOWN },
            { name: "queue_url", value: UNKNOWN },
          ],
        },
      ]),
    },
    { as: "near miss", what: "a task of which nothing is known", given: taskWith(UNKNOWN) },
    {
      as: "not applicable",
      what: "another type",
      given: { ...environment({ name: "PASSWORD", value: "x" }), type: "aws:ecs/service:Service" },
    },
  ],
  refuses: [
    refused(
      "a secret's name",
      environment({ name: "DB_PASSWORD", value: "hunter2" }),
      `the variable DB_PASSWORD of container c0 holds ${LITERAL}`,
    ),
    refused(
      "a secret's shape",
      environment({ name: "queue", value: "https://me:hunter2@example.org" }),
      "the variable queue of container c0 holds a URL with a password; expected no secret in the environment",
    ),
    refused(
      "a sidecar's second variable, in other letters",
      taskWith([
        {},
        {
          Name: "b",
          Environment: [
            { name: "a", value: "1" },
            { Name: "TOKEN", Value: "hunter2" },
          ],
        },
      ]),
      `the variable TOKEN of container b holds ${LITERAL}`,
    ),
    refused(
      "every secret",
      environment(
        { name: "TOKEN", value: "a" },
        { name: "PORT", value: "1" },
        { name: "SECRET", value: "b" },
      ),
      `the variable TOKEN of container c0 holds ${LITERAL}`,
      `the variable SECRET of container c0 holds ${LITERAL}`,
    ),
    refused(
      "a value in two spellings",
      environment({ name: "PORT", value: "1", Value: "hunter2" }),
      "the variable PORT of container c0 is given more than once; expected a text that can be judged",
    ),
    refused(
      "a number",
      environment({ name: "PORT", value: 1 }),
      "the variable PORT of container c0 is not a text; expected a text that can be judged",
    ),
    refused(
      "a name that is long",
      environment({ name: "a secret: hunter2", value: "1" }),
      `the variable a text of 17 characters of container c0 holds ${LITERAL}`,
    ),
    refused(
      "names that cannot be read",
      taskWith([{ environment: [UNKNOWN, "PORT=1", {}, { name: UNKNOWN, value: "1" }, { name: 1 }] }]),
      "the name of a variable of container 1 is not known in preview; expected a name",
      "the name of a variable of container 1 is not an object; expected a name",
      "the name of a variable of container 1 is absent; expected a name",
      "the name of a variable of container 1 is not known in preview; expected a name",
      "the name of a variable of container 1 is not a text; expected a name",
    ),
    refused(
      "an environment that is not known",
      taskWith([{ environment: UNKNOWN }]),
      "the environment of container 1 is not known in preview; expected a list of names and values",
    ),
    refused(
      "an environment that is no list",
      task({ environment: { PASSWORD: "hunter2" } }),
      "the environment of container c0 is not a list; expected a list of names and values",
    ),
    refused(
      "a container that is not known",
      taskWith([UNKNOWN]),
      "the environment of container 1 is not known in preview; expected a list of names and values",
    ),
  ],
});
