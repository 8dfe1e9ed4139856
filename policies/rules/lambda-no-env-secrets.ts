import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { insteadOfCustomerKey } from "../reading/customer-key";
import { secretIn } from "../reading/secret-shapes";
import { isEmpty, known, read, record, within } from "../reading/value";
import { rule } from "../rule";

export const lambdaNoEnvSecrets = rule({
  name: "lambda-no-env-secrets",
  why: "Whoever may look at a function reads what its environment says, unless a key keeps it from them",
  level: "mandatory",
  severity: "critical",
  framework: checkov("CKV_AWS_45"),
  tags: ["CKV_AWS_173"],
  remedy: "Give the function the secret's name to read it by, and encrypt its environment with kmsKeyArn.",
  reads: parameters.pick({}),
  types: ["aws:lambda/function:Function"],
  *resource(resource) {
    const variables = record(read(resource.props, "environment", "variables"));
    if (isEmpty(variables)) return;
    if (variables.kind === "unknown")
      yield { found: `environment.variables is ${variables.why}`, expected: "variables by their names" };
    if (variables.kind === "known")
      for (const name of Object.keys(variables.value))
        yield* secretIn(known(name), within(variables, name), "the function");
    const instead = insteadOfCustomerKey(resource, "kmsKeyArn");
    if (instead) yield { found: `kmsKeyArn is ${instead}`, expected: "the ARN of a customer's key" };
  },
});
