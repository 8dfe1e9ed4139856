import * as path from "node:path";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { networkStatements } from "../functions/behind-nat";
import { NodeFunction, type FunctionPlace } from "../functions/node-function";
import { ServiceRole } from "../identity/service-role";
import type { DeploymentHook } from "./rollout";
import type { ServicePlace } from "./service-place";

export interface SmokeTestArgs {
  /** Physical name of the function: at most 64 letters, digits, hyphens and underscores. */
  readonly functionName: string;
  /** Physical name of the role by which ECS calls it. */
  readonly hookRoleName: string;
  readonly place: ServicePlace;
  /** Where the function runs. */
  readonly functionPlace: FunctionPlace;
  /** The load balancer whose test listener leads to a new revision; it must be inside the VPC. */
  readonly door: {
    readonly dnsName: pulumi.Input<string>;
    readonly securityGroupId: pulumi.Input<string>;
    /** Of the test listener. */
    readonly port: number;
  };
  /** Public name of the site, by which the listener knows the service. */
  readonly siteHost: string;
  /** Pages that must come with the status 200. */
  readonly paths: readonly string[];
}

const ENTRY = path.resolve(__dirname, "../../functions/smoke-test/index.ts");

/** What functions/smoke-test needs at most with all its tries, and some to start in. */
const TIMEOUT_SECONDS = 60;

/**
 * Tries a new revision before any visitor meets it: in each deployment ECS calls a function of ours, which asks for pages at
 * the test listener. A page that does not come ends the deployment, and brings the last revision back.
 */
export class SmokeTest extends pulumi.ComponentResource {
  /** For the service; told once ECS may call the function, and the function reaches the listener. */
  readonly hook: DeploymentHook;

  constructor(name: string, args: SmokeTestArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:SmokeTest", name, {}, opts);
    const child = { parent: this };
    const { functionPlace, place, door } = args;
    const group = callingTheDoor(name, args, child);
    const made = new NodeFunction(
      `${name}-ask`,
      {
        functionName: args.functionName,
        description: "Tries a service's new revision before visitors meet it",
        entry: ENTRY,
        memoryMiB: 256,
        timeoutSeconds: TIMEOUT_SECONDS,
        environment: {
          DOOR_HOST: door.dnsName,
          DOOR_PORT: String(door.port),
          SITE_HOST: args.siteHost,
          SITE_PATHS: args.paths.join(" "),
        },
        statements: networkStatements(functionPlace),
        place: functionPlace,
        network: { subnetIds: place.subnetIds, securityGroupIds: [group.groupId] },
      },
      child,
    );
    const role = new ServiceRole(
      `${name}-hook`,
      {
        roleName: args.hookRoleName,
        service: "ecs.amazonaws.com",
        accountId: place.accountId,
        boundaryArn: place.boundaryArn,
        statements: [
          {
            Sid: "CallTheSmokeTest",
            Effect: "Allow",
            Action: ["lambda:InvokeFunction"],
            Resource: made.plainArn,
          },
        ],
      },
      child,
    );
    this.hook = {
      functionArn: made.arn,
      roleArn: role.arn,
      ready: [made, role, ...group.rules],
    };
    this.registerOutputs({});
  }
}

/** A group whose members reach the test listener, and nothing else. */
function callingTheDoor(name: string, { place, door }: SmokeTestArgs, child: pulumi.CustomResourceOptions) {
  const group = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId: place.vpcId, description: "Calls the test listener of the load balancer; nobody calls it" },
    child,
  );
  const port = { ipProtocol: "tcp", fromPort: door.port, toPort: door.port };
  const calls = new vpc.SecurityGroupEgressRule(
    `${name}-calls`,
    {
      securityGroupId: group.id,
      referencedSecurityGroupId: door.securityGroupId,
      description: "Pages of a new revision",
      ...port,
    },
    child,
  );
  const admitted = new vpc.SecurityGroupIngressRule(
    `${name}-admitted`,
    {
      securityGroupId: door.securityGroupId,
      referencedSecurityGroupId: group.id,
      description: "The smoke test of a new revision",
      ...port,
    },
    child,
  );
  return { groupId: group.id, rules: [calls, admitted] };
}
