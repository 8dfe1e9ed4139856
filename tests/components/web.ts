import { BucketPolicy } from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { DnsCertificate } from "../../components/certificates/dns-certificate";
import { policyDocument } from "../../components/identity/policy";
import { cloudFrontLists } from "../../components/load-balancer/callers";
import { WebLoadBalancer, type WebLoadBalancerArgs } from "../../components/load-balancer/web-load-balancer";
import { HttpService } from "../../components/services/http-service";
import type { HttpServiceArgs } from "../../components/services/http-service-args";
import { HttpServiceGroup } from "../../components/services/http-service-group";
import type { Graph } from "../graph/graph";
import { around, ZONE_ID } from "./api";
import { functionPlace } from "./function-place";
import { ACCOUNT, image, REGION, runComponent, type Ground } from "./ground";
import { servicePlace } from "./service";

/** An application load balancer inside, whose log bucket admits its logs. */
export function webLoadBalancer(
  { vpcId, subnetIds, logBucket }: Ground,
  opts: pulumi.ComponentResourceOptions,
  others: Partial<WebLoadBalancerArgs> = {},
): WebLoadBalancer {
  const child = around(opts);
  const admission = new BucketPolicy(
    "admission",
    {
      bucket: logBucket,
      policy: policyDocument([
        {
          Sid: "LoadBalancersLog",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: ["s3:PutObject"],
          Resource: `arn:aws:s3:::${logBucket}/*`,
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        },
      ]),
    },
    child,
  );
  const { arn: certificateArn } = new DnsCertificate(
    "certificate",
    { domainNames: { web: "images.example.org" }, zoneId: ZONE_ID },
    child,
  );
  return new WebLoadBalancer(
    "door",
    {
      loadBalancerName: "web-pro",
      vpcId,
      subnetIds,
      certificateArn,
      accessLogs: { bucketName: admission.bucket, prefix: "web" },
      reached: { from: "inside", callers: { cdn: { prefixListId: cloudFrontLists["eu-west-1"] } } },
      ...others,
    },
    opts,
  );
}

/** A canary as pro has it. */
export const canary = { percent: 5, minutes: 10, bakeMinutes: 10 };

export const PROGRAM: HttpServiceArgs["program"] = {
  image: image("images"),
  user: "10001:10001",
  port: 8000,
  environment: { DJANGO_ALLOWED_HOSTS: "images.example.org" },
  liveCheck: ["curl", "-fsS", "http://127.0.0.1:8000/healthz/live"],
};

export const migrationsOn = ({ keyArn, alarmTopicArn, boundaryArn }: Ground) => ({
  command: ["python", "manage.py", "migrate", "--noinput"],
  environment: { DB_USER: "migrator" },
  statements: [
    {
      Sid: "SignInToTheDatabase",
      Effect: "Allow" as const,
      Action: ["rds-db:connect"],
      Resource: `arn:aws:rds-db:${REGION}:${ACCOUNT}:dbuser:cluster-1/migrator`,
    },
  ],
  functionPlace: functionPlace({ keyArn, boundaryArn, alarmTopicArn }),
});

export interface WebOptions {
  readonly preview?: boolean;
  readonly migrates?: boolean;
  /** Pages that a canary is tried with. */
  readonly tried?: readonly string[];
}

/** A service of one program behind its load balancer. */
export const makeHttpService = (
  others: Partial<HttpServiceArgs> = {},
  { preview = false, migrates = false, tried }: WebOptions = {},
): Promise<Graph> =>
  runComponent((ground, opts) => {
    const { vpcId, alarmTopicArn } = ground;
    const door = webLoadBalancer(ground, opts);
    const { groupId } = new HttpServiceGroup(
      "images",
      { vpcId, balancerGroupId: door.securityGroupId, port: 8000 },
      opts,
    );
    const service = new HttpService(
      "images",
      {
        serviceName: "images-pro",
        place: servicePlace(ground),
        alarmTopicArn,
        program: PROGRAM,
        size: { cpu: 512, memoryMiB: 1024 },
        hostNames: ["images.example.org"],
        entrance: {
          arnSuffix: door.arnSuffix,
          httpsListenerArn: door.httpsListenerArn,
          testListenerArn: door.testListenerArn,
          priority: 10,
        },
        tasks: { min: 3, max: 12, requestsPerMinute: 600 },
        spot: true,
        rollout: "rolling",
        statements: [
          {
            Sid: "ReadMedia",
            Effect: "Allow",
            Action: ["s3:GetObject"],
            Resource: "arn:aws:s3:::media/*",
          },
        ],
        securityGroupIds: [groupId],
        ...(migrates ? { migrations: migrationsOn(ground) } : {}),
        ...(tried && {
          smokeTest: {
            pages: tried,
            door: { dnsName: door.dnsName, securityGroupId: door.securityGroupId, port: 8443 },
            functionPlace: migrationsOn(ground).functionPlace,
          },
        }),
        ...others,
      },
      opts,
    );
    return {
      ...ground,
      serviceName: service.serviceName,
      balancerGroupId: door.securityGroupId,
      balancerName: door.dnsName,
      balancerSuffix: door.arnSuffix,
      httpsListenerArn: door.httpsListenerArn,
      testListenerArn: door.testListenerArn,
      taskGroupId: groupId,
      groups: service.groupArnSuffixes,
    };
  }, preview);
