import * as cognito from "@pulumi/aws/cognito";
import * as pulumi from "@pulumi/pulumi";
import { secretWithValue } from "../secrets/secret-with-value";

/** A machine that gets tokens. */
export interface PoolClient {
  /** What it is called in Cognito. */
  readonly clientName: string;
  /** Names of the pool's scopes that it may have tokens for; at least one. */
  readonly scopes: readonly string[];
  /** Days that a refresh token is good for, 1 to 3,650. */
  readonly refreshDays: number;
  /** Names of the secrets that hold its id and its secret; nothing when an operator hands them over by himself. */
  readonly secretNames: { readonly id: string; readonly secret: string } | undefined;
}

/** What a client belongs to. */
export interface PoolGround {
  readonly pool: cognito.UserPool;
  readonly server: cognito.ResourceServer;
  readonly secretsKeyArn: pulumi.Input<string>;
}

const ACCESS_MINUTES = 60;

/** A client of the pool; its id and secret are told by Secrets Manager alone. */
export function poolClient(
  name: string,
  { clientName, scopes, refreshDays, secretNames }: PoolClient,
  { pool, server, secretsKeyArn }: PoolGround,
  child: pulumi.CustomResourceOptions,
): void {
  const client = new cognito.UserPoolClient(
    `${name}-client`,
    {
      userPoolId: pool.id,
      name: clientName,
      generateSecret: true,
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ["client_credentials"],
      allowedOauthScopes: scopes.map((scope) => pulumi.interpolate`${server.identifier}/${scope}`),
      supportedIdentityProviders: ["COGNITO"],
      // Cognito's default would let users sign in through it by password.
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      enableTokenRevocation: true,
      accessTokenValidity: ACCESS_MINUTES,
      refreshTokenValidity: refreshDays,
      tokenValidityUnits: { accessToken: "minutes", refreshToken: "days" },
    },
    child,
  );
  if (!secretNames) return;
  const values = { id: client.id, secret: client.clientSecret };
  for (const part of ["id", "secret"] as const)
    secretWithValue(
      `${name}-${part}`,
      { secretName: secretNames[part], value: values[part], keyArn: secretsKeyArn },
      child,
    );
}
