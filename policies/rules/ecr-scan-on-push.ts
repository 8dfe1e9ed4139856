import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import type { Resource } from "../reading/resource";
import { flag, is, list, read, shown, type Value, within } from "../reading/value";
import { rule } from "../rule";

const REPOSITORY = "aws:ecr/repository:Repository";

export const ecrScanOnPush = rule({
  name: "ecr-scan-on-push",
  why: "An image with a known hole is found before it runs",
  level: "remediate",
  severity: "medium",
  framework: securityHub("ECR.1"),
  tags: ["CKV_AWS_163"],
  remedy:
    "Set imageScanningConfiguration.scanOnPush of a repository to true; where the registry scans, let it scan all.",
  reads: parameters.pick({}),
  types: [REPOSITORY, "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"],
  *resource(resource) {
    const onPush = scanOnPush(resource);
    if (onPush === undefined) {
      if (!scansAll(resource))
        yield {
          found: "none of its rules is known to scan all repositories",
          expected: "one for * with the scanFrequency SCAN_ON_PUSH or CONTINUOUS_SCAN",
        };
    } else if (!is(onPush, true))
      yield { found: `imageScanningConfiguration.scanOnPush is ${shown(onPush)}`, expected: "true" };
  },
  *repairs(resource) {
    const onPush = scanOnPush(resource);
    if (onPush && (onPush.kind === "missing" || is(onPush, false)))
      yield { path: ["imageScanningConfiguration", "scanOnPush"], value: true };
  },
});

/** Undefined where the resource is no repository but the whole registry. */
function scanOnPush({ type, props }: Resource): Value<boolean> | undefined {
  return type === REPOSITORY ? flag(read(props, "imageScanningConfiguration", "scanOnPush")) : undefined;
}

/** A repository that no rule of its registry names is scanned by hand only, whatever it says itself. */
function scansAll({ props }: Resource): boolean {
  return some(read(props, "rules"), (each) => {
    const frequency = within(each, "scanFrequency");
    return (
      (is(frequency, "SCAN_ON_PUSH") || is(frequency, "CONTINUOUS_SCAN")) &&
      some(within(each, "repositoryFilters"), (filter) => is(within(filter, "filter"), "*"))
    );
  });
}

function some(value: Value<unknown>, fits: (element: Value<unknown>) => boolean): boolean {
  const elements = list(value);
  return elements.kind === "known" && elements.value.some(fits);
}
