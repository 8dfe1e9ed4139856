import { escalationSets } from "../../../policies/proof/escalation";
import { iamNoPrivilegeEscalation } from "../../../policies/rules/iam-no-privilege-escalation";
import { bounded, holding, near, role, rolePolicy, statement } from "../holding";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const HELD = "(held: policy, statement It)";
const EXPECTED = "expected no set of permissions by which somebody gets more of them";
const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const CHANGES = "changes what somebody may do";
const BECOMES = "becomes somebody else";
const STARTS = "starts something that runs as another role";
const RIDES = "changes what runs as another role";
const DENIAL = "takes a denial away";
const TAKES = "takes a role that is stronger, or not to be seen here";

function refusedOf(what: string, given: readonly Given[], ...says: readonly string[]): Refused {
  return { what, given, says: says.map((each) => `worker-role: role worker ${each}; ${EXPECTED}`) };
}

function with1(actions: readonly string[], because: string, by = actions): Refused {
  const labels = by.map((action) => `${action} ${HELD}`).join(" and ");
  return refusedOf(actions.join(" and "), holding(statement(actions)), `${because}, by ${labels}`);
}

/** Of each set, one action of each list; and all of it but one list. */
const sets = escalationSets.map(({ because, actions }) => ({
  because,
  actions: actions.map(([first = ""]) => first),
}));
const eachSet = sets.map(({ because, actions }) => with1(actions, because));
const alternatives = escalationSets.flatMap(({ because, actions }) =>
  actions.flatMap((list, position) =>
    list.slice(1).map((other) => {
      const chosen = actions.map((each, at) => (at === position ? other : (each[0] ?? "")));
      return with1(chosen, because);
    }),
  ),
);
const alone = new Set(sets.filter(({ actions }) => actions.length === 1).flatMap(({ actions }) => actions));
const tooFew = sets
  .filter(({ actions }) => actions.length > 1)
  .flatMap(({ actions }) => actions.map((left) => actions.filter((action) => action !== left)))
  .filter((actions) => !actions.some((action) => alone.has(action)));

const denying = (name: string, more: object = {}) =>
  rolePolicy(`${name}-denial`, statement("s3:*", "*", { Effect: "Deny", ...more }), { role: name });

