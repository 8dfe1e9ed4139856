import { iamPassRoleScoped } from "../../../policies/rules/iam-pass-role-scoped";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const config = {
  approvedBoundaryArns: [
    "arn:aws:iam::111122223333:policy/pre-operators",
    "arn:aws:iam::111122223333:policy/pre-boundary",
  ],
};
const ROLE_ARN = "arn:aws:iam::111122223333:role/estate/snapshots";
const SERVICE = "es.amazonaws.com";
const TO_SERVICE = { StringEquals: { "iam:PassedToService": SERVICE } };
const FREE =
  "lets roles be passed to any service; expected a condition that holds iam:PassedToService to named services";

function policy(policy: unknown, more: object = {}, type = "aws:iam/policy:Policy"): Given {
  return { type, name: "worker", props: { policy, ...more } };
}

function passing(more: object = {}): object {
  return {
    Statement: [
      { Effect: "Allow", Action: "iam:PassRole", Resource: ROLE_ARN, Condition: TO_SERVICE, ...more },
    ],
  };
}

function scoped(as: Accepted["as"], what: string, given: Given): Accepted {
  return { as, what, given, config };
}

function near(what: string, statement: object): Accepted {
  return scoped("near miss", what, policy(passing(statement)));
}

function wide(what: string, statement: object, ...found: readonly string[]): Refused {
  return {
    what,
    given: policy(passing(statement)),
    config,
    says: found.map((each) => `worker: policy, statement 1 ${each}`),
  };
}

function anyRole(what: string, Resource: unknown, ...shown: readonly string[]): Refused {
  return wide(
    what,
    { Resource },
    ...shown.map((each) => `lets ${each} be passed; expected whole ARNs of roles`),
  );
}

function anyService(what: string, Condition: unknown): Refused {
  return wide(what, { Condition }, FREE);
}

