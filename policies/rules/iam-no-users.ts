import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { rule } from "../rule";

export const iamNoUsers = rule({
  name: "iam-no-users",
  why: "A user's password or key works from anywhere until someone takes it away; a role's credentials end by themselves",
  level: "mandatory",
  severity: "high",
  framework: securityHub("IAM.2, IAM.3"),
  tags: ["CKV_AWS_273", "CIS AWS 7.0 2.19"],
  remedy: "Give people permission sets and programs roles.",
  reads: parameters.pick({}),
  types: [
    "aws:iam/user:User",
    "aws:iam/accessKey:AccessKey",
    "aws:iam/group:Group",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/userLoginProfile:UserLoginProfile",
    "aws:iam/sshKey:SshKey",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  ],
  *resource({ type }) {
    yield {
      found: `it is of the type ${type}`,
      expected: "roles and nothing that lasts longer than a session",
    };
  },
});
