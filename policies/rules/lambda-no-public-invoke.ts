import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { is, read, shown, text } from "../reading/value";
import { rule } from "../rule";

const FUNCTION_URL = "aws:lambda/functionUrl:FunctionUrl";

export const lambdaNoPublicInvoke = rule({
  name: "lambda-no-public-invoke",
  why: "A function acts with its role for whoever may call it",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("Lambda.1"),
  tags: ["CKV_AWS_258", "CKV_AWS_301"],
  remedy: "Set authorizationType to AWS_IAM, and name the caller as principal.",
  reads: parameters.pick({}),
  types: [FUNCTION_URL, "aws:lambda/permission:Permission"],
  *resource({ type, props }) {
    if (type === FUNCTION_URL) {
      const authorization = read(props, "authorizationType");
      if (!is(authorization, "AWS_IAM"))
        yield { found: `authorizationType is ${shown(authorization)}`, expected: "AWS_IAM" };
    } else {
      const principal = text(read(props, "principal"));
      if (principal.kind !== "known" || principal.value.includes("*"))
        yield { found: `principal is ${shown(principal)}`, expected: "one caller, by name" };
    }
  },
});
