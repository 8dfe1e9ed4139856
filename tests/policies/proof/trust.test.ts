import * as assert from "node:assert/strict";
import { identitiesIn } from "../../../policies/proof/identities";
import { isPerson, servicesTaking } from "../../../policies/proof/trust";
import { UNKNOWN } from "../try-rule";
import { ACCOUNT, GITHUB, PERSON, role, roleArn, type Statement, trust } from "./documents";
import { asResources, type Estate } from "./estate";
import { free, others } from "./reaching";
import { statement } from "./requests";

function trusted(...statements: readonly Statement[]): Estate {
  const assumeRolePolicy = { Statement: statements };
  return { target: role("target", trust("*"), { ...free, assumeRolePolicy }) };
}

const LAMBDA = trust({ Service: "lambda.amazonaws.com" });
const denied = (statement: Statement): Statement => ({ ...statement, Effect: "Deny" });
const held = (operator: string, key: string, value: unknown): Statement => ({
  Condition: { [operator]: { [key]: value } },
});

describe("which services may take a role", () => {
  const taking = (...statements: readonly Statement[]) => {
    const [target] = identitiesIn(asResources(trusted(...statements)), ACCOUNT);
    return target && servicesTaking(target);
  };

  it("those that its trust names, in small letters", () => {
    assert.deepEqual(taking(trust({ Service: ["Lambda.AmazonAWS.com", "ecs-tasks.amazonaws.com"] })), [
      "lambda.amazonaws.com",
      "ecs-tasks.amazonaws.com",
    ]);
    assert.deepEqual(taking(LAMBDA, trust({ AWS: ACCOUNT, Federated: GITHUB })), ["lambda.amazonaws.com"]);
  });

  it("none, where it names others alone, or nobody", () => {
    assert.deepEqual(taking(trust({ AWS: ACCOUNT }), trust({ Federated: GITHUB })), []);
    assert.deepEqual(taking(), []);
    assert.deepEqual(taking(denied(LAMBDA)), []);
  });

  for (const [whom, one] of [
    ["names everyone", trust("*")],
    ["names everyone who has an account", trust({ AWS: "*" })],
    ["names a canonical user", trust({ CanonicalUser: "79a59df900b949e5" })],
    ["names all but some", { ...trust(""), Principal: undefined, NotPrincipal: { AWS: ACCOUNT } }],
    ["is not known", trust({ AWS: UNKNOWN })],
    ["names nobody at all", { ...trust(""), Principal: undefined }],
  ] as const) {
    it(`any, where it ${whom}`, () => {
      assert.deepEqual(taking(one), ["any"]);
      assert.deepEqual(taking(LAMBDA, one), ["any"]);
      assert.deepEqual(taking(one, LAMBDA), ["any"]);
    });
    it(`those that it names, where a refusal of it ${whom}`, () => {
      assert.deepEqual(taking(LAMBDA, denied(one)), ["lambda.amazonaws.com"]);
    });
  }

  it("any, of a role of which only the ARN is known", () => {
    assert.deepEqual(servicesTaking({ about: undefined, trust: [statement(LAMBDA)] }), ["any"]);
    assert.deepEqual(servicesTaking({ about: undefined, trust: [] }), []);
  });
});

describe("whom of elsewhere a trust lets in", () => {
  const strangers = (...statements: readonly Statement[]) => others("target", trusted(...statements));
  const [ELSEWHERE, PROVIDER] = ["arn:aws:iam::444455556666:role/x", `whoever ${GITHUB} knows`];
  const federated = (more: Statement = {}) =>
    trust({ Federated: GITHUB }, { Action: "sts:AssumeRoleWithWebIdentity", ...more });

  it("whom it names and does not refuse", () => {
    assert.deepEqual(strangers(federated()), [PROVIDER]);
    assert.deepEqual(strangers(federated(), denied(federated({ Action: "sts:TagSession" }))), [PROVIDER]);
    assert.deepEqual(strangers(federated(), denied(federated())), []);
  });

  it("by the statement that lets him in, not by one beside it that speaks of him", () => {
    assert.deepEqual(strangers(trust({ AWS: ELSEWHERE }), trust({ AWS: ELSEWHERE })), [ELSEWHERE, ELSEWHERE]);
    const tagging = trust({ AWS: ELSEWHERE }, { Action: "sts:TagSession" });
    assert.deepEqual(strangers(trust({ AWS: ELSEWHERE }), tagging), [ELSEWHERE]);
  });

  it("somebody, where it does not tell whom", () => {
    const [UNTOLD] = ["whoever the statement does not exclude"];
    assert.ok(strangers(trust({ AWS: UNKNOWN })).includes(UNTOLD));
    assert.ok(strangers(trust({ AWS: [ELSEWHERE, UNKNOWN] })).includes(UNTOLD));
    assert.ok(!strangers(trust({ AWS: ELSEWHERE })).includes(UNTOLD));
  });

  it("everyone, but for those who are judged by their own policies", () => {
    const by = (statement: Statement) =>
      others("target", {
        ...trusted(statement),
        one: role("one", trust({ AWS: roleArn("one") }), free),
      }).filter((who) => who !== "role one");
    const heldTo = (arn: string) => held("ArnEquals", "aws:PrincipalArn", arn);
    const notPrincipal = (arn: string) => ({
      ...trust("", heldTo(arn)),
      Principal: undefined,
      NotPrincipal: { AWS: ACCOUNT },
    });
    assert.deepEqual(by(trust("*", heldTo(ELSEWHERE))), ["everyone"]);
    assert.deepEqual(by(trust("*", heldTo(roleArn("one")))), []);
    assert.deepEqual(by(notPrincipal(ELSEWHERE)), ["whoever the statement does not exclude"]);
    assert.deepEqual(by(notPrincipal(roleArn("one"))), []);
  });
});

describe("whether a stranger is a person", () => {
  const isOne = (principal: Parameters<typeof isPerson>[0]["principal"], condition: Statement = {}) =>
    isPerson({
      title: "x",
      by: statement(trust("*", condition)),
      undecided: [],
      ...(principal && { principal }),
    });
  const toPerson = held("ArnEquals", "aws:PrincipalArn", PERSON);

  it("a user, or whoever a directory knows", () => {
    assert.equal(isOne({ kind: "AWS", value: PERSON }), true);
    assert.equal(isOne({ kind: "Federated", value: `arn:aws:iam::${ACCOUNT}:saml-provider/people` }), true);
    assert.equal(isOne({ kind: "AWS", value: ACCOUNT }, toPerson), true);
  });

  it("not everyone, a service, or whoever is like one in a part of his name", () => {
    assert.equal(isOne(undefined, toPerson), false);
    assert.equal(isOne({ kind: "everyone" }, toPerson), false);
    assert.equal(isOne({ kind: "Service", value: "lambda.amazonaws.com" }, toPerson), false);
    assert.equal(isOne({ kind: "AWS", value: `x${PERSON}` }), false);
    assert.equal(isOne({ kind: "Federated", value: `xarn:aws:iam::${ACCOUNT}:saml-provider/people` }), false);
  });

  it("a permission set by its whole name, not one of those that begin alike", () => {
    const set = (name: string) =>
      isOne({
        kind: "AWS",
        value: `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${name}`,
      });
    for (const one of ["BreakGlass_*", "BreakGlass_0123456789abcdef"]) assert.equal(set(one), true, one);
    for (const many of ["B*", "Break?lass_01", "*_01", "BreakGlass*", "BreakGlass_*/x"])
      assert.equal(set(many), false, many);
  });
});
