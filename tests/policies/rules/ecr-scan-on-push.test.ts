import { ecrScanOnPush } from "../../../policies/rules/ecr-scan-on-push";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const ALL = { filter: "*", filterType: "WILDCARD" };

function repository(props: object): Given {
  return { type: "aws:ecr/repository:Repository", name: "api", props };
}

function scanning(scanOnPush: unknown): Given {
  return repository({ imageScanningConfiguration: { scanOnPush } });
}

function registry(rules: unknown): Given {
  return { type: REGISTRY, name: "registry", props: { scanType: "ENHANCED", rules } };
}

function scans(scanFrequency: unknown, ...repositoryFilters: readonly unknown[]): object {
  return { scanFrequency, repositoryFilters };
}

function covered(what: string, ...rules: readonly object[]): Accepted {
  return { as: "near miss", what, given: registry(rules) };
}

function unscanned(what: string, given: Given, found: string): Refused {
  return {
    what,
    given,
    says: [`api: imageScanningConfiguration.scanOnPush is ${found}; expected true`],
  };
}

function uncovered(what: string, rules: unknown): Refused {
  return {
    what,
    given: registry(rules),
    says: [
      "registry: none of its rules is known to scan all repositories; expected one for * with the scanFrequency SCAN_ON_PUSH or CONTINUOUS_SCAN",
    ],
  };
}

tryRule(ecrScanOnPush, {
  remedy:
    "Set imageScanningConfiguration.scanOnPush of a repository to true; where the registry scans, let it scan all.",
  accepts: [
    { as: "compliant", what: "a repository", given: scanning(true) },
    { as: "compliant", what: "a registry", given: registry([scans("SCAN_ON_PUSH", ALL)]) },
    covered("a registry that keeps scanning", scans("CONTINUOUS_SCAN", ALL)),
    covered(
      "the last rule and its last filter",
      scans("MANUAL", ALL),
      scans("SCAN_ON_PUSH", { filter: "a" }, ALL),
    ),
    {
      as: "not applicable",
      what: "a public repository",
      given: {
        ...repository({ imageScanningConfiguration: UNKNOWN }),
        type: "aws:ecrpublic/repository:Repository",
      },
    },
  ],
  refuses: [
    unscanned("a flag that is not known", scanning(UNKNOWN), "not known in preview"),
    unscanned("a text", scanning("true"), "not true or false"),
    unscanned(
      "a configuration that is not known",
      repository({ imageScanningConfiguration: UNKNOWN }),
      "not known in preview",
    ),
    uncovered("a registry without rules", undefined),
    uncovered("a registry with an empty list", []),
    uncovered("rules that are not known", UNKNOWN),
    uncovered("rules that are no list", scans("SCAN_ON_PUSH", ALL)),
    uncovered("some repositories", [scans("SCAN_ON_PUSH", { ...ALL, filter: "archive/*" })]),
    uncovered("all, by hand", [scans("MANUAL", ALL)]),
    uncovered("all by hand, and some on push", [
      scans("MANUAL", ALL),
      scans("SCAN_ON_PUSH", { filter: "a" }),
    ]),
    uncovered("a frequency that is not known", [scans(UNKNOWN, ALL)]),
    uncovered("a filter that is not known", [scans("SCAN_ON_PUSH", UNKNOWN)]),
    uncovered("no filter", [scans("SCAN_ON_PUSH")]),
    uncovered("a rule without a list of filters", [
      { scanFrequency: "SCAN_ON_PUSH", repositoryFilters: ALL },
    ]),
  ],
  repairs: [
    {
      what: "a repository that does not scan",
      given: scanning(false),
      becomes: { imageScanningConfiguration: { scanOnPush: true } },
    },
    {
      what: "a repository that says nothing",
      given: repository({ name: "api" }),
      becomes: { name: "api", imageScanningConfiguration: { scanOnPush: true } },
    },
  ],
});
