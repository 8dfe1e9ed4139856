import * as assert from "node:assert/strict";
import type { Identity } from "../../../policies/proof/identities";
import { judgeOf } from "../../../policies/proof/judge";
import { peopleIn } from "../../../policies/proof/people";
import { reachIn } from "../../../policies/proof/reach";
import { allow, role, roleArn, rolePolicy, type Statement, trust } from "./documents";
import { asResources, type Estate } from "./estate";

export const UNSEEN = roleArn("unseen");
export const free = { permissionsBoundary: undefined };

/** A role that a service may take, and one with some permissions. */
export function estate(service: string, statements: readonly Statement[], more: Estate = {}): Estate {
  return {
    runner: role("runner", trust({ Service: service }), free),
    starter: role("starter", trust({ AWS: roleArn("by-hand") }), free),
    "starter-permissions": rolePolicy("starter", ...statements),
    ...more,
  };
}

/** Who may become a role, and the steps there. */
export function into(target: string, given: Estate): readonly (readonly string[])[] {
  const people = peopleIn(asResources(given), [UNSEEN]);
  const isTarget = ({ about, arn }: Identity) => about?.name === target || arn === target;
  const identity = people.identities.find(isTarget) ?? assert.fail(`no ${target}`);
  return reachIn(people, judgeOf(people))
    .into(identity)
    .map(({ title, steps }) => [title, ...steps]);
}

export const others = (target: string, given: Estate) => into(target, given).map(([title]) => title);
export const SERVICE = (service: string) => `the service ${service}`;
export const LABEL = "starter-permissions: policy, statement It";
export const it_ = (action: unknown, resource: unknown = "*", more: Statement = {}): Statement => ({
  Sid: "It",
  ...allow(action, resource, more),
});