tryRule(iamPassRoleScoped, {
  remedy: "Name the roles one by one, and the services by StringEquals on iam:PassedToService.",
  accepts: [
    scoped("compliant", "one role to one service", policy(JSON.stringify(passing()))),
    scoped(
      "compliant",
      "two roles to two services",
      policy(
        passing({
          Resource: [ROLE_ARN, "arn:aws-cn:iam::111122223333:role/b"],
          Condition: { "ForAnyValue:StringLike": { "IAM:passedtoservice": [SERVICE, "ecs.amazonaws.com"] } },
        }),
      ),
    ),
    near("other actions on roles", { Action: ["iam:GetRole", "iam:Pass", "s3:PassRole"], Resource: "*" }),
    near("all but passing", { Action: undefined, NotAction: ["s3:*", "iam:PassRol?"], Resource: "*" }),
    near("a denial", { Effect: "Deny", Resource: "*", Condition: undefined }),
    scoped("near miss", "the boundary", policy(passing({ Resource: "*" }), { name: "pre-boundary" })),
    scoped(
      "not applicable",
      "a group",
      policy(passing({ Resource: "*" }), {}, "aws:iam/groupPolicy:GroupPolicy"),
    ),
  ],
  refuses: [
    anyRole("any role", "*", "*"),
    anyRole("roles by a pattern", `${ROLE_ARN}*`, `${ROLE_ARN}*`),
    anyRole("roles by a letter", `${ROLE_ARN}?`, `${ROLE_ARN}?`),
    anyRole("roles of any account", "arn:aws:iam::*:role/a", "arn:aws:iam::*:role/a"),
    anyRole("roles of no account", "arn:aws:iam:::role/a", "arn:aws:iam:::role/a"),
    anyRole("roles of any partition", "arn:*:iam::111122223333:role/a", "arn:*:iam::111122223333:role/a"),
    anyRole("roles that a tag names", "arn:aws:iam::111122223333:role/${a}", "a text of 35 characters"),
    anyRole(
      "roles of a partition that a tag names",
      "arn:$a:iam::111122223333:role/a",
      "a text of 31 characters",
    ),
    anyRole("something before a role", `x${ROLE_ARN}`, `x${ROLE_ARN}`),
    anyRole("a user", "arn:aws:iam::111122223333:user/a", "arn:aws:iam::111122223333:user/a"),
    anyRole("a role without a name", "arn:aws:iam::111122223333:role/", "arn:aws:iam::111122223333:role/"),
    anyRole("a role and any role", [ROLE_ARN, "arn:*", "*"], "arn:*", "*"),
    anyRole("a role that is not known", [UNKNOWN, ROLE_ARN, "*"], "a role that is not known in preview", "*"),
    anyRole("no role", undefined, "a role that is absent"),
    wide(
      "all roles but one",
      { Resource: undefined, NotResource: ROLE_ARN },
      "lets all but what NotResource lists be passed; expected whole ARNs of roles",
    ),
    anyService("no condition", undefined),
    anyService("a condition on something else", { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
    anyService("any service", { StringLike: { "iam:PassedToService": "*" } }),
    anyService("services by a letter", { StringLike: { "iam:PassedToService": "e?.amazonaws.com" } }),
    anyService("a service that a tag names", {
      StringEquals: { "iam:PassedToService": "${aws:PrincipalTag/s}" },
    }),
    anyService("one service among others", {
      StringLike: { "iam:PassedToService": [SERVICE, "*.amazonaws.com"] },
    }),
    anyService("an empty name", { StringEquals: { "iam:PassedToService": "" } }),
    anyService("all but a service", { StringNotEquals: { "iam:PassedToService": SERVICE } }),
    anyService("a service, as an ARN", { ArnLike: { "iam:PassedToService": SERVICE } }),
    anyService("a service, in any case", { StringEqualsIgnoreCase: { "iam:PassedToService": SERVICE } }),
    anyService("a service, if one is named", { StringEqualsIfExists: { "iam:PassedToService": SERVICE } }),
    anyService("all services that are named", {
      "ForAllValues:StringEquals": { "iam:PassedToService": SERVICE },
    }),
    anyService("a service that is not known", { StringEquals: { "iam:PassedToService": UNKNOWN } }),
    wide(
      "any service and any role",
      { Resource: "*", Condition: undefined },
      "lets * be passed; expected whole ARNs of roles",
      FREE,
    ),
    ...["*", "iam:*", "IAM:Pass*", "iam:passrole", "${a}", "iam:${a}"].map((Action) =>
      wide(
        `${Action}, of which passing is one`,
        { Action: ["s3:GetObject", Action], Condition: undefined },
        FREE,
      ),
    ),
    wide(
      "all but something else",
      { Action: undefined, NotAction: ["s3:*", "iam:${a}"], Condition: undefined },
      FREE,
    ),
    wide("an action that is not known", { Action: ["s3:GetObject", UNKNOWN], Condition: undefined }, FREE),
    wide(
      "all but an action that is not known",
      { Action: undefined, NotAction: ["iam:*", UNKNOWN], Condition: undefined },
      FREE,
    ),
    {
      what: "a policy in a role, named like the boundary",
      given: policy(
        passing({ Condition: undefined }),
        { name: "pre-boundary" },
        "aws:iam/rolePolicy:RolePolicy",
      ),
      config,
      says: [`worker: policy, statement 1 ${FREE}`],
    },
    {
      what: "an inline document",
      given: {
        type: "aws:iam/role:Role",
        name: "worker",
        props: { inlinePolicies: [{ policy: passing({ Condition: undefined }) }] },
      },
      config,
      says: [`worker: inlinePolicies[0].policy, statement 1 ${FREE}`],
    },
    {
      what: "a document that is not known",
      given: policy(UNKNOWN),
      config,
      says: ["worker: policy is not known in preview; expected an IAM document that can be read in preview"],
    },
  ],
});
