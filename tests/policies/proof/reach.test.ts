import * as assert from "node:assert/strict";
import { alsoPassing, alsoRiding, passing, riding, type Starter } from "../../../policies/proof/escalation";
import type { Identity } from "../../../policies/proof/identities";
import { judgeOf } from "../../../policies/proof/judge";
import { peopleIn } from "../../../policies/proof/people";
import { reachIn } from "../../../policies/proof/reach";
import { UNKNOWN } from "../try-rule";
import { ACCOUNT, allow, document, role, roleArn, rolePolicy, type Statement, trust } from "./documents";
import { asResources, type Estate, made } from "./estate";

const UNSEEN = roleArn("unseen");
const free = { permissionsBoundary: undefined };

/** A role that a service may take, and one with some permissions. */
function estate(service: string, statements: readonly Statement[], more: Estate = {}): Estate {
  return {
    runner: role("runner", trust({ Service: service }), free),
    starter: role("starter", trust({ AWS: roleArn("by-hand") }), free),
    "starter-permissions": rolePolicy("starter", ...statements),
    ...more,
  };
}

/** Who may become a role, and the steps there. */
function into(target: string, given: Estate): readonly (readonly string[])[] {
  const people = peopleIn(asResources(given), [UNSEEN]);
  const isTarget = ({ about, arn }: Identity) => about?.name === target || arn === target;
  const identity = people.identities.find(isTarget) ?? assert.fail(`no ${target}`);
  return reachIn(people, judgeOf(people))
    .into(identity)
    .map(({ title, steps }) => [title, ...steps]);
}

const others = (target: string, given: Estate) => into(target, given).map(([title]) => title);
const SERVICE = (service: string) => `the service ${service}`;
const LABEL = "starter-permissions: policy, statement It";
const it_ = (action: unknown, resource: unknown = "*", more: Statement = {}): Statement => ({
  Sid: "It",
  ...allow(action, resource, more),
});
const firsts = ({ actions }: Starter) => actions.map(([first = ""]) => first);
const passedTo = (service: string) => ({ Condition: { StringEquals: { "iam:PassedToService": service } } });

