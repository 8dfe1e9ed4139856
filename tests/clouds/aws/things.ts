import * as token from "../../../rehearsal/clouds/aws/tokens";
import { listAt, textAt } from "../../../rehearsal/clouds/aws/values";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, type Step } from "./cases";

/** Things that many cases need, made as simply as AWS allows. */
export const allow = (action: string | readonly string[], more: Properties = {}): Properties => ({
  Effect: "Allow",
  Action: action,
  ...more,
});

export const document = (...statements: readonly Properties[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const trust = (service: string): string =>
  document(allow("sts:AssumeRole", { Principal: { Service: service } }));

export const rights = (resource = "*"): string => document(allow("s3:GetObject", { Resource: resource }));

export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

export const role = (name: string, service = "ecs-tasks.amazonaws.com", more: Properties = {}): Step => ({
  type: token.ROLE,
  name,
  inputs: { name, assumeRolePolicy: trust(service), ...more },
});

export const bucket = (name: string, more: Properties = {}, region?: string): Step => ({
  type: token.BUCKET,
  name,
  inputs: { bucket: name, ...more },
  ...(region === undefined ? {} : { region }),
});

export const versioning = (of: string, status = "Enabled", region?: string): Step => ({
  type: token.BUCKET_VERSIONING,
  name: `${of}-versioning`,
  inputs: { bucket: of, versioningConfiguration: { status } },
  ...(region === undefined ? {} : { region }),
});

export const lock = (of: string, defaultRetention: Properties = { mode: "COMPLIANCE", days: 1 }): Step => ({
  type: token.BUCKET_LOCK,
  name: `${of}-lock`,
  inputs: { bucket: of, rule: { defaultRetention } },
});

export const key = (name: string, more: Properties = {}, region?: string): Step => ({
  type: token.KEY,
  name,
  inputs: { description: name, ...more },
  ...(region === undefined ? {} : { region }),
});

export const queue = (name: string, more: Properties = {}): Step => ({
  type: token.QUEUE,
  name,
  inputs: { name, ...more },
});

export const queueArn = (name: string, region = "eu-west-1"): string =>
  `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;
export const queueUrl = (name: string): string => `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/${name}`;

export const topic = (name: string, more: Properties = {}): Step => ({
  type: token.TOPIC,
  name,
  inputs: { name, ...more },
});

export const topicArn = (name: string): string => `arn:aws:sns:eu-west-1:${ACCOUNT}:${name}`;

/** A function's inputs; the role `lambda` must be there. */
export const code = (more: Properties = {}): Properties => ({
  role: roleArn("lambda"),
  runtime: "nodejs24.x",
  handler: "index.handler",
  code: { assets: { "index.js": { text: "exports.handler = async () => {};" } } },
  ...more,
});

/** A function and its role. */
export const lambdaFunction = (name: string, more: Properties = {}): readonly Step[] => [
  role("lambda", "lambda.amazonaws.com"),
  { type: token.FUNCTION, name, inputs: code({ name, ...more }) },
];

export const logGroup = (name: string): Step => ({ type: token.LOG_GROUP, name, inputs: { name } });

export const vpc = (name = "vpc", more: Properties = {}): Step => ({
  type: token.VPC,
  name,
  inputs: { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, ...more },
});

export const subnet = (name: string, third: number, zone = "a", of = "vpc"): Step => ({
  type: token.SUBNET,
  name,
  inputs: (made) => ({
    vpcId: made(of).id,
    cidrBlock: `10.0.${third}.0/24`,
    availabilityZone: `eu-west-1${zone}`,
  }),
});

export const group = (name: string, of = "vpc", more: Properties = {}): Step => ({
  type: token.SECURITY_GROUP,
  name,
  inputs: (made) => ({ name, vpcId: made(of).id, ...more }),
});

/** A network with one subnet and one group. */
export const network: readonly Step[] = [vpc(), subnet("subnet", 1), group("group")];

export const cluster = (name = "cluster", capacityProviders: readonly string[] = []): readonly Step[] => [
  { type: token.CLUSTER, name, inputs: { name } },
  ...(capacityProviders.length === 0
    ? []
    : [
        {
          type: token.CAPACITY_PROVIDERS,
          name: `${name}-capacity`,
          inputs: { clusterName: name, capacityProviders },
        },
      ]),
];

/** A container's definition with everything that ECS asks for. */
export const container = (more: Properties = {}): Properties => ({
  name: "app",
  image: "registry/app:1",
  ...more,
});

/** A task definition for Fargate. */
export const task = (
  containers: readonly Properties[] = [container()],
  more: Properties = {},
): Properties => ({
  family: "app",
  containerDefinitions: JSON.stringify(containers),
  cpu: "256",
  memory: "512",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  ...more,
});

export const taskStep = (name = "task", inputs = task()): Step => ({
  type: token.TASK_DEFINITION,
  name,
  inputs,
});

/** A network load balancer inside the network. */
export const balancer = (name = "balancer", more: Properties = {}): Step => ({
  type: token.LOAD_BALANCER,
  name,
  inputs: (made) => ({
    name,
    internal: true,
    loadBalancerType: "network",
    subnets: [made("subnet").id],
    ...more,
  }),
});

/** What a listener forwards to. */
export const targets = (name = "targets", more: Properties = {}, of = "vpc"): Step => ({
  type: token.TARGET_GROUP,
  name,
  inputs: (made) => ({ name, port: 9000, protocol: "TCP", targetType: "ip", vpcId: made(of).id, ...more }),
});

export const listener = (
  name = "listener",
  more: Properties = {},
  of = "balancer",
  to = "targets",
): Step => ({
  type: token.LISTENER,
  name,
  inputs: (made) => ({
    loadBalancerArn: made(of).id,
    port: 65_535,
    protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: made(to).id }],
    ...more,
  }),
});

const regional = (region?: string): Pick<Step, "region"> => (region === undefined ? {} : { region });

/** A certificate that is asked for, and to be proven by a record. */
export const requested = (name: string, domainName: string, region?: string): Step => ({
  type: token.CERTIFICATE,
  name,
  inputs: { domainName, validationMethod: "DNS" },
  ...regional(region),
});

/** The record that proves a certificate of one name. */
export const proof = (of: string): Step => ({
  type: token.DNS_RECORD,
  name: `${of}-record`,
  inputs: (made) => {
    const [wanted] = listAt(made(of).outputs, "domainValidationOptions[]");
    return {
      zoneId: "Z1D633PJN98FT9",
      name: textAt(wanted, "resourceRecordName"),
      type: "CNAME",
      ttl: 300,
      records: [textAt(wanted, "resourceRecordValue")],
    };
  },
});

export const validated = (certificate: string, region?: string): Step => ({
  type: token.CERTIFICATE_VALIDATION,
  name: `${certificate}-validation`,
  inputs: (made) => ({ certificateArn: made(certificate).id }),
  ...regional(region),
});

/** A certificate that is issued for one name. */
export const certificate = (name: string, domainName: string, region?: string): readonly Step[] => [
  requested(name, domainName, region),
  proof(name),
  validated(name, region),
];

export const pool = (name = "pool", more: Properties = {}): Step => ({
  type: token.USER_POOL,
  name,
  inputs: { name, ...more },
});
