import { anonymousPrincipal, runSimulation } from "@cloud-copilot/iam-simulate";
import * as fc from "fast-check";
import assert from "node:assert/strict";
import { type Deciding, mayBeAllowed } from "../../../policies/proof/decide";
import type { Documents, Requester } from "../../../policies/proof/request";
import { matches } from "../../../policies/reading/glob";
import {
  ACCOUNT,
  buckets,
  type Concrete,
  concrete,
  encryptionKeys,
  identityStatements,
  OTHER_ROLE,
  resourceStatements,
  ROLE,
  SESSION,
  type World,
  type Written,
} from "./arbitrary-policies";
import { classOf, statements, toClass } from "./requests";

interface Policies {
  readonly identity: readonly Written[];
  readonly boundary?: readonly Written[] | undefined;
  readonly resource?: readonly Written[] | undefined;
}

// The simulator knows nothing of this decider, nor this one of it: where both see the same, both should be right.
describe("deciding, beside an independent simulator", function () {
  this.timeout(20_000);

  const policies = (world: World): fc.Arbitrary<Policies> =>
    fc.record({
      identity: identityStatements(world),
      resource: fc.option(resourceStatements(world), { nil: undefined }),
    });

  it("judges as it does where everything is known", () =>
    agree(buckets, policies(buckets), 1200, async (request, written) => {
      assert.equal(decided(request, written), await simulated(request, written));
    }));

  it("judges as it does inside a boundary", () => {
    const limited = fc.record({
      identity: identityStatements(buckets),
      boundary: identityStatements(buckets),
    });
    return agree(buckets, limited, 600, async (request, written) => {
      assert.equal(decided(request, written), await simulated(request, written));
    });
  });

  it("judges as it does where a key's policy has to agree", () => {
    const both = fc.record({
      identity: identityStatements(encryptionKeys),
      resource: resourceStatements(encryptionKeys),
    });
    return agree(encryptionKeys, both, 800, async (request, written) => {
      assert.equal(
        decided(request, written, { needsResourcePolicy: true }),
        await simulated(request, written),
      );
    });
  });

  // Of variables, of sessions, of who is excluded by name and of `?` nobody is sure: there it may allow more, never less.
  it("refuses nothing that the simulator allows, whatever is written", () => {
    const odd: World = {
      ...buckets,
      actionPatterns: [...buckets.actionPatterns, "s3:?etObject", "s3:Delete?bject*"],
      resourcePatterns: [
        ...buckets.resourcePatterns,
        "arn:aws:s3:::${aws:SourceVpce}/x",
        "arn:aws:s3:::vault/${aws:PrincipalArn, 'x'}",
        "arn:aws:s3:::vault/${*}",
        "arn:aws:s3:::vault/?",
        "arn:aws:s3:::vault?b/*",
      ],
    };
    const principals = [
      { NotPrincipal: { AWS: ROLE } },
      { NotPrincipal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, OTHER_ROLE] } },
      { Principal: { AWS: SESSION } },
      { Principal: { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/other/today` } },
    ];
    const strange = fc.record({
      identity: identityStatements(odd),
      boundary: fc.option(identityStatements(odd), { nil: undefined }),
      resource: fc.option(resourceStatements(odd, principals), { nil: undefined }),
    });
    return agree(buckets, strange, 1500, async (request, written) => {
      if (await simulated(request, written, SESSION)) assert.ok(decided(request, written));
    });
  });

  it("refuses a class of requests only if the simulator refuses each of them", async () => {
    let tried = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        concrete(buckets).chain((member) => fc.record({ member: fc.constant(member), of: classOf(member) })),
        policies(buckets),
        async ({ member, of }, written) => {
          assert.ok(matches(of.resource, member.resource));
          const { identity, resource } = documentsOf(member.requester, written);
          tried += 1;
          if (mayBeAllowed(of, { identity, ...(resource && { resource }) }).allowed) return;
          refused += 1;
          assert.equal(await simulated(member, written), false);
        },
      ),
      { numRuns: 3000 },
    );
    assert.ok(refused * 10 > tried, `${refused} of ${tried} classes were refused`);
  });
});

async function agree(
  world: World,
  written: fc.Arbitrary<Policies>,
  numRuns: number,
  check: (request: Concrete, written: Policies) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(concrete(world), written, check), { numRuns });
}

function decided(member: Concrete, written: Policies, how?: Deciding): boolean {
  return mayBeAllowed(toClass(member), documentsOf(member.requester, written), how).allowed;
}

/** Only an identity has policies of its own. */
function documentsOf(requester: Requester, { identity, boundary, resource }: Policies): Documents {
  const isIdentity = requester.kind === "identity";
  return {
    identity: isIdentity ? statements(identity) : [],
    ...(isIdentity && boundary && { boundary: statements(boundary) }),
    ...(resource && { resource: statements(resource) }),
  };
}

async function simulated(
  { requester, action, resource, context }: Concrete,
  written: Policies,
  session?: string,
): Promise<boolean> {
  const isIdentity = requester.kind === "identity";
  const contextVariables: Record<string, string> = isIdentity
    ? { "aws:PrincipalArn": requester.arn, "aws:PrincipalAccount": ACCOUNT }
    : {};
  for (const [key, value] of Object.entries(context)) if (value !== undefined) contextVariables[key] = value;
  const result = await runSimulation(
    {
      request: {
        principal: principalOf(requester, session),
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables,
      },
      identityPolicies: isIdentity ? named(written.identity) : [],
      ...(isIdentity && written.boundary && { permissionBoundaryPolicies: [document(written.boundary)] }),
      ...(written.resource && { resourcePolicy: document(written.resource).policy }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === "error") assert.fail(JSON.stringify(result.errors));
  return result.overallResult === "Allowed";
}

function principalOf(requester: Requester, session?: string) {
  if (requester.kind === "identity") return requester.arn === ROLE && session ? session : requester.arn;
  return requester.kind === "service" ? requester.principal : anonymousPrincipal;
}

function named(written: readonly Written[]) {
  return written.length === 0 ? [] : [document(written)];
}

function document(Statement: readonly Written[]) {
  return { name: "policy", policy: { Version: "2012-10-17", Statement } };
}
