import * as assert from "node:assert/strict";
import { rightsOf } from "../../components/identity/deployers/deployer";
import { deployerTables } from "../../components/identity/deployers/deployers";
import { regionGuards } from "../../components/identity/region-guard";
import { deployerName, type Deployer } from "../../components/names/names";
import { document, PRE } from "./deployed-rights";
import { ACCOUNT, role } from "./ground";
import { allows } from "./policy-evaluation";

const ZONE_LOG = "log-group:/aws/route53/platform.pre.archive.example.org";

function may(who: Deployer, action: string, group: string, region = "us-east-1"): boolean {
  const { boundary } = rightsOf(deployerTables[who], PRE);
  return allows(document([...boundary, ...regionGuards(["eu-west-1", "eu-west-2"], boundary)]), {
    principal: role(deployerName("pre", who)),
    action,
    resource: `arn:aws:logs:${region}:${ACCOUNT}:${group}`,
    context: { "aws:RequestedRegion": region },
  });
}

describe("logs of us-east-1", () => {
  const actions = ["CreateLogGroup", "AssociateKmsKey", "PutRetentionPolicy", "DeleteLogGroup"];

  it("are made by who has zones logged, by the names of zones alone", () => {
    for (const action of actions.map((name) => `logs:${name}`)) {
      assert.ok(may("platform-custodian", action, ZONE_LOG), action);
      assert.equal(may("platform-custodian", action, "log-group:/strongroom/strongroom-pre-cache/x"), false);
      assert.ok(
        may("platform-custodian", action, "log-group:/strongroom/strongroom-pre-cache/x", "eu-west-1"),
        action,
      );
    }
    assert.ok(may("platform-custodian", "logs:PutResourcePolicy", "*"));
  });

  it("are made by nobody else, nor in any third region", () => {
    for (const action of actions.map((name) => `logs:${name}`)) {
      assert.equal(may("site-deploy", action, ZONE_LOG), false, action);
      assert.equal(may("custodian", action, ZONE_LOG), false, action);
      assert.equal(may("platform-custodian", action, ZONE_LOG, "us-west-2"), false, action);
    }
  });
});
