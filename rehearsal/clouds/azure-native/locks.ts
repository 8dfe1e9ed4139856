import { textOf, type Making, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { arm, copied } from "./arm";
import { beneath, subscriptionId, thingAt } from "./ids";
import { first, known, notOneOf } from "./values";

const LOCK = "azure-native:authorization:ManagementLockByScope";

/** Management locks [learn.microsoft.com: Lock your resources to protect your infrastructure]. */
export const locks: Readonly<Record<string, ResourceType>> = {
  [LOCK]: arm({
    armType: "Microsoft.Authorization/locks",
    apiVersion: "2020-05-01",
    inputs: "level notes owners scope",
    required: ["level", "scope"],
    name: {
      property: "lockName",
      pattern: /^[^<>%&:\\?/]{1,260}$/,
      says: "up to 260 characters without <>%&:\\?/",
      unique: "no",
      taken: "LockExists",
      automatic: copied,
    },
    id: ({ text, name }) => `${text("scope")}/providers/Microsoft.Authorization/locks/${name}`,
    replacedBy: ["scope"],
    refuseInputs: (inputs) => notOneOf(inputs, "level", ["CanNotDelete", "ReadOnly"]),
    refuseMaking: (making) => missingScope(making),
  }),
};

/** What Azure says of a scope at which there is nothing. */
export function missingScope(making: Making): string | undefined {
  const scope = making.text("scope");
  const there = scope === subscriptionId(making) || thingAt(making.cloud, scope) !== undefined;
  return there ? undefined : `ResourceNotFound: the scope '${scope}' was not found`;
}

/**
 * The types of a table under what Azure Resource Manager does to all: locks are inherited from above, a deletion
 * takes along all that is beneath, and is refused as a whole when any of that may not be deleted.
 */
export function managed(
  types: Readonly<Record<string, ResourceType>>,
): Readonly<Record<string, ResourceType>> {
  const wrapped = Object.entries(types).map(([token, type]): [string, ResourceType] => [
    token,
    token === LOCK ? type : lockable(type, types),
  ]);
  return Object.fromEntries(wrapped);
}

function lockable(type: ResourceType, types: Readonly<Record<string, ResourceType>>): ResourceType {
  const entry: ResourceType = {
    ...type,
    refuseMaking: (making) =>
      first(
        readOnly(making.cloud, making.id === "" ? type.id(making) : making.id),
        type.refuseMaking?.(making),
      ),
  };
  // Types that say so themselves are not deleted in Azure: the provider undoes them in another way.
  if (type.takesAlong !== undefined) return entry;
  return {
    ...entry,
    takesAlong: (thing, cloud) => beneath(cloud, thing.id),
    refuseDelete: (thing, cloud) =>
      first(
        locked(cloud, thing.id),
        ...[thing, ...beneath(cloud, thing.id)].map((one) => types[one.type]?.refuseDelete?.(one, cloud)),
      ),
  };
}

function locked(cloud: Cloud, id: string): string | undefined {
  const scopes = cloud
    .all(LOCK)
    .map((lock) => textOf(lock.inputs["scope"]))
    .filter((scope) => within(id, scope) || within(scope, id));
  return scopes.length === 0 ? undefined : scopeLocked(id, "delete", scopes);
}

function readOnly(cloud: Cloud, id: string): string | undefined {
  const scopes = cloud
    .all(LOCK)
    .filter((lock) => known(lock.inputs, "level") === "ReadOnly")
    .map((lock) => textOf(lock.inputs["scope"]))
    .filter((scope) => within(id, scope));
  return scopes.length === 0 ? undefined : scopeLocked(id, "write", scopes);
}

function within(id: string, scope: string): boolean {
  const [inner, outer] = [id.toLowerCase(), scope.toLowerCase()];
  return inner === outer || inner.startsWith(`${outer}/`);
}

function scopeLocked(id: string, operation: string, scopes: readonly string[]): string {
  return `ScopeLocked: The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: '${scopes.join(",")}'. Please remove the lock and try again.`;
}

/** For types that Azure itself does not delete: nothing goes along, and no lock stands in the way. */
export const nothing = (): readonly Thing[] => [];
