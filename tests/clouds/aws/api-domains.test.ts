import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { apiStep, deployment, stage } from "./apis";
import { casesOf, holds, inAccount, type Inputs, type Refusal, refusals, type Step } from "./cases";
import { certificate, requested, validated } from "./things";

const REGIONAL: Properties = { endpointConfiguration: { types: "REGIONAL" }, securityPolicy: "TLS_1_2" };
const issued = certificate("issued", "storage.example.org");

const named =
  (by: string, more: Inputs = {}): Inputs =>
  (made) => ({
    domainName: "storage.example.org",
    ...REGIONAL,
    regionalCertificateArn: made(by).id,
    ...(typeof more === "function" ? more(made) : more),
  });
const domains = (
  what: string,
  refused: Inputs,
  because: RegExp,
  given: readonly Step[] = [],
  accepted: Inputs = named("issued"),
): Refusal => ({
  what: `a domain name ${what}`,
  given: [...issued, ...given],
  type: token.API_DOMAIN,
  refused,
  because,
  accepted,
});
const edge =
  (by: string): Inputs =>
  (made) => ({
    domainName: "storage.example.org",
    certificateArn: made(by).id,
  });

const domain: Step = { type: token.API_DOMAIN, name: "domain", inputs: named("issued") };
const mapped =
  (more: Properties = {}): Inputs =>
  (made) => ({
    domainName: "storage.example.org",
    restApi: made("api").id,
    basePath: "storage",
    ...more,
  });
const mapping: Step = { type: token.BASE_PATH_MAPPING, name: "mapping", inputs: mapped() };
const ground: readonly Step[] = [...issued, domain, apiStep(), deployment(), stage()];
const mappings = casesOf("a base path", token.BASE_PATH_MAPPING, mapped, ground);

describe("the simulated AWS: domain names of APIs", () => {
  // One record proves a name in every region.
  const far = [requested("far", "storage.example.org", "us-east-1"), validated("far", "us-east-1")];
  refusals([
    domains("in capitals", named("issued", { domainName: "Storage.example.org" }), /not a valid name/),
    domains("without a certificate", named("issued", { regionalCertificateArn: undefined }), /got none/),
    domains(
      "with the certificate of another kind of endpoint",
      named("issued", (made) => ({ certificateArn: made("issued").id, regionalCertificateArn: undefined })),
      /type REGIONAL takes regionalCertificateArn, got certificateArn/,
    ),
    domains("with a certificate of another region", named("far"), /must be in 'eu-west-1'/, far),
    domains(
      "at the edge with a certificate of its region",
      edge("issued"),
      /must be in 'us-east-1'/,
      far,
      edge("far"),
    ),
    domains("with a certificate that is not issued", named("pending"), /is not issued/, [
      requested("pending", "storage.example.org"),
    ]),
    domains(
      "that its certificate is not for",
      named("issued", { domainName: "api.example.org" }),
      /not covered by the provided certificate/,
    ),
    domains(
      "that two stars would be for",
      named("star", { domainName: "storage.api.example.net" }),
      /not covered by/,
      certificate("star", "*.example.net"),
      named("star", { domainName: "storage.example.net" }),
    ),
    domains("with old TLS", named("issued", { securityPolicy: "TLS_1_1" }), /securityPolicy/),
    domains("that leads somehow", named("issued", { routingMode: "ANY" }), /routingMode/),
    domains(
      "of no type",
      named("issued", { endpointConfiguration: { types: "LOCAL" } }),
      /endpointConfiguration\.types/,
    ),
    domains(
      "that the region has",
      named("issued"),
      /The domain name you provided already exists/,
      [domain, ...certificate("second", "api.example.org")],
      named("second", { domainName: "api.example.org" }),
    ),
    mappings("of two parts", { basePath: "storage/v1" }, /basePath/, { basePath: "storage-v1" }),
    mappings("of a domain name that does not exist", { domainName: "api.example.org" }, /does not exist/),
    mappings("to no API", { restApi: "nothing" }, /nothing does not exist/),
    mappings("to a stage that does not exist", { stageName: "v2" }, /Invalid stage identifier/, {
      stageName: "v1",
    }),
    mappings("that the domain name has", {}, /Base path already exists/, { basePath: "other" }, [mapping]),
  ]);

  holds([
    {
      what: "an API that a base path leads to",
      given: [...ground, mapping],
      held: "api",
      because: /remove all base path mappings/,
      until: ["mapping"],
    },
    {
      what: "a certificate of a domain name",
      given: [...issued, domain],
      held: "issued",
      because: /ResourceInUseException/,
      until: ["domain"],
    },
  ]);

  it(
    "have the real address and zone, and are deleted with their base paths",
    inAccount(async (account) => {
      await account.makeAll([...ground, mapping]);
      const { id, outputs } = account.made("domain");
      assert.equal(id, "storage.example.org");
      assert.match(
        String(outputs["regionalDomainName"]),
        /^d-[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/,
      );
      assert.equal(outputs["regionalZoneId"], "ZLY8HYME6SFDD");
      assert.equal(account.made("mapping").id, "storage.example.org/storage");
      await account.remove("domain");
      assert.deepEqual(account.provider.cloud.all(token.BASE_PATH_MAPPING), []);
    }),
  );

  it(
    "take another certificate in place",
    inAccount(async (account) => {
      await account.makeAll([...issued, domain, requested("next", "storage.example.org")]);
      const regionalCertificateArn = account.made("next").id;
      await assert.rejects(account.change("domain", { regionalCertificateArn }), /is not issued/);
      await account.make(validated("next"));
      await account.change("domain", { regionalCertificateArn });
      await account.remove("issued");
    }),
  );
});
