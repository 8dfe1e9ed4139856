import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, holds, inAccount, OTHER_REGION, refusals, type Refusal, type Step } from "./cases";
import {
  allow,
  balancer,
  bucket,
  cluster,
  container,
  document,
  group,
  listener,
  network,
  subnet,
  targets,
  task,
  taskStep,
  vpc,
} from "./things";

const balancers = (
  what: string,
  refused: Properties,
  because: RegExp,
  accepted: Properties = {},
  given: readonly Step[] = network,
): Refusal => ({
  what: `a load balancer ${what}`,
  given,
  type: token.LOAD_BALANCER,
  refused: balancer("balancer", refused).inputs,
  because,
  accepted: balancer("balancer", accepted).inputs,
});

/** A bucket whose policy lets a load balancer's logs in. */
const logged = (name: string, resource: string, service = "delivery.logs.amazonaws.com"): readonly Step[] => [
  bucket(name),
  {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: `${name}-policy`,
    inputs: {
      bucket: name,
      policy: document(
        allow("s3:PutObject", { Principal: { Service: service }, Resource: `arn:aws:s3:::${resource}` }),
      ),
    },
  },
];
const logs = (name: string, prefix?: string): Properties => ({
  accessLogs: { enabled: true, bucket: name, prefix },
});
const logging = (what: string, name: string, before: readonly Step[], prefix?: string): Refusal =>
  balancers(
    `that logs to a bucket ${what}`,
    logs(name, prefix),
    /Access Denied for bucket/,
    logs("archive-logs", "nlb"),
    [...network, ...logged("archive-logs", "archive-logs/nlb/AWSLogs/*"), ...before],
  );

