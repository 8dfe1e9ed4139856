import * as assert from "node:assert/strict";
import { RenewedSecret } from "../../components/secrets/renewed-secret";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { configurations } from "./pack-configurations";
import { allows } from "./policy-evaluation";

const FUNCTION = "archive-password-renewal";
const SECRET = "archive/password";

const make = (preview = false): Promise<Graph> =>
  runComponent(({ keyArn, boundaryArn, alarmTopicArn }, opts) => {
    new RenewedSecret(
      "renewal",
      {
        functionName: FUNCTION,
        secretName: SECRET,
        secretsKeyArn: keyArn,
        expression: "cron(0 13 ? * 1#1 *)",
        place: {
          region: REGION,
          accountId: ACCOUNT,
          boundaryArn,
          dataKey: { keyArn },
          logsKeyArn: keyArn,
          logDays: 365,
          alarmTopicArn,
        },
      },
      opts,
    );
    return { keyArn };
  }, preview);

describe("RenewedSecret", () => {
  it("is called at its times, with the secret's name and no value", async () => {
    const graph = await make();
    const { inputs } = graph.one("aws:scheduler/schedule:Schedule", "renewal-schedule");
    assert.equal(inputs["scheduleExpression"], "cron(0 13 ? * 1#1 *)");
    const called = graph.one("aws:lambda/function:Function", "renewal-function");
    assert.equal(Object(inputs["target"]).arn, called.outputs["arn"]);
    assert.equal(Object(called.inputs["environment"]).variables.SECRET, SECRET);
  });

  it("may put that secret and no other, and reads none; a preview knows so", async () => {
    const { policy } = (await make(true)).one(
      "aws:iam/rolePolicy:RolePolicy",
      "renewal-execution-permissions",
    ).inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, name: string) =>
      allows(policy, {
        principal: role(FUNCTION),
        action: `secretsmanager:${action}`,
        resource: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-a1B2c3`,
      });
    assert.equal(may("PutSecretValue", SECRET), true);
    assert.equal(may("PutSecretValue", `${SECRET}-of-another`), false);
    for (const action of ["GetSecretValue", "UpdateSecret", "DeleteSecret", "PutResourcePolicy"])
      assert.equal(may(action, SECRET), false, action);
  });

  it("passes every policy, in a preview and as it is deployed", async () => {
    for (const preview of [true, false])
      assert.deepEqual(
        await findingsOf(await make(preview), configurations, (name) => name.startsWith("renewal")),
        [],
      );
  });
});
