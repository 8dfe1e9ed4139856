import { UNKNOWN } from "../../try-rule";
import { ACCOUNT, allow, document, role, roleArn, trust } from "../documents";
import { all, type Change, changing, type Estate, having, made, type Made } from "../estate";
import { ERASE, erase, EVERYTHING, tryWaysIn, type WayIn } from "../ways-in";

const ARN = `arn:aws:iam::${ACCOUNT}:policy/erasing`;
const HARMLESS = allow("logs:PutLogEvents");

function managedPolicy(statement: object, props: object = { name: "erasing", arn: ARN }): Made {
  return made("aws:iam/policy:Policy", { ...props, policy: document({ ...statement }) });
}

/** The same permission and a harmless one by one road. */
function road(
  way: string,
  resources: (statement: object) => Estate,
  says: string,
  more: Change = (estate) => estate,
): WayIn {
  return {
    way,
    by: all(more, having(resources(erase()))),
    could: [ERASE],
    says,
    nearMiss: `${way}, of what does no harm`,
    harmless: all(more, having(resources(HARMLESS))),
  };
}

const BY_POLICY = `${ERASE} (erasing: policy, statement Erase)`;
const user = made("aws:iam/user:User", { name: "somebody", arn: `arn:aws:iam::${ACCOUNT}:user/somebody` });
const group = made("aws:iam/group:Group", { name: "group" });
const set = made("aws:ssoadmin/permissionSet:PermissionSet", { name: "operators", arn: "arn:aws:sso:::set" });
const attachment = (
  props: Made["props"],
  kind = "rolePolicyAttachment:RolePolicyAttachment",
  from?: Made["from"],
) => made(`aws:iam/${kind}`, { policyArn: ARN, ...props }, from);

const ofSet = (name: string) =>
  made("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", {
    permissionSetArn: "arn:aws:sso:::set",
    managedPolicyArn: `arn:aws:iam::aws:policy/${name}`,
  });

