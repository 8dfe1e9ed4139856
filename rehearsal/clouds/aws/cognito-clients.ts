import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { POOL_NAME } from "./cognito";
import { givenName } from "./given-name";
import { RESOURCE_SERVER, USER_POOL, USER_POOL_CLIENT } from "./tokens";
import { first, listAt, neighbours, numberAt, repeated, setOf, textAt, textsAt } from "./values";

const ofPool = { at: "userPoolId", to: [USER_POOL] };

/** Scopes that every pool has. */
const STANDARD = words("openid email phone profile aws.cognito.signin.user.admin");

const LEGACY_FLOWS = words("ADMIN_NO_SRP_AUTH CUSTOM_AUTH_FLOW_ONLY USER_PASSWORD_AUTH");
const FLOWS =
  words(`ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_CUSTOM_AUTH ALLOW_USER_PASSWORD_AUTH ALLOW_USER_SRP_AUTH
  ALLOW_REFRESH_TOKEN_AUTH ALLOW_USER_AUTH`);

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** How long tokens are good, in seconds [docs.aws.amazon.com: CreateUserPoolClient]. */
const VALIDITIES = [
  { token: "accessToken", unit: "hours", from: 300, to: 86_400, says: "5 minutes to 1 day" },
  { token: "idToken", unit: "hours", from: 300, to: 86_400, says: "5 minutes to 1 day" },
  { token: "refreshToken", unit: "days", from: 3600, to: 315_360_000, says: "60 minutes to 10 years" },
] as const;

/** Amazon Cognito: what tokens are for, and who gets them. */
export const cognitoClients: Readonly<Record<string, ResourceType>> = {
  [RESOURCE_SERVER]: {
    inputs: words("identifier name scopes userPoolId"),
    required: words("identifier userPoolId"),
    ...givenName,
    id: ({ text }) => `${text("userPoolId")}|${text("identifier")}`,
    computed: {
      ...givenName.computed,
      scopeIdentifiers: ({ inputs, text }) =>
        textsAt(inputs, "scopes[].scopeName").map((scope) => `${text("identifier")}/${scope}`),
    },
    replacedBy: words("identifier userPoolId"),
    limits: {
      identifier: {
        like: /^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/,
        says: 'up to 256 characters of ASCII, no space, " or \\',
      },
      name: { like: /^[\w\s+=,.@-]{1,256}$/, says: "up to 256 letters, digits, spaces and _+=,.@-" },
      "scopes[].scopeName": {
        like: /^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/,
        says: 'up to 256 characters of ASCII, no space, /, " or \\',
      },
      "scopes[].scopeDescription": { like: /^[^]{1,256}$/, says: "1 to 256 characters" },
    },
    refers: [ofPool],
    refuseInputs: scopesFault,
    refuseMaking: (making) =>
      neighbours(RESOURCE_SERVER, making).some(({ inputs }) =>
        words("identifier userPoolId").every((property) => inputs[property] === making.inputs[property]),
      )
        ? `InvalidParameterException: ${making.text("identifier")} already exists in user pool ${making.text("userPoolId")}.`
        : undefined,
  },
  [USER_POOL_CLIENT]: {
    inputs: words(`accessTokenValidity allowedOauthFlows allowedOauthFlowsUserPoolClient allowedOauthScopes
      authSessionValidity callbackUrls defaultRedirectUri enableTokenRevocation explicitAuthFlows generateSecret
      idTokenValidity logoutUrls name preventUserExistenceErrors readAttributes refreshTokenValidity
      supportedIdentityProviders tokenValidityUnits userPoolId writeAttributes`),
    required: words("userPoolId"),
    ...givenName,
    id: ({ digits }) => digits(26),
    computed: {
      ...givenName.computed,
      clientSecret: ({ inputs, digits }) => (inputs["generateSecret"] === true ? digits(51, "secret") : ""),
    },
    defaults: {
      allowedOauthFlowsUserPoolClient: false,
      enableTokenRevocation: true,
      preventUserExistenceErrors: "LEGACY",
      refreshTokenValidity: 30,
    },
    replacedBy: words("generateSecret userPoolId"),
    limits: {
      name: POOL_NAME,
      "allowedOauthFlows[]": { among: words("code implicit client_credentials") },
      "explicitAuthFlows[]": { among: [...LEGACY_FLOWS, ...FLOWS] },
      preventUserExistenceErrors: { among: words("ENABLED LEGACY") },
      authSessionValidity: { from: 3, to: 15 },
      ...Object.fromEntries(
        VALIDITIES.map(({ token }) => [`tokenValidityUnits.${token}`, { among: Object.keys(SECONDS) }]),
      ),
    },
    refers: [ofPool],
    refuseInputs: (inputs) => oauthFault(inputs) ?? signInFault(inputs) ?? validityFault(inputs),
    refuseMaking: scopeMissing,
  },
};