describe("who may become whom", () => {
  for (const starter of [...passing, ...alsoPassing]) {
    const { service } = starter;
    const actions = firsts(starter);
    it(`whoever passes a role to ${service}, with ${actions.join(" and ")}`, () => {
      const [found] = into(
        "runner",
        estate(service.toUpperCase(), [it_("iam:PassRole", roleArn("runner")), it_(actions)]),
      );
      const by = ["iam:PassRole", ...actions].map((action) => `${action} (${LABEL})`).join(" and ");
      assert.deepEqual(found, ["role starter", `role starter becomes role runner by ${by}`]);
    });
    it(`not whoever passes it to ${service} with less, or passes another, or to another`, () => {
      const started = it_(actions);
      for (const statements of [
        [it_("iam:PassRole")],
        [started],
        [it_("iam:PassRole", roleArn("other")), started],
        [it_("iam:PassRole", "*", passedTo("other.amazonaws.com")), started],
      ])
        assert.deepEqual(others("runner", estate(service, statements)), [SERVICE(service)]);
      assert.deepEqual(
        others(
          "runner",
          estate("other.amazonaws.com", [it_("iam:PassRole", "*", passedTo(service)), started]),
        ),
        [SERVICE("other.amazonaws.com")],
      );
    });
  }

  it("whoever passes a role to a service of which no list speaks", () => {
    const given = estate("new.amazonaws.com", [it_("iam:PassRole", "*", passedTo("new.amazonaws.com"))]);
    assert.deepEqual(others("runner", given), [
      "role starter",
      SERVICE("new.amazonaws.com"),
      roleArn("by-hand"),
    ]);
  });

  for (const ride of [...riding, ...alsoRiding]) {
    const { service } = ride;
    const actions = firsts(ride);
    it(`whoever changes what runs as it, by ${actions.join(" and ")}`, () => {
      const [found] = into("runner", estate(service, [it_(actions)]));
      const by = actions.map((action) => `${action} (${LABEL})`).join(" and ");
      assert.deepEqual(found, ["role starter", `role starter becomes role runner by ${by}`]);
    });
    it(`not by ${actions.join(" and ")} of another service's, or by less`, () => {
      assert.deepEqual(others("runner", estate("other.amazonaws.com", [it_(actions)])), [
        SERVICE("other.amazonaws.com"),
      ]);
      for (const left of actions.slice(1)) {
        const fewer = actions.filter((action) => action !== left);
        assert.deepEqual(others("runner", estate(service, [it_(fewer)])), [SERVICE(service)]);
      }
    });
  }

  for (const [type, property, service, action] of [
    ["aws:lambda/function:Function", "role", "lambda.amazonaws.com", "lambda:UpdateFunctionCode"],
    ["aws:sfn/stateMachine:StateMachine", "roleArn", "states.amazonaws.com", "states:UpdateStateMachine"],
    ["aws:codebuild/project:Project", "serviceRole", "codebuild.amazonaws.com", "codebuild:StartBuild"],
  ] as const)
    describe(`by ${action}`, () => {
      const running = (props: object, from?: Readonly<Record<string, readonly string[]>>): Estate => ({
        running: made(type, { arn: "arn:running", [property]: roleArn("runner"), ...props }, from),
      });
      const changing = (resource: string, more: Estate) =>
        others("runner", estate(service, [it_(action, resource)], more));
      const [found, none] = [["role starter", SERVICE(service), roleArn("by-hand")], [SERVICE(service)]];

      it("of the one that runs as it", () => {
        assert.deepEqual(changing("arn:running", running({})), found);
        assert.deepEqual(changing("arn:other", running({})), none);
      });
      it("of the second of two", () => {
        const second = { second: made(type, { arn: "arn:second", [property]: roleArn("runner") }) };
        assert.deepEqual(changing("arn:second", { ...running({}), ...second }), found);
      });
      it("of one whose ARN is not known", () => {
        assert.deepEqual(changing("arn:other", running({ arn: UNKNOWN })), found);
      });
      it("of one whose role is not known, which may be any", () => {
        const second = { second: made(type, { arn: "arn:second", [property]: UNKNOWN }) };
        assert.deepEqual(changing("arn:second", { ...running({}), ...second }), found);
      });
      it("of one that runs as another", () => {
        const named = (role: string) => ({
          ...running({}),
          second: made(type, { arn: "arn:second", [property]: role }),
        });
        assert.deepEqual(changing("arn:second", named(roleArn("starter"))), none);
        assert.deepEqual(changing("arn:second", named("starter")), none);
        assert.deepEqual(changing("arn:second", named("runner")), found);
      });
      it("of one whose role is only being made", () => {
        const from = { [property]: ["starter"] };
        assert.deepEqual(
          changing("arn:running", {
            ...running({ [property]: UNKNOWN }, from),
            second: made(type, { arn: "arn:second", [property]: roleArn("runner") }),
          }),
          none,
        );
      });
      it("of one of another service", () => {
        const other = { second: made("aws:lambda/function:Function", { arn: "arn:second", role: UNKNOWN }) };
        if (service !== "lambda.amazonaws.com")
          assert.deepEqual(changing("arn:second", { ...running({}), ...other }), none);
      });
    });

  it("whoever changes a function's settings, and publishes a layer that is not it", () => {
    const own = [
      it_("lambda:UpdateFunctionConfiguration", "arn:running"),
      it_("lambda:PublishLayerVersion", "arn:layer"),
    ];
    const running = {
      running: made("aws:lambda/function:Function", { arn: "arn:running", role: roleArn("runner") }),
    };
    assert.deepEqual(others("runner", estate("lambda.amazonaws.com", own, running))[0], "role starter");
  });

  it("whoever passes a role to what they may only make somewhere", () => {
    const own = [
      it_("iam:PassRole", roleArn("runner")),
      it_("lambda:CreateFunction", "arn:aws:lambda:eu-west-1:*"),
    ];
    assert.deepEqual(others("runner", estate("lambda.amazonaws.com", own))[0], "role starter");
  });

  it("nobody without an ARN, by a trust that names somebody who has one", () => {
    const stray = rolePolicy("elsewhere", it_("s3:GetObject"));
    const group = made("aws:iam/group:Group", { name: "group" });
    const given = (AWS: string): Estate => ({
      target: role("target", trust({ AWS }), free),
      one: role("one", trust({ AWS: "arn:aws:iam::444455556666:role/x" }), free),
      stray,
      group,
    });
    assert.deepEqual(others("target", given(roleArn("one"))), [
      "role one",
      "arn:aws:iam::444455556666:role/x",
    ]);
    assert.deepEqual(others("target", given(roleArn("unseen"))), [
      "group group",
      "whoever has stray",
      roleArn("unseen"),
    ]);
  });

  it("whoever passes, or changes what runs as, a role of which nobody knows what it is for", () => {
    const lambda = { Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } };
    for (const own of [
      it_("iam:PassRole", UNSEEN, lambda),
      it_("lambda:UpdateFunctionCode"),
      it_("ecs:ExecuteCommand"),
    ])
      assert.deepEqual(others(UNSEEN, estate("lambda.amazonaws.com", [own]))[0], "role starter");
    const open = {
      open: role("open", trust({ Service: "x", AWS: UNKNOWN }), {
        ...free,
        assumeRolePolicy: { Statement: trust({ AWS: UNKNOWN }) },
      }),
    };
    const [, ...steps] =
      into("open", estate("lambda.amazonaws.com", [it_("iam:PassRole", roleArn("open"), lambda)], open)).find(
        ([title]) => title === "role starter",
      ) ?? [];
    assert.match(steps.join(), /starter becomes role open by sts:AssumeRole/);
  });

  it("whoever takes an unseen role by his own policies, and nobody else", () => {
    const own = [it_("sts:AssumeRole", UNSEEN)];
    assert.deepEqual(
      into(UNSEEN, estate("lambda.amazonaws.com", own)).filter(({ length }) => length === 2),
      [["role starter", `role starter becomes ${UNSEEN} by sts:AssumeRole (${LABEL})`]],
    );
  });

  it("whoever changes a function somewhere, where nothing is known to run as the role", () => {
    const own = [it_("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:111122223333:function:f")];
    assert.equal(others("runner", estate("lambda.amazonaws.com", own))[0], "role starter");
  });

  for (const action of ["sts:AssumeRole", "iam:PassRole", "iam:UpdateAssumeRolePolicy"])
    it(`whoever may ${action} one role, and nobody knows whether it is this one`, () => {
      const own = [it_([action, "lambda:CreateFunction"], roleArn("new*"))];
      const nameless = (name: string): Estate => ({
        target: role(name, trust({ Service: "lambda.amazonaws.com", AWS: ACCOUNT }), {
          ...free,
          arn: UNKNOWN,
        }),
      });
      const starting = { more: rolePolicy("starter", it_("lambda:CreateFunction")) };
      const may = (name: string) =>
        others("target", estate("x.amazonaws.com", own, { ...nameless(name), ...starting })).includes(
          "role starter",
        );
      assert.deepEqual([UNKNOWN, "new-one", "old"].map(may), [true, true, false]);
    });

  it("not whoever may change the trust of users, which have none", () => {
    const user = made("aws:iam/user:User", { name: "u", arn: `arn:aws:iam::${ACCOUNT}:user/u` });
    const target = role("target", trust({ AWS: `arn:aws:iam::${ACCOUNT}:user/u` }), free);
    const own = [it_("iam:UpdateAssumeRolePolicy", `arn:aws:iam::${ACCOUNT}:user/*`)];
    assert.deepEqual(others("target", estate("x.amazonaws.com", own, { user, target })), ["user u"]);
  });

  it("whoever writes permissions becomes any role, by whatever they give themselves", () => {
    const given = estate("x.amazonaws.com", [it_("iam:PutGroupPolicy")], {
      target: role("target", trust({ Service: "y.amazonaws.com" }), free),
    });
    assert.deepEqual(into("target", given)[1], [
      "role starter",
      `role starter becomes anybody in the account by iam:PutGroupPolicy (${LABEL})`,
      "anybody in the account becomes role target by iam:UpdateAssumeRolePolicy (whatever he gives himself)",
    ]);
  });

  it("nobody else: a role that trusts a person, and a user whom nobody trusts", () => {
    const user = made("aws:iam/user:User", { name: "u", arn: `arn:aws:iam::${ACCOUNT}:user/u` });
    const given = estate("lambda.amazonaws.com", [], { user });
    assert.deepEqual(others("starter", given), [roleArn("by-hand")]);
    assert.deepEqual(others("user", given), []);
  });

  it("whoever a trust names, whatever else it refuses to others", () => {
    const given = (denied: Statement): Estate => ({
      target: role("target", trust({ AWS: [roleArn("one"), roleArn("two")] }), {
        ...free,
        assumeRolePolicy: document(trust({ AWS: [roleArn("one"), roleArn("two")] }), denied),
      }),
      one: role("one", trust({ Service: "a.amazonaws.com" }), free),
      two: role("two", trust({ Service: "b.amazonaws.com" }), free),
    });
    const refuse = (AWS: string): Statement => ({
      Effect: "Deny",
      Principal: { AWS },
      Action: "sts:AssumeRole",
    });
    assert.deepEqual(others("target", given(refuse(roleArn("one")))), [
      "role two",
      SERVICE("b.amazonaws.com"),
    ]);
    assert.deepEqual(others("target", given({ ...refuse("*"), Principal: "*" })), []);
  });

  it("by the nearest way, once", () => {
    const given: Estate = {
      target: role("target", trust({ AWS: [roleArn("one"), roleArn("two")] }), free),
      one: role("one", trust({ AWS: roleArn("two") }), free),
      two: role("two", trust({ AWS: roleArn("one") }), free),
    };
    assert.deepEqual(
      into("target", given).map(([title, ...steps]) => [title, steps.length]),
      [
        ["role one", 1],
        ["role two", 1],
      ],
    );
  });
});
