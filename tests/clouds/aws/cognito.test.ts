import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, holds, inAccount, refusals, type Inputs, type Refusal, type Step } from "./cases";
import { certificate, pool, requested, validated } from "./things";

const pools = (what: string, refused: Properties, because: RegExp, accepted: Properties = {}): Refusal => ({
  what: `a pool ${what}`,
  type: token.USER_POOL,
  refused: { name: "archive", ...refused },
  because,
  accepted: { name: "archive", ...accepted },
});
const password = (what: string, refused: Properties, because: RegExp, accepted: Properties): Refusal =>
  pools(what, { passwordPolicy: refused }, because, { passwordPolicy: accepted });
const threats = (advancedSecurityMode: string): Properties => ({ userPoolAddOns: { advancedSecurityMode } });
const mail = (emailSendingAccount: string): Properties => ({ emailConfiguration: { emailSendingAccount } });
const attribute = (name: string, attributeDataType: string): Properties => ({
  schemas: [{ name, attributeDataType }],
});
const recovery = (...names: readonly string[]): Properties => ({
  accountRecoverySetting: { recoveryMechanisms: names.map((name, at) => ({ name, priority: at + 1 })) },
});

const VALUES: readonly (readonly [path: string, wrong: Properties, right: Properties])[] = [
  ["aliasAttributes[]", { aliasAttributes: ["name"] }, { aliasAttributes: ["email"] }],
  ["autoVerifiedAttributes[]", { autoVerifiedAttributes: ["name"] }, { autoVerifiedAttributes: ["email"] }],
  ["usernameAttributes[]", { usernameAttributes: ["name"] }, { usernameAttributes: ["phone_number"] }],
  ["deletionProtection", { deletionProtection: "ON" }, { deletionProtection: "INACTIVE" }],
  ["mfaConfiguration", { mfaConfiguration: "SOMETIMES" }, { mfaConfiguration: "OFF" }],
  ["userPoolAddOns.advancedSecurityMode", threats("ON"), threats("OFF")],
  [
    "passwordPolicy.passwordHistorySize",
    { passwordPolicy: { passwordHistorySize: 25 } },
    { passwordPolicy: { passwordHistorySize: 24 } },
  ],
  ["emailConfiguration.emailSendingAccount", mail("SES"), mail("COGNITO_DEFAULT")],
  ["accountRecoverySetting.recoveryMechanisms[].name", recovery("post"), recovery("verified_email")],
  ["schemas[].attributeDataType", attribute("team", "Text"), attribute("team", "String")],
  ["schemas[].name", attribute("t".repeat(21), "String"), attribute("t".repeat(20), "String")],
];

const domain =
  (more: Inputs): Inputs =>
  (made) => ({
    userPoolId: made("pool").id,
    ...(typeof more === "function" ? more(made) : more),
  });
const domains = (
  what: string,
  refused: Inputs,
  because: RegExp,
  accepted: Inputs = { domain: "archive" },
  given: readonly Step[] = [],
): Refusal => ({
  what: `a domain ${what}`,
  given: [pool(), ...given],
  type: token.USER_POOL_DOMAIN,
  refused: domain(refused),
  because,
  accepted: domain(accepted),
});
const own =
  (name: string, by = "auth.example.org"): Inputs =>
  (made) => ({
    domain: by,
    certificateArn: made(name).id,
  });
const taken = (name: string, of: string): Step => ({
  type: token.USER_POOL_DOMAIN,
  name,
  inputs: (made) => ({ domain: name, userPoolId: made(of).id }),
});

