import * as assert from "node:assert/strict";
import { ACCOUNT, document, role, roleArn, type Statement, trust } from "./documents";
import { type Estate, made } from "./estate";
import { estate, free, into, it_, LABEL, others, SERVICE } from "./reaching";

describe("who may become whom by trust, and by what he gives himself", () => {
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
