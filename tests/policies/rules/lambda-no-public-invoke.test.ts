import { lambdaNoPublicInvoke } from "../../../policies/rules/lambda-no-public-invoke";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function functionUrl(authorizationType: unknown): Given {
  return { type: "aws:lambda/functionUrl:FunctionUrl", name: "url", props: { authorizationType } };
}

function permission(principal: unknown, more: object = {}): Given {
  return {
    type: "aws:lambda/permission:Permission",
    name: "permission",
    props: { action: "lambda:InvokeFunction", principal, ...more },
  };
}

function fine(what: string, given: Given, as: Accepted["as"] = "compliant"): Accepted {
  return { as, what, given };
}

function open(what: string, authorizationType: unknown, found: string): Refused {
  return {
    what,
    given: functionUrl(authorizationType),
    says: [`url: authorizationType is ${found}; expected AWS_IAM`],
  };
}

function everyone(what: string, given: Given, found: string): Refused {
  return { what, given, says: [`permission: principal is ${found}; expected one caller, by name`] };
}

tryRule(lambdaNoPublicInvoke, {
  remedy: "Set authorizationType to AWS_IAM, and name the caller as principal.",
  accepts: [
    fine("a URL for those with a signature", functionUrl("AWS_IAM")),
    fine("a service", permission("events.amazonaws.com")),
    fine("an account", permission("123456789012")),
    fine("a role", permission("arn:aws:iam::123456789012:role/caller")),
    fine(
      "a star elsewhere",
      permission("sns.amazonaws.com", { sourceArn: "arn:aws:sns:*:*:*" }),
      "near miss",
    ),
    fine("another type", { ...permission("*"), type: "aws:lambda/function:Function" }, "not applicable"),
  ],
  refuses: [
    open("a URL for everybody", "NONE", "NONE"),
    open("a URL that does not say", undefined, "absent"),
    open("a URL of which it is not known", UNKNOWN, "not known in preview"),
    everyone("everybody", permission("*"), "*"),
    everyone("everybody of an organization", permission("*", { principalOrgId: "o-0123456789" }), "*"),
    everyone("every account's root", permission("arn:aws:iam::*:root"), "arn:aws:iam::*:root"),
    everyone("a principal that is not known", permission(UNKNOWN), "not known in preview"),
    everyone("no principal", permission(undefined), "absent"),
    everyone("a number", permission(123456789012), "not a text"),
  ],
});
