import { lambdaNoEnvSecrets } from "../../../policies/rules/lambda-no-env-secrets";
import { lambda } from "../tasks";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d";
const KEYLESS = "expected the ARN of a customer's key";

function variables(variables: unknown, kmsKeyArn: unknown = KEY): Given {
  return lambda({ environment: { variables }, kmsKeyArn });
}

function fine(what: string, given: Given, as: Accepted["as"] = "near miss"): Accepted {
  return { as, what, given };
}

function refused(what: string, given: Given, ...says: readonly string[]): Refused {
  return { what, given, says: says.map((each) => `report: ${each}`) };
}

function keyless(what: string, kmsKeyArn: unknown, found: string): Refused {
  return refused(what, variables({ PORT: "1" }, kmsKeyArn), `kmsKeyArn is ${found}; ${KEYLESS}`);
}

tryRule(lambdaNoEnvSecrets, {
  remedy: "Give the function the secret's name to read it by, and encrypt its environment with kmsKeyArn.",
  accepts: [
    fine("no secret, and a key", variables({ PORT: "1", PASSWORD_SECRET: "storage/es_pass" }), "compliant"),
    fine(
      "a key by an alias of one's own",
      variables({ PORT: "1" }, KEY.replace("key/0a1b2c3d", "alias/data")),
    ),
    fine("a key that only the deployment will tell", variables({ PORT: "1" }, UNKNOWN)),
    fine("a value that only the deployment will tell", variables({ PASSWORD: UNKNOWN })),
    fine("no environment", lambda({}), "compliant"),
    fine("an environment without variables", lambda({ environment: {} })),
    fine("no variables", variables({}, null)),
    fine(
      "another type",
      { ...variables({ PASSWORD: "x" }), type: "aws:lambda/alias:Alias" },
      "not applicable",
    ),
  ],
  refuses: [
    refused(
      "a secret's name",
      variables({ PORT: "1", DB_PASSWORD: "hunter2" }),
      "the variable DB_PASSWORD of the function holds a literal value under a secret's name; expected no secret in the environment",
    ),
    refused(
      "a secret's shape",
      variables({ HOOK: "https://hooks.slack.com/services/T0/B0/x" }),
      "the variable HOOK of the function holds a Slack webhook; expected no secret in the environment",
    ),
    refused(
      "a number",
      variables({ PORT: 1 }),
      "the variable PORT of the function is not a text; expected a text that can be judged",
    ),
    refused(
      "variables that are not known, and no key",
      variables(UNKNOWN, null),
      "environment.variables is not known in preview; expected variables by their names",
      `kmsKeyArn is absent; ${KEYLESS}`,
    ),
    refused(
      "an environment that is not known",
      lambda({ environment: UNKNOWN, kmsKeyArn: KEY }),
      "environment.variables is not known in preview; expected variables by their names",
    ),
    refused(
      "variables that are a list",
      variables(["PASSWORD=x"]),
      "environment.variables is not an object; expected variables by their names",
    ),
    keyless("no key", null, "absent"),
    keyless(
      "AWS's own key",
      KEY.replace("key/0a1b2c3d", "alias/aws/lambda"),
      KEY.replace("key/0a1b2c3d", "alias/aws/lambda"),
    ),
    keyless("a key by its id alone", "key/0a1b2c3d", "key/0a1b2c3d"),
    keyless("something before the ARN", `x${KEY}`, `x${KEY}`),
    keyless("a role's ARN", "arn:aws:iam::123456789012:role/key", "arn:aws:iam::123456789012:role/key"),
    keyless("a number", 1, "not a text"),
  ],
});
