import * as assert from "node:assert/strict";
import { stages } from "../../projects/estate";
import { listAt, textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";

const GROUP = "statement.managedRuleGroupStatement";
const RATE = "statement.rateBasedStatement";

for (const stage of stages)
  describe(`the firewall of platform/app in ${stage}`, function () {
    this.timeout(120_000);
    let graph: Graph;
    before(async () => {
      graph = await deployed(estateStack("platform/app"), stage);
    });
    const firewall = () => graph.one("aws:wafv2/webAcl:WebAcl", "platform-firewall");

    it("P20: is CloudFront's, of us-east-1, before the distribution", () => {
      const { inputs, outputs } = firewall();
      assert.equal(inputs["scope"], "CLOUDFRONT");
      assert.match(String(outputs["arn"]), /^arn:aws:wafv2:us-east-1:/);
      const distribution = graph.one("aws:cloudfront/distribution:Distribution", "platform-distribution");
      assert.equal(distribution.inputs["webAclId"], outputs["arn"]);
    });

    it("P20: limits each address: images in a minute, and all that it asks for in five", () => {
      const { inputs } = firewall();
      assert.deepEqual(
        [listAt(inputs, `rules[].${RATE}.limit`), listAt(inputs, `rules[].${RATE}.evaluationWindowSec`)],
        [
          [600, 2000],
          [60, 300],
        ],
      );
      assert.equal(textsAt(inputs, `rules[].${RATE}.aggregateKeyType`).join(), "IP,IP");
    });

    it("P20: lets in who breaks no rule: AWS's groups refuse, and do not only count", () => {
      const { inputs } = firewall();
      assert.deepEqual(listAt(inputs, "defaultAction"), [{ allow: {} }]);
      const groups = listAt(inputs, "rules[]").filter((rule) => textAt(rule, `${GROUP}.name`) !== "");
      assert.equal(groups.length, 5);
      for (const group of groups)
        assert.deepEqual(listAt(group, "overrideAction"), [{ none: {} }], textAt(group, "name"));
    });

    it("P20: keeps a log, where the name is one that it takes", () => {
      const log = graph.one(
        "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        "platform-firewall-logging",
      );
      assert.equal(textAt(log.inputs, "resourceArn"), firewall().outputs["arn"]);
      assert.match(textsAt(log.inputs, "logDestinationConfigs[]").join(), /^arn:aws:s3:::aws-waf-logs-/);
    });
  });
