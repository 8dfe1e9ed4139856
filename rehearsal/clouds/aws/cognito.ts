import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { same } from "../properties";
import { CLOUDFRONT_ZONE } from "./api-domains";
import { arn, MADE_AT } from "./arn";
import { isFor, notIssued } from "./certificates";
import { CERTIFICATE, RESOURCE_SERVER, USER_POOL, USER_POOL_CLIENT, USER_POOL_DOMAIN } from "./tokens";
import { isSet, listAt, neighbours, numberAt, repeated, setOf, textAt, textsAt, thingAt } from "./values";

const INVALID = "InvalidParameterException:";

/** Names of pools and clients. */
export const POOL_NAME = {
  like: /^[\w\s+=,.@-]{1,128}$/,
  says: "up to 128 letters, digits, spaces and _+=,.@-",
};

/** Amazon Cognito: user pools and where they sign in. Triggers and text messages are left out. */
export const cognito: Readonly<Record<string, ResourceType>> = {
  [USER_POOL]: {
    inputs: words(`accountRecoverySetting adminCreateUserConfig aliasAttributes autoVerifiedAttributes
      deletionProtection emailConfiguration mfaConfiguration passwordPolicy schemas softwareTokenMfaConfiguration
      tags userPoolAddOns userPoolTier usernameAttributes usernameConfiguration`),
    name: {
      property: "name",
      pattern: POOL_NAME.like,
      says: POOL_NAME.says,
      unique: "no",
      taken: "",
      automatic: true,
    },
    id: ({ region, digits }) => `${region}_${digits(9)}`,
    computed: {
      arn: (making) => arn("cognito-idp", making, `userpool/${making.id}`),
      creationDate: () => MADE_AT,
      customDomain: () => "",
      domain: () => "",
      endpoint: ({ region, id }) => `cognito-idp.${region}.amazonaws.com/${id}`,
      estimatedNumberOfUsers: () => 0,
      lastModifiedDate: () => MADE_AT,
    },
    defaults: { deletionProtection: "INACTIVE", mfaConfiguration: "OFF", userPoolTier: "ESSENTIALS" },
    replacedBy: words("aliasAttributes usernameAttributes usernameConfiguration.caseSensitive"),
    limits: {
      "aliasAttributes[]": { among: words("email phone_number preferred_username") },
      "autoVerifiedAttributes[]": { among: words("email phone_number") },
      "usernameAttributes[]": { among: words("email phone_number") },
      deletionProtection: { among: words("ACTIVE INACTIVE") },
      mfaConfiguration: { among: words("ON OFF OPTIONAL") },
      userPoolTier: { among: words("LITE ESSENTIALS PLUS") },
      "userPoolAddOns.advancedSecurityMode": { among: words("OFF AUDIT ENFORCED") },
      "passwordPolicy.minimumLength": { from: 6, to: 99 },
      "passwordPolicy.temporaryPasswordValidityDays": { from: 0, to: 365 },
      "passwordPolicy.passwordHistorySize": { from: 0, to: 24 },
      "emailConfiguration.emailSendingAccount": { among: words("COGNITO_DEFAULT DEVELOPER") },
      "accountRecoverySetting.recoveryMechanisms[].name": {
        among: words("verified_email verified_phone_number admin_only"),
      },
      "accountRecoverySetting.recoveryMechanisms[].priority": { from: 1, to: 2 },
      "schemas[].attributeDataType": { among: words("Boolean DateTime Number String") },
      "schemas[].name": { like: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,20}$/u, says: "1 to 20 characters" },
    },
    refuseInputs: poolFault,
    refuseMaking: ({ before, inputs }) => {
      const schemas = listAt(inputs, "schemas[]");
      return listAt(before?.inputs, "schemas[]").every((old) => schemas.some((kept) => same(old, kept)))
        ? undefined
        : "updating Cognito User Pool: cannot modify or remove schema items";
    },
    refuseDelete: ({ inputs }) =>
      inputs["deletionProtection"] === "ACTIVE"
        ? `${INVALID} The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.`
        : undefined,
    takesAlong: ({ id }, cloud) =>
      [USER_POOL_CLIENT, RESOURCE_SERVER].flatMap((type) =>
        cloud.all(type).filter(({ inputs }) => inputs["userPoolId"] === id),
      ),
  },
  [USER_POOL_DOMAIN]: {
    inputs: words("certificateArn managedLoginVersion userPoolId"),
    required: words("userPoolId"),
    name: {
      property: "domain",
      pattern: /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      says: "a prefix of up to 63 lower-case letters, digits and hyphens, or a domain name",
      unique: "region",
      taken: `${INVALID} Domain already associated with another user pool.`,
      automatic: false,
    },
    id: ({ name }) => name,
    computed: {
      awsAccountId: ({ account }) => account,
      cloudfrontDistribution: ({ digits }) => `d${digits(13, "distribution")}.cloudfront.net`,
      cloudfrontDistributionArn: ({ digits }) => `d${digits(13, "distribution")}.cloudfront.net`,
      cloudfrontDistributionZoneId: () => CLOUDFRONT_ZONE,
      s3Bucket: ({ region }) => `aws-cognito-prod-${region}-assets`,
      version: () => "20260101000000",
    },
    defaults: { managedLoginVersion: 1 },
    replacedBy: words("userPoolId"),
    limits: { managedLoginVersion: { among: [1, 2] } },
    refers: [
      {
        at: "userPoolId",
        to: [USER_POOL],
        holds: `${INVALID} User pool cannot be deleted. It has a domain configured that should be deleted first.`,
      },
      {
        at: "certificateArn",
        to: [CERTIFICATE],
        form: "arn",
        anyRegion: true,
        holds: "ResourceInUseException: the certificate is in use",
      },
    ],
    refuseInputs: domainFault,
    refuseMaking: (making) => oneOfKind(making) ?? certificateFault(making),
  },
};

function poolFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "aliasAttributes", "usernameAttributes").length > 1)
    return '"username_attributes": conflicts with alias_attributes';
  const mechanisms = textsAt(inputs, "accountRecoverySetting.recoveryMechanisms[].name");
  if (mechanisms.includes("admin_only") && mechanisms.length > 1)
    return `${INVALID} Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.`;
  const priorities = listAt(inputs, "accountRecoverySetting.recoveryMechanisms[].priority").map(String);
  if (repeated(priorities) !== undefined)
    return `${INVALID} Invalid account recovery setting parameter: two mechanisms have the priority ${repeated(priorities)}`;
  const mfa = textAt(inputs, "mfaConfiguration");
  const hasToken = listAt(inputs, "softwareTokenMfaConfiguration.enabled")[0] === true;
  if ((mfa === "ON" || mfa === "OPTIONAL") && !hasToken)
    return `${INVALID} Invalid MFA configuration given, can't turn on MFA without configuring a second factor (softwareTokenMfaConfiguration)`;
  return tierFault(inputs);
}

/** [docs.aws.amazon.com: User pool feature plans] */
function tierFault(inputs: Properties): string | undefined {
  const tier = textAt(inputs, "userPoolTier") || "ESSENTIALS";
  const guarded = words("AUDIT ENFORCED").includes(textAt(inputs, "userPoolAddOns.advancedSecurityMode"));
  if (guarded && tier !== "PLUS")
    return `FeatureUnavailableInTierException: threat protection is not available in the tier ${tier}`;
  return tier === "LITE" && (numberAt(inputs, "passwordPolicy.passwordHistorySize") ?? 0) > 0
    ? "FeatureUnavailableInTierException: password history is not available in the tier LITE"
    : undefined;
}

const isCustom = (domain: string): boolean => domain.includes(".");

function domainFault(inputs: Properties): string | undefined {
  const domain = textAt(inputs, "domain");
  if (domain === "") return undefined;
  if (isCustom(domain) !== isSet(inputs, "certificateArn"))
    return isCustom(domain)
      ? `${INVALID} Custom domain configuration is required: a custom domain takes a certificateArn (${domain})`
      : `${INVALID} a certificateArn is for custom domains, and ${domain} is a prefix`;
  const reserved = isCustom(domain)
    ? undefined
    : words("aws amazon cognito").find((word) => domain.includes(word));
  return reserved && `${INVALID} Domain cannot contain reserved word: ${reserved}`;
}

function oneOfKind(making: Making): string | undefined {
  const pool = making.text("userPoolId");
  const other = neighbours(USER_POOL_DOMAIN, making).find(
    ({ inputs, id }) => inputs["userPoolId"] === pool && isCustom(id) === isCustom(making.name),
  );
  return other && `${INVALID} User pool already has a domain configured. (${other.id})`;
}

function certificateFault(making: Making): string | undefined {
  const found = thingAt([CERTIFICATE], making.text("certificateArn"), making);
  if (found === undefined) return undefined;
  if (found.region !== "us-east-1")
    return `${INVALID} Invalid certificate ARN: ${found.id}. Certificate must be in 'us-east-1'.`;
  return (
    notIssued(found.id, INVALID, making) ??
    (isFor(found, making.name)
      ? undefined
      : `${INVALID} The certificate ${found.id} does not cover the domain ${making.name}`)
  );
}
