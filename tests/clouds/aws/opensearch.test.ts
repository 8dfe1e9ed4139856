import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { UNKNOWN } from "../../../rehearsal/clouds/properties";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, OTHER_REGION, refusals, type Inputs } from "./cases";
import { DOMAIN_ARN, inNetwork, linkedRole, secured, single, threeZones } from "./domains";
import { allow, document, key, role, roleArn } from "./things";

const everyone = { Principal: { AWS: "*" }, Resource: `${DOMAIN_ARN}/*` };
const policy = (more: Properties = {}, action = "es:ESHttpGet"): Properties => ({
  accessPolicies: document(allow(action, { ...everyone, ...more })),
});

const encryptedBy =
  (name: string, output = "arn"): Inputs =>
  (made) =>
    single({ encryptAtRest: { enabled: true, kmsKeyId: made(name).outputs[output] } });

describe("the simulated AWS: OpenSearch domains", () => {
  const domain = casesOf("a domain", token.DOMAIN, single);
  const begins = (hours: number, minutes = 0): Properties => ({
    offPeakWindowOptions: { enabled: true, offPeakWindow: { windowStartTime: { hours, minutes } } },
  });
  const tune = (more: Properties): Properties => ({
    autoTuneOptions: { desiredState: "ENABLED", ...more },
  });
  const maintenance = { maintenanceSchedules: [{ startAt: "2026-01-01T00:00:00Z" }] };
  refusals([
    ...["re", "Reports", "1reports", "reports_1", "r".repeat(29)].map((domainName) =>
      domain(`called ${domainName}`, { domainName }, /not a valid name: 3 to 28/, {
        domainName: "r".repeat(28),
      }),
    ),
    domain(
      "whose name the region has",
      {},
      /ResourceAlreadyExistsException: OpenSearch Domain \(reports\) already exists/,
      { domainName: "reports-2" },
      [{ type: token.DOMAIN, name: "first", inputs: single() }],
    ),
    ...["OpenSearch_2.18", "Elasticsearch_7.10", "2.19"].map((engineVersion) =>
      domain(`of ${engineVersion}`, { engineVersion }, /engineVersion to be one of OpenSearch_1\.0/, {
        engineVersion: "OpenSearch_2.19",
      }),
    ),
    domain("that answers to old TLS", { domainEndpointOptions: { tlsSecurityPolicy: "TLS-1-1" } }, /TLS/, {
      domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    }),
    domain(
      "with an option that there is not",
      { advancedOptions: { "rest.action.multi": "true" } },
      /Unrecognized advanced option 'rest\.action\.multi' passed/,
      { advancedOptions: { "rest.action.multi.allow_explicit_index": "true" } },
    ),
    domain("with updates at 24:00", begins(24), /hours to be in the range \(0 - 23\)/, begins(23)),
    domain("with updates at 20:60", begins(20, 60), /minutes to be in the range \(0 - 59\)/, begins(20, 59)),
    domain(
      "without a time for updates",
      { offPeakWindowOptions: { enabled: false } },
      /off-peak window is required/,
      { offPeakWindowOptions: { enabled: true } },
    ),
    domain(
      "with snapshots at 24:00",
      { snapshotOptions: { automatedSnapshotStartHour: 24 } },
      /automatedSnapshotStartHour to be in the range/,
      { snapshotOptions: { automatedSnapshotStartHour: 0 } },
    ),
    domain(
      "that is tuned at two times",
      tune({ useOffPeakWindow: true, ...maintenance }),
      /maintenance schedule cannot be specified/,
      tune(maintenance),
    ),
    domain("that is tuned now and then", tune({ desiredState: "ON" }), /desiredState to be one of/, tune({})),
    domain("that is tuned back", tune({ rollbackOnDisable: "NO" }), /rollbackOnDisable to be one of/, {
      ...tune({ rollbackOnDisable: "NO_ROLLBACK" }),
    }),
    domain("with addresses of its own", { ipAddressType: "ipv6" }, /ipv4, dualstack/, {
      ipAddressType: "dualstack",
    }),
    domain(
      "with a policy that does not parse",
      { accessPolicies: '{"Statement":' },
      /is not valid JSON/,
      policy(),
    ),
    domain(
      "with a policy for another domain",
      policy({ Resource: `${DOMAIN_ARN}-2/*` }),
      /Error setting policy: .*reports-2\/\* is not of this domain/,
      policy(),
    ),
    domain(
      "with a policy for another region's domain",
      policy({ Resource: `${DOMAIN_ARN.replace("eu-west-1", OTHER_REGION)}/*` }),
      /is not of this domain/,
      policy({ Resource: "*" }),
    ),
    domain(
      "with a policy for nobody",
      policy({ Principal: undefined }),
      /required field Principal/,
      policy(),
    ),
    domain("with a policy for nothing", policy({ Resource: undefined }), /required field Resource/, policy()),
    domain(
      "with a policy for other actions",
      policy({}, "s3:GetObject"),
      /s3:GetObject is not an action of es/,
      policy(),
    ),
    domain(
      "with a policy for a role that does not exist",
      policy({ Principal: { AWS: roleArn("readers") } }),
      /InvalidTypeException: Error setting policy: Invalid principal/,
      policy({ Principal: { AWS: roleArn("reader") } }),
      [role("reader")],
    ),
    {
      what: "a domain that is encrypted with a key that does not exist",
      given: [key("key")],
      type: token.DOMAIN,
      refused: single({
        encryptAtRest: { enabled: true, kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/x` },
      }),
      because: /key\/x does not exist/,
      accepted: encryptedBy("key", "keyId"),
    },
    {
      what: "a domain that is encrypted with a key of another region",
      given: [key("key"), key("far", {}, OTHER_REGION)],
      type: token.DOMAIN,
      refused: encryptedBy("far"),
      because: /is in eu-west-2, not in eu-west-1/,
      accepted: encryptedBy("key"),
    },
    {
      what: "a certificate that does not exist",
      type: token.DOMAIN,
      refused: single({
        domainEndpointOptions: {
          customEndpointEnabled: true,
          customEndpoint: "search.example.org",
          customEndpointCertificateArn: `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/x`,
        },
      }),
      because: /certificate\/x does not exist/,
      accepted: single({ domainEndpointOptions: { customEndpointEnabled: false } }),
    },
  ]);

  it(
    "have the real ids, and an endpoint in the network or outside it",
    inAccount(async (account) => {
      await account.makeAll([...threeZones, linkedRole()]);
      const made = await account.make({ type: token.DOMAIN, name: "inside", inputs: inNetwork() });
      const { outputs } = made;
      assert.equal(made.id, DOMAIN_ARN);
      assert.equal(outputs["arn"], DOMAIN_ARN);
      assert.equal(outputs["domainId"], `${ACCOUNT}/reports`);
      const host = String(outputs["endpoint"]).split(".")[0] ?? "";
      assert.match(host, /^vpc-reports-[a-z]{26}$/);
      assert.equal(outputs["endpoint"], `${host}.eu-west-1.es.amazonaws.com`);
      assert.equal(outputs["dashboardEndpoint"], `${host}.eu-west-1.es.amazonaws.com/_dashboards`);
      assert.equal(outputs["endpointV2"], `${host}.aos.eu-west-1.on.aws`);
      assert.deepEqual(outputs["vpcOptions"], {
        subnetIds: ["a", "b", "c"].map((name) => account.made(name).id),
        securityGroupIds: [account.made("group").id],
        availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
        vpcId: account.made("vpc").id,
      });
      const outside = await account.make({
        type: token.DOMAIN,
        name: "outside",
        inputs: single({ domainName: "open" }),
      });
      assert.match(String(outside.outputs["endpoint"]), /^search-open-[a-z]{26}\.eu-west-1\.es\./);
      assert.equal(outside.outputs["engineVersion"], "OpenSearch_3.3");
    }),
  );

  it(
    "show in a preview what the program says, and nothing that the cloud does",
    inAccount(async ({ provider }) => {
      const subnetIds = [UNKNOWN, UNKNOWN, UNKNOWN];
      const inputs = single({ ...secured({}, { masterUserPassword: UNKNOWN }), vpcOptions: { subnetIds } });
      const seen = await provider.foresee(token.DOMAIN, "domain", inputs);
      assert.equal(seen["domainName"], "reports");
      for (const output of ["arn", "endpoint", "endpointV2", "dashboardEndpoint", "domainId"])
        assert.equal(seen[output], UNKNOWN, output);
      assert.deepEqual(seen["vpcOptions"], { subnetIds, availabilityZones: UNKNOWN, vpcId: UNKNOWN });
      assert.equal(seen["engineVersion"], UNKNOWN);
    }),
  );

  it(
    "are replaced for another name or key, the old one first, and for nothing else",
    inAccount(async (account) => {
      await account.makeAll([key("key"), key("other")]);
      const made = await account.make({ type: token.DOMAIN, name: "domain", inputs: encryptedBy("key") });
      const change = (more: Properties) => account.provider.difference(made, { ...made.inputs, ...more });
      const renamed = await change({ domainName: "reports-2" });
      assert.deepEqual(renamed.replacesList, ["domainName"]);
      const rekeyed = await change(account.inputs(encryptedBy("other")));
      assert.deepEqual(rekeyed.replacesList, ["encryptAtRest"]);
      assert.equal(rekeyed.deletebeforereplace, true);
      const grown = await change({ clusterConfig: { instanceType: "m7g.xlarge.search" } });
      assert.deepEqual([grown.changes, grown.replacesList], [2, []]);
    }),
  );
});