function scopesFault(inputs: Properties): string | undefined {
  const scopes = textsAt(inputs, "scopes[].scopeName");
  if (scopes.length > 100) return `InvalidParameterException: ${scopes.length} scopes, at most 100`;
  const twice = repeated(scopes);
  if (twice !== undefined) return `InvalidParameterException: the scope ${twice} is there twice`;
  const bare = listAt(inputs, "scopes[]").find(
    (scope) => listAt(scope, "scopeName").length === 0 || listAt(scope, "scopeDescription").length === 0,
  );
  return bare === undefined ? undefined : "a scope takes scopeName and scopeDescription";
}

const OAUTH = "InvalidOAuthFlowException:";

function oauthFault(inputs: Properties): string | undefined {
  const flows = textsAt(inputs, "allowedOauthFlows[]");
  const used = setOf(inputs, "allowedOauthFlows", "allowedOauthScopes", "callbackUrls", "logoutUrls");
  if (used.length > 0 && inputs["allowedOauthFlowsUserPoolClient"] !== true)
    return `InvalidParameterException: ${used.join(", ")}: allowedOauthFlowsUserPoolClient must be true before`;
  if (!flows.includes("client_credentials")) return undefined;
  if (flows.length > 1)
    return `${OAUTH} client_credentials flow can not be selected along with code flow or implicit flow.`;
  if (inputs["generateSecret"] !== true)
    return `${OAUTH} client_credentials flow can not be selected if client does not have a client secret.`;
  const standard = textsAt(inputs, "allowedOauthScopes[]").find((scope) => STANDARD.includes(scope));
  return standard && `${OAUTH} ${standard} is not supported with client_credentials flow.`;
}

function signInFault(inputs: Properties): string | undefined {
  const flows = textsAt(inputs, "explicitAuthFlows[]");
  const legacy = flows.find((flow) => LEGACY_FLOWS.includes(flow));
  if (legacy !== undefined && flows.some((flow) => FLOWS.includes(flow)))
    return `InvalidParameterException: explicitAuthFlows: ${legacy} cannot be used along with flows that begin with ALLOW_`;
  const redirect = textAt(inputs, "defaultRedirectUri");
  return redirect === "" || textsAt(inputs, "callbackUrls[]").includes(redirect)
    ? undefined
    : `InvalidParameterException: defaultRedirectUri: ${redirect} is none of the callbackUrls`;
}

const validityFault = (inputs: Properties): string | undefined =>
  first(VALIDITIES, ({ token, unit, from, to, says }) => {
    const value = numberAt(inputs, `${token}Validity`);
    const seconds = SECONDS[textAt(inputs, `tokenValidityUnits.${token}`) || unit];
    if (value === undefined || seconds === undefined) return undefined;
    return value * seconds >= from && value * seconds <= to
      ? undefined
      : `InvalidParameterException: Invalid range for token validity. (${token}Validity: ${says})`;
  });

/** A client asks for scopes that its pool's resource servers have, and for people that the pool itself knows. */
function scopeMissing(making: Making): string | undefined {
  const pool = making.text("userPoolId");
  const known = neighbours(RESOURCE_SERVER, making)
    .filter(({ inputs }) => inputs["userPoolId"] === pool)
    .flatMap(({ outputs }) => textsAt(outputs, "scopeIdentifiers[]"));
  const missing = textsAt(making.inputs, "allowedOauthScopes[]").filter(
    (scope) => !STANDARD.includes(scope) && !known.includes(scope),
  );
  if (missing.length > 0)
    return `ScopeDoesNotExistException: Invalid scopes requested: ${missing.join(", ")} (the resource servers of ${pool} have ${known.join(", ") || "none"})`;
  const provider = textsAt(making.inputs, "supportedIdentityProviders[]").find((name) => name !== "COGNITO");
  return (
    provider && `InvalidParameterException: The provider ${provider} does not exist for User Pool ${pool}.`
  );
}
