import { UNKNOWN } from "../../try-rule";
import { ACCOUNT, allow, document } from "../documents";
import { all, changing, having, made } from "../estate";
import { ERASE, tryWaysIn } from "../ways-in";

const attached = (policyArn: unknown) =>
  having({
    attachment: made("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "worker", policyArn }),
  });
const awsManaged = (name: string) => `arn:aws:iam::aws:policy/${name}`;
/** Of everything that nobody knows, the boundary leaves one thing. */
const limited = changing("boundary", { policy: document(allow("logs:Delete*")) });

tryWaysIn("what cannot be read", [
  {
    way: "a policy of AWS's own that is not known to be narrow",
    by: all(limited, attached(awsManaged("AdministratorAccess"))),
    could: [ERASE],
    says: "role worker: logs:DeleteLogGroup (attachment: policyArn) (attachment: policyArn: its Action is arn:aws:iam::aws:policy/AdministratorAccess, of which nothing is known)",
    nearMiss: "one that is",
    harmless: attached(awsManaged("service-role/AWSLambdaVPCAccessExecutionRole")),
  },
  {
    way: "a managed policy that is in no stack",
    by: all(limited, attached(`arn:aws:iam::${ACCOUNT}:policy/elsewhere`)),
    could: [ERASE],
    says: "role worker: logs:DeleteLogGroup (attachment: policyArn) (attachment: policyArn: its Action is arn:aws:iam::111122223333:policy/elsewhere, of which nothing is known)",
    nearMiss: "one that is, by another road to the same policy",
    harmless: attached(awsManaged("AWSXRayDaemonWriteAccess")),
  },
  {
    way: "a managed policy that is not known in preview, and comes from nowhere",
    by: all(limited, attached(UNKNOWN)),
    could: [ERASE],
    says: "role worker: logs:DeleteLogGroup (attachment: policyArn) (attachment: policyArn: its Action is not known in preview)",
    nearMiss: "an attachment of a known one",
    harmless: attached(awsManaged("service-role/AmazonECSTaskExecutionRolePolicy")),
  },
  {
    way: "a document that is not JSON",
    by: all(limited, changing("worker-permissions", { policy: "Allow nothing" })),
    could: [ERASE],
    says: "role worker: logs:DeleteLogGroup (worker-permissions: policy) (worker-permissions: policy: its Action is not JSON)",
    nearMiss: "a document with no statement",
    harmless: changing("worker-permissions", { policy: '{"Statement":[]}' }),
  },
  {
    way: "a document that is not known",
    by: all(limited, changing("worker-permissions", { policy: UNKNOWN })),
    could: [ERASE],
    says: "role worker: logs:DeleteLogGroup (worker-permissions: policy) (worker-permissions: policy: its Action is not known in preview)",
    nearMiss: "an inline document that the provider has yet to list",
    harmless: changing("worker", { inlinePolicies: UNKNOWN }),
  },
  {
    way: "an action that is not known",
    by: all(
      limited,
      changing("worker-permissions", {
        policy: { Statement: [{ Effect: "Allow", Action: UNKNOWN, Resource: "*" }] },
      }),
    ),
    could: [ERASE],
    says: "role worker: logs:DeleteLogGroup (worker-permissions: policy, statement 1) (worker-permissions: policy, statement 1: its Action is not known in preview)",
    nearMiss: "an action that is not known, and refused",
    harmless: changing("worker-permissions", {
      policy: { Statement: [{ Effect: "Deny", Action: UNKNOWN, Resource: "*" }] },
    }),
  },
]);
