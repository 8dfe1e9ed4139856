import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, holds, inAccount, OTHER_REGION, refusals, type Step } from "./cases";
import { allow, document, rights, role, roleArn, trust } from "./things";

const attach = (policyArn: string, to = "worker"): Properties => ({ role: to, policyArn });

const managed = (name: string): Step => ({ type: token.POLICY, name, inputs: { name, policy: rights() } });

const managedArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;

const inline = (policy: string): Properties => ({ role: "worker", policy });

const trusting = (statement: Properties): Properties => ({ assumeRolePolicy: document(statement) });

const assume = (principal: Properties): Properties => allow("sts:AssumeRole", { Principal: principal });

describe("the simulated AWS: IAM roles", () => {
  refusals([
    {
      what: "a role's name that is too long",
      type: token.ROLE,
      refused: { name: "r".repeat(65), assumeRolePolicy: trust("ecs-tasks.amazonaws.com") },
      because: /not a valid name: up to 64/,
      accepted: { name: "r".repeat(64), assumeRolePolicy: trust("ecs-tasks.amazonaws.com") },
    },
    {
      what: "a role's name that the account has",
      given: [role("worker")],
      type: token.ROLE,
      refused: { name: "worker", assumeRolePolicy: trust("ecs-tasks.amazonaws.com") },
      because: /EntityAlreadyExists/,
      accepted: { name: "worker-2", assumeRolePolicy: trust("ecs-tasks.amazonaws.com") },
    },
    {
      what: "a trust policy of more than 2048 characters",
      type: token.ROLE,
      refused: trusting({ ...assume({ Service: "ecs-tasks.amazonaws.com" }), Sid: "S".repeat(2048) }),
      because: /LimitExceeded.*2048/,
      accepted: trusting({ ...assume({ Service: "ecs-tasks.amazonaws.com" }), Sid: "S".repeat(1800) }),
    },
    {
      what: "trust in a role that does not exist",
      given: [role("worker")],
      type: token.ROLE,
      refused: trusting(assume({ AWS: roleArn("workers") })),
      because:
        /MalformedPolicyDocument: Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role\/workers"/,
      accepted: trusting(assume({ AWS: roleArn("worker") })),
    },
    {
      what: "trust in a service that is misspelt",
      type: token.ROLE,
      refused: trusting(assume({ Service: "ecs-tasks" })),
      because: /Invalid principal/,
      accepted: trusting(assume({ Service: "ecs-tasks.amazonaws.com" })),
    },
    {
      what: "trust in nobody",
      type: token.ROLE,
      refused: trusting(allow("sts:AssumeRole")),
      because: /Missing required field Principal/,
      accepted: trusting(
        assume({ AWS: `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/People` }),
      ),
    },
    {
      what: "trust in an empty list",
      type: token.ROLE,
      refused: trusting(assume({ AWS: [] })),
      because: /must contain principals/,
      accepted: trusting(assume({ AWS: [ACCOUNT] })),
    },
    {
      what: "a trust policy with a resource",
      type: token.ROLE,
      refused: trusting({ ...assume({ AWS: ACCOUNT }), Resource: "*" }),
      because: /prohibited field Resource/,
      accepted: trusting(assume({ AWS: ACCOUNT })),
    },
    {
      what: "a trust policy for anything but STS",
      type: token.ROLE,
      refused: trusting(allow("s3:GetObject", { Principal: { AWS: ACCOUNT } })),
      because: /may only specify STS/,
      accepted: trusting(allow(["sts:AssumeRole", "sts:TagSession"], { Principal: { AWS: ACCOUNT } })),
    },
    {
      what: "a path without its slashes",
      type: token.ROLE,
      refused: { ...trusting(assume({ AWS: ACCOUNT })), path: "workers" },
      because: /expected path/,
      accepted: { ...trusting(assume({ AWS: ACCOUNT })), path: "/workers/" },
    },
    {
      what: "a description with a dash of typography",
      type: token.ROLE,
      refused: { ...trusting(assume({ AWS: ACCOUNT })), description: "reads – and writes" },
      because: /expected description/,
      accepted: { ...trusting(assume({ AWS: ACCOUNT })), description: "reads - and writes" },
    },
    {
      what: "a session of less than an hour",
      type: token.ROLE,
      refused: { ...trusting(assume({ AWS: ACCOUNT })), maxSessionDuration: 1800 },
      because: /3600 - 43200/,
      accepted: { ...trusting(assume({ AWS: ACCOUNT })), maxSessionDuration: 3600 },
    },
    {
      what: "a boundary that does not exist",
      given: [managed("boundary")],
      type: token.ROLE,
      refused: { ...trusting(assume({ AWS: ACCOUNT })), permissionsBoundary: managedArn("bound") },
      because: /policy\/bound does not exist/,
      accepted: { ...trusting(assume({ AWS: ACCOUNT })), permissionsBoundary: managedArn("boundary") },
    },
  ]);

  const attached: Step = {
    type: token.POLICY_ATTACHMENT,
    name: "attachment",
    inputs: attach(managedArn("reading")),
  };
  holds([
    {
      what: "a role with a policy attached",
      given: [role("worker"), managed("reading"), attached],
      held: "worker",
      because: /DeleteConflict: Cannot delete entity, must detach all policies first/,
      until: ["attachment"],
    },
    {
      what: "a role with rights of its own",
      given: [role("worker"), { type: token.ROLE_POLICY, name: "rights", inputs: inline(rights()) }],
      held: "worker",
      because: /DeleteConflict: Cannot delete entity, must delete policies first/,
      until: ["rights"],
    },
    {
      what: "a policy that is attached",
      given: [role("worker"), managed("reading"), attached],
      held: "reading",
      because: /DeleteConflict/,
      until: ["attachment"],
    },
  ]);

  it(
    "has the real ids and ARNs",
    inAccount(async (account) => {
      await account.makeAll([
        role("worker", "ecs-tasks.amazonaws.com", { path: "/tasks/" }),
        managed("reading"),
      ]);
      assert.equal(account.made("worker").id, "worker");
      assert.equal(account.made("worker").outputs["arn"], roleArn("tasks/worker"));
      assert.match(String(account.made("worker").outputs["uniqueId"]), /^AROA[0-9A-Z]{17}$/);
      const named = { ...inline(rights()), name: "rights" };
      const policy = await account.make({ type: token.ROLE_POLICY, name: "rights", inputs: named });
      assert.equal(policy.id, "worker:rights");
      assert.equal(account.made("reading").id, managedArn("reading"));
      const attachment = await account.make({
        type: token.POLICY_ATTACHMENT,
        name: "attachment",
        inputs: attach(managedArn("reading")),
      });
      assert.equal(attachment.id, `worker/${managedArn("reading")}`);
    }),
  );

  it(
    "is the same from every region, and another in another account",
    inAccount(async (account) => {
      await account.make(role("worker"));
      const there = await account.in(OTHER_REGION);
      await there.make(token.ROLE_POLICY, "rights", inline(rights()));
      const stranger = await account.provider.beside({
        region: "eu-west-1",
        allowedAccountIds: '["444455556666"]',
      });
      const theirs = { name: "worker", assumeRolePolicy: trust("ecs-tasks.amazonaws.com") };
      await assert.rejects(
        stranger.make(token.ROLE_POLICY, "rights", inline(rights())),
        /worker does not exist/,
      );
      await stranger.make(token.ROLE, "theirs", theirs);
      await stranger.make(token.ROLE_POLICY, "rights", inline(rights()));
      stranger.stop();
    }),
  );
});
