import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ContextValue, Request, Requester } from "../../../policies/proof/request";
import { type Statement, statementsOf } from "../../../policies/reading/document";
import { matches } from "../../../policies/reading/glob";
import { known } from "../../../policies/reading/value";
import { ACCOUNT, type Concrete, keys, OTHER_ROLE } from "./arbitrary-policies";

/** What a policy document with these statements says. */
export function statements(written: readonly unknown[]): readonly Statement[] {
  const read = statementsOf(known({ Version: "2012-10-17", Statement: written }));
  return read.kind === "known" ? read.value : assert.fail(JSON.stringify(read));
}

export function statement(written: unknown): Statement {
  const [only] = statements([written]);
  return only ?? assert.fail("no statement");
}

/** The class of which a request is the only one; what IAM says of an identity is left to it. */
export function toClass({ requester, action, resource, context }: Concrete): Request {
  const known: Record<string, ContextValue> = {};
  for (const key of keys) {
    const value = context[key];
    if (/principal/i.test(key) && requester.kind === "identity") continue;
    known[key.toLowerCase()] = value === undefined ? { kind: "absent" } : { kind: "one of", values: [value] };
  }
  return { requester, action, resource, context: known };
}

/** Classes to which a request belongs. */
export function classOf({ requester, action, resource, context }: Concrete): fc.Arbitrary<Request> {
  const resources = [
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::vault*",
    "arn:aws:s3:::vault/*",
    "arn:*/x",
    resource,
  ];
  return fc.record({
    requester: fc.constantFrom(...requestersWith(requester)),
    action: fc.constant(action),
    resource: fc.constantFrom(...resources.filter((pattern) => matches(pattern, resource))),
    context: fc
      .tuple(
        ...keys.map((key) => {
          const given = context[key];
          const held: ContextValue =
            given === undefined ? { kind: "absent" } : { kind: "one of", values: [given] };
          const wider: ContextValue =
            given === undefined ? held : { kind: "one of", values: [given, "something else", "2027"] };
          // What IAM itself fills in is left to it.
          const isOwn = /principal/i.test(key);
          return fc.constantFrom(
            ...(isOwn ? [{}] : [{}, { [key.toLowerCase()]: held }, { [key.toLowerCase()]: wider }]),
          );
        }),
      )
      .map((known) => Object.assign({}, ...known)),
  });
}

function requestersWith(requester: Requester): readonly Requester[] {
  const others = [OTHER_ROLE];
  const classes: readonly Requester[] = [
    requester,
    { kind: "anyone", but: [] },
    { kind: "anyone", but: others },
  ];
  return requester.kind === "identity"
    ? [
        ...classes,
        { kind: "any identity", accountId: ACCOUNT, but: [] },
        { kind: "any identity", accountId: ACCOUNT, but: others },
      ]
    : classes;
}
