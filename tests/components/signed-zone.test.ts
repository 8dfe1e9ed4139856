import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import { SignedZone, type SignedZoneArgs } from "../../components/dns/signed-zone";
import { EdgeGround } from "../../components/edge/edge-ground";
import { logsService } from "../../components/keys/stage-keys";
import { EDGE_REGION } from "../../components/place/regions";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { ZONE_ID } from "./api";
import { ACCOUNT, role, runComponent } from "./ground";
import { configurations } from "./pack-configurations";
import { allows } from "./policy-evaluation";

const NAME = "platform.pre.example.org";
const RECORD = "aws:route53/record:Record";
const ROUTE_53 = "dnssec-route53.amazonaws.com";

/** A zone with what keeps its log and is told of it. */
const make = (others: Partial<SignedZoneArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(() => {
    const edge = { providers: [new Provider("edge", { region: EDGE_REGION, allowedAccountIds: [ACCOUNT] })] };
    const custodianRoleArns = [role("strongroom-pre-custodian")];
    const ground = new EdgeGround(
      "edge",
      {
        accountId: ACCOUNT,
        keyAlias: "alias/strongroom-pre-edge",
        alarmTopicName: "strongroom-pre-edge-alarms",
        custodianRoleArns,
        services: [logsService(EDGE_REGION, ACCOUNT)],
      },
      edge,
    );
    const zone = new SignedZone(
      "zone",
      {
        zoneName: NAME,
        parentZoneId: ZONE_ID,
        accountId: ACCOUNT,
        keyAlias: "alias/strongroom-pre-zone",
        custodianRoleArns,
        logsKeyArn: ground.keyArn,
        logDays: 365,
        alarmTopicArn: ground.alarmTopicArn,
        ...others,
      },
      edge,
    );
    return { zoneId: zone.zoneId, signer: zone.delegationSigner, alarmTopicArn: ground.alarmTopicArn };
  }, preview);

describe("SignedZone", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("P18: is signed with a key of its own, which signs and does nothing else", () => {
    const { inputs, outputs } = graph.one("aws:kms/key:Key", "zone-signing-key");
    assert.deepEqual(
      [inputs["keyUsage"], inputs["customerMasterKeySpec"], outputs["region"]],
      ["SIGN_VERIFY", "ECC_NIST_P256", EDGE_REGION],
    );
    const signing = graph.one("aws:route53/keySigningKey:KeySigningKey", "zone-signing-key").inputs;
    assert.deepEqual(
      [signing["hostedZoneId"], signing["keyManagementServiceArn"]],
      [graph.outputs["zoneId"], outputs["arn"]],
    );
    assert.equal(
      graph.one("aws:route53/hostedZoneDnsSec:HostedZoneDnsSec", "zone-signed").inputs["hostedZoneId"],
      graph.outputs["zoneId"],
    );
  });

  it("P18: lets Route 53 sign for zones of this account alone", () => {
    const { policy } = graph.one("aws:kms/key:Key", "zone-signing-key").inputs;
    const signs = (context: Record<string, string>, action = "kms:Sign") =>
      allows(policy, { principal: ROUTE_53, action, resource: "*", context });
    const arn = "arn:aws:route53:::hostedzone/Z1";
    assert.ok(signs({ "aws:SourceAccount": ACCOUNT, "aws:SourceArn": arn }));
    assert.equal(signs({ "aws:SourceAccount": "999988887777", "aws:SourceArn": arn }), false);
    assert.equal(signs({ "aws:SourceAccount": ACCOUNT, "aws:SourceArn": arn }, "kms:Decrypt"), false);
  });

  it("P18: has Amazon alone give out certificates, and none for a wildcard", () => {
    const { inputs } = graph.one(RECORD, "zone-issuers");
    assert.deepEqual(
      [inputs["name"], inputs["type"], inputs["records"]],
      [NAME, "CAA", ['0 issue "amazon.com"', '0 issuewild ";"']],
    );
  });

  it("P18: is made known in the zone above, and its signatures only once it is signed", () => {
    const known = (what: string) => graph.one(RECORD, `zone-${what}`);
    for (const [what, type] of [
      ["delegation", "NS"],
      ["delegation-signer", "DS"],
    ] as const) {
      const { inputs, dependsOn } = known(what);
      assert.deepEqual([inputs["zoneId"], inputs["name"], inputs["type"]], [ZONE_ID, NAME, type]);
      assert.ok(
        dependsOn.some((urn) => urn.endsWith("::zone-signed")),
        what,
      );
    }
    assert.deepEqual(known("delegation-signer").inputs["records"], [graph.outputs["signer"]]);
  });

  it("P18: leaves that to whoever has the zone above, where it is somebody else's", async () => {
    const alone = await make({ parentZoneId: undefined });
    assert.deepEqual(
      alone.of(RECORD).map(({ name }) => name),
      ["zone-issuers"],
    );
    assert.notEqual(alone.outputs["signer"], "");
  });

  it("P18: keeps who asked for its names, in a log that Route 53 may write for this account alone", () => {
    const log = graph.one("aws:cloudwatch/logGroup:LogGroup", "zone-queries");
    assert.deepEqual(
      [log.inputs["name"], log.inputs["retentionInDays"], log.outputs["region"]],
      [`/aws/route53/${NAME}`, 365, EDGE_REGION],
    );
    assert.notEqual(log.inputs["kmsKeyId"], undefined);
    const query = graph.one("aws:route53/queryLog:QueryLog", "zone-query-log");
    assert.equal(query.inputs["cloudwatchLogGroupArn"], log.outputs["arn"]);
    const writer = graph.one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "zone-query-writer");
    assert.ok(query.dependsOn.includes(writer.urn));
    const writes = (account: string) =>
      allows(writer.inputs["policyDocument"], {
        principal: "route53.amazonaws.com",
        action: "logs:PutLogEvents",
        resource: `arn:aws:logs:${EDGE_REGION}:${ACCOUNT}:log-group:/aws/route53/${NAME}:log-stream:one`,
        context: { "aws:SourceAccount": account, "aws:SourceArn": "arn:aws:route53:::hostedzone/Z1" },
      });
    assert.deepEqual([writes(ACCOUNT), writes("999988887777")], [true, false]);
  });

  it("P18: tells when it cannot be signed, or its key asks to be looked at", () => {
    const alarms = graph.of("aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.deepEqual(alarms.map(({ inputs }) => String(inputs["metricName"])).toSorted(), [
      "DNSSECInternalFailure",
      "DNSSECKeySigningKeysNeedingAction",
    ]);
    for (const { inputs, outputs } of alarms) {
      assert.deepEqual(inputs["alarmActions"], [graph.outputs["alarmTopicArn"]]);
      assert.deepEqual(inputs["dimensions"], { HostedZoneId: graph.outputs["zoneId"] });
      assert.equal(outputs["region"], EDGE_REGION);
    }
  });

  it("lasts with its key, its signing and its records", () => {
    for (const type of ["zone:Zone", "keySigningKey:KeySigningKey", "hostedZoneDnsSec:HostedZoneDnsSec"])
      for (const { name, protect, retainOnDelete } of graph.of(`aws:route53/${type}`))
        assert.deepEqual([protect, retainOnDelete], [true, true], name);
    for (const { name, protect } of [...graph.of(RECORD), graph.one("aws:kms/key:Key", "zone-signing-key")])
      assert.equal(protect, true, name);
  });

  for (const preview of [true, false])
    it(`the policy pack finds nothing wrong with it ${preview ? "in a preview" : "when deployed"}`, async () => {
      const made = await make({}, preview);
      const { policy } = made.one("aws:kms/key:Key", "zone-signing-key").inputs;
      assert.equal(hasUnknown(policy), false);
      assert.deepEqual(await findingsOf(made, configurations, (name) => name.startsWith("zone")), []);
    });
});
