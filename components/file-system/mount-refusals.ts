import * as pulumi from "@pulumi/pulumi";

const MOUNTING = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];
const AS_ROOT = "elasticfilesystem:ClientRootAccess";

/**
 * Who may not mount a file system [AWS: Using IAM to control file system data access]. It allows nothing, so that nobody
 * may what no policy of their own allows: which door is whose, the roles themselves say. It names no resource, for the
 * file system's id is not known in a preview, and a policy without one is about the file system that it belongs to.
 */
export function mountRefusals(roleArns: pulumi.Input<readonly string[]>): pulumi.Output<string> {
  const everybody = { Effect: "Deny", Principal: { AWS: "*" } };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        ...everybody,
        Sid: "RefuseWithoutTls",
        Action: [...MOUNTING, AS_ROOT],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      { ...everybody, Sid: "RefuseRoot", Action: [AS_ROOT] },
      {
        ...everybody,
        Sid: "RefuseWithoutAccessPoint",
        Action: MOUNTING,
        Condition: { Null: { "elasticfilesystem:AccessPointArn": "true" } },
      },
      {
        ...everybody,
        Sid: "RefuseOtherRoles",
        Action: MOUNTING,
        Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArns } },
      },
    ],
  });
}
