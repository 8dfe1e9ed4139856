import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { SEARCH_DOMAIN, unmet } from "../reading/databases";
import type { Statement } from "../reading/document";
import { eachStatement } from "../reading/each-statement";
import { otherPaths } from "../reading/policy-documents";
import type { Principals } from "../reading/principal";
import type { Resource } from "../reading/resource";
import { flag, is, list, read, record, shown, type Value, within } from "../reading/value";
import { type Finding, rule } from "../rule";

export const opensearchAccessControl = rule({
  name: "opensearch-access-control",
  why: "Who reads or changes an index is decided per user, from inside the network, and written down",
  level: "mandatory",
  severity: "high",
  framework: securityHub("OpenSearch.2, OpenSearch.5, OpenSearch.7"),
  tags: ["CKV_AWS_137", "CKV_AWS_317", "CKV2_AWS_52"],
  remedy:
    "Put the domain into subnets, turn on advancedSecurityOptions, publish AUDIT_LOGS, and open no more than es:ESHttp* to all.",
  reads: parameters.pick({}),
  types: [SEARCH_DOMAIN, "aws:opensearch/domainPolicy:DomainPolicy"],
  *resource(resource) {
    if (resource.type === SEARCH_DOMAIN) yield* domainFindings(resource);
    yield* eachStatement(resource, otherPaths, openToAll);
  },
});

function* domainFindings(domain: Resource): Iterable<Finding> {
  const place = record(read(domain.props, "vpcOptions"));
  const subnets = within(place, "subnetIds");
  const named = list(subnets);
  // The network may be made in the same stack: subnets that are computed are subnets.
  const computed = place.kind === "known" && subnets.kind === "unknown";
  if (!computed && (named.kind !== "known" || named.value.length === 0))
    yield {
      found: `vpcOptions.subnetIds is ${named.kind === "known" ? "empty" : shown(named)}`,
      expected: "the subnets of a VPC",
    };
  yield* unmet(domain, [{ path: ["advancedSecurityOptions", "enabled"], oneOf: [true] }]);
  const logs = list(read(domain.props, "logPublishingOptions"));
  if (logs.kind !== "known" || !logs.value.some(publishesAudits))
    yield { found: "logPublishingOptions publishes no audit log", expected: "one of the type AUDIT_LOGS" };
}

function publishesAudits(log: Value<unknown>): boolean {
  const on = flag(within(log, "enabled"));
  return is(within(log, "logType"), "AUDIT_LOGS") && (on.kind === "missing" || is(on, true));
}

/** Fine-grained access control stands before the index, not before the actions that configure the domain. */
function* openToAll({ effect, principals, actions }: Statement, where: string): Iterable<Finding> {
  if (effect === "Deny" || principals === undefined || !includesAll(principals)) return;
  const onlyHttp =
    !actions.complement &&
    actions.undecided === undefined &&
    actions.patterns.every((pattern) => pattern.toLowerCase().startsWith("es:eshttp"));
  if (!onlyHttp)
    yield { found: `${where} lets everyone do more than read and write`, expected: "es:ESHttp* at most" };
}

function includesAll({ named, complement, undecided }: Principals): boolean {
  return complement || undecided !== undefined || named.some(({ kind }) => kind === "everyone");
}
