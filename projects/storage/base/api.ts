import type * as pulumi from "@pulumi/pulumi";
import { ApiDomain } from "../../../components/api/api-domain";
import type { AccessLogs } from "../../../components/buckets/bucket-ground";
import { DnsCertificate } from "../../../components/certificates/dns-certificate";
import { ApiLoadBalancer } from "../../../components/load-balancer/api-load-balancer";
import { ClientPool } from "../../../components/sign-in/client-pool";
import { scopes, type config } from "./settings";

export interface ApiFaceArgs {
  readonly namespace: string;
  readonly settings: ReturnType<typeof config>["api"];
  readonly region: pulumi.Input<string>;
  readonly network: pulumi.Output<{
    readonly vpcId: string;
    readonly cidr: string;
    readonly privateSubnetIds: string[];
  }>;
  readonly accessLogs: AccessLogs;
  readonly secretsKeyArn: pulumi.Input<string>;
}

/** What clients of the API know of it, and what would be slow to come back: it outlasts every deployment of the API. */
export function apiFace(args: ApiFaceArgs, opts: pulumi.ComponentResourceOptions) {
  const { namespace, settings, network } = args;
  const balancer = new ApiLoadBalancer(
    "api-load-balancer",
    {
      loadBalancerName: `${namespace}-api-nlb`,
      vpcId: network.vpcId,
      vpcCidr: network.cidr,
      subnetIds: network.privateSubnetIds,
      accessLogs: { bucketName: args.accessLogs.bucketName, prefix: "api-load-balancer" },
    },
    opts,
  );
  const clients = Object.entries(settings.clients).map(
    ([word, client]) =>
      [
        word,
        {
          clientName: client.name,
          scopes: client.scopes,
          refreshDays: client.refreshDays,
          secretNames: client.secrets,
        },
      ] as const,
  );
  const pool = new ClientPool(
    "clients",
    {
      poolName: namespace,
      region: args.region,
      domain: { prefix: settings.signInPrefix },
      identifier: settings.identifier,
      identifierName: "Storage API V1",
      scopes,
      clients: Object.fromEntries(clients),
      secretsKeyArn: args.secretsKeyArn,
    },
    opts,
  );
  if (settings.domain) apiDomain(settings.domain, opts);
  return {
    loadBalancerArn: balancer.arn,
    loadBalancerGroupId: balancer.securityGroupId,
    userPoolArn: pool.arn,
    identifier: pool.identifier,
    tokenUrl: pool.tokenUrl,
    hostName: settings.domain?.hostName ?? null,
  };
}

/** The stage's own host name, with a certificate that renews itself. */
function apiDomain(
  { hostName, zoneId }: { readonly hostName: string; readonly zoneId: string },
  opts: pulumi.ComponentResourceOptions,
): ApiDomain {
  const certificate = new DnsCertificate("api-certificate", { domainNames: { api: hostName }, zoneId }, opts);
  return new ApiDomain("api-domain", { domainName: hostName, certificateArn: certificate.arn, zoneId }, opts);
}
