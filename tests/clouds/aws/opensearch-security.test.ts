import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, refusals } from "./cases";
import { secured, single } from "./domains";
import { role, roleArn } from "./things";

const domain = casesOf("fine-grained access", token.DOMAIN, (change) => single(secured({ ...change })));

const master = (more: Properties): Properties => secured({}, more);
const byRole = (more: Properties = {}, name = "master"): Properties => ({
  advancedSecurityOptions: {
    enabled: true,
    internalUserDatabaseEnabled: false,
    masterUserOptions: { masterUserArn: roleArn(name), ...more },
  },
});

describe("the simulated AWS: who may use an OpenSearch domain", () => {
  refusals([
    domain(
      "without encryption of data",
      { encryptAtRest: { enabled: false } },
      /You must enable encryption of data at rest/,
    ),
    domain(
      "without encryption between nodes",
      { nodeToNodeEncryption: undefined },
      /enable node-to-node encryption/,
    ),
    ...[undefined, { enforceHttps: false }].map((domainEndpointOptions) =>
      domain(
        `over plain HTTP, ${JSON.stringify(domainEndpointOptions)}`,
        { domainEndpointOptions },
        /enable HTTPS for all traffic/,
        { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
      ),
    ),
    ...["masterUserName", "masterUserPassword"].map((property) =>
      domain(
        `of a master without ${property}`,
        master({ [property]: undefined }),
        /You must provide a master username and password when the internal user database is enabled/,
      ),
    ),
    domain(
      "of a master with a password and a role",
      master({ masterUserArn: roleArn("master") }),
      /master username and password when the internal user database is enabled/,
      byRole(),
      [role("master")],
    ),
    domain(
      "of a master without a role",
      byRole({ masterUserArn: undefined }),
      /You must provide a master user ARN/,
      byRole(),
      [role("master")],
    ),
    domain(
      "of a master with a role and a password",
      byRole({ masterUserName: "a", masterUserPassword: "Aa1-aaaa" }),
      /You must provide a master user ARN, and no name or password/,
      byRole(),
      [role("master")],
    ),
    domain(
      "of a role that does not exist",
      byRole({}, "masters"),
      new RegExp(`arn:aws:iam::${ACCOUNT}:role/masters does not exist`),
      byRole(),
      [role("master")],
    ),
    ...Object.entries({
      "Aa1-aaa": /must have 8 to 128 characters/,
      "aa1-aaaa": /must have an upper-case letter/,
      "AA1-AAAA": /must have a lower-case letter/,
      "Aaa-aaaa": /must have a digit/,
      Aa1aaaaa: /must have a special character/,
    }).map(([masterUserPassword, because]) =>
      domain(`with the password ${masterUserPassword}`, master({ masterUserPassword }), because),
    ),
  ]);
});
