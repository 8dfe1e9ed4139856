import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as kms from "@pulumi/aws/kms";
import { TreasuredSecret } from "../../components/secrets/treasured-secret";
import { findingsOf } from "../policies/findings";
import { configurations } from "./pack-configurations";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const SECOND = "eu-west-2";

const make = () =>
  runComponent(({ keyArn }, opts) => {
    const london = new Provider("london", { region: SECOND, allowedAccountIds: [ACCOUNT] });
    const there = new kms.Key("second-key", {}, { provider: london }).arn;
    new TreasuredSecret(
      "treasure",
      {
        secretName: "vault/key-store",
        holds: "The keys",
        keyArn,
        copy: { region: SECOND, keyArn: there },
        fillingRoleArns: [role("break-glass")],
      },
      opts,
    );
    return { keyArn, there };
  });

describe("TreasuredSecret", () => {
  it("has a copy in another region with a key of that region, and no value in the program", async () => {
    const graph = await make();
    const { inputs } = graph.one("aws:secretsmanager/secret:Secret", "treasure");
    assert.deepEqual(inputs["replicas"], [{ region: SECOND, kmsKeyId: graph.outputs["there"] }]);
    assert.equal(inputs["kmsKeyId"], graph.outputs["keyArn"]);
    assert.deepEqual(graph.of("aws:secretsmanager/secretVersion:SecretVersion"), []);
    const own = graph.custom.filter(({ name }) => name.startsWith("treasure"));
    for (const { name, protect, retainOnDelete } of own)
      assert.deepEqual([protect, retainOnDelete], [true, true], name);
  });

  it("is lost by nobody, and overwritten by few", async () => {
    const { policy } = (await make()).one(
      "aws:secretsmanager/secretPolicy:SecretPolicy",
      "treasure-policy",
    ).inputs;
    const document = JSON.parse(String(policy));
    document.Statement.push({ Sid: "Own", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });
    const may = (as: string, action: string) =>
      allows(JSON.stringify(document), {
        principal: role(as),
        action: `secretsmanager:${action}`,
        resource: "*",
        context: { "aws:PrincipalArn": role(as) },
      });
    assert.equal(may("worker", "GetSecretValue"), true);
    assert.equal(may("worker", "PutSecretValue"), false);
    assert.equal(may("break-glass", "PutSecretValue"), true);
    assert.equal(may("worker", "StopReplicationToReplica"), false);
    assert.equal(may("break-glass", "StopReplicationToReplica"), true);
    for (const action of ["DeleteSecret", "RemoveRegionsFromReplication"])
      assert.equal(may("break-glass", action), false, action);
  });

  it("passes every policy", async () => {
    const own = (name: string) => name.startsWith("treasure");
    assert.deepEqual(await findingsOf(await make(), configurations, own), []);
  });
});
