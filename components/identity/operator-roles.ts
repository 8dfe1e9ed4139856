import * as pulumi from "@pulumi/pulumi";
import { githubTrust, GithubProvider, type GithubWorkflow } from "../delivery/github-trust";
import {
  custodianBoundaryName,
  deployBoundaryName,
  operatorBoundaryName,
  policyArn,
  previewBoundaryName,
  roleArn,
  roleNames,
  siteDeployBoundaryName,
} from "../names/names";
import { basePolicies, custodianBoundary, custodianRights } from "./custodian-rights/statements";
import { DeployPolicies } from "./deploy-policies";
import { appBoundary, appPolicies } from "./deploy-rights/statements";
import { OperatorBoundary } from "./operator-boundary";
import { breakGlassRights, deployRights } from "./operator-rights";
import { OperatorRole, type OperatorRoleArgs, type TrustStatement } from "./operator-role";
import type { Statement } from "./policy";
import { previewBoundary, previewRights } from "./preview-policies";
import { regionGuard, regionGuards } from "./region-guard";
import type { DeployedStage } from "./rights/deployed-stage";
import { siteBoundary, siteDeployRights, sitePolicies } from "./site-deploy-rights/statements";

export interface OperatorRolesArgs {
  readonly stage: string;
  readonly accountId: string;
  readonly stateBucketName: string;
  /** ARNs of the users, two at least, who sign in with MFA and may break the glass; in an account that is for people. */
  readonly breakGlassPeople: readonly string[];
  /** The only workflow that deploys the stage: the one that has the policy pack always on. */
  readonly deployWorkflow: GithubWorkflow;
  /** The only workflow that previews what a pull request would change. */
  readonly previewWorkflow: GithubWorkflow;
  /** What the names of the storage service's app stack begin with, `storage-staging`. */
  readonly storageNamespace: string;
  /** The stage's AWS regions: outside them none but break-glass may do anything, but for CloudFront (region-guard.ts). */
  readonly regions: readonly string[];
}

/** Nobody breaks the glass alone, and one person may be away. */
const LEAST_PEOPLE = 2;

/**
 * The three roles that can change what lasts: break-glass deletes what no lock holds any more, the custodian deploys base
 * stacks, with vaults' settings and keys' policies, and the deploys become the custodian. And two that change nothing that
 * lasts: who deploys the web service's app stack, as which the deploys act there, and previews.
 */
