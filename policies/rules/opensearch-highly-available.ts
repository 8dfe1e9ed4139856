import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { SEARCH_DOMAIN, unmet } from "../reading/databases";
import { rule } from "../rule";

export const opensearchHighlyAvailable = rule({
  name: "opensearch-highly-available",
  why: "A domain outlives the loss of a zone only with data and masters in three of them",
  level: "mandatory",
  severity: "medium",
  framework: securityHub("OpenSearch.6"),
  tags: ["CKV_AWS_318", "CKV2_AWS_59"],
  remedy: "Give clusterConfig three or more data nodes over three zones, and three dedicated masters.",
  reads: parameters.pick({}),
  types: [SEARCH_DOMAIN],
  *resource(domain) {
    yield* unmet(domain, [
      { path: ["clusterConfig", "instanceCount"], least: 3 },
      { path: ["clusterConfig", "zoneAwarenessEnabled"], oneOf: [true] },
      { path: ["clusterConfig", "zoneAwarenessConfig", "availabilityZoneCount"], oneOf: [3] },
      { path: ["clusterConfig", "dedicatedMasterEnabled"], oneOf: [true] },
      { path: ["clusterConfig", "dedicatedMasterCount"], oneOf: [3] },
    ]);
  },
});
