import * as assert from "node:assert/strict";
import { everything } from "../../../policies/proof/documents";
import { judgeOf } from "../../../policies/proof/judge";
import { awsManagedName, isNarrow } from "../../../policies/proof/managed-policies";
import { peopleIn } from "../../../policies/proof/people";
import { statementsOf } from "../../../policies/reading/document";
import { known } from "../../../policies/reading/value";
import { ACCOUNT, allow, deny, role, roleArn, type Statement, trust } from "./documents";
import { asResources } from "./estate";

function statements(...given: readonly Statement[]) {
  const read = statementsOf(known({ Statement: given }));
  return read.kind === "known" ? read.value : assert.fail(read.kind);
}

const people = peopleIn(asResources({ seen: role("seen", trust({ Service: "x" })) }), [roleArn("elsewhere")]);
const question = { action: "s3:GetObject", resource: "*" };

describe("the judge", () => {
  it("asks the decider only where a statement allows the action", () => {
    const judge = judgeOf(people);
    const asked = [
      [statements(allow("s3:PutObject"), deny("D", "s3:*", "*")), undefined],
      [[], statements(deny("D", "s3:*", "*"), { ...allow("s3:Put*"), Principal: "*" })],
      [statements(allow("S3:Get*")), undefined],
      [[], statements({ ...allow("*"), Principal: "*" })],
    ] as const;
    const counted = asked.map(([own, policy]) => {
      const may = judge.may({ statements: own }, { ...question, ...(policy && { policy }) });
      return [judge.speaksOf({ statements: own }, "s3:GetObject"), may !== undefined, judge.decisions()];
    });
    assert.deepEqual(counted, [
      [false, false, 0],
      [false, false, 0],
      [true, true, 1],
      [false, true, 2],
    ]);
  });

  it("knows of somebody without an ARN who it is not", () => {
    const judge = judgeOf(people);
    assert.deepEqual(judge.requesterOf({}), {
      kind: "any identity",
      accountId: ACCOUNT,
      but: [roleArn("seen")],
    });
    assert.deepEqual(judge.requesterOf({ arn: "arn:x" }), { kind: "identity", arn: "arn:x" });
  });

  it("needs a resource's policy to let somebody in only where it is told so", () => {
    const judge = judgeOf(people);
    const policy = statements({ ...allow("s3:*"), Principal: { AWS: "444455556666" } });
    const own = { arn: roleArn("seen"), statements: [everything("own")] };
    assert.ok(judge.may(own, { ...question, policy }));
    assert.equal(judge.may(own, { ...question, policy, needsResourcePolicy: true }), undefined);
  });

  it("asks on behalf of whom it is told to", () => {
    const judge = judgeOf(people);
    const own = {
      arn: roleArn("seen"),
      statements: statements({
        ...allow("s3:*"),
        Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("seen") } },
      }),
    };
    assert.ok(judge.may(own, question));
    assert.equal(judge.may(own, { ...question, requester: { kind: "service", principal: "x" } }), undefined);
  });
});

describe("policies of AWS's own", () => {
  for (const name of [
    "service-role/AWSLambdaBasicExecutionRole",
    "service-role/AWSLambdaVPCAccessExecutionRole",
    "service-role/AWSLambdaSQSQueueExecutionRole",
    "service-role/AmazonECSTaskExecutionRolePolicy",
    "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    "AmazonECSInfrastructureRolePolicyForLoadBalancers",
    "AWSXRayDaemonWriteAccess",
  ])
    it(`${name} is known to be narrow`, () => assert.ok(isNarrow(name)));

  for (const name of [
    "AdministratorAccess",
    "service-role/AmazonEC2ContainerServiceEventsRole",
    "AWSLambdaBasicExecutionRole",
    "",
  ])
    it(`${name || "one without a name"} is not`, () => assert.ok(!isNarrow(name)));

  it("are told by their ARNs, with their paths", () => {
    assert.equal(awsManagedName("arn:aws-cn:iam::aws:policy/service-role/A"), "service-role/A");
    for (const arn of [
      "x-arn:aws:iam::aws:policy/A",
      `arn:aws:iam::${ACCOUNT}:policy/A`,
      "arn:aws:iam::aws:policy/",
      "arn:a:b:iam::aws:policy/A",
    ])
      assert.equal(awsManagedName(arn), undefined);
    assert.equal(awsManagedName("arn:aws:iam::aws:policy/A\nB"), undefined);
  });
});
