import type * as pulumi from "@pulumi/pulumi";
import { deployerName, ownBoundaryName, policyArn } from "../../names/names";
import { DeployPolicies } from "../deploy-policies";
import { OperatorBoundary } from "../operator-boundary";
import { OperatorRole, type TrustStatement } from "../operator-role";
import { regionGuards } from "../region-guard";
import type { DeployedStage } from "../rights/deployed-stage";
import { rightsOf, type DeployerTables } from "./deployer";

interface DeployerToMake {
  readonly tables: DeployerTables;
  readonly at: DeployedStage;
  /** The stage's AWS regions. */
  readonly regions: readonly string[];
  readonly trust: TrustStatement;
  /** Those who may become it, who have to be there first. */
  readonly after: pulumi.Resource;
}

/** The role of one who deploys, with its policies, within a boundary by its name: an approved one has to be known in a preview. */
export function deployerRole(
  name: string,
  { tables, at, regions, trust, after }: DeployerToMake,
  child: pulumi.ComponentResourceOptions,
): OperatorRole {
  const { short, description, bounds } = tables;
  const roleName = deployerName(at.stage, short);
  const policyName = ownBoundaryName(roleName);
  const { itself, policies, boundary } = rightsOf(tables, at);
  const bound = new OperatorBoundary(
    `${name}-${short}-boundary`,
    { policyName, bounds, statements: [...boundary, ...regionGuards(regions, boundary)] },
    child,
  );
  const role = new OperatorRole(
    `${name}-${short}`,
    { roleName, description, trust, statements: itself, boundaryArn: policyArn(at.accountId, policyName) },
    { ...child, dependsOn: [bound, after] },
  );
  new DeployPolicies(
    `${name}-${short}-policies`,
    { roleName, accountId: at.accountId, policies },
    { ...child, dependsOn: [role] },
  );
  return role;
}
