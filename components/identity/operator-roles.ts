import * as pulumi from "@pulumi/pulumi";
import { githubTrust, GithubProvider, type GithubWorkflow } from "../delivery/github-trust";
import { operatorBoundaryName, policyArn, roleArn, roleNames } from "../names/names";
import { OperatorBoundary } from "./operator-boundary";
import { breakGlassRights, custodianRights, deployRights, type OperatedStage } from "./operator-rights";
import { OperatorRole, type TrustStatement } from "./operator-role";
import type { Statement } from "./policy";

export interface OperatorRolesArgs {
  readonly stage: string;
  readonly accountId: string;
  readonly stateBucketName: string;
  /** ARNs of the users, two at least, who sign in with MFA and may break the glass; in an account that is for people. */
  readonly breakGlassPeople: readonly string[];
  /** The only workflow that deploys the stage: the one that has the policy pack always on. */
  readonly deployWorkflow: GithubWorkflow;
}

/** Nobody breaks the glass alone, and one person may be away. */
const LEAST_PEOPLE = 2;

/**
 * The three roles that can change what lasts: break-glass deletes what no lock holds any more, the custodian changes
 * vaults' settings and keys' policies, and the deploys become the custodian.
 */
export class OperatorRoles extends pulumi.ComponentResource {
  constructor(name: string, args: OperatorRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:identity:OperatorRoles", name, {}, opts);
    if (new Set(args.breakGlassPeople).size < LEAST_PEOPLE)
      throw new pulumi.ResourceError(`breakGlassPeople: at least ${LEAST_PEOPLE} people are needed`, this);
    const { stage, accountId, stateBucketName } = args;
    const child = { parent: this };
    const roles = roleNames(stage);
    const at: OperatedStage = { stage, accountId, stateBucketName, custodianRoleName: roles.custodian };
    const boundaryName = operatorBoundaryName(stage);
    const boundary = new OperatorBoundary(
      `${name}-boundary`,
      {
        policyName: boundaryName,
        statements: [...breakGlassRights(at), ...custodianRights(at), ...deployRights(at)],
      },
      child,
    );
    const role = (
      short: string,
      roleName: string,
      description: string,
      trust: TrustStatement,
      statements: readonly Statement[],
      after: pulumi.Resource,
    ) =>
      new OperatorRole(
        `${name}-${short}`,
        {
          roleName,
          description,
          trust,
          statements,
          // By its name: what an approved boundary is, has to be known in a preview.
          boundaryArn: policyArn(accountId, boundaryName),
        },
        { ...child, dependsOn: [boundary, after] },
      );

    role(
      "break-glass",
      roles.breakGlass,
      "Deletes archived objects that no lock holds any more, for a lawful case",
      peopleWithMfa(args.breakGlassPeople),
      breakGlassRights(at),
      boundary,
    );
    const deploy = role(
      "deploy",
      roles.deploy,
      "Deploys the stage from its one workflow",
      githubTrust(accountId, args.deployWorkflow),
      deployRights(at),
      new GithubProvider(`${name}-github`, child),
    );
    role(
      "custodian",
      roles.custodian,
      "Changes settings of vaults and policies of keys, when base stacks are deployed",
      {
        Sid: "TheDeploys",
        Principal: { AWS: roleArn(accountId, roles.deploy) },
        Action: "sts:AssumeRole",
      },
      custodianRights(at),
      deploy,
    );
    this.registerOutputs({});
  }
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
