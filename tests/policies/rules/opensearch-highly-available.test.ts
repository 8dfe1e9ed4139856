import { opensearchHighlyAvailable } from "../../../policies/rules/opensearch-highly-available";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const ENOUGH = {
  instanceCount: 3,
  zoneAwarenessEnabled: true,
  zoneAwarenessConfig: { availabilityZoneCount: 3 },
  dedicatedMasterEnabled: true,
  dedicatedMasterCount: 3,
};

function domain(clusterConfig: unknown, type = "aws:opensearch/domain:Domain"): Given {
  return { type, name: "reporting", props: { clusterConfig } };
}

function lacks(what: string, change: object, ...found: readonly [string, string][]): Refused {
  return {
    what,
    given: domain({ ...ENOUGH, ...change }),
    says: found.map(([is, expected]) => `reporting: clusterConfig.${is}; expected ${expected}`),
  };
}

const NOTHING_KNOWN = [
  ["instanceCount", "3 or more"],
  ["zoneAwarenessEnabled", "true"],
  ["zoneAwarenessConfig.availabilityZoneCount", "3"],
  ["dedicatedMasterEnabled", "true"],
  ["dedicatedMasterCount", "3"],
];

tryRule(opensearchHighlyAvailable, {
  remedy: "Give clusterConfig three or more data nodes over three zones, and three dedicated masters.",
  accepts: [
    { as: "compliant", what: "three of each", given: domain(ENOUGH) },
    { as: "near miss", what: "four data nodes", given: domain({ ...ENOUGH, instanceCount: 4 }) },
    {
      as: "not applicable",
      what: "another type",
      given: domain({ instanceCount: 1 }, "aws:elasticsearch/domain:Domain"),
    },
  ],
  refuses: [
    lacks("two data nodes", { instanceCount: 2 }, ["instanceCount is 2", "3 or more"]),
    lacks("a number of nodes in a text", { instanceCount: "3" }, [
      "instanceCount is not a whole number",
      "3 or more",
    ]),
    lacks("zones that are not minded", { zoneAwarenessEnabled: false }, [
      "zoneAwarenessEnabled is false",
      "true",
    ]),
    lacks("two zones, as AWS takes it", { zoneAwarenessConfig: undefined }, [
      "zoneAwarenessConfig.availabilityZoneCount is absent",
      "3",
    ]),
    lacks("two zones", { zoneAwarenessConfig: { availabilityZoneCount: 2 } }, [
      "zoneAwarenessConfig.availabilityZoneCount is 2",
      "3",
    ]),
    lacks("no masters", { dedicatedMasterEnabled: false }, ["dedicatedMasterEnabled is false", "true"]),
    lacks("two masters", { dedicatedMasterCount: 2 }, ["dedicatedMasterCount is 2", "3"]),
    lacks("four masters, of which two halves can form", { dedicatedMasterCount: 4 }, [
      "dedicatedMasterCount is 4",
      "3",
    ]),
    lacks("a number of masters that is not known", { dedicatedMasterCount: UNKNOWN }, [
      "dedicatedMasterCount is not known in preview",
      "3",
    ]),
    ...[
      ["a configuration that is not known", UNKNOWN, "not known in preview"],
      ["no configuration", undefined, "absent"],
    ].map(([what = "", clusterConfig, found]): Refused => ({
      what,
      given: domain(clusterConfig),
      says: NOTHING_KNOWN.map(
        ([name, expected]) => `reporting: clusterConfig.${name} is ${found}; expected ${expected}`,
      ),
    })),
  ],
});
