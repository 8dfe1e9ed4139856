import * as assert from "node:assert/strict";
import { alsoPassing, alsoRiding, passing, riding, type Starter } from "../../../policies/proof/escalation";
import { UNKNOWN } from "../try-rule";
import { ACCOUNT, role, roleArn, rolePolicy, trust } from "./documents";
import { type Estate, made } from "./estate";
import { estate, free, into, it_, LABEL, others, SERVICE, UNSEEN } from "./reaching";

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
});
