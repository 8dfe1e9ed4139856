import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import type { ServicePlace } from "./service-place";

/** A worker keeps itself from being taken away while it is busy (storage-service.md 3.5; datavault.md 9). */
export const protectOwnTasks = (place: ServicePlace): Statement => ({
  Sid: "ProtectOwnTasksFromScaleIn",
  Effect: "Allow",
  Action: ["ecs:UpdateTaskProtection"],
  Resource: pulumi.interpolate`arn:aws:ecs:${place.region}:${place.accountId}:task/${place.clusterName}/*`,
});
