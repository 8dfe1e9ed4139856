import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { BALANCER_NAME } from "./load-balancers";
import { vpc } from "./refers";
import { TARGET_GROUP } from "./tokens";
import { isSet, numberAt, setOf, textAt } from "./values";

const PORT = /^(traffic-port|[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/;

/** How sessions stick, by the protocols of a group that can do it. */
const STICKINESS: Readonly<Record<string, readonly string[]>> = {
  lb_cookie: words("HTTP HTTPS"),
  app_cookie: words("HTTP HTTPS"),
  source_ip: words("TCP UDP TCP_UDP TLS"),
};

/** Elastic Load Balancing: what a listener forwards to [docs.aws.amazon.com: CreateTargetGroup]. */
export const targetGroups: Readonly<Record<string, ResourceType>> = {
  [TARGET_GROUP]: {
    inputs: words(`connectionTermination deregistrationDelay healthCheck ipAddressType
      lambdaMultiValueHeadersEnabled loadBalancingAlgorithmType loadBalancingCrossZoneEnabled port
      preserveClientIp protocol protocolVersion proxyProtocolV2 slowStart stickiness tags targetType vpcId`),
    name: { ...BALANCER_NAME, taken: "DuplicateTargetGroupName" },
    id: (making) => arn("elasticloadbalancing", making, suffixOf(making)),
    computed: { arn: ({ id }) => id, arnSuffix: suffixOf, loadBalancerArns: () => [] },
    defaults: {
      connectionTermination: false,
      deregistrationDelay: 300,
      proxyProtocolV2: false,
      slowStart: 0,
      targetType: "instance",
    },
    replacedBy: words("ipAddressType port protocol protocolVersion targetType vpcId"),
    limits: {
      targetType: { among: words("instance ip lambda alb") },
      protocol: { among: words("HTTP HTTPS TCP TLS UDP TCP_UDP") },
      protocolVersion: { among: words("HTTP1 HTTP2 GRPC") },
      ipAddressType: { among: words("ipv4 ipv6") },
      port: { from: 1, to: 65_535 },
      deregistrationDelay: { from: 0, to: 3600 },
      preserveClientIp: { among: words("true false") },
      loadBalancingCrossZoneEnabled: { among: words("true false use_load_balancer_configuration") },
      loadBalancingAlgorithmType: {
        among: words("round_robin least_outstanding_requests weighted_random"),
      },
      "stickiness.type": { among: Object.keys(STICKINESS) },
      "stickiness.cookieDuration": { from: 1, to: 604_800 },
      "healthCheck.protocol": { among: words("HTTP HTTPS TCP") },
      "healthCheck.port": { like: PORT, says: '"traffic-port" or a port, as a text' },
      "healthCheck.path": { like: /^\/[^\s]{0,1023}$/, says: "a path that begins with /" },
      "healthCheck.matcher": {
        like: /^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*$/,
        says: "codes as 200, 200,202 or 200-399",
      },
      "healthCheck.interval": { from: 5, to: 300 },
      "healthCheck.timeout": { from: 2, to: 120 },
      "healthCheck.healthyThreshold": { from: 2, to: 10 },
      "healthCheck.unhealthyThreshold": { from: 2, to: 10 },
    },
    refers: [vpc("vpcId")],
    refuseInputs: (inputs) => targetFault(inputs) ?? healthFault(inputs) ?? stickinessFault(inputs),
  },
};

/** `targetgroup/name/0123456789abcdef`. */
function suffixOf({ name, digits }: Making): string {
  return `targetgroup/${name}/${digits(16, "group")}`;
}

const kindOf = (inputs: Properties): string => textAt(inputs, "targetType") || "instance";
const isHttp = (protocol: string): boolean => /^HTTPS?$/.test(protocol);

function targetFault(inputs: Properties): string | undefined {
  const kind = kindOf(inputs);
  const wanted = words("port protocol vpcId");
  const given = setOf(inputs, ...wanted);
  if (kind === "lambda")
    return given.length === 0
      ? undefined
      : `ValidationError: ${given.join(", ")} cannot be specified for target groups with target type 'lambda'`;
  const missing = wanted.find((property) => !given.includes(property));
  if (missing !== undefined) return `${missing} should be set when target type is ${kind}`;
  const protocol = textAt(inputs, "protocol");
  if (kind === "alb" && protocol !== "" && protocol !== "TCP")
    return `InvalidConfigurationRequest: Protocol '${protocol}' is not supported for target groups with target type 'alb'`;
  return isSet(inputs, "protocolVersion") && protocol !== "" && !isHttp(protocol)
    ? `InvalidConfigurationRequest: Protocol version cannot be specified for target groups with the ${protocol} protocol`
    : undefined;
}

function healthFault(inputs: Properties): string | undefined {
  if (!isSet(inputs, "healthCheck")) return undefined;
  const health = (property: string) => `healthCheck.${property}`;
  const protocol = textAt(inputs, health("protocol")) || "HTTP";
  if (protocol === "TCP" && isHttp(textAt(inputs, "protocol")))
    return `Attribute "health_check.protocol" cannot have value "TCP" when "protocol" is "${textAt(inputs, "protocol")}".`;
  const foreign = protocol === "TCP" ? setOf(inputs, health("path"), health("matcher")) : [];
  if (foreign.length > 0)
    return `Attribute "${foreign[0]}" cannot be specified when "health_check.protocol" is "TCP".`;
  const interval = numberAt(inputs, health("interval")) ?? 30;
  const timeout = numberAt(inputs, health("timeout")) ?? 0;
  return timeout >= interval
    ? `ValidationError: Health check timeout '${timeout}' must be smaller than the interval '${interval}'`
    : undefined;
}

function stickinessFault(inputs: Properties): string | undefined {
  const [type, protocol] = [textAt(inputs, "stickiness.type"), textAt(inputs, "protocol")];
  const protocols = STICKINESS[type];
  return protocol === "" || protocols === undefined || protocols.includes(protocol)
    ? undefined
    : `InvalidConfigurationRequest: Stickiness type '${type}' is not supported for target groups with the ${protocol} protocol`;
}
