import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { SERVICE } from "../reading/containers";
import { placeOf, type Resource } from "../reading/resource";
import { tag } from "../reading/tags";
import { flag, is, read, shown, type Value } from "../reading/value";
import { rule } from "../rule";

export const ecsExecDisabledInProd = rule({
  name: "ecs-exec-disabled-in-prod",
  why: "A shell in a running container acts with its role, past every review",
  level: "remediate",
  severity: "high",
  framework: checkov("CKV_AWS_223"),
  remedy: "Remove enableExecuteCommand, or set it to false.",
  reads: parameters.pick({ productionStages: true }),
  types: [SERVICE],
  *resource(service, { productionStages }) {
    const enabled = execOf(service);
    const because = inProduction(service, productionStages);
    if (because && enabled.kind !== "missing" && !is(enabled, false))
      yield { found: `enableExecuteCommand is ${shown(enabled)}`, expected: `false ${because}` };
  },
  *repairs(service, { productionStages }) {
    if (is(execOf(service), true) && inProduction(service, productionStages))
      yield { path: ["enableExecuteCommand"], value: false };
  },
});

function execOf({ props }: Resource): Value<boolean> {
  return flag(read(props, "enableExecuteCommand"));
}

/** Why a service counts as in production, in words for a message; what is not known to be elsewhere is there. */
function inProduction(service: Resource, productionStages: readonly string[]): string | undefined {
  const { stage } = placeOf(service);
  if (productionStages.includes(stage)) return `in the stage ${stage}`;
  const environment = tag(service, "environment");
  const elsewhere =
    environment.kind !== "unknown" && !productionStages.some((production) => is(environment, production));
  return elsewhere ? undefined : `where the tag environment is ${shown(environment)}`;
}
