import { opensearchEncrypted } from "../../../policies/rules/opensearch-encrypted";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const POLICIES = [
  "Policy-Min-TLS-1-2-PFS-2023-10",
  "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08",
  "Policy-Min-TLS-1-2-2019-07",
];
const SETTINGS = {
  encryptAtRest: { enabled: true },
  nodeToNodeEncryption: { enabled: true },
  domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: POLICIES[0] },
};

function domain(change: object, type = "aws:opensearch/domain:Domain"): Given {
  return { type, name: "reporting", props: { ...SETTINGS, ...change } };
}

function endpoint(change: object): object {
  return { domainEndpointOptions: { ...SETTINGS.domainEndpointOptions, ...change } };
}

const TRUE = "expected true";
const ONE_OF = `expected ${POLICIES.join(" or ")}`;

function lacks(what: string, change: object, ...says: readonly string[]): Refused {
  return { what, given: domain(change), says: says.map((said) => `reporting: ${said}`) };
}

tryRule(opensearchEncrypted, {
  remedy: "Turn on encryptAtRest, nodeToNodeEncryption and enforceHttps, and take a policy from TLS 1.2 on.",
  accepts: [
    ...POLICIES.map((tlsSecurityPolicy): Accepted => ({
      as: "compliant",
      what: `all of it, with ${tlsSecurityPolicy}`,
      given: domain(endpoint({ tlsSecurityPolicy })),
    })),
    {
      as: "near miss",
      what: "a key and a name that are not known",
      given: domain({
        domainName: UNKNOWN,
        encryptAtRest: { enabled: true, kmsKeyId: UNKNOWN },
      }),
    },
    {
      as: "not applicable",
      what: "another type",
      given: domain({ encryptAtRest: {} }, "aws:sqs/queue:Queue"),
    },
  ],
  refuses: [
    lacks(
      "disks in the clear",
      { encryptAtRest: { enabled: false } },
      `encryptAtRest.enabled is false; ${TRUE}`,
    ),
    lacks("nothing said of disks", { encryptAtRest: undefined }, `encryptAtRest.enabled is absent; ${TRUE}`),
    lacks(
      "disks nobody knows of",
      { encryptAtRest: UNKNOWN },
      `encryptAtRest.enabled is not known in preview; ${TRUE}`,
    ),
    lacks(
      "nodes that talk in the clear",
      { nodeToNodeEncryption: { enabled: false } },
      `nodeToNodeEncryption.enabled is false; ${TRUE}`,
    ),
    lacks(
      "a switch that is a text",
      { nodeToNodeEncryption: { enabled: "true" } },
      `nodeToNodeEncryption.enabled is not true or false; ${TRUE}`,
    ),
    lacks("HTTP", endpoint({ enforceHttps: false }), `domainEndpointOptions.enforceHttps is false; ${TRUE}`),
    lacks(
      "an old policy",
      endpoint({ tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" }),
      `domainEndpointOptions.tlsSecurityPolicy is Policy-Min-TLS-1-0-2019-07; ${ONE_OF}`,
    ),
    lacks(
      "no endpoint options",
      { domainEndpointOptions: undefined },
      `domainEndpointOptions.enforceHttps is absent; ${TRUE}`,
      `domainEndpointOptions.tlsSecurityPolicy is absent; ${ONE_OF}`,
    ),
  ],
});
