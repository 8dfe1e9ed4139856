import { azLegalHoldKept } from "../../../policies/rules/az-legal-hold-kept";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const KEPT = { legalHolds: { "copy/bags": ["storageservice", "case1"] } };

function container(name: string = "bags", more: Partial<Given> = {}): Given {
  return {
    type: "azure-native:storage:BlobContainer",
    name,
    props: { accountName: "copy", containerName: name },
    ...more,
  };
}

function hold(tags: unknown, containerName: unknown = "bags", more: Partial<Given> = {}): Given {
  return {
    type: "azure-native:storage:BlobContainerLegalHold",
    name: "hold",
    props: { accountName: "copy", containerName, tags },
    ...more,
  };
}

const unnamed = container("bags", { props: { accountName: "copy", containerName: UNKNOWN } });
const ofUnnamed = { from: { containerName: ["bags"] } };

function kept(what: string, ...given: readonly Given[]): Accepted {
  return { as: "compliant", what, given, config: KEPT };
}

function lifted(what: string, given: readonly Given[], ...tags: readonly string[]): Refused {
  return {
    what,
    given,
    config: KEPT,
    says: tags.map((tag) => `bags: no legal hold has the tag ${tag}; expected the holds of copy/bags`),
  };
}

tryRule(azLegalHoldKept, {
  remedy: "Declare the BlobContainerLegalHold with all of its tags, or take it from legalHolds on purpose.",
  accepts: [
    kept("a hold with its tags", container(), hold(["case1", "storageservice"])),
    kept(
      "a hold with more tags, in another spelling",
      container(),
      hold(["Case1", "StorageService", UNKNOWN, 1]),
    ),
    kept("two holds", container(), hold(["case1"]), { ...hold(["storageservice"]), name: "another" }),
    kept(
      "a hold of a container that is being made",
      unnamed,
      hold(["case1", "storageservice"], UNKNOWN, ofUnnamed),
    ),
    {
      as: "compliant",
      what: "a hold that the stage spells otherwise",
      given: [container(), hold(["storageservice"])],
      config: { legalHolds: { "copy/bags": ["StorageService"] } },
    },
    {
      as: "compliant",
      what: "a container whose account is told by the account alone",
      given: [
        { type: "azure-native:storage:StorageAccount", name: "account", props: { name: "other" } },
        container("bags", { props: { name: "bags" }, from: { accountName: ["account"] } }),
      ],
      config: KEPT,
    },
    { as: "near miss", what: "a stage without holds", given: container() },
    { as: "near miss", what: "another container", given: container("more"), config: KEPT },
    {
      as: "not applicable",
      what: "other types",
      given: { ...container(), type: "azure-native:storage:Blob" },
      config: KEPT,
    },
  ],
  refuses: [
    lifted("no hold", [container()], "storageservice", "case1"),
    lifted("a hold without one of its tags", [container(), hold(["storageservice"])], "case1"),
    lifted(
      "a hold of another container",
      [container(), hold(["storageservice", "case1"], "more")],
      "storageservice",
      "case1",
    ),
    lifted("a hold whose tags are not known", [container(), hold(UNKNOWN)], "storageservice", "case1"),
    lifted("a hold without tags", [container(), hold(undefined)], "storageservice", "case1"),
    lifted("a container that is being made", [unnamed], "storageservice", "case1"),
    {
      what: "one hold of two that the stage names",
      given: [container(), hold(["storageservice", "case1"]), container("more")],
      config: { legalHolds: { ...KEPT.legalHolds, "copy/more": ["case2"] } },
      says: ["more: no legal hold has the tag case2; expected the holds of copy/more"],
    },
  ],
});
