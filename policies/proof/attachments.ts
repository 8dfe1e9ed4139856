import type { Statement } from "../reading/document";
import {
  type Found,
  foundAt,
  GROUP_POLICY,
  identityPaths,
  type Paths,
  PERMISSION_SET as PERMISSION_SET_POLICY,
  POLICY,
  ROLE,
  ROLE_POLICY,
  USER_POLICY,
} from "../reading/policy-documents";
import { ofType, type StackResource } from "../reading/resource";
import { is, read, shown, text, type Value } from "../reading/value";
import { identityStatements, unread } from "./documents";
import { computedFrom, meant, type Reference } from "./joins";
import { awsManagedName, isNarrow } from "./managed-policies";

export const USER = "aws:iam/user:User";
export const GROUP = "aws:iam/group:Group";
export const PERMISSION_SET = "aws:ssoadmin/permissionSet:PermissionSet";

const NAME = ["name"];

/** Who holds permissions, and by which of its properties others refer to it. */
export const holderKeys: Readonly<Record<string, readonly string[]>> = {
  [ROLE]: NAME,
  [USER]: NAME,
  [GROUP]: NAME,
  [PERMISSION_SET]: ["arn"],
};

/** Where a resource says to whom it belongs: by property, the type of the holder. `[]` is every element of a list. */
type Owners = Readonly<Record<string, string>>;

const owners: Readonly<Record<string, Owners>> = {
  [ROLE_POLICY]: { role: ROLE },
  [USER_POLICY]: { user: USER },
  [GROUP_POLICY]: { group: GROUP },
  [PERMISSION_SET_POLICY]: { permissionSetArn: PERMISSION_SET },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: ROLE },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": { user: USER },
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": { group: GROUP },
  "aws:iam/policyAttachment:PolicyAttachment": { "roles[]": ROLE, "users[]": USER, "groups[]": GROUP },
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": { permissionSetArn: PERMISSION_SET },
  "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": {
    permissionSetArn: PERMISSION_SET,
  },
};

/** Where the ARN of a managed policy stands; or its name, since a permission set is of many accounts. */
const managedPaths: Paths = {
  [ROLE]: "managedPolicyArns[]",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
  "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment":
    "customerManagedPolicyReference.name",
};

const memberships: Readonly<Record<string, { readonly users: string; readonly groups: string }>> = {
  "aws:iam/userGroupMembership:UserGroupMembership": { users: "user", groups: "groups[]" },
  "aws:iam/groupMembership:GroupMembership": { users: "users[]", groups: "group" },
};

/** Every type that says what an identity may do: a rule about identities has to see them all. */
export const identityTypes: readonly string[] = [
  ...new Set([...Object.keys(holderKeys), POLICY, ...Object.keys(owners), ...Object.keys(memberships)]),
];

/** What one resource allows to some holders. */
export interface Attached {
  readonly part: StackResource;
  readonly holders: readonly StackResource[];
  /** Whether it is also given to somebody who is not to be found in the stacks. */
  readonly strays: boolean;
  readonly statements: readonly Statement[];
}

/** All permissions of the stacks, by every road on which one reaches a role, a user, a group or a permission set. */
export function attachedIn(resources: readonly StackResource[]): readonly Attached[] {
  const policies = ofType(resources, POLICY);
  return resources.map((part) => ({
    part,
    ...holdersOf(part, resources),
    statements: [...inline(part), ...managed(part, policies)],
  }));
}

function inline(part: StackResource): readonly Statement[] {
  return given(part, identityPaths).flatMap(({ place, value }) =>
    identityStatements(value, `${part.name}: ${place}`),
  );
}

function managed(part: StackResource, policies: readonly StackResource[]): readonly Statement[] {
  return given(part, managedPaths).flatMap(({ place, property, value }) => {
    const statements = policyOf({ from: part, property, value: text(value) }, policies);
    return statements ?? [unread(`${part.name}: ${place}`, whyUnread(value))];
  });
}

/** What the program gave: a role's whole list that comes from nowhere is the provider's to fill in. */
function given(part: StackResource, paths: Paths): readonly Found<unknown>[] {
  return foundAt(part, paths).filter(({ place, property, value }) => {
    const comesFromNowhere = (part.propertyDependencies[property] ?? []).length === 0;
    const isProviders = part.type === ROLE && place === property && comesFromNowhere;
    return value.kind === "known" || (value.kind === "unknown" && !isProviders);
  });
}

function whyUnread(value: Value<unknown>): string {
  return value.kind === "known" ? `${shown(value)}, of which nothing is known` : shown(value);
}

/** What a managed policy says; undefined where it is neither in the stacks nor one of AWS's narrow ones. */
export function policyOf(
  reference: Reference,
  policies: readonly StackResource[],
): readonly Statement[] | undefined {
  const { value } = reference;
  return value.kind === "known"
    ? policyNamed(value.value, policies)
    : statementsOf(computedFrom(reference, policies));
}

/** The same by the policy's ARN, or by its name, for a permission set has no other. */
export function policyNamed(
  arn: string,
  policies: readonly StackResource[],
): readonly Statement[] | undefined {
  const awsManaged = awsManagedName(arn);
  if (awsManaged !== undefined) return isNarrow(awsManaged) ? [] : undefined;
  return statementsOf(policies.filter((policy) => isNamed(policy, arn)));
}

function statementsOf(policies: readonly StackResource[]): readonly Statement[] | undefined {
  if (policies.length === 0) return undefined;
  return policies.flatMap(({ name, props }) => identityStatements(read(props, "policy"), `${name}: policy`));
}

/** In a preview a policy's own ARN is not known, but its name is. */
function isNamed({ props }: StackResource, arn: string): boolean {
  const [own, name] = [read(props, "arn"), text(read(props, "name"))];
  if (is(own, arn) || is(name, arn)) return true;
  return own.kind !== "known" && name.kind === "known" && arn.endsWith(`:policy/${name.value}`);
}

function holdersOf(
  part: StackResource,
  resources: readonly StackResource[],
): Pick<Attached, "holders" | "strays"> {
  if (part.type in holderKeys) return { holders: [part], strays: false };
  const references = Object.entries(owners[part.type] ?? {}).flatMap(([path, type]) =>
    referred(part, path, ofType(resources, type), holderKeys[type] ?? []),
  );
  return { holders: references.flat(), strays: references.some((found) => found.length === 0) };
}

/** The groups whose permissions a user has as well. */
export function groupsOf(user: StackResource, resources: readonly StackResource[]): readonly StackResource[] {
  const groups = ofType(resources, GROUP);
  return Object.entries(memberships).flatMap(([type, paths]) =>
    ofType(resources, type)
      .filter((part) => referred(part, paths.users, [user], NAME).flat().includes(user))
      .flatMap((part) => referred(part, paths.groups, groups, NAME).flat()),
  );
}

/** What each of a property's references means. */
function referred(
  from: StackResource,
  path: string,
  candidates: readonly StackResource[],
  keys: readonly string[],
): readonly (readonly StackResource[])[] {
  return foundAt(from, { [from.type]: path })
    .filter(({ value }) => value.kind !== "missing")
    .map(({ property, value }) => meant({ from, property, value: text(value) }, candidates, keys));
}