tryRule(iamNoPrivilegeEscalation, {
  remedy: "Take one action of the set away, or narrow what it acts on.",
  accepts: [
    { as: "compliant", what: "a role that reads", given: holding(statement(["iam:Get*", "iam:List*"])) },
    ...tooFew.map((actions) => near(`no more than ${actions.join(" and ")}`, holding(statement(actions)))),
    near("a refusal", holding(statement("iam:*", "*", { Effect: "Deny" }))),
    near("what the boundary does not leave", bounded(statement("iam:*"), statement("s3:*"))),
    near(
      "roles passed to another service",
      holding(
        statement(["iam:PassRole", "lambda:CreateFunction"], "*", {
          Condition: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
        }),
      ),
    ),
    near("half a set each", [
      ...holding(statement("iam:PassRole")),
      ...holding(statement("lambda:CreateFunction"), role("second")).map((each) => ({
        ...each,
        name: `${each.name}-2`,
      })),
    ]),
    near("the removal of what refuses nothing", [
      role("other"),
      ...holding(statement(["iam:DeleteRolePolicy", "iam:DetachRolePolicy"], arn("other"))),
    ]),
    near("a role that is no stronger", [
      role("other"),
      ...holding(statement("sts:AssumeRole", arn("other"))),
    ]),
    near("a role that is no stronger, in a preview", [
      role("other", { arn: UNKNOWN, permissionsBoundary: "arn:aws:iam::111122223333:policy/b" }),
      ...holding(statement("sts:AssumeRole", arn("other")), role("worker", { arn: UNKNOWN })),
    ]),
    near("two roles that take each other", [
      role("other"),
      rolePolicy("back", statement("sts:AssumeRole", arn("worker")), { role: "other" }),
      ...holding(statement("sts:AssumeRole", arn("other"))),
    ]),
    {
      as: "not applicable",
      what: "a policy that nobody has",
      given: {
        type: "aws:iam/policy:Policy",
        name: "p",
        props: { name: "p", policy: { Statement: [statement("*")] } },
      },
    },
  ],
  refuses: [
    ...eachSet,
    ...alternatives,
    refusedOf(
      "whatever its condition",
      holding(
        statement("iam:PutRolePolicy", "*", {
          Condition: { StringEquals: { "iam:PermissionsBoundary": "b" } },
        }),
      ),
      `${CHANGES}, by iam:PutRolePolicy ${HELD}`,
    ),
    refusedOf(
      "a set over two documents",
      [...holding(statement("iam:PassRole")), rolePolicy("more", statement("lambda:Create*"))],
      `${STARTS}, by iam:PassRole ${HELD} and lambda:CreateFunction (more: policy, statement It)`,
    ),
    refusedOf(
      "two sets of one kind, and one of another",
      holding(statement(["iam:PutRolePolicy", "iam:AddUserToGroup", "iam:CreateAccessKey"])),
      `${CHANGES}, by iam:PutRolePolicy ${HELD}; iam:AddUserToGroup ${HELD}`,
      `${BECOMES}, by iam:CreateAccessKey ${HELD}`,
    ),
    refusedOf(
      "roles passed to that service alone",
      holding(
        statement(["iam:PassRole", "lambda:CreateFunction"], "*", {
          Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
        }),
      ),
      `${STARTS}, by iam:PassRole ${HELD} and lambda:CreateFunction ${HELD}`,
    ),
    refusedOf(
      "other code for a function",
      holding(statement("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:111122223333:function:f")),
      `${RIDES}, by lambda:UpdateFunctionCode ${HELD}`,
    ),
    refusedOf(
      "the removal of a denial",
      [role("other"), denying("other"), ...holding(statement("iam:DeleteRolePolicy", arn("other")))],
      `${DENIAL}, by iam:DeleteRolePolicy ${HELD}`,
    ),
    refusedOf(
      "of another's, by its detachment",
      [
        role("third"),
        role("other"),
        denying("other"),
        ...holding(statement("iam:DetachRolePolicy", [arn("third"), arn("other")])),
      ],
      `${DENIAL}, by iam:DetachRolePolicy ${HELD}`,
    ),
    refusedOf(
      "of whoever's is not to be seen",
      holding(statement("iam:DeleteRolePolicy", arn("elsewhere"))),
      `${DENIAL}, by iam:DeleteRolePolicy ${HELD}`,
    ),
    refusedOf(
      "of anybody's",
      holding(statement("iam:DeleteRolePolicy", arn("*"))),
      `${DENIAL}, by iam:DeleteRolePolicy ${HELD}`,
    ),
    refusedOf(
      "of all but somebody's",
      [
        role("other"),
        ...holding({ Sid: "It", Effect: "Allow", Action: "iam:DeleteRolePolicy", NotResource: arn("other") }),
      ],
      `${DENIAL}, by iam:DeleteRolePolicy ${HELD}`,
    ),
    refusedOf(
      "of nobody knows whose",
      [role("other"), ...holding(statement("iam:DeleteRolePolicy", null))],
      `${DENIAL}, by iam:DeleteRolePolicy ${HELD}`,
    ),
    refusedOf(
      "a role that is not to be seen",
      holding(statement("sts:AssumeRole", arn("elsewhere"))),
      `${TAKES}, by sts:AssumeRole ${HELD}`,
    ),
    {
      what: "a role that is stronger",
      given: [
        role("other"),
        rolePolicy("more", statement("iam:PutRolePolicy"), { role: "other" }),
        ...holding(statement("sts:AssumeRole", arn("other"))),
      ],
      says: [
        `other-role: role other ${CHANGES}, by iam:PutRolePolicy (more: policy, statement It); ${EXPECTED}`,
        `worker-role: role worker ${TAKES}, by sts:AssumeRole ${HELD}; ${EXPECTED}`,
      ],
    },
    refusedOf(
      "a role that is not to be seen, among others",
      [role("other"), ...holding(statement("sts:AssumeRole", [arn("other"), arn("elsewhere")]))],
      `${TAKES}, by sts:AssumeRole ${HELD}`,
    ),
    refusedOf(
      "a strong role that takes another, by what makes it strong",
      holding(statement("iam:PutRolePolicy")).concat(
        rolePolicy("takes", statement("sts:AssumeRole", arn("elsewhere"))),
      ),
      `${CHANGES}, by iam:PutRolePolicy ${HELD}`,
    ),
    {
      what: "two strong roles that take each other",
      given: [
        ...holding(statement(["iam:PutRolePolicy", "sts:AssumeRole"], [arn("other"), arn("worker")])),
        role("other"),
        rolePolicy("more", statement(["iam:PutRolePolicy", "sts:AssumeRole"], arn("worker")), {
          role: "other",
        }),
      ],
      says: [
        `worker-role: role worker ${CHANGES}, by iam:PutRolePolicy ${HELD}; ${EXPECTED}`,
        `other-role: role other ${CHANGES}, by iam:PutRolePolicy (more: policy, statement It); ${EXPECTED}`,
      ],
    },
    {
      what: "a strong role that is not known, beside a weak one",
      given: [
        role("other"),
        rolePolicy("takes", statement("sts:AssumeRole", arn("third")), { role: "other" }),
        role("third"),
        ...holding(statement("iam:PutRolePolicy"), role("worker", { arn: UNKNOWN, name: UNKNOWN })),
      ],
      says: [`held: whoever has held ${CHANGES}, by iam:PutRolePolicy ${HELD}; ${EXPECTED}`],
    },
    refusedOf(
      "whatever a condition asks that is about passing",
      holding(
        statement("iam:PutRolePolicy", "*", {
          Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
        }),
      ),
      `${CHANGES}, by iam:PutRolePolicy ${HELD}`,
    ),
    refusedOf(
      "a denial of the second of two",
      [
        role("first"),
        denying("first"),
        role("other"),
        denying("other"),
        ...holding(statement("iam:DeleteRolePolicy", arn("other"))),
      ],
      `${DENIAL}, by iam:DeleteRolePolicy ${HELD}`,
    ),
    {
      what: "a role that takes one that is stronger",
      given: [
        ...holding(statement("sts:AssumeRole", arn("other"))),
        role("other"),
        rolePolicy("other-takes", statement("sts:AssumeRole", arn("third")), { role: "other" }),
        role("third"),
        rolePolicy("more", statement("iam:PutRolePolicy"), { role: "third" }),
      ],
      says: [
        `worker-role: role worker ${TAKES}, by sts:AssumeRole ${HELD}; ${EXPECTED}`,
        `other-role: role other ${TAKES}, by sts:AssumeRole (other-takes: policy, statement It); ${EXPECTED}`,
        `third-role: role third ${CHANGES}, by iam:PutRolePolicy (more: policy, statement It); ${EXPECTED}`,
      ],
    },
    {
      what: "a document that is not known, within a boundary",
      given: bounded({}, statement("iam:PutGroupPolicy")).map((each) =>
        each.name === "held" ? { ...each, props: { role: "worker", policy: UNKNOWN } } : each,
      ),
      says: [`worker-role: role worker ${CHANGES}, by iam:PutGroupPolicy (held: policy); ${EXPECTED}`],
    },
  ],
});