export class OperatorRoles extends pulumi.ComponentResource {
  constructor(name: string, args: OperatorRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:identity:OperatorRoles", name, {}, opts);
    if (new Set(args.breakGlassPeople).size < LEAST_PEOPLE)
      throw new pulumi.ResourceError(`breakGlassPeople: at least ${LEAST_PEOPLE} people are needed`, this);
    const { stage, accountId, stateBucketName, storageNamespace } = args;
    const child = { parent: this };
    const roles = roleNames(stage);
    const at: DeployedStage = {
      stage,
      accountId,
      stateBucketName,
      storageNamespace,
      custodianRoleName: roles.custodian,
      siteDeployRoleName: roles.siteDeploy,
    };
    const role = roleMaker(name, accountId, child);
    const guarded = (statements: readonly Statement[]) => [
      ...statements,
      ...regionGuards(args.regions, statements),
    ];
    const ofOperators = new OperatorBoundary(
      `${name}-boundary`,
      {
        policyName: operatorBoundaryName(stage),
        bounds: "the break-glass role",
        statements: [
          ...breakGlassRights(at),
          regionGuard(args.regions, roleArn(accountId, roles.breakGlass)),
        ],
      },
      child,
    );
    const ofCustodian = new OperatorBoundary(
      `${name}-custodian-boundary`,
      {
        policyName: custodianBoundaryName(stage),
        bounds: "the custodian",
        statements: guarded(custodianBoundary(at)),
      },
      child,
    );
    const ofDeploys = new OperatorBoundary(
      `${name}-deploy-boundary`,
      {
        policyName: deployBoundaryName(stage),
        bounds: "the deploy role",
        statements: guarded([...deployRights(at), ...appBoundary(at)]),
      },
      child,
    );
    const ofSiteDeploys = new OperatorBoundary(
      `${name}-site-deploy-boundary`,
      {
        policyName: siteDeployBoundaryName(stage),
        bounds: "the role that deploys the web service",
        statements: guarded(siteBoundary(at)),
      },
      child,
    );
    const ofPreviews = new OperatorBoundary(
      `${name}-preview-boundary`,
      {
        policyName: previewBoundaryName(stage),
        bounds: "the preview role",
        statements: guarded(previewBoundary(at)),
      },
      child,
    );
    const github = new GithubProvider(`${name}-github`, child);

    role("break-glass", {
      roleName: roles.breakGlass,
      description: "Deletes archived objects that no lock holds any more, for a lawful case",
      trust: peopleWithMfa(args.breakGlassPeople),
      statements: breakGlassRights(at),
      boundaryName: operatorBoundaryName(stage),
      after: [ofOperators],
    });
    const deploy = role("deploy", {
      roleName: roles.deploy,
      description: "Deploys the stage from its one workflow",
      trust: githubTrust(accountId, args.deployWorkflow),
      statements: deployRights(at),
      boundaryName: deployBoundaryName(stage),
      after: [ofDeploys, github],
    });
    new DeployPolicies(
      `${name}-deploy-policies`,
      { roleName: roles.deploy, accountId, policies: appPolicies(at) },
      { ...child, dependsOn: [deploy] },
    );
    const theDeploys: TrustStatement = {
      Sid: "TheDeploys",
      Principal: { AWS: roleArn(accountId, roles.deploy) },
      Action: "sts:AssumeRole",
    };
    const custodian = role("custodian", {
      roleName: roles.custodian,
      description: "Deploys base stacks, and alone changes settings of vaults and policies of keys",
      trust: theDeploys,
      statements: custodianRights(at),
      boundaryName: custodianBoundaryName(stage),
      after: [ofCustodian, deploy],
    });
    new DeployPolicies(
      `${name}-custodian-policies`,
      { roleName: roles.custodian, accountId, policies: basePolicies(at) },
      { ...child, dependsOn: [custodian] },
    );
    const siteDeploy = role("site-deploy", {
      roleName: roles.siteDeploy,
      description: "Deploys the web service's app stack, and has nothing of the archive",
      trust: theDeploys,
      statements: siteDeployRights(at),
      boundaryName: siteDeployBoundaryName(stage),
      after: [ofSiteDeploys, deploy],
    });
    new DeployPolicies(
      `${name}-site-deploy-policies`,
      { roleName: roles.siteDeploy, accountId, policies: sitePolicies(at) },
      { ...child, dependsOn: [siteDeploy] },
    );
    role("preview", {
      roleName: roles.preview,
      description: "Shows pull requests what they would change, and changes nothing",
      trust: githubTrust(accountId, args.previewWorkflow),
      statements: previewRights(at),
      boundaryName: previewBoundaryName(stage),
      after: [ofPreviews, github],
    });
    this.registerOutputs({});
  }
}

interface RoleToMake extends Omit<OperatorRoleArgs, "boundaryArn"> {
  readonly boundaryName: string;
  readonly after: readonly pulumi.Resource[];
}

/** Makes roles with a boundary by its name: what an approved one is, has to be known in a preview. */
const roleMaker =
  (name: string, accountId: string, child: pulumi.ComponentResourceOptions) =>
  (short: string, { boundaryName, after, ...args }: RoleToMake): OperatorRole =>
    new OperatorRole(
      `${name}-${short}`,
      { ...args, boundaryArn: policyArn(accountId, boundaryName) },
      { ...child, dependsOn: [...after] },
    );

/** Seconds for which AWS takes a second factor to be fresh. */
const MFA_SECONDS = "3600";

function peopleWithMfa(people: readonly string[]): TrustStatement {
  return {
    Sid: "NamedPeopleWithASecondFactor",
    Principal: { AWS: people },
    Action: "sts:AssumeRole",
    Condition: {
      Bool: { "aws:MultiFactorAuthPresent": "true" },
      NumericLessThan: { "aws:MultiFactorAuthAge": MFA_SECONDS },
    },
  };
}
