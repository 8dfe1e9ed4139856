import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import { z } from "zod";
import { DnsCertificate } from "../../components/certificates/dns-certificate";
import type { ClientPoolArgs } from "../../components/sign-in/client-pool";
import type { PoolClient } from "../../components/sign-in/pool-client";
import type { Graph } from "../graph/graph";
import { around, clientPool, ZONE_ID } from "./api";
import { ACCOUNT, REGION, runComponent } from "./ground";

const POOL = "aws:cognito/userPool:UserPool";
const DOMAIN = "aws:cognito/userPoolDomain:UserPoolDomain";
const SERVER = "aws:cognito/resourceServer:ResourceServer";
const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";
const SECRET = "aws:secretsmanager/secret:Secret";
const VALUE = "aws:secretsmanager/secretVersion:SecretVersion";

/** storage-service.md 8.2: one with its credentials kept, one without. */
const tester: PoolClient = {
  clientName: "End-to-end Lambda tester",
  scopes: ["ingests", "bags"],
  refreshDays: 30,
  secretNames: { id: "end_to_end_bag_tester/client_id", secret: "end_to_end_bag_tester/client_secret" },
};
const goobi: PoolClient = {
  clientName: "Goobi",
  scopes: ["ingests"],
  refreshDays: 1,
  secretNames: undefined,
};

const make = (others: Partial<ClientPoolArgs> = {}): Promise<Graph> =>
  runComponent((ground, opts) => {
    const { arn, identifier, tokenUrl } = clientPool(ground, around(opts), {
      clients: { tester, goobi },
      ...others,
    });
    return { keyArn: ground.keyArn, arn, identifier, tokenUrl };
  });

/** A pool under a name of ours, whose certificate is where Cognito looks for it. */
const makeUnderOwnName = (): Promise<Graph> =>
  runComponent((ground, opts) => {
    const virginia = new Provider("virginia", { region: "us-east-1", allowedAccountIds: [ACCOUNT] });
    const domainName = "auth.example.org";
    const { arn: certificateArn } = new DnsCertificate(
      "auth",
      { domainNames: { auth: domainName }, zoneId: ZONE_ID },
      { providers: [virginia] },
    );
    const domain = { domainName, certificateArn, zoneId: ZONE_ID };
    return { certificateArn, tokenUrl: clientPool(ground, around(opts), { domain }).tokenUrl };
  });

