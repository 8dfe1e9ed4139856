import { cloudSecurityBenchmark } from "../frameworks";
import { parameters } from "../parameters";
import { matches } from "../reading/glob";
import type { Resource } from "../reading/resource";
import { list, read, shown, text, type Value, within } from "../reading/value";
import { type Finding, rule } from "../rule";

const ASSIGNMENT = "azure-native:authorization:RoleAssignment";

const BUILT_IN: Readonly<Record<string, string>> = {
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
  "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
  "17d1049b-9a84-46fb-8f53-869881c3d3ab": "Storage Account Contributor",
  "b7e6dc6d-f1e8-4753-8033-0f276bb0955b": "Storage Blob Data Owner",
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe": "Storage Blob Data Contributor",
};

const ACCOUNTS = "Microsoft.Storage/storageAccounts";
const CONTAINERS = `${ACCOUNTS}/blobServices/containers`;
const DESTRUCTIVE = [
  `${ACCOUNTS}/delete`,
  `${CONTAINERS}/delete`,
  `${CONTAINERS}/blobs/delete`,
  `${CONTAINERS}/blobs/deleteBlobVersion/action`,
  `${CONTAINERS}/blobs/permanentDelete/action`,
  `${CONTAINERS}/immutabilityPolicies/write`,
  `${CONTAINERS}/immutabilityPolicies/delete`,
  `${CONTAINERS}/clearLegalHold/action`,
  `${ACCOUNTS}/managementPolicies/write`,
  `${ACCOUNTS}/listKeys/action`,
  "Microsoft.KeyVault/vaults/keys/delete",
  "Microsoft.KeyVault/locations/deletedVaults/purge/action",
  "Microsoft.Authorization/locks/delete",
  "Microsoft.Authorization/roleAssignments/write",
];

/** A scope inside another service: neither the account nor its key is in it. */
const ELSEWHERE = /\/providers\/(?!microsoft\.(storage|keyvault|management)\/)/i;

export const azRbacNoDestructiveRoles = rule({
  name: "az-rbac-no-destructive-roles",
  why: "Nobody holds a right that could destroy the copy or the key to it, or give itself such a right",
  level: "mandatory",
  severity: "critical",
  framework: cloudSecurityBenchmark("PA-7"),
  remedy: "Assign a role that reads, or one of our own that reads and writes, and names each of its actions.",
  reads: parameters.pick({}),
  types: [ASSIGNMENT, "azure-native:authorization:RoleDefinition"],
  resource: (resource) =>
    resource.type === ASSIGNMENT ? assignmentFindings(resource) : definitionFindings(resource),
});

function* assignmentFindings({ props }: Resource): Iterable<Finding> {
  const id = read(props, "roleDefinitionId");
  // A role of our own that is not made yet; `up` judges the assignment before the step, when its id is known.
  if (id.kind === "unknown") return;
  const role = text(id);
  if (role.kind !== "known") {
    yield { found: `roleDefinitionId is ${shown(role)}`, expected: "the id of a role" };
    return;
  }
  const scope = text(read(props, "scope"));
  if (scope.kind === "known" && ELSEWHERE.test(scope.value)) return;
  for (const [guid, name] of Object.entries(BUILT_IN))
    if (role.value.toLowerCase().includes(guid))
      yield {
        found: `it assigns ${name} on ${shown(scope)}`,
        expected: "a role that can neither delete nor unlock what the archive holds",
      };
}

function* definitionFindings({ props }: Resource): Iterable<Finding> {
  const permissions = list(read(props, "permissions"));
  if (permissions.kind === "unknown")
    yield { found: `permissions is ${permissions.why}`, expected: "permissions that can be read in preview" };
  if (permissions.kind !== "known") return;
  for (const [index, permission] of permissions.value.entries())
    for (const [granting, excepting] of [
      ["actions", "notActions"],
      ["dataActions", "notDataActions"],
    ] as const)
      yield* grantFindings(
        within(permission, granting),
        within(permission, excepting),
        `permissions[${index}].${granting}`,
      );
}

function* grantFindings(
  granting: Value<unknown>,
  excepting: Value<unknown>,
  place: string,
): Iterable<Finding> {
  const granted = textsOf(granting);
  if (granted.unread !== undefined)
    yield {
      found: `${place} cannot be read whole: ${granted.unread}`,
      expected: "actions that are all known in preview",
    };
  // An exception that cannot be read excepts nothing.
  const excepted = textsOf(excepting);
  const allowed = DESTRUCTIVE.filter(
    (action) => covers(granted.read, action) && !covers(excepted.read, action),
  );
  if (allowed.length > 0)
    yield {
      found: `${place} allows ${allowed.join(", ")}`,
      expected: "no action that deletes, unlocks or gives rights",
    };
}

function textsOf(value: Value<unknown>): { readonly read: readonly string[]; readonly unread?: string } {
  const elements = list(value);
  if (elements.kind === "unknown") return { read: [], unread: elements.why };
  const texts = elements.kind === "known" ? elements.value.map(text) : [];
  const unread = texts.find(({ kind }) => kind !== "known");
  return {
    read: texts.flatMap((each) => (each.kind === "known" ? [each.value] : [])),
    ...(unread && { unread: shown(unread) }),
  };
}

/** Azure does not mind the case of actions. */
function covers(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
}
