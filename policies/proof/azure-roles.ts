import { matches } from "../reading/glob";
import { ofType, type StackResource } from "../reading/resource";
import { is, known, list, missing, read, shown, text, type Value, within } from "../reading/value";

export const ROLE_DEFINITION = "azure-native:authorization:RoleDefinition";

/** Some actions, and those of them that are left out again. */
interface Permission {
  readonly actions: Value<readonly Value<unknown>[]>;
  readonly notActions: Value<readonly Value<unknown>[]>;
}

/** That a role allows an action. */
export interface Allowed {
  readonly by: string;
  readonly undecided: readonly string[];
}

const CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";
const DELEGATION = "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action";

/** What of Azure's own roles could matter here. Every other one may allow anything. */
const builtIn: Readonly<
  Record<string, { readonly actions: readonly string[]; readonly not?: readonly string[] }>
> = {
  // Owner
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": { actions: ["*"] },
  // Contributor
  "b24988ac-6180-42a0-ab88-20f7382dd24c": {
    actions: ["*"],
    not: ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"],
  },
  // Reader
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": { actions: ["*/read"] },
  // Storage Account Contributor
  "17d1049b-9a84-46fb-8f53-869881c3d3ab": { actions: ["Microsoft.Storage/storageAccounts/*"] },
  // Storage Blob Data Owner
  "b7e6dc6d-f1e8-4753-8033-0f276bb0955b": { actions: [`${CONTAINERS}/*`, DELEGATION] },
  // Storage Blob Data Contributor
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe": {
    actions: [`${CONTAINERS}/delete`, `${CONTAINERS}/write`, `${CONTAINERS}/blobs/*`, DELEGATION],
  },
  // Storage Blob Data Reader
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1": { actions: [`${CONTAINERS}/read`, `${CONTAINERS}/blobs/read`] },
  // Storage Blob Delegator
  "db58b8e5-c6ad-4a2a-8342-4190687cbf4a": { actions: [DELEGATION] },
  // Key Vault Crypto Service Encryption User
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": {
    actions: ["Microsoft.KeyVault/vaults/keys/read", "Microsoft.KeyVault/vaults/keys/wrap/action"],
  },
};

/** Whether, and by what, an assignment's role allows an action. */
export function allowedBy(
  assignment: StackResource,
  action: string,
  resources: readonly StackResource[],
): Allowed | undefined {
  const id = text(read(assignment.props, "roleDefinitionId"));
  const guid = id.kind === "known" ? id.value.split("/").at(-1) : undefined;
  const definitions = ofType(resources, ROLE_DEFINITION).filter((definition) =>
    guid === undefined
      ? assignment.propertyDependencies["roleDefinitionId"]?.includes(definition)
      : ["name", "roleDefinitionId"].some((key) => is(text(read(definition.props, key)), guid)),
  );
  const ours = guid === undefined ? undefined : builtIn[guid.toLowerCase()];
  if (ours) {
    const permission = { actions: texts(ours.actions), notActions: ours.not ? texts(ours.not) : missing };
    return grants(permission, action) ? { by: `the role ${shown(id)}`, undecided: [] } : undefined;
  }
  if (definitions.length === 0) {
    const why = `the role ${shown(id)}, of which nothing is known`;
    return { by: why, undecided: [why] };
  }
  return definitions.map((definition) => grantedBy(definition, action)).find((each) => each !== undefined);
}

function grantedBy({ props, name }: StackResource, action: string): Allowed | undefined {
  const permissions = list(read(props, "permissions"));
  if (permissions.kind !== "known") {
    const why = `${name}: permissions is ${shown(permissions)}`;
    return { by: why, undecided: [why] };
  }
  const found = permissions.value
    .flatMap((each): readonly Permission[] => [
      { actions: list(within(each, "actions")), notActions: list(within(each, "notActions")) },
      { actions: list(within(each, "dataActions")), notActions: list(within(each, "notDataActions")) },
    ])
    .some((permission) => grants(permission, action));
  return found ? { by: `${name}: permissions`, undecided: [] } : undefined;
}

/** What cannot be read may be the action, and leaves none out. */
function grants({ actions, notActions }: Permission, action: string): boolean {
  if (actions.kind === "unknown") return true;
  const isGiven =
    actions.kind === "known" &&
    actions.value.map(text).some((each) => each.kind !== "known" || names(each.value, action));
  const isLeftOut =
    notActions.kind === "known" &&
    notActions.value.map(text).some((each) => each.kind === "known" && names(each.value, action));
  return isGiven && !isLeftOut;
}

function names(pattern: string, action: string): boolean {
  return matches(pattern.toLowerCase(), action.toLowerCase());
}

function texts(values: readonly string[]): Value<readonly Value<unknown>[]> {
  return known(values.map(known));
}
