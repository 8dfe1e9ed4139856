import { BucketPolicy } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { ApiDomain } from "../../components/api/api-domain";
import { GatewayLogRole } from "../../components/api/gateway-log-role";
import { PublicRestApi, type PublicRestApiArgs } from "../../components/api/rest-api";
import { DnsCertificate } from "../../components/certificates/dns-certificate";
import { policyDocument } from "../../components/identity/policy";
import { ApiListener } from "../../components/load-balancer/api-listener";
import { ApiLoadBalancer, type ApiLoadBalancerArgs } from "../../components/load-balancer/api-load-balancer";
import { ClientPool, type ClientPoolArgs } from "../../components/sign-in/client-pool";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, runComponent, type Ground } from "./ground";

/** What holds all that is made beside the component of a test. */
export const around = (opts: pulumi.ComponentResourceOptions): pulumi.CustomResourceOptions => ({
  parent: new pulumi.ComponentResource("tests:api:Around", "around", {}, opts),
});

/** The public zone of example.org; zones are made by hand. */
export const ZONE_ID = "Z0123456789ABCDEFGHI";

/** The account's role for API Gateway's logs. */
export function gatewayLogRole({ boundaryArn }: Ground, child: pulumi.CustomResourceOptions) {
  return new GatewayLogRole(
    "gateway-log",
    { roleName: "gateway-log", accountId: ACCOUNT, region: REGION, boundaryArn },
    child,
  );
}

/** A load balancer whose log bucket admits its logs. */
export function apiLoadBalancer(
  { vpcId, subnetIds, logBucket }: Ground,
  child: pulumi.CustomResourceOptions,
  others: Partial<ApiLoadBalancerArgs> = {},
) {
  const admission = new BucketPolicy(
    "admission",
    {
      bucket: logBucket,
      policy: policyDocument([
        {
          Sid: "LoadBalancersLog",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: ["s3:PutObject"],
          Resource: `arn:aws:s3:::${logBucket}/*`,
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        },
        {
          Sid: "LoadBalancersLookFirst",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: ["s3:GetBucketAcl"],
          Resource: `arn:aws:s3:::${logBucket}`,
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        },
      ]),
    },
    child,
  );
  return new ApiLoadBalancer(
    "api",
    {
      loadBalancerName: "storage-pro-api-nlb",
      vpcId,
      vpcCidr: "10.20.0.0/16",
      subnetIds,
      accessLogs: { bucketName: admission.bucket, prefix: "api" },
      ...others,
    },
    child,
  );
}

/** A pool with the scopes of the storage API, and no client unless a test has some. */
export const clientPool = (
  { keyArn }: Ground,
  child: pulumi.CustomResourceOptions,
  others: Partial<ClientPoolArgs> = {},
) =>
  new ClientPool(
    "pool",
    {
      poolName: "storage-pro",
      region: REGION,
      domain: { prefix: "strongroom-pro" },
      identifier: "https://api.example.org/storage/v1",
      identifierName: "Storage API V1",
      scopes: { ingests: "Read and write ingests", bags: "Read bags" },
      clients: {},
      secretsKeyArn: keyArn,
      ...others,
    },
    child,
  );

/** A domain for the API, with its certificate. */
export function apiDomain(child: pulumi.CustomResourceOptions) {
  const domainName = "storage.api.example.org";
  const certificate = new DnsCertificate(
    "certificate",
    { domainNames: { api: domainName }, zoneId: ZONE_ID },
    child,
  );
  return new ApiDomain("front", { domainName, certificateArn: certificate.arn, zoneId: ZONE_ID }, child);
}

export interface ApiOptions {
  /** Whether it is called by API Gateway's own address. */
  readonly withoutDomain?: boolean;
  readonly preview?: boolean;
}

/** The storage API as its fact sheet has it, with all that it stands on. */
export function makeApi(others: Partial<PublicRestApiArgs> = {}, options: ApiOptions = {}): Promise<Graph> {
  return runComponent((ground, opts) => {
    const child = around(opts);
    const role = gatewayLogRole(ground, child);
    const balancer = apiLoadBalancer(ground, child);
    const { identifier, arn: userPoolArn } = clientPool(ground, child);
    const paths = (["bags", "ingests"] as const).map((path) => {
      const port = { bags: 65_534, ingests: 65_535 }[path];
      const args = {
        targetGroupName: path,
        vpcId: ground.vpcId,
        loadBalancerArn: balancer.arn,
        port,
        healthPath: undefined,
      };
      new ApiListener(path, args, child);
      return { path, port, stageVariable: `${path}_port`, scope: pulumi.interpolate`${identifier}/${path}` };
    });
    const domain = options.withoutDomain
      ? undefined
      : { name: apiDomain(child).domainName, basePath: "storage" };
    const api = new PublicRestApi(
      "api",
      {
        apiName: "Storage API (storage-pro)",
        stageName: "v1",
        paths,
        host: "api.example.org",
        loadBalancerArn: balancer.arn,
        vpcLinkName: "storage-pro-api_vpc_link",
        userPoolArn,
        domain,
        throttling: { requestsPerSecond: 50, burst: 100 },
        firewall: { webAclName: "storage-pro-api", requestsPerFiveMinutes: 2000 },
        alarms: { prefix: "storage-api-storage-pro", topicArn: ground.alarmTopicArn },
        accessLogGroupName: "storage-pro-api-access",
        logsKeyArn: ground.keyArn,
        logDays: 365,
        ...others,
      },
      { ...opts, dependsOn: [role] },
    );
    return {
      url: api.url,
      userPoolArn,
      loadBalancerArn: balancer.arn,
      keyArn: ground.keyArn,
      alarmTopicArn: ground.alarmTopicArn,
    };
  }, options.preview);
}
