import { words, type Properties, type ResourceType } from "../catalogue";
import { secondInRegion } from "./one-a-region";
import { INSPECTOR, REGISTRY_SCANNING } from "./tokens";
import { first, listAt, repeated, textAt, textsAt } from "./values";

const INVALID = "InvalidParameterException: Invalid parameter at 'rules' failed to satisfy constraint:";

/** How often each kind of scanning looks [docs.aws.amazon.com: RegistryScanningRule]. */
const FREQUENCIES: Readonly<Record<string, readonly string[]>> = {
  BASIC: words("SCAN_ON_PUSH MANUAL"),
  ENHANCED: words("SCAN_ON_PUSH CONTINUOUS_SCAN"),
};

/** What a region scans its images by, and Inspector, which does so. */
export const registryScanning: Readonly<Record<string, ResourceType>> = {
  [REGISTRY_SCANNING]: {
    inputs: words("rules scanType"),
    required: words("scanType"),
    id: ({ account }) => account,
    writesOver: true,
    computed: { registryId: ({ account }) => account },
    limits: {
      scanType: { among: Object.keys(FREQUENCIES) },
      "rules[].repositoryFilters[].filterType": { among: ["WILDCARD"] },
      "rules[].repositoryFilters[].filter": {
        like: /^[0-9a-z*](?:[0-9a-z_./*-]?[0-9a-z*]+)*$/,
        says: "lower-case letters, digits and ._/*-",
      },
    },
    refuseInputs: frequencyFault,
    refuseMaking: (making) => secondInRegion(REGISTRY_SCANNING, making),
  },
  [INSPECTOR]: {
    inputs: words("accountIds resourceTypes"),
    required: words("accountIds resourceTypes"),
    id: ({ inputs }) =>
      [textsAt(inputs, "accountIds[]"), textsAt(inputs, "resourceTypes[]")]
        .map((each) => each.toSorted().join(":"))
        .join("-"),
    writesOver: true,
    limits: { "resourceTypes[]": { among: words("EC2 ECR LAMBDA LAMBDA_CODE CODE_REPOSITORY") } },
    refuseMaking: (making) => {
      const stranger = textsAt(making.inputs, "accountIds[]").find((id) => id !== making.account);
      return stranger === undefined
        ? secondInRegion(INSPECTOR, making)
        : `account ${stranger}: ACCESS_DENIED: ${making.account} is not the delegated administrator of Inspector`;
    },
  },
};

function frequencyFault(inputs: Properties): string | undefined {
  const type = textAt(inputs, "scanType");
  const twice = repeated(textsAt(inputs, "rules[].scanFrequency"));
  if (twice !== undefined) return `${INVALID} two rules have the scan frequency ${twice}`;
  return first(listAt(inputs, "rules[]"), (rule) => {
    const frequency = textAt(rule, "scanFrequency");
    return FREQUENCIES[type]?.includes(frequency)
      ? undefined
      : `${INVALID} the scan frequency ${frequency} is not for the scan type ${type}`;
  });
}
