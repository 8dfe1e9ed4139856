import { words, type Making, type Properties, type Reference, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { notIssued } from "./certificates";
import { kindOf } from "./load-balancers";
import { CERTIFICATE, LISTENER, LISTENER_RULE, LOAD_BALANCER, TARGET_GROUP } from "./tokens";
import { first, isSet, listAt, neighbours, pointsAt, setOf, textAt, textsAt, thingAt } from "./values";

/** What a listener of each protocol may forward to, by kind of load balancer. */
const PROTOCOLS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  application: { HTTP: words("HTTP HTTPS"), HTTPS: words("HTTP HTTPS") },
  network: {
    TCP: words("TCP TCP_UDP"),
    TLS: words("TCP TLS"),
    UDP: words("UDP TCP_UDP"),
    TCP_UDP: words("TCP_UDP"),
  },
};

/** Where actions name the target groups that they forward to. */
const forwardsAt = (actions: string): readonly string[] =>
  words("targetGroupArn forward.targetGroups[].arn").map((path) => `${actions}.${path}`);

/** The target groups that actions forward to must be there, and stay as long as they do. */
export const forwardRefers = (actions: string): readonly Reference[] =>
  forwardsAt(actions).map((at) => ({
    at,
    to: [TARGET_GROUP],
    form: "arn",
    holds: "ResourceInUse: Target group is currently in use by a listener or a rule",
  }));

const ACTIONS = "defaultActions[]";
/** By type, where listeners and their rules name the groups that they forward to. */
const FORWARDING: Readonly<Record<string, readonly string[]>> = {
  [LISTENER]: forwardsAt(ACTIONS),
  [LISTENER_RULE]: forwardsAt("actions[]"),
};

/** Elastic Load Balancing: a port of a load balancer. */
export const listeners: Readonly<Record<string, ResourceType>> = {
  [LISTENER]: {
    inputs: words(
      "alpnPolicy certificateArn defaultActions loadBalancerArn port protocol sslPolicy tags tcpIdleTimeoutSeconds",
    ),
    required: words("defaultActions loadBalancerArn"),
    id: ({ text, digits }) =>
      `${text("loadBalancerArn").replace(":loadbalancer/", ":listener/")}/${digits(16)}`,
    computed: { arn: ({ id }) => id },
    replacedBy: words("loadBalancerArn"),
    limits: {
      port: { from: 1, to: 65_535 },
      protocol: { among: words("HTTP HTTPS TCP TLS UDP TCP_UDP") },
      sslPolicy: { like: /^ELBSecurityPolicy-[A-Za-z0-9-]+$/, says: "a policy as ELBSecurityPolicy-…" },
      alpnPolicy: { among: words("HTTP1Only HTTP2Only HTTP2Optional HTTP2Preferred None") },
      tcpIdleTimeoutSeconds: { from: 60, to: 6000 },
      "defaultActions[].type": {
        among: words("forward redirect fixed-response authenticate-cognito authenticate-oidc"),
      },
      "defaultActions[].order": { from: 1, to: 50_000 },
      "defaultActions[].redirect.statusCode": { among: words("HTTP_301 HTTP_302") },
      "defaultActions[].fixedResponse.contentType": {
        among: words("text/plain text/css text/html application/javascript application/json"),
      },
      "defaultActions[].fixedResponse.statusCode": {
        like: /^[245]\d\d$/,
        says: "a code of 2XX, 4XX or 5XX, as a text",
      },
      "defaultActions[].forward.targetGroups[].weight": { from: 0, to: 999 },
    },
    refers: [
      { at: "loadBalancerArn", to: [LOAD_BALANCER], form: "arn" },
      {
        at: "certificateArn",
        to: [CERTIFICATE],
        form: "arn",
        holds: "ResourceInUseException: the certificate is in use",
      },
      ...forwardRefers(ACTIONS),
    ],
    refuseInputs: (inputs) => certificateFault(inputs) ?? first(listAt(inputs, ACTIONS), actionFault),
    takesAlong: (listener, cloud) =>
      cloud.all(LISTENER_RULE).filter(({ inputs }) => inputs["listenerArn"] === listener.id),
    refuseMaking: (making) => {
      const balancer = thingAt([LOAD_BALANCER], making.text("loadBalancerArn"), making);
      return (
        balancer &&
        (kindFault(making, balancer) ??
          portTaken(making) ??
          notIssued(making.text("certificateArn"), "UnsupportedCertificate:", making) ??
          first(targetsAt(ACTIONS, making), (group) =>
            groupFault(making, balancer, group, protocolOf(making, balancer)),
          ))
      );
    },
  },
};

/** Whether a listener or a rule forwards to the target group, as ECS asks before it registers tasks there. */
export const hasListener = (group: Thing, cloud: Cloud): boolean =>
  Object.entries(FORWARDING).some(([type, paths]) =>
    cloud.all(type).some((thing) => paths.some((path) => pointsAt(thing, path, group, cloud))),
  );

