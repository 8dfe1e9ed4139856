import assert from "node:assert/strict";
import { eachGrant } from "../../../policies/reading/each-statement";
import { attachedArns } from "../../../policies/reading/policy-documents";
import type { Resource } from "../../../policies/reading/resource";

function resource(type: string, props: object): Resource {
  return { type, name: "identity", urn: "urn", props, opts: { protect: false, ignoreChanges: [] } };
}

// Section 6 of the control catalogue.
describe("where an identity gets its permissions from", () => {
  const document = { Statement: { Sid: "Here" } };
  for (const [type, props, place] of [
    ["aws:iam/policy:Policy", { policy: document }, "policy"],
    ["aws:iam/rolePolicy:RolePolicy", { policy: document }, "policy"],
    ["aws:iam/groupPolicy:GroupPolicy", { policy: document }, "policy"],
    ["aws:iam/userPolicy:UserPolicy", { policy: document }, "policy"],
    ["aws:iam/role:Role", { inlinePolicies: [{ policy: document }] }, "inlinePolicies[0].policy"],
    [
      "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
      { inlinePolicy: document },
      "inlinePolicy",
    ],
  ] as const)
    it(`reads the documents of ${type}`, () => {
      const found = [
        ...eachGrant(resource(type, props), (_grant, where) => [{ found: where, expected: "" }]),
      ];
      assert.deepEqual(found, [{ found: `${place}, statement Here`, expected: "" }]);
    });

  const arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  for (const [type, props, place] of [
    ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn: arn }, "policyArn"],
    ["aws:iam/policyAttachment:PolicyAttachment", { policyArn: arn }, "policyArn"],
    ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", { policyArn: arn }, "policyArn"],
    ["aws:iam/role:Role", { managedPolicyArns: [arn] }, "managedPolicyArns[0]"],
    [
      "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
      { managedPolicyArn: arn },
      "managedPolicyArn",
    ],
  ] as const)
    it(`reads the attachments of ${type}`, () => {
      const [found, ...others] = attachedArns(resource(type, props));
      assert.deepEqual([found?.place, found?.value, others], [place, { kind: "known", value: arn }, []]);
    });
});
