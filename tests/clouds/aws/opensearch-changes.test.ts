import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { inAccount } from "./cases";
import { inNetwork, linkedRole, secured, single, threeZones } from "./domains";

/** What becomes of a domain that is changed: the refusal, or nothing when AWS takes it. */
const changes = (what: string, from: Properties, to: Properties, because?: RegExp) =>
  it(
    what,
    inAccount(async (account) => {
      await account.make({ type: token.DOMAIN, name: "domain", inputs: single(from) });
      const changed = account.change("domain", to);
      if (because === undefined) await changed;
      else await assert.rejects(changed, because);
    }),
  );

const on = { enabled: true };
const off = { enabled: false };
const of = (version: string): Properties => ({ engineVersion: `OpenSearch_${version}` });

describe("the simulated AWS: changes of OpenSearch domains", () => {
  changes(
    "keep data encrypted",
    { encryptAtRest: on },
    { encryptAtRest: off },
    /cannot disable encryption of data at rest on an existing domain \(the real provider makes a new one/,
  );
  changes(
    "keep nodes from talking plainly",
    { nodeToNodeEncryption: on },
    { nodeToNodeEncryption: undefined },
    /cannot disable node-to-node encryption/,
  );
  changes(
    "keep fine-grained access",
    secured(),
    { advancedSecurityOptions: off },
    /cannot disable fine-grained access control/,
  );
  changes("can bring all of these", {}, secured());
  changes("can be of the version that they were", of("2.19"), { ...of("2.19"), ...secured() });
  changes("can take an upgrade of the same major version", of("2.11"), of("2.19"));
  changes("can take one to the next major version from its last", of("2.19"), of("3.1"));
  changes("take no other one there", of("2.17"), of("3.1"), /OpenSearch_2\.17 cannot be upgraded to/);
  changes("skip no major version", of("1.3"), of("3.1"), /OpenSearch_1\.3 cannot be upgraded to/);
  changes("take no downgrade", of("2.19"), of("2.17"), /OpenSearch_2\.19 cannot be upgraded to/);
  changes("take no downgrade from the newest, that AWS chose", {}, of("3.1"), /_3\.3 cannot be upgraded/);

  it(
    "leave a domain in its network, though in other subnets",
    inAccount(async (account) => {
      await account.makeAll([...threeZones, linkedRole()]);
      await account.make({ type: token.DOMAIN, name: "inside", inputs: inNetwork() });
      await account.change("inside", account.inputs(inNetwork({}, ["a-too", "b", "c"])));
      await assert.rejects(
        account.change("inside", { vpcOptions: undefined }),
        /cannot move a domain between a VPC and a public endpoint/,
      );
    }),
  );
});