describe("the simulated AWS: user pools", () => {
  const issued = certificate("issued", "auth.example.org", "us-east-1");
  const near = [requested("near", "auth.example.org"), validated("near")];
  const pending = requested("pending", "auth.example.org", "us-east-1");
  refusals([
    pools("with a slash in its name", { name: "archive/api" }, /not a valid name/, { name: "archive api" }),
    password("with passwords of 5", { minimumLength: 5 }, /minimumLength/, { minimumLength: 6 }),
    password(
      "whose first passwords are good for over a year",
      { temporaryPasswordValidityDays: 366 },
      /temporaryPasswordValidityDays/,
      { temporaryPasswordValidityDays: 365 },
    ),
    ...VALUES.map(([path, wrong, right]) =>
      pools(
        `with another ${path}`,
        wrong,
        new RegExp(`expected ${path.replaceAll(/[[\]]/g, "\\$&")} to be`),
        right,
      ),
    ),
    domains(
      "with a sign-in page of its own",
      { domain: "archive", managedLoginVersion: 3 },
      /managedLoginVersion/,
    ),
    pools("of a tier that does not exist", { userPoolTier: "FREE" }, /userPoolTier/, {
      userPoolTier: "LITE",
    }),
    pools(
      "with threat protection in the middle tier",
      { userPoolAddOns: { advancedSecurityMode: "ENFORCED" } },
      /FeatureUnavailableInTierException/,
      { userPoolAddOns: { advancedSecurityMode: "ENFORCED" }, userPoolTier: "PLUS" },
    ),
    pools(
      "with remembered passwords in the lowest tier",
      { passwordPolicy: { passwordHistorySize: 3 }, userPoolTier: "LITE" },
      /password history is not available in the tier LITE/,
      { passwordPolicy: { passwordHistorySize: 3 } },
    ),
    pools("that wants a second factor and has none", { mfaConfiguration: "ON" }, /can't turn on MFA/, {
      mfaConfiguration: "ON",
      softwareTokenMfaConfiguration: { enabled: true },
    }),
    pools(
      "with names and aliases by mail",
      { usernameAttributes: ["email"], aliasAttributes: ["email"] },
      /conflicts with alias_attributes/,
      { usernameAttributes: ["email"] },
    ),
    pools(
      "that administrators and others recover",
      recovery("admin_only", "verified_email"),
      /cannot use admin_only/,
      recovery("admin_only"),
    ),
    pools(
      "with two first ways to recover",
      {
        accountRecoverySetting: {
          recoveryMechanisms: ["verified_email", "verified_phone_number"].map((name) => ({
            name,
            priority: 1,
          })),
        },
      },
      /two mechanisms have the priority 1/,
      recovery("verified_email", "verified_phone_number"),
    ),
    domains("with capitals", { domain: "Archive" }, /not a valid name/),
    domains("that speaks of Cognito", { domain: "my-cognito" }, /reserved word: cognito/),
    domains("of its own without a certificate", { domain: "auth.example.org" }, /takes a certificateArn/),
    domains(
      "of Cognito with a certificate",
      own("issued", "archive"),
      /is for custom domains/,
      own("issued"),
      issued,
    ),
    domains("with a certificate of its own region", own("near"), /must be in 'us-east-1'/, own("issued"), [
      ...issued,
      ...near,
    ]),
    domains("with a certificate that is not issued", own("pending"), /is not issued/, own("issued"), [
      ...issued,
      pending,
    ]),
    domains(
      "that its certificate is not for",
      own("issued", "login.example.org"),
      /does not cover the domain/,
      own("issued"),
      issued,
    ),
    domains("that another pool has", { domain: "first" }, /already associated/, { domain: "second" }, [
      pool("other"),
      taken("first", "other"),
    ]),
    domains(
      "beside one of Cognito's",
      { domain: "second" },
      /already has a domain configured/,
      own("issued"),
      [taken("first", "pool"), ...issued],
    ),
    domains("of no pool", { domain: "archive", userPoolId: "eu-west-1_0" }, /eu-west-1_0 does not exist/),
  ]);

  holds([
    {
      what: "a pool with a domain",
      given: [pool(), taken("first", "pool")],
      held: "pool",
      because: /It has a domain configured that should be deleted first/,
      until: ["first"],
    },
  ]);

  it(
    "have the real id and ARN, and are deleted with all in them once their protection is off",
    inAccount(async (account) => {
      const made = await account.make(pool("pool", { deletionProtection: "ACTIVE" }));
      await account.make({
        type: token.RESOURCE_SERVER,
        name: "server",
        inputs: { identifier: "archive", name: "archive", userPoolId: made.id },
      });
      assert.match(made.id, /^eu-west-1_[A-Za-z0-9]{9}$/);
      assert.equal(made.outputs["arn"], `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/${made.id}`);
      assert.equal(made.outputs["endpoint"], `cognito-idp.eu-west-1.amazonaws.com/${made.id}`);
      await assert.rejects(account.remove("pool"), /deletion protection is activated/);
      await account.change("pool", { deletionProtection: "INACTIVE" });
      await account.remove("pool");
      assert.deepEqual(account.provider.cloud.all(token.RESOURCE_SERVER), []);
    }),
  );

  it(
    "get new attributes, and lose none",
    inAccount(async (account) => {
      const [team, site] = ["team", "site"].map((name) => ({ name, attributeDataType: "String" }));
      await account.make(pool("pool", { schemas: [team] }));
      await account.change("pool", { schemas: [site, team] });
      await assert.rejects(
        account.change("pool", { schemas: [site] }),
        /cannot modify or remove schema items/,
      );
      const moved = await account.provider.difference(account.made("pool"), {
        name: "pool",
        usernameAttributes: ["email"],
      });
      assert.deepEqual(moved.replacesList, ["usernameAttributes"]);
    }),
  );

  it(
    "with a domain of their own are reached through CloudFront",
    inAccount(async (account) => {
      await account.makeAll([pool(), ...issued]);
      const made = await account.make({
        type: token.USER_POOL_DOMAIN,
        name: "own",
        inputs: domain(own("issued")),
      });
      assert.match(String(made.outputs["cloudfrontDistribution"]), /^d[0-9a-f]{13}\.cloudfront\.net$/);
      assert.equal(made.outputs["cloudfrontDistributionZoneId"], "Z2FDTNDATAQYW2");
    }),
  );
});
