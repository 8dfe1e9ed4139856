import type { Documents, Request } from "../../../policies/proof/request";
import type { Statement } from "../../../policies/reading/document";
import { ACCOUNT, ROLE } from "./arbitrary-policies";
import { statement } from "./requests";

/** What the samples speak of. */
export const request: Request = {
  requester: { kind: "identity", arn: ROLE },
  action: "s3:DeleteObject",
  resource: "arn:aws:s3:::vault/*",
  context: {},
};

export function allow(written: object = {}): Statement {
  return statement({ Sid: "Allow", Effect: "Allow", Action: "s3:*", Resource: "*", ...written });
}

export function deny(written: object = {}): Statement {
  return statement({ Sid: "Deny", Effect: "Deny", Action: "s3:*", Resource: "*", ...written });
}

export const toAccount = { Sid: "Account", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } };
export const toRole = { Sid: "Role", Principal: { AWS: ROLE } };
export const toOther = { Sid: "Other", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/other` } };
export const elsewhere = { Action: "s3:GetObject" };
export const sometimes = { Condition: { Bool: { "aws:SecureTransport": "false" } } };

export function documentsWith(documents: Partial<Documents>): Documents {
  return { identity: [], ...documents };
}
