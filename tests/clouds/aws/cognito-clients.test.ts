import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { inAccount, refusals, type Inputs, type Refusal, type Step } from "./cases";
import { pool } from "./things";

const IDENTIFIER = "https://api.example.org/storage/v1";
const SCOPES = ["ingests", "bags"].map((scopeName) => ({ scopeName, scopeDescription: scopeName }));

const server =
  (more: Properties = {}): Inputs =>
  (made) => ({
    userPoolId: made("pool").id,
    identifier: IDENTIFIER,
    name: "Storage API V1",
    scopes: SCOPES,
    ...more,
  });
const ground: readonly Step[] = [pool(), { type: token.RESOURCE_SERVER, name: "server", inputs: server() }];

/** A machine that gets tokens for itself. */
const client =
  (more: Properties = {}): Inputs =>
  (made) => ({
    userPoolId: made("pool").id,
    name: "end-to-end tester",
    generateSecret: true,
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthFlows: ["client_credentials"],
    allowedOauthScopes: [`${IDENTIFIER}/ingests`],
    supportedIdentityProviders: ["COGNITO"],
    ...more,
  });
const clients = (what: string, refused: Properties, because: RegExp, accepted: Properties = {}): Refusal => ({
  what: `a client ${what}`,
  given: ground,
  type: token.USER_POOL_CLIENT,
  refused: client(refused),
  because,
  accepted: client(accepted),
});
const servers = (what: string, refused: Properties, because: RegExp, accepted: Properties = {}): Refusal => ({
  what: `a resource server ${what}`,
  given: [pool()],
  type: token.RESOURCE_SERVER,
  refused: server(refused),
  because,
  accepted: server(accepted),
});
const scopes = (...names: readonly string[]): Properties => ({
  scopes: names.map((scopeName) => ({ scopeName, scopeDescription: scopeName })),
});
const people: Properties = {
  allowedOauthFlows: ["code"],
  callbackUrls: ["https://www.example.org/"],
};

describe("the simulated AWS: resource servers of a pool", () => {
  refusals([
    servers("with a space in its identifier", { identifier: "storage api" }, /identifier/),
    servers("with a slash in its name", { name: "storage/v1" }, /expected name/),
    servers("of no pool", { userPoolId: "eu-west-1_0" }, /eu-west-1_0 does not exist/),
    servers("with a slash in a scope", scopes("bags/read"), /scopeName/, scopes("bags.read")),
    servers("with a scope twice", scopes("bags", "bags"), /the scope bags is there twice/, scopes("bags")),
    servers(
      "with a scope without a description",
      { scopes: [{ scopeName: "bags" }] },
      /takes scopeName and scopeDescription/,
    ),
    servers(
      "with 101 scopes",
      scopes(...Array.from({ length: 101 }, (_, at) => `s${at}`)),
      /101 scopes, at most 100/,
      scopes(...Array.from({ length: 100 }, (_, at) => `s${at}`)),
    ),
    {
      ...servers("with an identifier that the pool has", {}, /already exists in user pool/),
      given: ground,
      accepted: server({ identifier: "https://api.example.org/other" }),
    },
  ]);

  it(
    "name their scopes in full, change their name in place, and their identifier by replacement",
    inAccount(async (account) => {
      await account.makeAll(ground);
      const made = account.made("server");
      assert.equal(made.id, `${account.made("pool").id}|${IDENTIFIER}`);
      assert.deepEqual(made.outputs["scopeIdentifiers"], [`${IDENTIFIER}/ingests`, `${IDENTIFIER}/bags`]);
      const moved = await account.provider.difference(made, { ...made.inputs, name: "V2", identifier: "v2" });
      assert.deepEqual(moved.replacesList, ["identifier"]);
    }),
  );
});

