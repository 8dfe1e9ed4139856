import { createHash } from "node:crypto";
import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { ACCESS_LOG_FORMAT } from "./access-log";
import { apiAlarms, type ApiAlarmsArgs } from "./api-alarms";
import { openApi, type ApiPath } from "./open-api";
import { webFirewall, type WebFirewallArgs } from "./web-firewall";

export interface PublicRestApiArgs {
  /** Physical name, `Storage API (storage-prod)`. */
  readonly apiName: pulumi.Input<string>;
  /** Its one stage, `v1`: part of every caller's URL. */
  readonly stageName: string;
  /** The services behind it; at least one. */
  readonly paths: readonly ApiPath[];
  /** Host that services are asked for; no name that is looked up. */
  readonly host: pulumi.Input<string>;
  /** Network load balancer with a listener for each path's port. */
  readonly loadBalancerArn: pulumi.Input<string>;
  /** Physical name of the link to it. */
  readonly vpcLinkName: pulumi.Input<string>;
  /** Whose tokens are good. */
  readonly userPoolArn: pulumi.Input<string>;
  /** Custom domain that has been made already and the path of it that is this API's; API Gateway's own address is shut then. */
  readonly domain: { readonly name: pulumi.Input<string>; readonly basePath: string } | undefined;
  /** Of all callers together: requests a second, 1 or more, and how many at once. What comes beyond is told 429. */
  readonly throttling: { readonly requestsPerSecond: number; readonly burst: number };
  readonly firewall: WebFirewallArgs;
  readonly alarms: ApiAlarmsArgs;
  /** Physical name of the access log. */
  readonly accessLogGroupName: pulumi.Input<string>;
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that the logs of access and firewall are kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
}

/**
 * What the outside may ask of services in private subnets: one REST API, for bearers of a token of the user pool only.
 * The account's region must have a `GatewayLogRole`: a stage that logs is refused otherwise.
 */
export class PublicRestApi extends pulumi.ComponentResource {
  /** What callers put before `/bags`, no slash at its end. */
  readonly url: pulumi.Output<string>;
  /** The API and its stage, as CloudWatch names them. */
  readonly apiName: pulumi.Output<string>;
  readonly stageName: string;

  constructor(name: string, args: PublicRestApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:api:PublicRestApi", name, {}, opts);
    const fault = faultOf(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const { api, deployment } = deployedApi(name, args, child);
    const stage = openStage(name, args, api, deployment, child);
    const { apiName, stageName, accessLogGroupName, domain, logsKeyArn, logDays } = args;
    webFirewall(name, args.firewall, { resourceArn: stage.arn, logsKeyArn, logDays }, child);
    apiAlarms(name, args.alarms, { apiName, stageName, accessLogGroupName }, child);
    if (domain)
      new apigateway.BasePathMapping(
        `${name}-base-path`,
        // With no stage named, callers name it themselves: /storage/v1/bags.
        { domainName: domain.name, basePath: domain.basePath, restApi: api.id },
        child,
      );
    this.apiName = pulumi.output(args.apiName);
    this.stageName = args.stageName;
    this.url = domain
      ? pulumi.interpolate`https://${domain.name}/${domain.basePath}/${stageName}`
      : stage.invokeUrl;
    this.registerOutputs({ url: this.url });
  }
}

/** What is wrong with the arguments, nothing when they are right. */
function faultOf({ paths, throttling, firewall }: PublicRestApiArgs): string | undefined {
  if (paths.length === 0) return "paths: at least one is needed";
  for (const { path, stageVariable } of paths) {
    if (!/^[a-z0-9-]+$/.test(path))
      return `paths: lower-case letters, digits and hyphens make a path, got ${path}`;
    if (!/^\w+$/.test(stageVariable))
      return `paths ${path}: letters, digits and underscores make a stage variable, got ${stageVariable}`;
  }
  for (const limit of ["requestsPerSecond", "burst"] as const)
    if (throttling[limit] < 1) return `throttling ${limit}: at least 1, got ${throttling[limit]}`;
  if (firewall.requestsPerFiveMinutes < 10)
    return `firewall requestsPerFiveMinutes: at least 10, got ${firewall.requestsPerFiveMinutes}`;
  return undefined;
}

/** The API as its description says, and a deployment of just that description. */
function deployedApi(name: string, args: PublicRestApiArgs, child: pulumi.CustomResourceOptions) {
  const link = new apigateway.VpcLink(
    `${name}-vpc-link`,
    { name: args.vpcLinkName, targetArn: args.loadBalancerArn },
    child,
  );
  const body = pulumi.jsonStringify(openApi({ ...args, title: args.apiName, vpcLinkId: link.id }));
  const disableExecuteApiEndpoint = args.domain !== undefined;
  const api = new apigateway.RestApi(
    `${name}-api`,
    {
      name: args.apiName,
      endpointConfiguration: { types: "REGIONAL" },
      disableExecuteApiEndpoint,
      body,
    },
    child,
  );
  const deployment = new apigateway.Deployment(
    `${name}-deployment`,
    {
      restApi: api.id,
      // All that takes effect only when it is deployed (storage-service.md 14.8).
      triggers: {
        body: body.apply((text) => createHash("sha256").update(text).digest("hex")),
        disableExecuteApiEndpoint: String(disableExecuteApiEndpoint),
      },
    },
    child,
  );
  return { api, deployment };
}

/** The stage that callers see, with its log and its limits. */
function openStage(
  name: string,
  args: PublicRestApiArgs,
  api: apigateway.RestApi,
  deployment: apigateway.Deployment,
  child: pulumi.CustomResourceOptions,
): apigateway.Stage {
  const log = new cloudwatch.LogGroup(
    `${name}-access-log`,
    { name: args.accessLogGroupName, retentionInDays: args.logDays, kmsKeyId: args.logsKeyArn },
    child,
  );
  const stage = new apigateway.Stage(
    `${name}-stage`,
    {
      restApi: api.id,
      deployment: deployment.id,
      stageName: args.stageName,
      variables: Object.fromEntries(args.paths.map(({ stageVariable, port }) => [stageVariable, `${port}`])),
      accessLogSettings: { destinationArn: log.arn, format: ACCESS_LOG_FORMAT },
    },
    child,
  );
  new apigateway.MethodSettings(
    `${name}-method-settings`,
    {
      restApi: api.id,
      stageName: stage.stageName,
      methodPath: "*/*",
      settings: {
        metricsEnabled: true,
        // The access log tells what failed; these would go to a group of API Gateway's own, with no key and no end.
        loggingLevel: "OFF",
        dataTraceEnabled: false,
        throttlingRateLimit: args.throttling.requestsPerSecond,
        throttlingBurstLimit: args.throttling.burst,
      },
    },
    child,
  );
  return stage;
}
