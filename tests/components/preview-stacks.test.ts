import * as assert from "node:assert/strict";
import { previewBoundary, previewRights } from "../../components/identity/preview-policies";
import { estate, stages } from "../../projects/estate";
import { deployed } from "../graph/project";
import { actedOn } from "./deploy-calls/acted-on";
import { callsByType } from "./deploy-calls/by-type";
import type { Place } from "./deploy-calls/calls";
import { document, PRE } from "./deployed-rights";
import { role } from "./ground";
import { allows } from "./policy-evaluation";

/** What a preview is not shown, for it would show what is in things (preview-rights.ts). */
const VALUES = [
  "cognito-idp:DescribeUserPoolClient",
  "s3:GetObject",
  "s3:GetObjectTagging",
  "secretsmanager:GetSecretValue",
];

describe("what a preview reads of all stacks", function () {
  this.timeout(120_000);

  for (const stage of stages)
    it(`is each thing of ${stage}, but for values of secrets and objects`, async () => {
      const faults = new Set<string>();
      for (const stack of estate.filter(({ deployedBy }) => deployedBy !== "people")) {
        const { custom } = await deployed(stack, stage);
        const arns = custom.map(({ outputs }) => String(outputs["arn"]));
        const accountId = arns.map((arn) => arn.split(":")[4] ?? "").find((id) => id !== "") ?? "";
        const at = { ...PRE, stage, accountId };
        const policies = [previewRights(at), previewBoundary(at)].map(document);
        for (const thing of custom) {
          const calls = callsByType[thing.type];
          if (!calls) continue;
          const { region = "eu-west-1", arn } = thing.outputs;
          const place: Place = { accountId, region: String(region) };
          for (const word of calls.read.split(/\s+/)) {
            const action = word.includes(":") ? word : `${calls.service}:${word}`;
            if (VALUES.includes(action)) continue;
            for (const resource of await actedOn(action, calls.on?.(thing, place) ?? [String(arn)])) {
              const asking = { principal: role("strongroom-pre-preview"), action, resource, context: {} };
              if (!policies.every((policy) => allows(policy, asking))) faults.add(`${action} of ${resource}`);
            }
          }
        }
      }
      assert.deepEqual([...faults], []);
    });
});