describe("the simulated AWS: clients of a pool", () => {
  refusals([
    clients("of no pool", { userPoolId: "eu-west-1_0" }, /eu-west-1_0 does not exist/),
    clients(
      "that asks for a scope that no server has",
      { allowedOauthScopes: [`${IDENTIFIER}/bag`] },
      /ScopeDoesNotExistException: Invalid scopes requested: https.*\/bag /,
      { allowedOauthScopes: [`${IDENTIFIER}/bags`] },
    ),
    clients(
      "with credentials and codes",
      { allowedOauthFlows: ["client_credentials", "code"] },
      /can not be selected along with code flow/,
      people,
    ),
    clients("with credentials and no secret", { generateSecret: false }, /does not have a client secret/, {
      ...people,
      generateSecret: false,
    }),
    clients(
      "with credentials that are a person's",
      { allowedOauthScopes: ["openid"] },
      /openid is not supported with client_credentials/,
      { ...people, allowedOauthScopes: ["openid"] },
    ),
    clients(
      "with flows that are switched off",
      { allowedOauthFlowsUserPoolClient: false },
      /allowedOauthFlowsUserPoolClient must be true/,
      { allowedOauthFlowsUserPoolClient: false, allowedOauthFlows: [], allowedOauthScopes: [] },
    ),
    clients(
      "of a flow that does not exist",
      { allowedOauthFlows: ["clientCredentials"] },
      /allowedOauthFlows/,
    ),
    clients(
      "for people whom nobody knows",
      { supportedIdentityProviders: ["Google"] },
      /provider Google does not/,
    ),
    clients(
      "with flows of two ages",
      { explicitAuthFlows: ["USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] },
      /cannot be used along with flows that begin with ALLOW_/,
      { explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] },
    ),
    clients(
      "that sends people somewhere else",
      { ...people, defaultRedirectUri: "https://other.example.org/" },
      /is none of the callbackUrls/,
      { ...people, defaultRedirectUri: "https://www.example.org/" },
    ),
    clients("whose tokens are good for a day and an hour", { accessTokenValidity: 25 }, /Invalid range/, {
      accessTokenValidity: 24,
    }),
    clients(
      "whose tokens are good for 4 minutes",
      { idTokenValidity: 4, tokenValidityUnits: { idToken: "minutes" } },
      /Invalid range for token validity\. \(idTokenValidity: 5 minutes/,
      { idTokenValidity: 5, tokenValidityUnits: { idToken: "minutes" } },
    ),
    clients(
      "whose tokens are renewed after ten years",
      { refreshTokenValidity: 3651 },
      /60 minutes to 10 years/,
      {
        refreshTokenValidity: 3650,
      },
    ),
    clients(
      "whose tokens are counted in weeks",
      { tokenValidityUnits: { accessToken: "weeks" } },
      /accessToken/,
      {
        tokenValidityUnits: { accessToken: "days" },
      },
    ),
    clients("that may tell who exists", { preventUserExistenceErrors: "OFF" }, /preventUserExistenceErrors/, {
      preventUserExistenceErrors: "ENABLED",
    }),
    clients("with a slash in its name", { name: "tester/1" }, /expected name/, { name: "tester 1" }),
    clients("that signs people in by guess", { explicitAuthFlows: ["ALLOW_ALL"] }, /explicitAuthFlows/, {
      explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
    }),
    clients("that has an hour to sign in", { authSessionValidity: 60 }, /authSessionValidity/, {
      authSessionValidity: 15,
    }),
  ]);

  it(
    "have an id and a secret of the real form, a name that changes in place, and a secret for ever",
    inAccount(async (account) => {
      await account.makeAll([...ground, { type: token.USER_POOL_CLIENT, name: "client", inputs: client() }]);
      const made = account.made("client");
      assert.match(made.id, /^[a-z0-9]{26}$/);
      assert.match(String(made.outputs["clientSecret"]), /^[a-z0-9]{51}$/);
      const open = client({ ...people, generateSecret: false, name: undefined });
      const other = await account.make({ type: token.USER_POOL_CLIENT, name: "open", inputs: open });
      assert.equal(other.outputs["clientSecret"], "");
      assert.match(String(other.outputs["name"]), /^open-[0-9a-f]{7}$/);
      const changed = await account.change("client", { name: "tester" });
      assert.deepEqual([changed.id, changed.outputs["name"]], [made.id, "tester"]);
      assert.equal(changed.outputs["clientSecret"], made.outputs["clientSecret"]);
      const moved = await account.provider.difference(changed, {
        ...made.inputs,
        generateSecret: false,
        ...people,
      });
      assert.deepEqual(moved.replacesList, ["generateSecret"]);
    }),
  );

  it(
    "show in a preview only the name that they are given",
    inAccount(async ({ provider }) => {
      const inputs = { userPoolId: "eu-west-1_0", name: "tester" };
      const seen = await provider.foresee(token.USER_POOL_CLIENT, "client", inputs);
      assert.equal(seen["name"], "tester");
      assert.notEqual(seen["clientSecret"], "");
    }),
  );
});
