import { UNKNOWN } from "../../try-rule";
import { ACCOUNT, allow, BOUNDARY, document, role, trust } from "../documents";
import { all, changing, having, made } from "../estate";
import { ERASE, erase, tryWaysIn, worker } from "../ways-in";

const ARN = `arn:aws:iam::${ACCOUNT}:policy/unread`;

tryWaysIn("whatever limits an identity", [
  {
    way: "through a permission boundary that leaves it",
    by: worker(erase()),
    could: [ERASE],
    says: `role worker: ${ERASE} (worker-permissions: policy, statement Erase)`,
    nearMiss: "a boundary that leaves other actions of the service",
    harmless: all(
      worker(erase()),
      changing("boundary", { policy: document(allow(["s3:*", "sts:*", "kms:*", "logs:P*"])) }),
    ),
  },
  {
    way: "without a permission boundary",
    by: all(
      worker({ Sid: "Leave", ...allow("account:CloseAccount") }),
      changing("worker", { permissionsBoundary: undefined }),
    ),
    could: ["account:CloseAccount"],
    says: "role worker: account:CloseAccount (worker-permissions: policy, statement Leave)",
    nearMiss: "with one that does not leave it",
    harmless: worker({ Sid: "Leave", ...allow("account:CloseAccount") }),
  },
  {
    way: "within a boundary that is in no stack",
    by: all(
      worker({ Sid: "Leave", ...allow("account:CloseAccount") }),
      changing("worker", { permissionsBoundary: `${BOUNDARY}-of-old` }),
    ),
    could: ["account:CloseAccount"],
    says: "role worker: account:CloseAccount (worker-permissions: policy, statement Leave)",
    nearMiss: "within one of AWS's that leaves nothing of it",
    harmless: all(
      worker({ Sid: "Leave", ...allow("account:CloseAccount") }),
      changing("worker", {
        permissionsBoundary: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      }),
    ),
  },
  {
    way: "within a boundary that cannot be read",
    by: all(
      worker({ Sid: "Leave", ...allow("account:CloseAccount") }),
      having({ unread: made("aws:iam/policy:Policy", { name: "unread", arn: ARN, policy: "all" }) }),
      changing("worker", { permissionsBoundary: ARN }),
    ),
    could: ["account:CloseAccount"],
    says: "role worker: account:CloseAccount (worker-permissions: policy, statement Leave) (unread: policy: its Action is not JSON)",
    nearMiss: "within one that is joined by what it was computed from",
    harmless: all(
      worker({ Sid: "Leave", ...allow("account:CloseAccount") }),
      having({
        worker: {
          ...role("worker", trust({ Service: "lambda.amazonaws.com" }), { permissionsBoundary: UNKNOWN }),
          from: { permissionsBoundary: ["boundary"] },
        },
      }),
    ),
  },
]);
