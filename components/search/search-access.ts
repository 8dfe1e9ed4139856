import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

/** All requests to a cluster's own API: what each user may do is the cluster's to decide. */
const requests = ["Get", "Head", "Post", "Put", "Patch", "Delete"].map((verb) => `es:ESHttp${verb}`);

/** Lets somebody send requests to a domain. */
export const searchRequests = (domainArn: pulumi.Input<string>): Statement => ({
  Sid: "SendRequests",
  Effect: "Allow",
  Action: requests,
  Resource: pulumi.interpolate`${domainArn}/*`,
});
