import * as pulumi from "@pulumi/pulumi";
import { githubTrust, GithubProvider, type GithubWorkflow } from "../delivery/github-trust";
import {
  deployers,
  type Deployer,
  operatorBoundaryName,
  ownBoundaryName,
  policyArn,
  roleArn,
  roleNames,
} from "../names/names";
import { deployerRole } from "./deployers/deployer-role";
import { deployerTables } from "./deployers/deployers";
import type { ImagesSource } from "./images-rights";
import { imagesRole } from "./images-role";
import { OperatorBoundary } from "./operator-boundary";
import { breakGlassRights } from "./operator-rights";
import { OperatorRole, type TrustStatement } from "./operator-role";
import { previewBoundary, previewRights } from "./preview-policies";
import { regionGuard, regionGuards } from "./region-guard";

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
  /** The only workflow that pushes DataVault's images into the stage. */
  readonly imagesWorkflow: GithubWorkflow;
  /** The stage whose images it copies; without it they are built. */
  readonly imagesCopiedFrom?: ImagesSource | undefined;
  /** What the names of the storage service's app stack begin with, `storage-staging`. */
  readonly storageNamespace: string;
  /** The stage's AWS regions: outside them none but break-glass may do anything, but for CloudFront (region-guard.ts). */
  readonly regions: readonly string[];
}

/** Nobody breaks the glass alone, and one person may be away. */
const LEAST_PEOPLE = 2;

/**
 * The roles that people and workflows take: break-glass deletes what no lock holds any more; the deploys, from their one
 * workflow, become whoever deploys a stack; previews change nothing.
 */
export class OperatorRoles extends pulumi.ComponentResource {
  constructor(name: string, args: OperatorRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:identity:OperatorRoles", name, {}, opts);
    if (new Set(args.breakGlassPeople).size < LEAST_PEOPLE)
      throw new pulumi.ResourceError(`breakGlassPeople: at least ${LEAST_PEOPLE} people are needed`, this);
    const child = { parent: this };
    const github = new GithubProvider(`${name}-github`, child);
    breakGlass(name, args, child);
    deploysOf(name, args, github, child);
    preview(name, args, github, child);
    const { stage, accountId, regions, imagesWorkflow: workflow, imagesCopiedFrom: copiedFrom } = args;
    imagesRole(name, { stage, accountId, regions, workflow, copiedFrom }, github, child);
    this.registerOutputs({});
  }
}

function breakGlass(name: string, args: OperatorRolesArgs, child: pulumi.ComponentResourceOptions): void {
  const { stage, accountId } = args;
  const roleName = roleNames(stage).breakGlass;
  const boundaryName = operatorBoundaryName(stage);
  const statements = breakGlassRights(args);
  const boundary = new OperatorBoundary(
    `${name}-boundary`,
    {
      policyName: boundaryName,
      bounds: "the break-glass role",
      statements: [...statements, regionGuard(args.regions, roleArn(accountId, roleName))],
    },
    child,
  );
  new OperatorRole(
    `${name}-break-glass`,
    {
      roleName,
      description: "Deletes archived objects that no lock holds any more, for a lawful case",
      trust: peopleWithMfa(args.breakGlassPeople),
      statements,
      boundaryArn: policyArn(accountId, boundaryName),
    },
    { ...child, dependsOn: [boundary] },
  );
}

/** The workflow takes the role `deploy`, which becomes the others. */
function deploysOf(
  name: string,
  args: OperatorRolesArgs,
  github: pulumi.Resource,
  child: pulumi.ComponentResourceOptions,
): void {
  const make = (short: Deployer, trust: TrustStatement, after: pulumi.Resource) =>
    deployerRole(
      name,
      { tables: deployerTables[short], at: args, regions: args.regions, trust, after },
      child,
    );
  const deploy = make("deploy", githubTrust(args.accountId, args.deployWorkflow), github);
  const theDeploys: TrustStatement = {
    Sid: "TheDeploys",
    Principal: { AWS: roleArn(args.accountId, roleNames(args.stage).deploy) },
    Action: "sts:AssumeRole",
  };
  for (const short of deployers) if (short !== "deploy") make(short, theDeploys, deploy);
}

function preview(
  name: string,
  args: OperatorRolesArgs,
  github: pulumi.Resource,
  child: pulumi.ComponentResourceOptions,
): void {
  const roleName = roleNames(args.stage).preview;
  const policyName = ownBoundaryName(roleName);
  const allowed = previewBoundary(args);
  const boundary = new OperatorBoundary(
    `${name}-preview-boundary`,
    {
      policyName,
      bounds: "the preview role",
      statements: [...allowed, ...regionGuards(args.regions, allowed)],
    },
    child,
  );
  new OperatorRole(
    `${name}-preview`,
    {
      roleName,
      description: "Shows pull requests what they would change, and changes nothing",
      trust: githubTrust(args.accountId, args.previewWorkflow),
      statements: previewRights(args),
      boundaryArn: policyArn(args.accountId, policyName),
    },
    { ...child, dependsOn: [boundary, github] },
  );
}

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
