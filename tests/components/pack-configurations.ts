import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { POLICIES } from "../graph/run";
import type { RuleConfigurations } from "../policies/findings";
import { ACCOUNT, REGION } from "./ground";

const approved = { approvedBoundaryArns: [`arn:aws:iam::${ACCOUNT}:policy/boundary`] };

/** As the stage pre configures the pack, but for the tests' own boundary and registry, and no vaults. */
export const configurations: RuleConfigurations = {
  ...z
    .record(z.string(), z.looseObject({}))
    .parse(JSON.parse(fs.readFileSync(path.join(POLICIES, "config/pre.json"), "utf8"))),
  "iam-no-wildcard-resource": approved,
  "iam-pass-role-scoped": approved,
  "iam-permissions-boundary": approved,
  "ecs-image-trusted-registry": { trustedRegistries: [`${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/`] },
  "vault-inventory-complete": { expectedVaults: {} },
};
