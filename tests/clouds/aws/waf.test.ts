import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { apiStep, deployment, stage } from "./apis";
import { ACCOUNT, holds, inAccount, refusals, type Inputs, type Refusal, type Step } from "./cases";
import { balancer, bucket, logGroup, network, pool, subnet } from "./things";

const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

const seen = (metricName: string): Properties => ({
  visibilityConfig: { cloudwatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false },
});
const acl = (more: Properties = {}): Properties => ({
  name: "acl",
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  ...seen("acl"),
  ...more,
});
const aclStep = (name = "acl"): Step => ({ type: token.WEB_ACL, name, inputs: acl({ name }) });

/** A rule that counts the requests of each address. */
const limit = (more: Properties = {}, name = "limit", priority = 0): Properties => ({
  name,
  priority,
  action: { block: {} },
  statement: { rateBasedStatement: { aggregateKeyType: "IP", limit: 1000 } },
  ...seen(name),
  ...more,
});
/** AWS's own rules. */
const managed = (more: Properties = {}, name = "managed", priority = 1): Properties => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
  ...seen(name),
  ...more,
});
const rate = (more: Properties): Properties =>
  limit({ statement: { rateBasedStatement: { aggregateKeyType: "IP", limit: 1000, ...more } } });
const geo = (...countryCodes: readonly string[]): Properties =>
  limit({ statement: { geoMatchStatement: { countryCodes } } });
const groups = (number: number): readonly Properties[] =>
  Array.from({ length: number }, (_, at) => managed({}, `managed-${at}`, at));

const acls = (what: string, refused: Properties, because: RegExp, accepted: Properties = {}): Refusal => ({
  what: `an ACL ${what}`,
  type: token.WEB_ACL,
  refused: acl(refused),
  because,
  accepted: acl(accepted),
});
const rules = (
  what: string,
  refused: Properties | readonly Properties[],
  because: RegExp,
  accepted: Properties | readonly Properties[] = limit(),
): Refusal => acls(`with ${what}`, { rules: [refused].flat() }, because, { rules: [accepted].flat() });

const served: readonly Step[] = [apiStep(), deployment(), stage(), aclStep()];
const protects =
  (resource: string, by = "acl"): Inputs =>
  (made) => ({
    resourceArn: made(resource).outputs["arn"],
    webAclArn: made(by).outputs["arn"],
  });
const association: Step = { type: token.WEB_ACL_ASSOCIATION, name: "association", inputs: protects("v1") };