/** A property, what it cannot be and what it can. */
const VALUES: readonly (readonly [string, unknown, unknown])[] = [
  ["ipAddressType", "ipv6", "dualstack"],
  ["clientKeepAlive", 59, 60],
  ["desyncMitigationMode", "off", "strictest"],
  ["xffHeaderProcessingMode", "drop", "remove"],
  ["dnsRecordClientRoutingPolicy", "any", "availability_zone_affinity"],
  ["enforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "no", "off"],
];

const application: Properties = { loadBalancerType: "application" };

describe("the simulated AWS: load balancers", () => {
  const wide: readonly Step[] = [...network, subnet("second", 2, "b"), subnet("beside", 3)];
  const elsewhere: readonly Step[] = [...network, vpc("other"), group("stranger", "other")];
  refusals([
    ...["-nlb", "nlb-", "internal-nlb", "n_lb", "n".repeat(33)].map((name) =>
      balancers(`named ${name}`, { name }, /not a valid name/, { name: "n".repeat(32) }),
    ),
    ...VALUES.map(([property, wrong, right]) =>
      balancers(
        `with the ${property} ${String(wrong)}`,
        { [property]: wrong },
        new RegExp(`expected ${property}`),
        { [property]: right },
      ),
    ),
    balancers("with a name that the region has", { name: "first" }, /DuplicateLoadBalancerName/, {}, [
      ...network,
      balancer("first"),
    ]),
    balancers("without subnets", { subnets: [] }, /exactly one of subnets/),
    balancers("in a subnet that does not exist", { subnets: ["subnet-0"] }, /subnet-0 does not exist/),
    balancers("open to a network without a gateway", { internal: false }, /no internet gateway/, {
      internal: true,
    }),
    balancers("of a kind that does not exist", { loadBalancerType: "classic" }, /loadBalancerType/),
    balancers("that is idle for two hours", { ...application, idleTimeout: 7200 }, /idleTimeout/, {
      idleTimeout: 4000,
    }),
    {
      ...balancers("with two subnets of a zone", {}, /multiple subnets in the same Availability Zone/),
      given: wide,
      refused: (made) => ({ subnets: [made("subnet").id, made("beside").id], internal: true }),
      accepted: (made) => ({ subnets: [made("subnet").id, made("second").id], internal: true }),
    },
    {
      ...balancers("for applications in one zone", {}, /two different Availability Zones/),
      given: wide,
      refused: (made) => ({ subnets: [made("subnet").id], internal: true }),
      accepted: (made) => ({ subnets: [made("subnet").id, made("second").id], internal: true }),
    },
    {
      ...balancers("for applications that logs as a network's does", {}, /Access Denied for bucket/),
      given: [
        ...wide,
        ...logged("archive-nlb", "archive-nlb/*"),
        ...logged("archive-alb", "archive-alb/*", "logdelivery.elasticloadbalancing.amazonaws.com"),
      ],
      refused: (made) => ({
        subnets: [made("subnet").id, made("second").id],
        internal: true,
        ...logs("archive-nlb"),
      }),
      accepted: (made) => ({
        subnets: [made("subnet").id, made("second").id],
        internal: true,
        ...logs("archive-alb"),
      }),
    },
    {
      ...balancers("with subnets of two networks", {}, /must belong to the same VPC/),
      given: [...elsewhere, subnet("afar", 4, "b", "other")],
      refused: (made) => ({
        loadBalancerType: "network",
        subnets: [made("subnet").id, made("afar").id],
        internal: true,
      }),
      accepted: (made) => ({ loadBalancerType: "network", subnets: [made("subnet").id], internal: true }),
    },
    {
      ...balancers("with a group of another network", {}, /security groups are invalid/),
      given: elsewhere,
      refused: (made) => ({
        subnets: [made("subnet").id],
        loadBalancerType: "network",
        internal: true,
        securityGroups: [made("stranger").id],
      }),
      accepted: (made) => ({
        subnets: [made("subnet").id],
        loadBalancerType: "network",
        internal: true,
        securityGroups: [made("group").id],
      }),
    },
    logging("that does not exist", "archive-missing", []),
    logging("without a policy", "archive-shut", [bucket("archive-shut")]),
    logging("of another region", "archive-far", [bucket("archive-far", {}, OTHER_REGION)]),
    logging("that lets another service in", "archive-other", [
      ...logged("archive-other", "archive-other/*", "logging.s3.amazonaws.com"),
    ]),
    logging("under a prefix that its policy does not name", "archive-logs", [], "elsewhere"),
  ]);

  holds([
    {
      what: "a load balancer that a VPC link leads to",
      given: [
        ...network,
        balancer(),
        {
          type: token.VPC_LINK,
          name: "link",
          inputs: (made) => ({ name: "link", targetArn: made("balancer").id }),
        },
      ],
      held: "balancer",
      because: /ResourceInUse: Load balancer cannot be deleted/,
      until: ["link"],
    },
    {
      what: "a subnet in which a load balancer is",
      given: [...network, balancer()],
      held: "subnet",
      because: /DependencyViolation/,
      until: ["balancer"],
    },
    {
      what: "a target group that a listener forwards to",
      given: [...network, balancer(), targets(), listener()],
      held: "targets",
      because: /ResourceInUse: Target group is currently in use/,
      until: ["listener"],
    },
  ]);

  it(
    "has the real ARN and names, and is deleted with its listeners once its protection is off",
    inAccount(async (account) => {
      await account.makeAll([...network, targets()]);
      const made = await account.make(balancer("api-nlb", { enableDeletionProtection: true }));
      await account.make(listener("listener", {}, "api-nlb"));
      const { outputs } = made;
      assert.match(
        made.id,
        new RegExp(`^arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/net/`),
      );
      assert.match(String(outputs["arnSuffix"]), /^net\/api-nlb\/[0-9a-f]{16}$/);
      assert.match(String(outputs["dnsName"]), /^api-nlb-[0-9a-f]{16}\.elb\.eu-west-1\.amazonaws\.com$/);
      assert.deepEqual([outputs["vpcId"], outputs["zoneId"]], [account.made("vpc").id, "Z2IFOLAFXWLO4F"]);
      await assert.rejects(account.remove("api-nlb"), /OperationNotPermitted: Load balancer/);
      await account.change("api-nlb", { enableDeletionProtection: false });
      await account.remove("api-nlb");
      assert.deepEqual(account.provider.cloud.all(token.LISTENER), []);
      await account.remove("targets");
    }),
  );

  it(
    "keeps a network load balancer without groups as it was made, and replaces for another place",
    inAccount(async (account) => {
      await account.makeAll([...wide, balancer()]);
      const [first, second] = [account.made("subnet").id, account.made("second").id];
      const securityGroups = [account.made("group").id];
      await assert.rejects(account.change("balancer", { securityGroups }), /without any/);
      await assert.rejects(account.change("balancer", { subnets: [second] }), /cannot be removed/);
      await account.change("balancer", { subnets: [first, second] });
      const moved = await account.provider.difference(account.made("balancer"), {
        ...account.made("balancer").inputs,
        internal: false,
        enableCrossZoneLoadBalancing: true,
      });
      assert.deepEqual(moved.replacesList, ["internal"]);
    }),
  );

  it(
    "lets the region's own account write the logs of an application load balancer",
    inAccount(async (account) => {
      const owner = {
        Principal: { AWS: "arn:aws:iam::156460612806:root" },
        Resource: "arn:aws:s3:::archive-alb/*",
      };
      await account.makeAll([...wide, bucket("archive-alb")]);
      await account.make({
        type: "aws:s3/bucketPolicy:BucketPolicy",
        name: "policy",
        inputs: { bucket: "archive-alb", policy: document(allow("s3:PutObject", owner)) },
      });
      const subnets = ["subnet", "second"].map((name) => account.made(name).id);
      const web = await account.make(balancer("web", { ...application, subnets, ...logs("archive-alb") }));
      assert.match(String(web.outputs["dnsName"]), /^internal-web-\d+\.eu-west-1\.elb\.amazonaws\.com$/);
    }),
  );

  it(
    "lets a service of ECS register with a target group only when a listener forwards to it",
    inAccount(async (account) => {
      const inputs = task([container({ portMappings: [{ containerPort: 9000 }] })]);
      await account.makeAll([...network, ...cluster(), taskStep("task", inputs), balancer(), targets()]);
      const service: Step = {
        type: token.SERVICE,
        name: "service",
        inputs: (made) => ({
          name: "app",
          cluster: "cluster",
          taskDefinition: made("task").outputs["arn"],
          launchType: "FARGATE",
          networkConfiguration: { subnets: [made("subnet").id] },
          loadBalancers: [{ targetGroupArn: made("targets").id, containerName: "app", containerPort: 9000 }],
        }),
      };
      await assert.rejects(account.make(service), /does not have an associated load balancer/);
      await account.make(listener());
      await account.make(service);
    }),
  );
});
