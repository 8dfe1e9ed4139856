import { iamNoUsers } from "../../../policies/rules/iam-no-users";
import { tryRule, UNKNOWN } from "../try-rule";

tryRule(iamNoUsers, {
  remedy: "Give people permission sets and programs roles.",
  accepts: [
    { as: "compliant", what: "a role", given: { type: "aws:iam/role:Role", name: "worker" } },
    {
      as: "near miss",
      what: "a service's own role",
      given: { type: "aws:iam/serviceLinkedRole:ServiceLinkedRole", name: "search" },
    },
    {
      as: "not applicable",
      what: "a user of a file server",
      given: { type: "aws:transfer/user:User", name: "user" },
    },
  ],
  refuses: [
    "aws:iam/user:User",
    "aws:iam/accessKey:AccessKey",
    "aws:iam/group:Group",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/userLoginProfile:UserLoginProfile",
    "aws:iam/sshKey:SshKey",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  ].map((type) => ({
    what: type,
    given: { type, name: "someone", props: { user: UNKNOWN } },
    says: [`someone: it is of the type ${type}; expected roles and nothing that lasts longer than a session`],
  })),
});
