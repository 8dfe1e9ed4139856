import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { holds, inAccount, type Refusal, refusals, type Step } from "./cases";
import { balancer, listener, targets, vpc } from "./things";
import { rule, web } from "./web-balancer";

const rules = (
  what: string,
  refused: Properties,
  because: RegExp,
  accepted: Properties = {},
  given: readonly Step[] = [],
): Refusal => ({
  what: `a rule ${what}`,
  given: [...web, ...given],
  type: token.LISTENER_RULE,
  refused: rule("refused", "blue", refused).inputs,
  because,
  accepted: rule("accepted", "blue", accepted).inputs,
});

const forwarding = (what: string, to: Step, because: RegExp, given: readonly Step[] = []): Refusal => ({
  ...rules(what, {}, because, {}, [...given, to]),
  refused: rule("refused", to.name).inputs,
});

const hosts = (...values: readonly string[]): Properties => ({ conditions: [{ hostHeader: { values } }] });
const rewriting = (regex: string): Properties => ({
  type: "url-rewrite",
  urlRewriteConfig: { rewrite: { regex, replace: "$1" } },
});
const redirect = { type: "redirect", redirect: { statusCode: "HTTP_301" } };

describe("the simulated AWS: rules of listeners", () => {
  refusals([
    rules("in place 0", { priority: 0 }, /priority/, { priority: 1 }),
    rules("in a place that is taken", { priority: 7 }, /PriorityInUse/, { priority: 8 }, [
      rule("first", "blue", { priority: 7 }),
    ]),
    rules(
      "that rewrites paths twice",
      { transforms: [rewriting("^/a(.*)$"), rewriting("^/b(.*)$")] },
      /one transform of the type url-rewrite/,
      { transforms: [rewriting("^/a(.*)$")] },
    ),
    rules("that rewrites nothing", { transforms: [{ type: "url-rewrite" }] }, /takes urlRewriteConfig/),
    rules("without a condition", { conditions: [] }, /one condition at least/),
    rules(
      "with two conditions in one",
      { conditions: [{ hostHeader: { values: ["a.example.org"] }, pathPattern: { values: ["/a"] } }] },
      /a condition has exactly one of/,
      { conditions: [{ hostHeader: { values: ["a.example.org"] } }, { pathPattern: { values: ["/a"] } }] },
    ),
    rules(
      "for six hosts",
      hosts(..."abcdef".split("").map((name) => `${name}.example.org`)),
      /TooManyConditionValues/,
      hosts(..."abcde".split("").map((name) => `${name}.example.org`)),
    ),
    rules("for a host with a port", hosts("a.example.org:8443"), /hostHeader/, hosts("*.example.org")),
    rules("that forwards nowhere", { actions: [{ type: "forward" }] }, /takes targetGroupArn or/, {
      actions: [redirect],
    }),
    rules(
      "that forwards to no group",
      { actions: [{ type: "forward", forward: { targetGroups: [] } }] },
      /1 to 5 target groups|takes targetGroupArn or/,
    ),
    rules("of no listener", { listenerArn: "arn:aws:elasticloadbalancing:a" }, /does not exist/),
    forwarding("that forwards HTTP to TCP", targets("tcp"), /IncompatibleProtocols/),
    forwarding(
      "that forwards to another network",
      targets("far", { protocol: "HTTP" }, "other"),
      /in a different VPC/,
      [vpc("other")],
    ),
    {
      ...rules("of a network load balancer's listener", {}, /application load balancers/, {}, [
        balancer(),
        targets(),
        listener(),
      ]),
      refused: (made) => ({
        listenerArn: made("listener").id,
        conditions: [{ hostHeader: { values: ["a.example.org"] } }],
        actions: [{ type: "forward", targetGroupArn: made("targets").id }],
      }),
    },
  ]);

  holds([
    {
      what: "a target group that a rule forwards to",
      given: [...web, rule("rule", "blue")],
      held: "blue",
      because: /ResourceInUse/,
      until: ["rule"],
    },
    {
      what: "a target group that a rule forwards a share to",
      given: [
        ...web,
        {
          ...rule("rule", "blue"),
          inputs: (made) => ({
            listenerArn: made("http").id,
            conditions: [{ hostHeader: { values: ["a.example.org"] } }],
            actions: [
              {
                type: "forward",
                forward: {
                  targetGroups: [
                    { arn: made("blue").id, weight: 100 },
                    { arn: made("green").id, weight: 0 },
                  ],
                },
              },
            ],
          }),
        },
      ],
      held: "green",
      because: /ResourceInUse/,
      until: ["rule"],
    },
  ]);

  it(
    "have the real ARN, are replaced for another listener alone, and go with theirs",
    inAccount(async (account) => {
      await account.makeAll([...web, rule("rule", "blue", { priority: 7 })]);
      const made = account.made("rule");
      assert.match(
        made.id,
        /^arn:aws:elasticloadbalancing:eu-west-1:\d{12}:listener-rule\/app\/web\/[0-9a-f]{16}\/[0-9a-f]{16}\/[0-9a-f]{16}$/,
      );
      assert.equal(made.outputs["arn"], made.id);
      await account.change("rule", { priority: 8 });
      const moved = await account.provider.difference(account.made("rule"), {
        ...account.made("rule").inputs,
        listenerArn: "arn:aws:elasticloadbalancing:other",
      });
      assert.deepEqual(moved.replacesList, ["listenerArn"]);
      await account.remove("http");
      await account.remove("blue");
    }),
  );

  it(
    "go with their load balancer",
    inAccount(async (account) => {
      await account.makeAll([...web, rule("rule", "blue")]);
      await account.remove("web");
      await account.remove("blue");
    }),
  );
});