const isSecure = (protocol: string): boolean => protocol === "TLS" || protocol === "HTTPS";

function certificateFault(inputs: Properties): string | undefined {
  const protocol = textAt(inputs, "protocol") || "HTTP";
  if (isSet(inputs, "tcpIdleTimeoutSeconds") && protocol !== "TCP")
    return `InvalidConfigurationRequest: tcp_idle_timeout_seconds is for TCP listeners, not for ${protocol}`;
  const secured = setOf(inputs, "certificateArn", "sslPolicy");
  if (isSecure(protocol))
    return secured.includes("certificateArn")
      ? undefined
      : `ValidationError: A certificate must be specified for ${protocol} listeners`;
  return secured.length === 0
    ? undefined
    : `ValidationError: ${secured.join(", ")} cannot be specified for ${protocol} listeners`;
}

/** What each kind of action must say; forwarding names its groups in one of two places. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  forward: words("targetGroupArn forward"),
  redirect: words("redirect"),
  "fixed-response": words("fixedResponse"),
  "authenticate-cognito": words("authenticateCognito"),
  "authenticate-oidc": words("authenticateOidc"),
};

export function actionFault(action: unknown): string | undefined {
  const type = textAt(action, "type");
  const wanted = SAYS[type] ?? [];
  return wanted.length === 0 || wanted.some((property) => isSet(action, property))
    ? undefined
    : `ValidationError: an action of type ${type} takes ${wanted.join(" or ")}`;
}

const protocolOf = (making: Making, balancer: Thing): string =>
  making.text("protocol") || (kindOf(balancer.inputs) === "application" ? "HTTP" : "");

function kindFault(making: Making, balancer: Thing): string | undefined {
  const kind = kindOf(balancer.inputs);
  const known = Object.keys(PROTOCOLS[kind] ?? {});
  const protocol = protocolOf(making, balancer);
  if (!known.includes(protocol))
    return `ValidationError: Listener protocol '${protocol}' must be one of '${known.join(", ")}'`;
  if (!isSet(making.inputs, "port")) return "ValidationError: A port must be specified";
  const action = textsAt(making.inputs, "defaultActions[].type").find((type) => type !== "forward");
  return kind === "network" && action !== undefined
    ? `InvalidLoadBalancerAction: a network load balancer's listeners only forward (${action})`
    : undefined;
}

function portTaken(making: Making): string | undefined {
  const other = neighbours(LISTENER, making).find(({ inputs }) =>
    words("loadBalancerArn port").every((property) => inputs[property] === making.inputs[property]),
  );
  return (
    other &&
    `DuplicateListener: A listener already exists on this port for this load balancer '${making.text("loadBalancerArn")}' (${other.urn})`
  );
}

/** The target groups that actions forward to. */
export const targetsAt = (actions: string, making: Making): readonly Thing[] =>
  forwardsAt(actions)
    .flatMap((path) => textsAt(making.inputs, path))
    .flatMap((handle) => thingAt([TARGET_GROUP], handle, making) ?? []);

/** Why a listener of the protocol, or a rule of it, cannot forward to a target group. */
export function groupFault(
  making: Making,
  balancer: Thing,
  group: Thing,
  listening: string,
): string | undefined {
  const [network, own] = [textAt(balancer.outputs, "vpcId"), textAt(group.inputs, "vpcId")];
  if (own !== "" && own !== network)
    return `InvalidConfigurationRequest: The following target groups are in a different VPC than load balancer '${balancer.id}': ${group.id}`;
  const spoken = textAt(group.inputs, "protocol");
  const fits = PROTOCOLS[kindOf(balancer.inputs)]?.[listening] ?? [];
  if (textAt(group.inputs, "targetType") === "lambda" && kindOf(balancer.inputs) === "network")
    return `InvalidConfigurationRequest: Target type 'lambda' is not supported for network load balancers (${group.id})`;
  if (spoken !== "" && !fits.includes(spoken))
    return `IncompatibleProtocols: Listener protocol '${listening}' cannot forward to target group protocol '${spoken}' (${group.id})`;
  const elsewhere = Object.entries(FORWARDING)
    .flatMap(([type, paths]) => neighbours(type, making).map((thing) => ({ thing, paths })))
    .find(
      ({ thing, paths }) =>
        balancerOf(thing, making) !== balancer.id &&
        paths.some((path) => pointsAt(thing, path, group, making.cloud)),
    );
  return (
    elsewhere &&
    `TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: ${group.id} (${elsewhere.thing.urn})`
  );
}

/** ARN of the load balancer that a listener or a rule belongs to. */
function balancerOf({ type, inputs }: Thing, making: Making): string {
  const listener =
    type === LISTENER ? inputs : thingAt([LISTENER], textAt(inputs, "listenerArn"), making)?.inputs;
  return textAt(listener, "loadBalancerArn");
}
