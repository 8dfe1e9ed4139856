import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, inAccount, OTHER_REGION, refusals, type Step } from "./cases";

const ZONE = "Z1D633PJN98FT9";

const record = (more: Properties = {}): Properties => ({
  zoneId: ZONE,
  name: "api.example.org",
  type: "A",
  ttl: 300,
  records: ["192.0.2.1"],
  ...more,
});
const step = (name: string, more: Properties = {}, region?: string): Step => ({
  type: token.DNS_RECORD,
  name,
  inputs: record(more),
  ...(region === undefined ? {} : { region }),
});
const records = casesOf("a record", token.DNS_RECORD, record);
const alias = { name: "d1.cloudfront.net", zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false };
const cname = (target: string): Properties => ({ type: "CNAME", records: [target] });

describe("the simulated AWS: DNS records", () => {
  refusals([
    records("of a zone by its name", { zoneId: "example.org" }, /zoneId/),
    records("with a space in its name", { name: "api example.org" }, /name/, { name: "*.example.org" }),
    records("of a type that does not exist", { type: "ANAME" }, /type/, { type: "TXT" }),
    records("without a time to live", { ttl: undefined }, /all of `records,ttl`/),
    records("without a value", { records: undefined }, /one of `alias,records`/),
    records("that is an alias and a value", { aliases: [alias] }, /one of `alias,records`/, {
      aliases: [alias],
      records: undefined,
      ttl: undefined,
    }),
    records("that is an alias for 300 s", { aliases: [alias], records: undefined }, /conflicts with alias/),
    records(
      "that is half an alias",
      { aliases: [{ name: "d1.cloudfront.net" }], records: undefined, ttl: undefined },
      /an alias takes name, zoneId/,
      { aliases: [alias], records: undefined, ttl: undefined },
    ),
    records("of an address with 256", { records: ["192.0.2.256"] }, /'192\.0\.2\.256' is not an IPv4/, {
      records: ["192.0.2.255"],
    }),
    records("of an IPv6 address by IPv4", { type: "AAAA" }, /is not an IPv6 address/, {
      type: "AAAA",
      records: ["2001:db8::1"],
    }),
    records(
      "with two names to go to",
      { type: "CNAME", records: ["a.example.org", "b.example.org"] },
      /'CNAME' takes one value/,
      cname("a.example.org"),
    ),
    records("to a URL", cname("https://a.example.org"), /is not a domain name/, cname("a.example.org.")),
    records(
      "that the zone has",
      { name: "API.example.org." },
      /already exists/,
      { type: "AAAA", records: ["::1"] },
      [step("first")],
    ),
    records(
      "that another region's provider made",
      {},
      /InvalidChangeBatch.*already exists/,
      { zoneId: "Z2D633PJN98FT9" },
      [step("first", {}, OTHER_REGION)],
    ),
    records(
      "beside a CNAME",
      {},
      /conflicts with other records with the same DNS name/,
      { name: "www.example.org" },
      [step("first", cname("a.example.org"))],
    ),
    records(
      "with a weight and no word for it",
      { weightedRoutingPolicies: [{ weight: 1 }] },
      /set_identifier/,
      {
        weightedRoutingPolicies: [{ weight: 1 }],
        setIdentifier: "blue",
      },
    ),
  ]);

  it(
    "have the real id and full name, and are replaced for another name",
    inAccount(async (account) => {
      const made = await account.make(step("record", { name: "API.example.org." }));
      assert.deepEqual([made.id, made.outputs["fqdn"]], [`${ZONE}_api.example.org_A`, "api.example.org"]);
      await account.change("record", { records: ["192.0.2.2"] });
      const moved = await account.provider.difference(made, record({ name: "www.example.org", ttl: 60 }));
      assert.deepEqual(moved.replacesList, ["name"]);
    }),
  );

  it(
    "find their zone by its id or its name",
    inAccount(async ({ provider }) => {
      const zone = (args: Properties) => provider.invoke("aws:route53/getZone:getZone", args);
      assert.equal((await zone({ zoneId: ZONE }))["zoneId"], ZONE);
      const named = await zone({ name: "Example.org." });
      assert.equal(named["name"], "example.org");
      assert.equal((await zone({ name: "example.org" }))["zoneId"], named["zoneId"]);
      await assert.rejects(zone({ zoneId: ZONE, name: "example.org" }), /mutually exclusive/);
      await assert.rejects(zone({}), /one is needed/);
      await assert.rejects(zone({ zoneId: "example.org" }), /NoSuchHostedZone/);
    }),
  );
});