describe("ClientPool", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("is a pool that nobody signs up to and nobody deletes", () => {
    assert.deepEqual(graph.one(POOL, "pool-pool").inputs, {
      name: "storage-pro",
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
    });
    assert.equal(graph.outputs["arn"], graph.one(POOL, "pool-pool").outputs["arn"]);
  });

  it("has the scopes, each with its description", () => {
    assert.deepEqual(graph.one(SERVER, "pool-resource-server").inputs, {
      userPoolId: graph.one(POOL, "pool-pool").id,
      identifier: "https://api.example.org/storage/v1",
      name: "Storage API V1",
      scopes: [
        { scopeName: "ingests", scopeDescription: "Read and write ingests" },
        { scopeName: "bags", scopeDescription: "Read bags" },
      ],
    });
    assert.equal(graph.outputs["identifier"], "https://api.example.org/storage/v1");
  });

  it("gives tokens below its own prefix, at /oauth2/token", () => {
    assert.deepEqual(graph.one(DOMAIN, "pool-domain").inputs, {
      userPoolId: graph.one(POOL, "pool-pool").id,
      domain: "strongroom-pro",
    });
    assert.equal(
      graph.outputs["tokenUrl"],
      `https://strongroom-pro.auth.${REGION}.amazoncognito.com/oauth2/token`,
    );
    assert.deepEqual(graph.of("aws:route53/record:Record"), []);
  });

  it("gives tokens under a name of ours, where it has one", async () => {
    const own = await makeUnderOwnName();
    const domain = own.one(DOMAIN, "pool-domain");
    assert.deepEqual(domain.inputs, {
      userPoolId: own.one(POOL, "pool-pool").id,
      domain: "auth.example.org",
      certificateArn: own.outputs["certificateArn"],
    });
    assert.deepEqual(own.one("aws:route53/record:Record", "pool-record").inputs, {
      zoneId: ZONE_ID,
      name: "auth.example.org",
      type: "A",
      aliases: [
        {
          name: domain.outputs["cloudfrontDistribution"],
          zoneId: domain.outputs["cloudfrontDistributionZoneId"],
          evaluateTargetHealth: false,
        },
      ],
    });
    assert.equal(own.outputs["tokenUrl"], "https://auth.example.org/oauth2/token");
  });

  for (const [word, { clientName, scopes, refreshDays }] of Object.entries({ tester, goobi }))
    it(`lets ${clientName} have tokens for ${scopes.join(" and ")}`, () => {
      const client = graph.one(CLIENT, `pool-${word}-client`);
      assert.deepEqual(client.inputs, {
        userPoolId: graph.one(POOL, "pool-pool").id,
        name: clientName,
        generateSecret: true,
        allowedOauthFlowsUserPoolClient: true,
        allowedOauthFlows: ["client_credentials"],
        allowedOauthScopes: scopes.map((scope) => `https://api.example.org/storage/v1/${scope}`),
        supportedIdentityProviders: ["COGNITO"],
        explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
        enableTokenRevocation: true,
        accessTokenValidity: 60,
        refreshTokenValidity: refreshDays,
        tokenValidityUnits: { accessToken: "minutes", refreshToken: "days" },
      });
      assert.ok(
        client.dependsOn.includes(graph.one(SERVER, "pool-resource-server").urn),
        "scopes come first",
      );
    });

  it("keeps a client's id and secret under the names that it is told, and of no other client", () => {
    const client = graph.one(CLIENT, "pool-tester-client");
    assert.deepEqual(
      graph.texts(SECRET, "name").filter((name) => !name.startsWith("shared/")),
      ["end_to_end_bag_tester/client_id", "end_to_end_bag_tester/client_secret"],
    );
    for (const [part, held] of [
      ["id", client.id],
      ["secret", client.outputs["clientSecret"]],
    ] as const) {
      const secret = graph.one(SECRET, `pool-tester-${part}`);
      assert.deepEqual(secret.inputs, {
        name: `end_to_end_bag_tester/client_${part}`,
        kmsKeyId: graph.outputs["keyArn"],
        recoveryWindowInDays: 30,
      });
      const value = graph.one(VALUE, `pool-tester-${part}-value`);
      assert.deepEqual(value.inputs, { secretId: secret.id, secretString: held });
      assert.deepEqual(value.secretInputs, ["secretString"]);
    }
  });

  it("tells no client's secret in what it registers", () => {
    const clientSecret = z.string().parse(graph.one(CLIENT, "pool-tester-client").outputs["clientSecret"]);
    const pool = graph.one("strongroom:sign-in:ClientPool", "pool");
    assert.deepEqual(Object.keys(pool.outputs).toSorted(), ["arn", "identifier", "tokenUrl"]);
    assert.ok(!JSON.stringify(pool.outputs).includes(clientSecret));
  });

  it("lasts, with its clients and their secrets", () => {
    const pool = graph.one("strongroom:sign-in:ClientPool", "pool");
    const parts = graph.childrenOf(pool);
    assert.equal(parts.length, 9);
    for (const { name, protect, retainOnDelete } of parts)
      assert.deepEqual([protect, retainOnDelete], [true, true], name);
  });

  for (const [what, refused, message, near] of [
    [
      "a client with a scope that is none of the pool's",
      { scopes: ["ingests", "bag"] },
      "clients goobi scopes: each one of ingests, bags, got bag",
      { scopes: ["ingests", "bags"] },
    ],
    [
      "a client with no scope",
      { scopes: [] },
      "clients goobi scopes: at least one of ingests, bags",
      { scopes: ["bags"] },
    ],
    [
      "a refresh token of no day",
      { refreshDays: 0 },
      "clients goobi refreshDays: 1 to 3650, got 0",
      { refreshDays: 1 },
    ],
    [
      "a refresh token of more days than Cognito has",
      { refreshDays: 3651 },
      "clients goobi refreshDays: 1 to 3650, got 3651",
      { refreshDays: 3650 },
    ],
  ] as const)
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(make({ clients: { goobi: { ...goobi, ...refused } } }), { message });
      await make({ clients: { goobi: { ...goobi, ...near } } });
    });
});
