import * as cognito from "@pulumi/aws/cognito";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { poolClient, type PoolClient } from "./pool-client";

export interface ClientPoolArgs {
  /** Physical name. */
  readonly poolName: string;
  readonly region: pulumi.Input<string>;
  /** Where clients ask for their tokens. */
  readonly domain: PoolDomain;
  /** What tokens are for: the first part of every scope, `https://api.example.org/storage/v1`. */
  readonly identifier: pulumi.Input<string>;
  /** What it is called, `Storage API V1`. */
  readonly identifierName: string;
  /** What a token may be good for, each with its description. */
  readonly scopes: Readonly<Record<string, string>>;
  /** The machines that get tokens, each under a word that stays the same. */
  readonly clients: Readonly<Record<string, PoolClient>>;
  /** Key that encrypts the clients' secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
}

export type PoolDomain =
  /** A name below Cognito's own, unique in its region. */
  | { readonly prefix: string }
  /** A name of ours, whose parent must have an address already. */
  | {
      readonly domainName: pulumi.Input<string>;
      /** Issued certificate for it; Cognito takes one in us-east-1 only. */
      readonly certificateArn: pulumi.Input<string>;
      readonly zoneId: pulumi.Input<string>;
    };

/** Refresh tokens last for at least a day here, and at most what Cognito takes [AWS: CreateUserPoolClient]. */
const REFRESH_DAYS = { least: 1, greatest: 3650 };

/**
 * A stage's own user pool for machines: each gets a token for its scopes by its id and secret, so that no token of one
 * stage is good in another (storage-service.md 14.16). People have no account in it.
 */
export class ClientPool extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly identifier: pulumi.Output<string>;
  /** Where a client asks for a token. */
  readonly tokenUrl: pulumi.Output<string>;

  constructor(name: string, args: ClientPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:sign-in:ClientPool", name, {}, opts);
    const fault = faultOf(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const pool = machinesOnly(name, args.poolName, child);
    const host = tokenHost(name, args, pool, child);
    const server = new cognito.ResourceServer(
      `${name}-resource-server`,
      {
        userPoolId: pool.id,
        identifier: args.identifier,
        name: args.identifierName,
        scopes: Object.entries(args.scopes).map(([scopeName, scopeDescription]) => ({
          scopeName,
          scopeDescription,
        })),
      },
      child,
    );
    for (const [word, client] of Object.entries(args.clients))
      poolClient(`${name}-${word}`, client, { pool, server, secretsKeyArn: args.secretsKeyArn }, child);
    this.arn = pool.arn;
    this.identifier = server.identifier;
    // storage-service.md 14.14: Cognito has no /token without /oauth2.
    this.tokenUrl = pulumi.interpolate`https://${host}/oauth2/token`;
    this.registerOutputs({ arn: this.arn, identifier: this.identifier, tokenUrl: this.tokenUrl });
  }
}

/** What is wrong with the arguments, nothing when they are right. */
function faultOf({ scopes, clients }: ClientPoolArgs): string | undefined {
  const known = Object.keys(scopes);
  for (const [word, client] of Object.entries(clients)) {
    if (client.scopes.length === 0) return `clients ${word} scopes: at least one of ${known.join(", ")}`;
    const stranger = client.scopes.find((scope) => !known.includes(scope));
    if (stranger !== undefined)
      return `clients ${word} scopes: each one of ${known.join(", ")}, got ${stranger}`;
    const { least, greatest } = REFRESH_DAYS;
    if (client.refreshDays < least || client.refreshDays > greatest)
      return `clients ${word} refreshDays: ${least} to ${greatest}, got ${client.refreshDays}`;
  }
  return undefined;
}

/** storage-service.md 8.2. */
function machinesOnly(name: string, poolName: string, child: pulumi.CustomResourceOptions): cognito.UserPool {
  return new cognito.UserPool(
    `${name}-pool`,
    {
      name: poolName,
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      passwordPolicy: {
        minimumLength: 8,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 7,
      },
      deletionProtection: "ACTIVE",
    },
    child,
  );
}

/** The host of the pool's token URL. */
function tokenHost(
  name: string,
  { domain, region }: ClientPoolArgs,
  pool: cognito.UserPool,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  if ("prefix" in domain) {
    const { domain: prefix } = new cognito.UserPoolDomain(
      `${name}-domain`,
      { userPoolId: pool.id, domain: domain.prefix },
      child,
    );
    return pulumi.interpolate`${prefix}.auth.${region}.amazoncognito.com`;
  }
  const own = new cognito.UserPoolDomain(
    `${name}-domain`,
    { userPoolId: pool.id, domain: domain.domainName, certificateArn: domain.certificateArn },
    child,
  );
  new route53.Record(
    `${name}-record`,
    {
      zoneId: domain.zoneId,
      name: domain.domainName,
      type: "A",
      aliases: [
        {
          name: own.cloudfrontDistribution,
          zoneId: own.cloudfrontDistributionZoneId,
          evaluateTargetHealth: false,
        },
      ],
    },
    child,
  );
  return own.domain;
}
