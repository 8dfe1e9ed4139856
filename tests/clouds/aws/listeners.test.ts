import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, holds, inAccount, type Refusal, refusals, type Step } from "./cases";
import { balancer, certificate, listener, network, requested, subnet, targets, vpc } from "./things";

const listeners = casesOf("a listener", token.LISTENER, (change) => listener("listener", change).inputs, [
  ...network,
  balancer(),
  targets(),
]);
const forwarding = (what: string, to: Step, because: RegExp, given: readonly Step[] = []): Refusal => ({
  ...listeners(what, {}, because),
  given: [...network, balancer(), targets(), ...given, to],
  refused: listener("listener", {}, "balancer", to.name).inputs,
});
const secured =
  (name: string): Step["inputs"] =>
  (made) => ({
    loadBalancerArn: made("balancer").id,
    port: 443,
    protocol: "TLS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificateArn: made(name).id,
    defaultActions: [{ type: "forward", targetGroupArn: made("targets").id }],
  });

/** An action of an application load balancer's listener, beside one that forwards. */
const answering = (action: Properties): Properties => ({ defaultActions: [action] });
const answers = (what: string, refused: Properties, because: RegExp, accepted: Properties): Refusal => ({
  what: `an action ${what}`,
  given: [...network, subnet("second", 2, "b"), web],
  type: token.LISTENER,
  refused: (made) => ({ loadBalancerArn: made("web").id, port: 80, ...answering(refused) }),
  because,
  accepted: (made) => ({ loadBalancerArn: made("web").id, port: 80, ...answering(accepted) }),
});
const web: Step = {
  type: token.LOAD_BALANCER,
  name: "web",
  inputs: (made) => ({ name: "web", internal: true, subnets: [made("subnet").id, made("second").id] }),
};
const redirect = (statusCode: string): Properties => ({ type: "redirect", redirect: { statusCode } });
const fixed = (contentType: string, statusCode: string): Properties => ({
  type: "fixed-response",
  fixedResponse: { contentType, statusCode },
});

describe("the simulated AWS: listeners", () => {
  refusals([
    answers("of no type", { type: "drop" }, /type/, redirect("HTTP_301")),
    answers("in no order", { ...redirect("HTTP_301"), order: 0 }, /order/, {
      ...redirect("HTTP_301"),
      order: 1,
    }),
    answers("that moves for a while", redirect("HTTP_307"), /statusCode/, redirect("HTTP_302")),
    answers(
      "that answers with a picture",
      fixed("image/png", "200"),
      /contentType/,
      fixed("text/html", "200"),
    ),
    answers(
      "that answers 302",
      fixed("text/html", "302"),
      /fixedResponse\.statusCode/,
      fixed("text/html", "404"),
    ),
    listeners("on no port", { port: undefined }, /A port must be specified/),
    listeners("with ALPN of its own", { alpnPolicy: "HTTP3" }, /alpnPolicy/, { alpnPolicy: "None" }),
    listeners("with a policy of its own", { sslPolicy: "TLS13" }, /expected sslPolicy/),
    listeners("on port 0", { port: 0 }, /port/, { port: 1 }),
    listeners("on a port that is taken", { port: 80 }, /DuplicateListener/, { port: 81 }, [
      listener("first", { port: 80 }),
    ]),
    listeners("of HTTP on a network load balancer", { protocol: "HTTP" }, /must be one of 'TCP/),
    listeners("of no load balancer", { loadBalancerArn: "arn:aws:elasticloadbalancing:a" }, /does not exist/),
    listeners("by TLS without a certificate", { protocol: "TLS" }, /certificate must be specified for TLS/),
    listeners(
      "by TCP with a policy for TLS",
      { sslPolicy: "ELBSecurityPolicy-2016-08" },
      /for TCP listeners/,
    ),
    listeners("that forwards nowhere", { defaultActions: [{ type: "forward" }] }, /takes targetGroupArn or/),
    listeners(
      "that answers by itself on a network load balancer",
      { defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain" } }] },
      /InvalidLoadBalancerAction/,
    ),
    listeners("idle for 59 seconds", { tcpIdleTimeoutSeconds: 59 }, /tcpIdleTimeoutSeconds/, {
      tcpIdleTimeoutSeconds: 60,
    }),
    listeners("of UDP that is idle", { protocol: "UDP", tcpIdleTimeoutSeconds: 60 }, /is for TCP listeners/),
    forwarding("that forwards to another network", targets("far", {}, "other"), /in a different VPC/, [
      vpc("other"),
    ]),
    forwarding("that forwards TCP to HTTP", targets("http", { protocol: "HTTP" }), /IncompatibleProtocols/),
    forwarding(
      "that forwards to functions",
      targets("functions", {
        targetType: "lambda",
        port: undefined,
        protocol: undefined,
        vpcId: undefined,
      }),
      /'lambda' is not supported/,
    ),
    {
      ...listeners("that shares its targets with another load balancer", {}, /TargetGroupAssociationLimit/),
      given: [
        ...network,
        balancer(),
        balancer("second"),
        targets(),
        targets("shared"),
        listener("first", {}, "second", "shared"),
      ],
      refused: listener("listener", {}, "balancer", "shared").inputs,
    },
    {
      ...listeners("with a certificate that is not issued", {}, /UnsupportedCertificate: .* is not issued/),
      given: [
        ...network,
        balancer(),
        targets(),
        ...certificate("issued", "api.example.org"),
        requested("pending", "other.example.org"),
      ],
      refused: secured("pending"),
      accepted: secured("issued"),
    },
  ]);

  holds([
    {
      what: "a certificate that a listener shows",
      given: [
        ...network,
        balancer(),
        targets(),
        ...certificate("issued", "api.example.org"),
        { type: token.LISTENER, name: "listener", inputs: secured("issued") },
      ],
      held: "issued",
      because: /ResourceInUseException/,
      until: ["listener"],
    },
  ]);

  it(
    "of an application load balancer speaks HTTP if nothing else is said, and has the real ARN",
    inAccount(async (account) => {
      await account.makeAll([...network, subnet("second", 2, "b"), targets("http", { protocol: "HTTP" })]);
      const subnets = ["subnet", "second"].map((name) => account.made(name).id);
      await account.make(balancer("web", { loadBalancerType: "application", subnets }));
      await assert.rejects(
        account.make(listener("listener", { protocol: "TCP" }, "web", "http")),
        /must be one of 'HTTP, HTTPS'/,
      );
      const made = await account.make(listener("listener", { protocol: undefined }, "web", "http"));
      assert.match(made.id, /:listener\/app\/web\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
    }),
  );
});
