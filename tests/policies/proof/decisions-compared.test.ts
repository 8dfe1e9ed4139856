import assert from "node:assert/strict";
import * as fc from "fast-check";
import { mayBeAllowed } from "../../../policies/proof/decide";
import type { Request } from "../../../policies/proof/request";
import type { Statement } from "../../../policies/reading/document";
import { buckets, concrete, identityStatements, resourceStatements } from "./arbitrary-policies";
import { classOf, statements, toClass } from "./requests";

describe("decisions, one compared with another", () => {
  const documents = fc.record({
    identity: identityStatements(buckets).map(statements),
    boundary: fc.option(identityStatements(buckets).map(statements), { nil: undefined }),
    resource: resourceStatements(buckets).map(statements),
  });
  const cases = fc.record({
    documents,
    more: resourceStatements(buckets).map(statements),
    how: fc.record({ needsResourcePolicy: fc.boolean() }),
    member: concrete(buckets),
  });

  function decide(
    of: Request,
    {
      identity,
      boundary,
      resource,
    }: {
      identity: readonly Statement[];
      boundary: readonly Statement[] | undefined;
      resource: readonly Statement[];
    },
    how: { readonly needsResourcePolicy: boolean },
  ): boolean {
    return mayBeAllowed(of, { identity, ...(boundary && { boundary }), resource }, how).allowed;
  }

  it("never refuse more for another Allow, nor allow more for another Deny", () =>
    fc.assert(
      fc.property(cases, ({ documents, more, how, member }) => {
        const before = decide(toClass(member), documents, how);
        for (const each of more) {
          const after = decide(
            toClass(member),
            { ...documents, resource: [...documents.resource, each] },
            how,
          );
          if (each.effect === "Allow") assert.ok(after || !before);
          else assert.ok(before || !after);
        }
      }),
      { numRuns: 1500 },
    ));

  it("never refuse more for a wider boundary, nor for none", () =>
    fc.assert(
      fc.property(cases, ({ documents, how, member }) => {
        if (!decide(toClass(member), documents, how)) return;
        assert.ok(decide(toClass(member), { ...documents, boundary: undefined }, how));
      }),
      { numRuns: 1000 },
    ));

  it("refuse each request of a class that they refuse", () => {
    let tried = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        cases.chain((given) => fc.record({ given: fc.constant(given), of: classOf(given.member) })),
        ({ given: { documents, how, member }, of }) => {
          tried += 1;
          if (decide(of, documents, how)) return;
          refused += 1;
          assert.ok(!decide(toClass(member), documents, how));
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(refused * 10 > tried, `${refused} of ${tried} classes were refused`);
  });
});
