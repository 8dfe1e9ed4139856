import * as assert from "node:assert/strict";
import { custodyOf, trustedBy } from "../../../policies/proof/custody";
import { judgeOf } from "../../../policies/proof/judge";
import { peopleIn } from "../../../policies/proof/people";
import { reachIn } from "../../../policies/proof/reach";
import { allow, CUSTODIAN, DEPLOY, document, GITHUB, roleArn, trust } from "./documents";
import { all, asResources, type Change, changing } from "./estate";
import { goodEstate, settings } from "./good-estate";
import { worker } from "./ways-in";

function entries(change: Change): readonly (readonly unknown[])[] {
  const people = peopleIn(asResources(change(goodEstate)), trustedBy(settings));
  const custody = custodyOf(people, reachIn(people, judgeOf(people)), settings);
  const { ways } = custody.get(CUSTODIAN) ?? assert.fail("no custodian");
  return ways.map(({ who, permitted, about }) => [who, permitted, about?.name]);
}

describe("who may become whom the stage trusts", () => {
  it("tells each of them, whether he may, and where it could be cut", () => {
    assert.deepEqual(
      entries((estate) => estate),
      [
        ["role deploy", true, "deploy"],
        [`whoever ${GITHUB} knows`, true, "deploy"],
      ],
    );
  });

  it("tells of a workload, and not of the service that takes it", () => {
    const taking = all(
      changing("custodian", { assumeRolePolicy: document(trust({ AWS: [DEPLOY, roleArn("worker")] })) }),
      worker(allow("sts:AssumeRole", CUSTODIAN)),
    );
    assert.deepEqual(entries(taking), [
      ["role deploy", true, "deploy"],
      ["role worker", false, "worker"],
      [`whoever ${GITHUB} knows`, true, "deploy"],
    ]);
  });
});
