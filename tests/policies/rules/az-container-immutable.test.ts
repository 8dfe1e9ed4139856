import { azContainerImmutable } from "../../../policies/rules/az-container-immutable";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function account(immutableStorageWithVersioning?: unknown, role: string = "offsite"): Given {
  return {
    type: "azure-native:storage:StorageAccount",
    name: "account",
    props: { accountName: "copy", tags: { "archive:role": role }, immutableStorageWithVersioning },
  };
}

function versions(state: unknown, enabled: unknown = true): Given {
  return account({ enabled, immutabilityPolicy: { state } });
}

function container(name: string = "bags", props: object = {}): Given {
  return {
    type: "azure-native:storage:BlobContainer",
    name,
    props: { accountName: "copy", containerName: name, ...props },
  };
}

function policy(containerName: unknown = "bags", more: Partial<Given> = {}): Given {
  return {
    type: "azure-native:storage:BlobContainerImmutabilityPolicy",
    name: "policy",
    props: { accountName: "copy", containerName },
    ...more,
  };
}

function held(what: string, ...given: readonly Given[]): Accepted {
  return { as: "compliant", what, given };
}

function loose(what: string, ...given: readonly Given[]): Refused {
  return {
    what,
    given,
    says: [
      "bags: no immutability policy holds it; expected one of its own on an account whose archive:role is offsite",
    ],
  };
}

tryRule(azContainerImmutable, {
  remedy:
    "Give the container a BlobContainerImmutabilityPolicy that refers to it, or the account immutableStorageWithVersioning with a policy.",
  accepts: [
    held("a container with a policy", account(), container(), policy()),
    held("two containers with a policy each", account(), container(), policy(), container("more"), {
      ...policy("more"),
      name: "another",
    }),
    held(
      "a container that is being made, by dependency",
      account(UNKNOWN),
      {
        ...container("bags", { accountName: UNKNOWN, containerName: UNKNOWN }),
        from: { accountName: ["account"] },
      },
      policy(UNKNOWN, { from: { containerName: ["bags"] } }),
    ),
    ...["Unlocked", "Locked"].map((state) =>
      held(`an account with a policy that is ${state}`, versions(state), container()),
    ),
    { as: "near miss", what: "a container for logs", given: [account(undefined, "logs"), container()] },
    { as: "near miss", what: "an account without containers", given: account() },
    {
      as: "not applicable",
      what: "another type",
      given: { ...container(), type: "azure-native:storage:FileShare" },
    },
  ],
  refuses: [
    loose("a container alone", account(), container()),
    loose("the one without a policy", account(), container("more"), policy("more"), container()),
    loose(
      "a container whose versions may have policies",
      account(),
      container("bags", { immutableStorageWithVersioning: { enabled: true } }),
    ),
    loose("a policy of nobody knows which container", account(), container(), policy(UNKNOWN)),
    loose("an account with version immutability, and no policy", account({ enabled: true }), container()),
    loose("an account of which it is not known", account(UNKNOWN), container()),
    loose("an account whose policy is off", versions("Disabled"), container()),
    loose("an account whose policy is not known", versions(UNKNOWN), container()),
    loose("an account with a policy, and no version immutability", versions("Locked", false), container()),
    {
      what: "a container of an account of another stack",
      given: [versions("Locked"), container("bags", { accountName: "other" })],
      says: [
        "bags: no immutability policy holds it; expected one of its own on an account that is not to be found in this stack",
      ],
    },
  ],
});