tryWaysIn("on whatever road a permission comes", [
  road(
    "in a policy of its own, beside another",
    (statement) => ({
      more: made("aws:iam/rolePolicy:RolePolicy", { role: "worker", policy: document({ ...statement }) }),
    }),
    `role worker: ${ERASE} (more: policy, statement Erase)`,
  ),
  road(
    "in a policy that is joined by what it was computed from",
    (statement) => ({
      more: made(
        "aws:iam/rolePolicy:RolePolicy",
        { role: UNKNOWN, policy: document({ ...statement }) },
        { role: ["worker"] },
      ),
    }),
    `role worker: ${ERASE} (more: policy, statement Erase)`,
  ),
  road(
    "in a policy of a role that is in no stack",
    (statement) => ({
      more: made("aws:iam/rolePolicy:RolePolicy", { role: "elsewhere", policy: document({ ...statement }) }),
    }),
    `whoever has more: ${ERASE} (more: policy, statement Erase)`,
  ),
  road(
    "inline in the role",
    (statement) => ({
      worker: role("worker", trust({ Service: "lambda.amazonaws.com" }), {
        inlinePolicies: [{ policy: document(HARMLESS) }, { policy: document({ ...statement }) }],
      }),
    }),
    `role worker: ${ERASE} (worker: inlinePolicies[1].policy, statement Erase)`,
  ),
  road(
    "in the role's list of managed policies",
    (statement) => ({
      erasing: managedPolicy(statement),
      worker: role("worker", trust({ Service: "lambda.amazonaws.com" }), { managedPolicyArns: [ARN] }),
    }),
    `role worker: ${BY_POLICY}`,
  ),
  road(
    "by an attachment to the role",
    (statement) => ({ erasing: managedPolicy(statement), attachment: attachment({ role: "worker" }) }),
    `role worker: ${BY_POLICY}`,
  ),
  road(
    "by an attachment whose policy is only being made",
    (statement) => ({
      erasing: managedPolicy(statement, { name: UNKNOWN, arn: UNKNOWN }),
      attachment: attachment(
        { role: UNKNOWN, policyArn: UNKNOWN },
        "rolePolicyAttachment:RolePolicyAttachment",
        { role: ["worker"], policyArn: ["erasing"] },
      ),
    }),
    `role worker: ${BY_POLICY}`,
  ),
  road(
    "by an attachment of a policy whose name alone is known",
    (statement) => ({
      erasing: managedPolicy(statement, { name: "erasing", arn: UNKNOWN }),
      attachment: attachment({ role: "worker" }),
    }),
    `role worker: ${BY_POLICY}`,
  ),
  road(
    "by a list of attachments, to the second of two roles",
    (statement) => ({
      erasing: managedPolicy(statement),
      attachment: attachment({ roles: ["custodian", "worker"] }, "policyAttachment:PolicyAttachment"),
    }),
    `role worker: ${BY_POLICY}`,
  ),
  road(
    "by a list of attachments, to a user",
    (statement) => ({
      user,
      erasing: managedPolicy(statement),
      attachment: attachment({ users: ["somebody"] }, "policyAttachment:PolicyAttachment"),
    }),
    `user somebody: ${BY_POLICY}`,
  ),
  road(
    "by a list of attachments, to a group",
    (statement) => ({
      group,
      erasing: managedPolicy(statement),
      attachment: attachment({ groups: ["group"] }, "policyAttachment:PolicyAttachment"),
    }),
    `group group: ${BY_POLICY}`,
  ),
  road(
    "by a list of attachments, to somebody in no stack",
    (statement) => ({
      erasing: managedPolicy(statement),
      attachment: attachment({ roles: ["worker", "elsewhere"] }, "policyAttachment:PolicyAttachment"),
    }),
    `whoever has attachment: ${BY_POLICY}`,
  ),
  road(
    "in a policy of a user",
    (statement) => ({
      user,
      more: made("aws:iam/userPolicy:UserPolicy", { user: "somebody", policy: document({ ...statement }) }),
    }),
    `user somebody: ${ERASE} (more: policy, statement Erase)`,
  ),
  road(
    "by an attachment to a user",
    (statement) => ({
      user,
      erasing: managedPolicy(statement),
      attachment: attachment({ user: "somebody" }, "userPolicyAttachment:UserPolicyAttachment"),
    }),
    `user somebody: ${BY_POLICY}`,
  ),
  road(
    "in a policy of a group",
    (statement) => ({
      group,
      more: made("aws:iam/groupPolicy:GroupPolicy", { group: "group", policy: document({ ...statement }) }),
    }),
    `group group: ${ERASE} (more: policy, statement Erase)`,
  ),
  road(
    "by an attachment to a group, to whom the user belongs",
    (statement) => ({
      user,
      group,
      erasing: managedPolicy(statement),
      attachment: attachment({ group: "group" }, "groupPolicyAttachment:GroupPolicyAttachment"),
      membership: made("aws:iam/userGroupMembership:UserGroupMembership", {
        user: "somebody",
        groups: ["others", "group"],
      }),
    }),
    `user somebody: ${BY_POLICY}`,
  ),
  road(
    "in a policy of a group whose members are listed",
    (statement) => ({
      user,
      group,
      more: made("aws:iam/groupPolicy:GroupPolicy", { group: "group", policy: document({ ...statement }) }),
      membership: made("aws:iam/groupMembership:GroupMembership", {
        group: "group",
        users: ["another", "somebody"],
      }),
    }),
    `user somebody: ${ERASE} (more: policy, statement Erase)`,
  ),
  road(
    "in the document of a permission set",
    (statement) => ({
      set,
      more: made("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", {
        permissionSetArn: "arn:aws:sso:::set",
        inlinePolicy: document({ ...statement }),
      }),
    }),
    `permission set operators: ${ERASE} (more: inlinePolicy, statement Erase)`,
  ),
  road(
    "by the name of a policy that a permission set has in each account",
    (statement) => ({
      set,
      erasing: managedPolicy(statement),
      attachment: made("aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment", {
        permissionSetArn: "arn:aws:sso:::set",
        customerManagedPolicyReference: { name: "erasing" },
      }),
    }),
    `permission set operators: ${BY_POLICY}`,
  ),
  {
    way: "a policy of AWS's own of a permission set",
    by: having({ set, attachment: ofSet("AdministratorAccess") }),
    could: EVERYTHING,
    says: "permission set operators: account:CloseAccount (attachment: managedPolicyArn) (attachment: managedPolicyArn: its Action is arn:aws:iam::aws:policy/AdministratorAccess, of which nothing is known)",
    nearMiss: "a narrow one",
    harmless: having({ set, attachment: ofSet("AWSXRayDaemonWriteAccess") }),
  },
  {
    way: "a managed policy by its ARN, with a path",
    by: having({
      erasing: managedPolicy(erase(), { name: "erasing", arn: ARN.replace("erasing", "path/erasing") }),
      attachment: attachment({ role: "worker", policyArn: ARN.replace("erasing", "path/erasing") }),
    }),
    could: [ERASE],
    says: `role worker: ${BY_POLICY}`,
    nearMiss: "list attachments of nobody",
    harmless: having({
      erasing: managedPolicy(erase()),
      attachment: attachment({ roles: [] }, "policyAttachment:PolicyAttachment"),
    }),
  },
  {
    way: "a role whose name is not known has it",
    by: all(
      changing("worker", { name: UNKNOWN, arn: UNKNOWN }),
      having({
        "worker-permissions": made(
          "aws:iam/rolePolicy:RolePolicy",
          { role: UNKNOWN, policy: document(erase()) },
          { role: ["worker"] },
        ),
      }),
    ),
    could: [ERASE],
    says: `role worker: ${ERASE} (worker-permissions: policy, statement Erase)`,
    nearMiss: "a role whose provider has yet to list its policies",
    harmless: changing("worker", { managedPolicyArns: UNKNOWN, inlinePolicies: [{}], path: UNKNOWN }),
  },
  {
    way: "the deploys have it under another name",
    by: having({
      "deploy-policy": made("aws:iam/rolePolicy:RolePolicy", { role: "deployer", policy: document(erase()) }),
      deployer: role("deployer", trust({ AWS: roleArn("deploy") })),
    }),
    could: [ERASE],
    says: `role deployer: ${ERASE} (deploy-policy: policy, statement Erase)`,
    nearMiss: "the deploys have it",
    harmless: having({
      "deploy-policy": made("aws:iam/rolePolicy:RolePolicy", { role: "deploy", policy: document(erase()) }),
    }),
  },
]);