const GROUP = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:aws-waf-logs-acl`;
const logged =
  (more: Properties = {}): Inputs =>
  (made) => ({
    resourceArn: made("acl").outputs["arn"],
    logDestinationConfigs: [GROUP],
    ...more,
  });
const logs = (what: string, refused: Properties, because: RegExp, accepted: Properties = {}): Refusal => ({
  what: `logs ${what}`,
  given: [aclStep(), logGroup("aws-waf-logs-acl"), logGroup("plain"), bucket("aws-waf-logs-archive")],
  type: LOGGING,
  refused: logged(refused),
  because,
  accepted: logged(accepted),
});

describe("the simulated AWS: WAF", () => {
  refusals([
    acls("with a space in its name", { name: "my acl" }, /not a valid name/, { name: "my-acl" }),
    {
      ...acls("with a name that the region has", {}, /WAFDuplicateItemException/, { name: "b" }),
      given: [aclStep()],
    },
    acls("of no scope", { scope: "GLOBAL" }, /scope/),
    acls("for CloudFront in another region", { scope: "CLOUDFRONT" }, /field: SCOPE_VALUE/),
    acls(
      "that allows and blocks",
      { defaultAction: { allow: {}, block: {} } },
      /exactly one of allow, block/,
      {
        defaultAction: { block: {} },
      },
    ),
    acls("that counts by itself", { defaultAction: { count: {} } }, /exactly one of allow, block/),
    acls("that is told with an apostrophe", { description: "the archive's" }, /description/, {
      description: "of the archive",
    }),
    acls("without a measure", { visibilityConfig: { metricName: "acl" } }, /takes cloudwatchMetricsEnabled/),
    acls("with a space in its metric", seen("my acl"), /metricName/, seen("my-acl")),
    rules("two rules of a name", [limit(), limit({}, "limit", 1)], /two rules have one name/, [
      limit(),
      limit({}, "other", 1),
    ]),
    rules("two rules of a priority", [limit(), limit({}, "other")], /same priority/),
    rules("a rule without a measure", limit({ visibilityConfig: undefined }), /takes a visibilityConfig/),
    rules("a rule of nothing", limit({ statement: {} }), /exactly one of .*got none/),
    rules(
      "a rule of two things",
      limit({
        statement: { rateBasedStatement: { limit: 10 }, geoMatchStatement: { countryCodes: ["GB"] } },
      }),
      /exactly one of/,
    ),
    rules(
      "an action for a group",
      managed({ action: { block: {} }, overrideAction: undefined }),
      /overrideAction/,
      managed(),
    ),
    rules(
      "an override for a plain rule",
      limit({ action: undefined, overrideAction: { none: {} } }),
      /takes an action/,
    ),
    rules(
      "two actions",
      limit({ action: { allow: {}, block: {} } }),
      /action is exactly one of/,
      limit({ action: { count: {} } }),
    ),
    rules(
      "an override that blocks",
      managed({ overrideAction: { block: {} } }),
      /overrideAction is exactly/,
      managed({ overrideAction: { count: {} } }),
    ),
    rules(
      "a group that AWS does not have",
      managed({
        statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommon" } },
      }),
      /AWSManagedRulesCommon does not exist/,
      managed(),
    ),
    rules("a limit of 9", rate({ limit: 9 }), /limit: 10 to/, rate({ limit: 10 })),
    rules(
      "a window of 30 s",
      rate({ evaluationWindowSec: 30 }),
      /evaluationWindowSec/,
      rate({ evaluationWindowSec: 60 }),
    ),
    rules("a limit for each user", rate({ aggregateKeyType: "USER" }), /aggregateKeyType: one of/),
    rules(
      "a limit for addresses from nowhere",
      rate({ aggregateKeyType: "FORWARDED_IP" }),
      /takes forwardedIpConfig/,
      rate({
        aggregateKeyType: "FORWARDED_IP",
        forwardedIpConfig: { headerName: "X-Forwarded-For", fallbackBehavior: "MATCH" },
      }),
    ),
    rules("a limit for all alike", rate({ aggregateKeyType: "CONSTANT" }), /takes scopeDownStatement/),
    rules("a limit for keys of its own", rate({ aggregateKeyType: "CUSTOM_KEYS" }), /takes customKeys/),
    rules("a country by its name", geo("Wales"), /two capital letters/, geo("GB", "IE")),
    rules("more than it can do", groups(8), /5600 web ACL capacity units, at most 5000/, groups(7)),
    {
      what: "an ACL for a network load balancer",
      given: [...network, balancer(), ...served],
      type: token.WEB_ACL_ASSOCIATION,
      refused: protects("balancer"),
      because: /network load balancer takes no ACL/,
      accepted: protects("v1"),
    },
    {
      what: "an ACL for what does not exist",
      given: served,
      type: token.WEB_ACL_ASSOCIATION,
      refused: (made) => ({
        resourceArn: `${String(made("v1").outputs["arn"])}2`,
        webAclArn: made("acl").outputs["arn"],
      }),
      because: /stages\/v12 does not exist/,
      accepted: protects("v1"),
    },
    {
      what: "two ACLs for one stage",
      given: [...served, association, aclStep("second"), stage("v2")],
      type: token.WEB_ACL_ASSOCIATION,
      refused: protects("v1", "second"),
      because: /has a web ACL already/,
      accepted: protects("v2", "second"),
    },
    logs(
      "to a group of any name",
      { logDestinationConfigs: [GROUP.replace("aws-waf-logs-acl", "plain")] },
      /aws-waf-logs-/,
    ),
    logs(
      "to a group that does not exist",
      { logDestinationConfigs: [`${GROUP}s`] },
      /aws-waf-logs-acls does not exist/,
      {
        logDestinationConfigs: ["arn:aws:s3:::aws-waf-logs-archive"],
      },
    ),
    logs(
      "that hide 101 things",
      { redactedFields: Array.from({ length: 101 }, () => ({ method: {} })) },
      /at most 100/,
      { redactedFields: Array.from({ length: 100 }, () => ({ method: {} })) },
    ),
    logs(
      "to two places",
      { logDestinationConfigs: [GROUP, "arn:aws:s3:::aws-waf-logs-archive"] },
      /exactly one log destination/,
    ),
    logs(
      "that hide two things at once",
      { redactedFields: [{ method: {}, uriPath: {} }] },
      /exactly one of method/,
      {
        redactedFields: [{ method: {} }, { uriPath: {} }],
      },
    ),
    logs(
      "that hide a header in capitals",
      { redactedFields: [{ singleHeader: { name: "Authorization" } }] },
      /in lower case/,
      { redactedFields: [{ singleHeader: { name: "authorization" } }] },
    ),
    logs(
      "that sometimes keep",
      { loggingFilter: { defaultBehavior: "MAYBE", filters: [] } },
      /defaultBehavior/,
      {
        loggingFilter: { defaultBehavior: "DROP", filters: [{ behavior: "KEEP", requirement: "MEETS_ANY" }] },
      },
    ),
  ]);

  holds([
    {
      what: "an ACL that protects something",
      given: [...served, association],
      held: "acl",
      because: /WAFAssociatedItemException/,
      until: ["association"],
    },
  ]);

  it(
    "gives ACLs the real ARN and what their rules take, and replaces them for another name",
    inAccount(async (account) => {
      const inputs = acl({ rules: [limit(), managed()] });
      const made = await account.make({ type: token.WEB_ACL, name: "acl", inputs });
      assert.match(made.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(made.outputs["arn"], `arn:aws:wafv2:eu-west-1:${ACCOUNT}:regional/webacl/acl/${made.id}`);
      assert.equal(made.outputs["capacity"], 702);
      const moved = await account.provider.difference(
        made,
        acl({ name: "other", description: "of the archive" }),
      );
      assert.deepEqual(moved.replacesList, ["name"]);
    }),
  );

  it(
    "protects application load balancers, and CloudFront from one region only",
    inAccount(async (account) => {
      await account.makeAll([...network, subnet("second", 2, "b"), aclStep()]);
      const subnets = ["subnet", "second"].map((name) => account.made(name).id);
      await account.make(balancer("web", { loadBalancerType: "application", subnets }));
      await account.make({ type: token.WEB_ACL_ASSOCIATION, name: "association", inputs: protects("web") });
      const far = await account.make({
        type: token.WEB_ACL,
        name: "far",
        inputs: acl({ scope: "CLOUDFRONT" }),
        region: "us-east-1",
      });
      await account.make({ ...pool(), region: "us-east-1" });
      const inputs = account.inputs(protects("pool", "far"));
      const there = await account.in("us-east-1");
      await assert.rejects(there.make(token.WEB_ACL_ASSOCIATION, "far", inputs), /an ACL for CloudFront/);
      assert.match(String(far.outputs["arn"]), /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/acl\//);
    }),
  );
});
