import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { SEARCH_DOMAIN, unmet } from "../reading/databases";
import { rule } from "../rule";

export const opensearchEncrypted = rule({
  name: "opensearch-encrypted",
  why: "Indexes and logs say what the archive holds, so nobody reads them from a disk or a wire",
  level: "mandatory",
  severity: "high",
  framework: securityHub("OpenSearch.1, OpenSearch.3, OpenSearch.8"),
  tags: ["CKV_AWS_5", "CKV_AWS_6", "CKV_AWS_83", "CKV_AWS_228"],
  remedy: "Turn on encryptAtRest, nodeToNodeEncryption and enforceHttps, and take a policy from TLS 1.2 on.",
  reads: parameters.pick({}),
  types: [SEARCH_DOMAIN],
  *resource(domain) {
    yield* unmet(domain, [
      { path: ["encryptAtRest", "enabled"], oneOf: [true] },
      { path: ["nodeToNodeEncryption", "enabled"], oneOf: [true] },
      { path: ["domainEndpointOptions", "enforceHttps"], oneOf: [true] },
      {
        path: ["domainEndpointOptions", "tlsSecurityPolicy"],
        oneOf: [
          "Policy-Min-TLS-1-2-PFS-2023-10",
          "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08",
          "Policy-Min-TLS-1-2-2019-07",
        ],
      },
    ]);
  },
});
