import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { SERVICE } from "../reading/containers";
import type { Resource } from "../reading/resource";
import { flag, is, read, shown, type Value } from "../reading/value";
import { rule } from "../rule";

export const ecsNoPublicIp = rule({
  name: "ecs-no-public-ip",
  why: "What has a public address can be tried from everywhere",
  level: "remediate",
  severity: "high",
  framework: securityHub("ECS.2"),
  tags: ["CKV_AWS_333"],
  remedy: "Remove networkConfiguration.assignPublicIp, or set it to false.",
  reads: parameters.pick({}),
  types: [SERVICE],
  *resource(service) {
    const assigned = assignedOf(service);
    if (assigned.kind !== "missing" && !is(assigned, false))
      yield { found: `networkConfiguration.assignPublicIp is ${shown(assigned)}`, expected: "false" };
  },
  *repairs(service) {
    if (is(assignedOf(service), true))
      yield { path: ["networkConfiguration", "assignPublicIp"], value: false };
  },
});

function assignedOf({ props }: Resource): Value<boolean> {
  return flag(read(props, "networkConfiguration", "assignPublicIp"));
}
