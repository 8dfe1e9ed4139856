import * as assert from "node:assert/strict";
import { AlarmTopic } from "../../components/alerts/alarm-topic";
import { DnsCertificate, type DnsCertificateArgs } from "../../components/certificates/dns-certificate";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ZONE_ID } from "./api";
import { ACCOUNT, REGION, runComponent } from "./ground";

const CERTIFICATE = "aws:acm/certificate:Certificate";
const RECORD = "aws:route53/record:Record";
const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";

const make = (domainNames: DnsCertificateArgs["domainNames"], preview = false): Promise<Graph> =>
  runComponent(
    (_ground, opts) => ({
      arn: new DnsCertificate("certificate", { domainNames, zoneId: ZONE_ID }, opts).arn,
    }),
    preview,
  );

const two = { api: "storage.api.example.org", sign_in: "auth.example.org" };

describe("DnsCertificate", () => {
  it("is for its names, the first of which is its own", async () => {
    assert.deepEqual((await make(two)).one(CERTIFICATE, "certificate-certificate").inputs, {
      domainName: "storage.api.example.org",
      subjectAlternativeNames: ["auth.example.org"],
      validationMethod: "DNS",
    });
    const single = (await make({ api: two.api })).one(CERTIFICATE, "certificate-certificate");
    assert.deepEqual(single.inputs["subjectAlternativeNames"], []);
  });

  it("proves each name by the record that AWS asks for", async () => {
    const graph = await make(two);
    const { outputs } = graph.one(CERTIFICATE, "certificate-certificate");
    for (const [word, domainName] of Object.entries(two)) {
      const place = valuesAt(outputs, "domainValidationOptions[].domainName").indexOf(domainName);
      const proof = (property: string) =>
        valuesAt(outputs, `domainValidationOptions[].resourceRecord${property}`)[place];
      assert.deepEqual(graph.one(RECORD, `certificate-${word}`).inputs, {
        zoneId: ZONE_ID,
        name: proof("Name"),
        type: proof("Type"),
        records: [proof("Value")],
        ttl: 300,
      });
    }
  });

  it("has its records in a preview, where what they say is not known", async () => {
    assert.deepEqual(
      (await make(two, true)).of(RECORD).map(({ name }) => name),
      ["certificate-api", "certificate-sign_in"],
    );
  });

  it("is told of once it is issued, and lasts", async () => {
    const graph = await make(two);
    const certificate = graph.one(CERTIFICATE, "certificate-certificate");
    const validation = graph.one(VALIDATION, "certificate-validation");
    assert.deepEqual(validation.inputs, {
      certificateArn: certificate.outputs["arn"],
      validationRecordFqdns: graph.of(RECORD).map(({ outputs }) => outputs["fqdn"]),
    });
    assert.equal(graph.outputs["arn"], certificate.outputs["arn"]);
    for (const { name, protect, retainOnDelete } of [certificate, validation, ...graph.of(RECORD)])
      assert.deepEqual([protect, retainOnDelete], [true, true], name);
  });

  it("P19: tells where it is asked to when AWS has not renewed it, and nobody otherwise", async () => {
    const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
    const graph = await runComponent(({ keyArn }, opts) => {
      const place = { accountId: ACCOUNT, region: REGION, keyArn };
      const { arn: topicArn } = new AlarmTopic("alarms", { topicName: "alarms", ...place }, opts);
      const expiry = { alarmName: "a_certificate", topicArn };
      new DnsCertificate("certificate", { domainNames: two, zoneId: ZONE_ID, expiry }, opts);
      return { topicArn };
    });
    const { name, dimensions, metricName, statistic, period, comparisonOperator, threshold, alarmActions } =
      graph.one(ALARM, "certificate-expiry").inputs;
    assert.deepEqual(
      [name, metricName, statistic, period, comparisonOperator, threshold],
      ["a_certificate", "DaysToExpiry", "Minimum", 86_400, "LessThanThreshold", 30],
    );
    assert.deepEqual(dimensions, {
      CertificateArn: graph.one(CERTIFICATE, "certificate-certificate").outputs["arn"],
    });
    assert.deepEqual(alarmActions, [graph.outputs["topicArn"]]);
    assert.equal((await make(two)).of(ALARM).length, 0);
  });

  it("refuses to be for no name, and takes one", async () => {
    await assert.rejects(make({}), { message: "domainNames: at least one is needed" });
    await make({ api: two.api });
  });
});

describe("a DnsCertificate that another one proves", () => {
  const both = (names: DnsCertificateArgs["domainNames"], of: DnsCertificateArgs["domainNames"] = names) =>
    runComponent((_ground, opts) => {
      const first = new DnsCertificate("certificate", { domainNames: of, zoneId: ZONE_ID }, opts);
      const { arn } = new DnsCertificate("copy", { domainNames: names, provenBy: first }, opts);
      return { arn };
    });

  it("shares its records, since AWS asks an account for the same ones in every region", async () => {
    const graph = await both(two);
    assert.equal(graph.of(RECORD).length, 2);
    const [of] = graph.of(VALIDATION).filter(({ name }) => name === "copy-validation");
    const fqdns = graph.of(RECORD).map(({ outputs }) => outputs["fqdn"]);
    assert.deepEqual(of?.inputs["validationRecordFqdns"], fqdns);
    assert.equal(graph.outputs["arn"], graph.one(CERTIFICATE, "copy-certificate").outputs["arn"]);
  });

  it("is not issued for a name that the other has not proven", async () => {
    await assert.rejects(both(two, { api: two.api }), /missing auth.example.org DNS validation record/);
  });
});
