import type { Finding } from "../rule";
import { type Grant, grantsOf } from "./document";
import type { Resource } from "./resource";
import { list, read, shown, text, type Value, within } from "./value";

export const POLICY = "aws:iam/policy:Policy";
export const ROLE = "aws:iam/role:Role";

/** Where an identity's permissions are written down, by type; `[]` is every element of a list. */
const documentPaths: Readonly<Record<string, string>> = {
  [POLICY]: "policy",
  [ROLE]: "inlinePolicies[].policy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/groupPolicy:GroupPolicy": "policy",
  "aws:iam/userPolicy:UserPolicy": "policy",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
};

/** Where an identity is given a managed policy by its ARN. */
const attachmentPaths: Readonly<Record<string, string>> = {
  [ROLE]: "managedPolicyArns[]",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
};

export interface Found<T> {
  readonly place: string;
  /** The resource's own property, under which its dependencies are listed. */
  readonly property: string;
  readonly value: Value<T>;
}

/** Judges every grant in every document of an identity; a document that cannot be read is refused as such. */
export function* eachGrant(
  identity: Resource,
  judge: (grant: Grant, where: string) => Iterable<Finding>,
): Iterable<Finding> {
  for (const { place, value } of follow(identity, documentPaths)) {
    if (value.kind === "missing") continue;
    const grants = grantsOf(value);
    if (grants.kind !== "known")
      yield {
        found: `${place} is ${shown(grants)}`,
        expected: "an IAM document that can be read in preview",
      };
    else for (const grant of grants.value) yield* judge(grant, `${place}, ${grant.label}`);
  }
}

export function attachedArns(resource: Resource): Found<string>[] {
  return follow(resource, attachmentPaths).map((found) => ({ ...found, value: text(found.value) }));
}

function follow(resource: Resource, paths: Readonly<Record<string, string>>): Found<unknown>[] {
  const path = paths[resource.type];
  if (path === undefined) return [];
  const [property = "", tail] = path.split("[]");
  const value = read(resource.props, property);
  if (tail === undefined) return [{ place: property, property, value }];
  const elements = list(value);
  if (elements.kind !== "known") return [{ place: property, property, value: elements }];
  const inner = tail.split(".").slice(1);
  return elements.value.map((element, index) => ({
    place: `${property}[${index}]${tail}`,
    property,
    value: within(element, ...inner),
  }));
}
